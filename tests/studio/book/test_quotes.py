"""What is said aloud: nested, unclosed and continued quotes, dashes, and quotes that are no speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.book.quotes import paragraphs
from tts.style.reading import chinese, english


def said(text: str, is_tag=english.is_tag) -> list[str]:
    return [text[p.start : p.end] for each in paragraphs(text, is_tag) for p in each.parts if p.quoted]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“Come in,” said Matty. “Sit.”", ["“Come in,”", "“Sit.”"]),
        ('"Come in," said Matty.', ['"Come in,"']),
        ("“He said, ‘Go,’ and left,” she said.", ["“He said, ‘Go,’ and left,”"]),
        ("‘I don’t know,’ he said. ‘The boys’ dog.’", ["‘I don’t know,’", "‘The boys’ dog.’"]),
        ("‘He said “no,”’ said Ann.", ["‘He said “no,”’"]),
        ("“One\ntwo,” he said.", ["“One\ntwo,”"]),
        ("«Bonjour,» dit-il.", ["«Bonjour,»"]),
        ("He never heard the word “home.”", []),
        ("The sign said “Closed,” but the door was open.", []),
        ("the so-called “expert” left", []),
        ("He said “Come here at once, all of you.”", ["“Come here at once, all of you.”"]),
        ("“First part.\n\n“Second part.”", ["“First part.", "“Second part.”"]),
        ("‘First part.\n\n‘Second part.’", ["‘First part.", "‘Second part.’"]),
        ("It was five o'clock and the dogs' bowls were empty.", []),
    ],
)
def test_english(text: str, quotes: list[str]) -> None:
    assert said(text) == quotes


def test_speech_goes_on_over_paragraphs() -> None:
    found = paragraphs("“First part.\n\n“Second part.”\n\n“Another.”", english.is_tag)
    assert [each.continues for each in found] == [False, True, False]


def test_dashes_are_speech_where_there_are_no_quotation_marks() -> None:
    text = (
        "—Come in, said Matty. —Sit.\n\n—No, said Tom, and left.\n\n"
        "—Why not? asked Matty. You are tired.\n\nHe left."
    )
    assert said(text) == ["—Come in,", "—Sit.", "—No,", "—Why not?", "You are tired."]
    mixed = "—one\n\n—two\n\n“Yes,” he said.\n\n“No,” she said.\n\n“So,” he said."
    assert said(mixed) == ["“Yes,”", "“No,”", "“So,”"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“你来了。”他说。", ["“你来了。”"]),
        ("他说：「你說『來』？」", ["「你說『來』？」"]),
        ("他读《红楼梦》，自称“专家”，没有人信。", []),
        ("小梅问：“为什么？”奶奶说：“睡吧。”", ["“为什么？”", "“睡吧。”"]),
    ],
)
def test_chinese(text: str, quotes: list[str]) -> None:
    assert said(text, chinese.is_tag) == quotes


@given(st.text(st.sampled_from("ab .,!?—-\n“”‘’\"'「」"), max_size=120) | st.text(max_size=60))
def test_parts_cover_what_is_written_in_order(text: str) -> None:
    end = 0
    for each in paragraphs(text, english.is_tag):
        assert not text[end : each.start].strip()
        end = each.start
        for part in each.parts:
            assert part.start >= end
            assert not text[end : part.start].strip()
            end = part.end
        assert end == each.end
        quoted = {(part.start, part.end) for part in each.parts if part.quoted}
        assert {place for turn in each.turns for place in turn.quotes} == quoted
    assert not text[end:].strip()
