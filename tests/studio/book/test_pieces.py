"""A book's files come in the order they are heard; long chapters become parts; lines keep their numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.book.pauses import Pauses
from studio.book.pieces import Piece, full_script, pieces
from studio.book.project import Project
from tts.errors import BookError

PAUSES = Pauses()


@pytest.fixture(scope="module")
def found(rendered_book: Path) -> tuple[Piece, ...]:
    project = Project.open(rendered_book)
    return pieces(project, project.inventory(), PAUSES)


def test_credits_stand_around_the_chapters_that_are_read(rendered_book, found):
    assert [(piece.title, piece.chapter) for piece in found] == [
        ("Opening credits", 3), ("One", 1), ("Two", 2), ("Closing credits", 4),
    ]  # fmt: skip
    script, order = full_script(Project.open(rendered_book))
    assert order == (3, 1, 2, 4)
    assert len(script.chapters) == 5


def test_a_line_knows_its_take_or_that_there_is_none_to_make(found):
    assert all(piece.complete for piece in found)
    one = found[1]
    assert [line.audio is None for line in one.lines] == [False, False, False, False, True, False]
    assert not one.lines[4].missing
    assert one.lines[2].persona == "sunny-youth"
    timeline = one.timeline(PAUSES)
    assert [placed.number for placed in timeline.placed] == list(range(6))


def test_long_chapters_are_parted(rendered_book, found):
    project = Project.open(rendered_book)
    longest = found[1].timeline(PAUSES).seconds - 1.0
    parted = [piece for piece in pieces(project, project.inventory(), PAUSES, longest) if piece.chapter == 1]
    assert [piece.title for piece in parted] == ["One (1)", "One (2)"]
    assert [line for piece in parted for line in piece.lines] == list(found[1].lines)
    assert parted[1].first == len(parted[0].lines)
    assert all(piece.timeline(PAUSES).seconds <= longest for piece in parted)
    assert parted[1].timeline(PAUSES).placed[0].number == parted[1].first
    with pytest.raises(BookError, match="part it in the script"):
        pieces(project, project.inventory(), PAUSES, 3.3)


def test_takes_are_not_held_between_two_looks(found):
    first, second = found[1].timeline(PAUSES), found[1].timeline(PAUSES)
    assert first.placed[0].delivered.take is not second.placed[0].delivered.take
    missing = replace(found[1], lines=(replace(found[1].lines[0], audio=None, missing=True),))
    assert not missing.complete
