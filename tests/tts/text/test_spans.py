from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.errors import TextError
from tts.text import Lexicon, utterances

TOMATO = "I say tomato, not the apple."


def sounds(text: str, *pronunciations: tuple[int, int, str], language: str = "en-us") -> dict[str, str]:
    """Written word → its phones."""
    said = {}
    for utterance in utterances(text, language, pronunciations=pronunciations):
        for index, word in enumerate(utterance.words):
            said[word.text] = "".join(p.symbol for p in utterance.phones if p.word == index)
    return said


def stressed(text: str, *emphasis: tuple[int, int], asterisks: bool = True) -> list[str]:
    return [
        utterance.words[index].text
        for utterance in utterances(text, emphasis=emphasis, asterisks=asterisks)
        for index in sorted({phone.word for phone in utterance.phones if phone.emphasis})
    ]


def test_a_pronunciation_takes_the_place_of_the_reading() -> None:
    assert sounds(TOMATO)["tomato"] != "təmɑtoʊ"
    assert sounds(TOMATO, (6, 12, "təˈmɑːtoʊ")) == {**sounds(TOMATO), "tomato": "təmɑtoʊ"}


def test_it_goes_before_the_lexicon() -> None:
    (utterance,) = utterances(
        "Siobhan", lexicon=Lexicon.of({"Siobhan": "joe"}), pronunciations=((0, 7, "ʃɪˈvɔn"),)
    )
    assert [phone.symbol for phone in utterance.phones] == ["_", *"ʃɪvɔn", "."]


def test_one_group_a_word() -> None:
    assert list(sounds(TOMATO, (0, 12, "aɪ seɪ təˈmɑːtoʊ")).items())[:3] == [
        ("I", "aɪ"),
        ("say", "seɪ"),
        ("tomato", "təmɑtoʊ"),
    ]


def test_other_numbers_of_groups_make_one_word() -> None:
    assert sounds("He met Siobhan Ng.", (7, 17, "ʃɪˈvɔnɪŋ"))["Siobhan Ng"] == "ʃɪvɔnɪŋ"
    assert sounds("In 1999 it", (3, 7, "naɪntin naɪntinaɪn"))["1999"] == "naɪntinnaɪntinaɪn"


def test_one_word_over_a_sentence_end_joins_the_sentences() -> None:
    text = "Call Q. Then Siobhan. Go on."
    found = utterances(text, pronunciations=((5, 20, "kju"),))
    assert [[word.text for word in utterance.words] for utterance in found] == [
        ["Call", "Q. Then Siobhan"],
        ["Go", "on"],
    ]
    assert "".join(utterance.text for utterance in found) == text


@pytest.mark.parametrize(
    ("text", "pronunciation", "message"),
    [
        ("a tomato", (4, 6, "a"), "no word begins"),
        ("a tomato tart", (4, 13, "a b"), "no word begins"),
        ("two tomatoes", (4, 10, "a"), "ends inside the word 'tomatoes'"),
        ("well-known", (0, 4, "a"), "ends inside the word 'well-known'"),
        ("10 km", (0, 2, "tɛn"), "ends inside the word '10 km'"),
    ],
)
def test_it_stands_for_whole_words(text: str, pronunciation: tuple[int, int, str], message: str) -> None:
    with pytest.raises(TextError, match=message):
        sounds(text, pronunciation)


def test_an_ending_is_added() -> None:
    assert sounds("Siobhan's cat", (0, 7, "ʃɪˈvɔn")) == {"Siobhan's": "ʃɪvɔnz", "cat": "kæt"}
    assert sounds("Mr. Ross’s cat", (4, 8, "ɹɔs"))["Ross’s"] == "ɹɔsəz"
    assert sounds("(Ross).", (0, 7, "ɹɔs")) == {"Ross": "ɹɔs"}


def test_what_has_no_reading_can_be_given_one() -> None:
    said = sounds("Hi 你好 😀", (3, 5, "ni xaʊ"), (6, 7, "smaɪl"))
    assert said == {"Hi": "haɪ", "你": "ni", "好": "haʊ", "😀": "smaɪl"}


def test_the_sound_stays_beside_any_neighbour() -> None:
    assert sounds("the apple")["the"] == "ði"
    assert sounds("the apple", (0, 3, "ðə"))["the"] == "ðə"


def test_a_later_pronunciation_decides() -> None:
    said = sounds("one two", (0, 7, "a b"), (0, 3, "u"))
    assert said == {"one": "u", "two": "b"}
    assert sounds("one two", (0, 3, "u"), (0, 7, "a b"))["one"] == "ɑ"


@pytest.mark.parametrize(
    ("pronunciation", "message"),
    [
        ((6, 99, "a"), "0–28"),
        ((6, 6, "a"), "0–28"),
        ((-1, 6, "a"), "0–28"),
        ((6, 12, "tom%"), "'%'"),
        ((12, 13, "a"), "no word begins"),
    ],
)
def test_what_cannot_be_is_refused(pronunciation: tuple[int, int, str], message: str) -> None:
    with pytest.raises(TextError, match=message):
        sounds(TOMATO, pronunciation)


def test_many_words_need_their_ipa_word_by_word() -> None:
    with pytest.raises(TextError, match="12 words"):
        sounds("so " * 12, (0, 36, "soʊ soʊ"))
    assert sounds("so " * 12, (0, 36, "su " * 12))["so"] == "su"


def test_approximations_are_told() -> None:
    (utterance,) = utterances("über", pronunciations=((0, 4, "ˈyːbɐ"),))
    assert utterance.approximated[0].startswith("yː → u")


def test_emphasis_by_stretches_and_by_asterisks() -> None:
    assert stressed(TOMATO, (6, 12)) == ["tomato"]
    assert stressed("I *say* tomato", (8, 14)) == ["say", "tomato"]
    assert stressed("I *say* tomato", (8, 14), asterisks=False) == ["tomato"]
    assert stressed("one two three", (0, 5), (4, 7)) == ["one", "two"]


def test_emphasis_inside_a_word_means_the_word() -> None:
    assert stressed("an unbelievable thing", (5, 12)) == ["unbelievable"]
    assert stressed("an unbelievable thing", (5, 17)) == ["thing"]
    with pytest.raises(TextError, match="0–2"):
        stressed("an", (1, 3))


def test_a_book_of_stretches_takes_seconds() -> None:
    text = "tomato apple. " * 5_000
    spots = range(0, len(text), 14)
    start = time.perf_counter()
    found = utterances(
        text,
        emphasis=[(at, at + 6) for at in spots],
        pronunciations=[(at + 7, at + 12, "æpl̩") for at in spots],
    )
    assert time.perf_counter() - start < 10
    assert len(found) == 5_000


@settings(max_examples=100)
@given(
    st.text(st.sampled_from(list("ab T.,!?*1$\n😀")), min_size=1, max_size=60),
    st.lists(
        st.tuples(st.integers(0, 59), st.integers(1, 30), st.sampled_from(["a", "a b", "mɛ"])), max_size=4
    ),
)
def test_no_word_is_lost(text: str, asked: list[tuple[int, int, str]]) -> None:
    stretches = [(at, min(at + size, len(text)), ipa) for at, size, ipa in asked if at < len(text)]
    try:
        found = utterances(text, pronunciations=stretches, emphasis=[(a, b) for a, b, _ in stretches])
    except TextError:
        return
    assert "".join(utterance.text for utterance in found) == text
    for utterance in found:
        assert {phone.word for phone in utterance.phones} == {-1, *range(len(utterance.words))}
    pieces = [piece for u in found for piece in (*u.words, *u.skipped)]
    assert all(piece.text == text[piece.start : piece.end] for piece in pieces)
    covered = {at for piece in pieces for at in range(piece.start, piece.end)}
    assert all(at in covered for at, character in enumerate(text) if character.isalnum())
