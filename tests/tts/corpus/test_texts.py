"""Corpus texts: distinct, speakable, stable."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tts.corpus.templates import article, cardinal, ordinal
from tts.corpus.texts import SHARES, Sentence, readable, sentences, split_of
from tts.corpus.wordnet import WORDNET, read_wordnet
from tts.errors import CorpusError

needs_wordnet = pytest.mark.skipif(
    not WORDNET.is_dir(),
    reason="WordNet is not installed (apt install wordnet-base), needed to build texts only",
)

COUNT = 4000


@pytest.fixture(scope="module")
def corpus() -> list[Sentence]:
    return sentences(7, COUNT)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A WordNet of a few synsets in the true format."""
    (tmp_path / "data.noun").write_text(
        "  1 a licence line\n"
        "00007846 18 n 02 person 0 Soul 1 002 @ 00004475 n 0000 + 01 n 0101 | a human being; "
        '"there was too much for one person to do"\n'
    )
    (tmp_path / "data.verb").write_text(
        "00003431 29 v 02 burp 0 belch 1 001 @ 00105333 v 0000 02 + 02 00 + 08 02 | expel gas; "
        '"in China it is polite to burp"; "one\'s 2 burps"\n'
    )
    (tmp_path / "data.adj").write_text("00001740 00 s 01 awake(p) 0 000 | not asleep\n")
    (tmp_path / "data.adv").write_text("")
    for part in ("noun", "verb", "adj", "adv"):
        (tmp_path / f"{part}.exc").write_text("men man\n" if part == "noun" else "")
    (tmp_path / "cntlist.rev").write_text("belch%2:29:01:: 1 4\nsoul%1:18:01:: 1 9\nperson%1:18:00:: 1 7\n")
    return tmp_path


@needs_wordnet
def test_sentences_are_distinct_and_speakable(corpus: list[Sentence]) -> None:
    assert len({sentence.text for sentence in corpus}) == COUNT
    for sentence in corpus:
        assert re.fullmatch(r"[A-Za-z' ,.?!;:\"-]+", sentence.text), sentence.text
        assert re.search(r"[.?!]\"?$", sentence.text), sentence.text
        assert re.match(r"\"?[A-Z]", sentence.text), sentence.text
        assert 1 <= len(sentence.text.split()) <= 40
        assert "{" not in sentence.text
        assert "  " not in sentence.text


@needs_wordnet
def test_kinds_and_lengths_have_their_shares(corpus: list[Sentence]) -> None:
    kinds = Counter(sentence.kind for sentence in corpus)
    for kind, share in SHARES.items():
        assert kinds[kind] / COUNT == pytest.approx(share, abs=0.03)
    short = sum(len(sentence.text.split()) <= 2 for sentence in corpus) / COUNT
    assert 0.005 < short < 0.04
    assert max(len(sentence.text.split()) for sentence in corpus) > 20


@needs_wordnet
def test_fewer_sentences_are_a_prefix_and_another_seed_differs(corpus: list[Sentence]) -> None:
    assert sentences(7, 300) == corpus[:300]
    assert sentences(8, 300) != corpus[:300]


@needs_wordnet
def test_splits_come_from_the_text_alone(corpus: list[Sentence]) -> None:
    assert all(sentence.split == split_of(sentence.text) for sentence in corpus)
    splits = Counter(sentence.split for sentence in corpus)
    assert 0.004 < splits["valid"] / COUNT < 0.018
    assert 0.008 < splits["test"] / COUNT < 0.024


def test_split_ignores_case_and_punctuation() -> None:
    assert {split_of(f"word {n}!") for n in "abc"} == {split_of(f"Word {n.upper()}.") for n in "abc"}


def test_reader_knows_the_format(tiny: Path) -> None:
    wordnet = read_wordnet(tiny)
    person, burp, awake = wordnet.synsets
    assert person.lemmas == ("person", "Soul")
    assert person.definition == "a human being"
    assert burp.examples == ("in China it is polite to burp", "one's 2 burps")
    assert awake.lemmas == ("awake",)
    words = {word.lemma: word for word in wordnet.words}
    assert words["belch"].frames == {2, 8}
    assert (words["Soul"].category, words["Soul"].count) == ("18", 9)
    assert wordnet.exceptions["noun"] == {"men": "man"}


def test_incomplete_wordnet_is_an_error_that_names_the_package(tiny: Path) -> None:
    with pytest.raises(CorpusError, match=r"whole of it \(apt install wordnet-base"):
        sentences(0, 10, tiny)
    (tiny / "cntlist.rev").unlink()
    with pytest.raises(CorpusError, match=r"cntlist\.rev is not in .*apt install wordnet-base"):
        sentences(0, 10, tiny)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("he hardly ever goes fishing", "He hardly ever goes fishing."),
        ("what am i doing ?", "What am I doing?"),
        ("the cat -- a tabby -- slept", "The cat, a tabby, slept."),
        ("Feb. 29 is a day", ""),
        ("a NATO base here", ""),
        ("the key of D major", ""),
        ("too short", ""),
        ("he said 'no' to her", ""),
    ],
)
def test_readable(raw: str, sentence: str) -> None:
    assert readable(raw) == sentence


def test_small_grammar() -> None:
    assert (
        article("a hour, a unit, a owl, a one-off, a urn, A apple")
        == "an hour, a unit, an owl, a one-off, an urn, An apple"
    )
    assert cardinal(1234) == "one thousand two hundred and thirty-four"
    assert ordinal(22) == "twenty-second"
