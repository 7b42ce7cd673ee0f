"""The retail sample is one to five minutes of the book itself, from paragraph to paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from studio.book import pieces
from studio.book.pauses import Pauses
from studio.book.pieces import Piece, PieceLine
from studio.book.sample import sample
from studio.book.script import ScriptLine
from tts.request import Receipt, WordTiming

PAUSES = Pauses()


@dataclass(frozen=True)
class Take:
    """As long as its file's name says."""

    path: object

    @property
    def receipt(self) -> Receipt:
        return Receipt()

    @property
    def seconds(self) -> float:
        return float(str(self.path))

    @property
    def words(self) -> tuple[WordTiming, ...]:
        return ()


@pytest.fixture(autouse=True)
def lengths(monkeypatch):
    monkeypatch.setattr(pieces, "StoredTake", Take)


def chapter(number: int, seconds: list[float], heading: bool = True) -> Piece:
    lines = [PieceLine(ScriptLine("One", kind="heading", boundary="paragraph"), "p", "2")] if heading else []
    for place, length in enumerate(seconds):
        last = place + 1 == len(seconds)
        kind = "end" if last else "paragraph" if place % 3 == 2 else "sentence"
        lines.append(PieceLine(ScriptLine(f"Line {place}.", boundary=kind), "p", str(length)))
    return Piece(f"Chapter {number}", number, 0, tuple(lines))


def test_it_begins_after_the_heading_and_ends_with_a_paragraph_near_three_minutes():
    found = sample([chapter(0, [8.0] * 60)], 1, PAUSES)
    assert found is not None
    assert found.first == 1
    assert found.lines[0].line.text == "Line 0."
    assert found.lines[-1].line.boundary == "paragraph"
    assert found.timeline(PAUSES).seconds == pytest.approx(180, abs=20)


def test_credits_and_short_chapters_are_passed_over():
    credits = chapter(9, [30.0] * 5)
    short, long = chapter(0, [3.0] * 4), chapter(1, [20.0] * 9)
    found = sample([credits, short, long], 2, PAUSES)
    assert found is not None
    assert found.chapter == 1
    assert 60 <= found.timeline(PAUSES).seconds <= 300


def test_paragraphs_that_are_too_long_or_books_that_are_too_short_have_none():
    endless = chapter(0, [100.0] * 2 + [250.0])
    assert sample([endless], 1, PAUSES) is None
    assert sample([chapter(0, [5.0])], 1, PAUSES) is None
    second_part = replace(chapter(0, [20.0] * 9), first=40)
    assert sample([second_part], 1, PAUSES) is None
