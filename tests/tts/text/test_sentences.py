from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.text.sentences import split


def pieces(text: str, max_words: int = 40) -> list[str]:
    return [sentence.text.strip() for sentence in split(text, max_words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Smith met J. R. Tolkien.",
        "It costs 3.14 dollars, i.e. little.",
        "He joined the U.S. Army at 5 p.m. on Jan. 5 in St. Louis.",
        '"Really?" he asked.',
        "Well... maybe not.",
        "See fig. 5 and No. 7.",
        "1. A list item",
    ],
)
def test_stays_whole(sentence: str) -> None:
    assert pieces(sentence + " Then it ends.") == [sentence + " Then it ends."] or pieces(
        sentence + " Then it ends."
    ) == [sentence, "Then it ends."]
    assert pieces(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ('"Stop!" Mary ran.', ['"Stop!"', "Mary ran."]),
        ("He is in the U.S. The sun shines.", ["He is in the U.S.", "The sun shines."]),
        ("It is 5 p.m. He left.", ["It is 5 p.m.", "He left."]),
        ("no capitals here. none at all.", ["no capitals here.", "none at all."]),
        ("你好。世界！好的。", ["你好。", "世界！", "好的。"]),
        ("A title\n\nThe text\nof a paragraph.", ["A title", "The text\nof a paragraph."]),
        ("First:\n- one\n- two", ["First:", "- one", "- two"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_long_sentences_are_cut_at_clauses_then_words() -> None:
    text = "I went to the shop, and then I went home because it rained, but nobody came to see me"
    parts = split(text, 10)
    assert [part.text for part in parts] == [
        "I went to the shop, ",
        "and then I went home because it rained, ",
        "but nobody came to see me",
    ]
    assert [part.final for part in parts] == [False, False, True]
    assert max(len(p.split()) for p in pieces("word " * 200, 12)) == 12


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="max_words"):
        split("text", 0)


@given(
    st.text(st.characters() | st.sampled_from(list(" .!?\n\"',;:—。abAB1")), max_size=300), st.integers(1, 50)
)
def test_nothing_is_lost(text: str, max_words: int) -> None:
    parts = split(text, max_words)
    assert "".join(part.text for part in parts) == text
    assert [part.start for part in parts] == [sum(len(p.text) for p in parts[:i]) for i in range(len(parts))]
