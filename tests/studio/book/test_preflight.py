"""What is read and what is left out."""

from __future__ import annotations

import pytest

from studio.book.document import Chapter, Document
from studio.book.preflight import choose, preflight
from studio.book.script import Script
from studio.book.scripting import script
from tts.errors import BookError

WHOLE = Document(
    "T", (), "en",
    (
        Chapter("Copyright", "Copyright 2020.", "front", False, reason="copyright page, by its title"),
        Chapter("One", "One\n\nIt was late. “Hello,” said Tom.\n\n“Well.”"),
        Chapter("Two", "Two\n\n" + "Word after word. " * 400 + "End."),
        Chapter("", "An afterthought."),
    ),
    notes=("2 footnotes left out",),
)  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Script:
    return script(WHOLE)


def test_parts(made: Script) -> None:
    found = preflight(made, WHOLE)
    assert [(part.number, part.role, part.included) for part in found.parts] == [
        (1, "front", False), (2, "body", True), (3, "body", True), (4, "body", True),
    ]  # fmt: skip
    assert found.parts[0].reason == "copyright page, by its title"
    assert found.parts[1].opening == "It was late. “Hello,” said Tom. “Well.”"
    assert found.parts[1].speech == 2
    assert found.parts[2].words == 1202
    assert found.parts[2].opening.endswith("…")
    assert 7 < found.parts[2].minutes < 9
    assert found.minutes == pytest.approx(sum(part.minutes for part in found.parts[1:]))
    assert "2 footnotes left out" in found.notes
    assert preflight(made).parts[0].role == ""


def test_a_language_without_speakers_is_told() -> None:
    made = script(Document("T", (), "de", (Chapter("", "„Ja“, sagte Anna."),)))
    assert any("who speaks cannot be told in de" in note for note in preflight(made).notes)


def test_choosing(made: Script) -> None:
    def read(*, include: list[str] | None = None, exclude: list[str] | None = None) -> list[bool]:
        return [chapter.included for chapter in choose(made, include or [], exclude or []).chapters]

    assert read() == [False, True, True, True]
    assert read(include=["1"]) == [True] * 4
    assert read(include=["copyright"], exclude=["2-3"]) == [True, False, False, True]
    assert read(exclude=["TWO"]) == [False, True, False, True]
    assert choose(made, ["1"]).chapters[0].lines == made.chapters[0].lines


@pytest.mark.parametrize(
    ("include", "exclude", "message"),
    [
        (["5"], [], "no chapter 5; chapters are numbered 1–4"),
        (["3-2"], [], "no chapter 3-2"),
        (["Copyrigt"], [], "no chapter 'Copyrigt'; did you mean 'copyright'"),
        (["2"], ["One"], "'One' cannot be both"),
        ([], ["1-4"], "no chapter would be left"),
    ],
)
def test_wrong_choices(made: Script, include: list[str], exclude: list[str], message: str) -> None:
    with pytest.raises(BookError, match=message):
        choose(made, include, exclude)
