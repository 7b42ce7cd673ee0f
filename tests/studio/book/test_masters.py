"""Masters are kept by content: only what changed is made again, and what is no longer used goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.book.assembly import Levels
from studio.book.codings import FLAC, WAV
from studio.book.masters import Desk
from studio.book.pauses import Pauses
from studio.book.presets import ACX

SOFT = replace(ACX, target=-34.0, rms=None)  # nothing that the tiny pack's wild peaks would be limited for


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path / "masters", SOFT, FLAC, Pauses(), Levels())


def test_a_master_is_made_once(desk, piece):
    (made,) = desk.masters([piece])
    (again,) = desk.masters([piece])
    assert (made.kept, again.kept) == (False, True)
    assert replace(again, kept=False) == made
    assert desk.known(piece) == again
    assert made.mastered.faults == ()
    assert len(made.facts.places) == len(piece.lines)
    start, end = made.facts.places[1]
    assert 0.5 < start < end < made.mastered.measured.seconds
    assert made.facts.places[4][0] == made.facts.places[4][1]  # nothing to speak
    assert set(made.facts.missed) >= {"pitch"}


@pytest.mark.parametrize("change", ["take", "boundary", "pauses", "levels", "preset", "missing"])
def test_whatever_is_heard_changes_the_master(desk, piece, change):
    lines = list(piece.lines)
    if change == "take":
        lines[1] = replace(lines[1], audio=lines[3].audio)
    elif change == "missing":
        lines[1] = replace(lines[1], audio=None, missing=True)
    elif change == "boundary":
        lines[1] = replace(lines[1], line=replace(lines[1].line, boundary="scene"))
    elif change == "pauses":
        desk = replace(desk, pauses=Pauses(head=0.6))
    elif change == "levels":
        desk = replace(desk, levels=Levels(dynamics=1.0))
    elif change == "preset":
        desk = replace(desk, preset=replace(SOFT, target=-35.0))
    before = (
        desk
        if change not in ("pauses", "levels", "preset")
        else Desk(desk.folder, SOFT, FLAC, Pauses(), Levels())
    )
    changed = replace(piece, lines=tuple(lines))
    assert desk._key(changed, "x") != before._key(piece, "x")


def test_what_is_not_heard_does_not(desk, piece):
    lines = [
        replace(line, line=replace(line.line, evidence="said so"), suspect=("x",)) for line in piece.lines
    ]
    assert desk._key(replace(piece, title="Two", lines=tuple(lines)), "x") == desk._key(piece, "x")
    assert desk._key(piece, "x") != desk._key(piece, "another ffmpeg")


def test_several_at_a_time_come_in_order(desk, piece):
    pieces = [replace(piece, title=str(n), lines=piece.lines[:n]) for n in (6, 2, 4)]
    masters = list(desk.masters(pieces, workers=3))
    assert [master.piece.title for master in masters] == ["6", "2", "4"]
    assert len({master.path for master in masters}) == 3


def test_tidying_removes_what_this_export_no_longer_uses(desk, piece):
    (old,) = desk.masters([replace(piece, lines=piece.lines[:2])])
    (other,) = replace(desk, coding=WAV).masters([piece])
    (new,) = desk.masters([piece])
    desk.tidy([new])
    left = {path.name for path in desk.folder.iterdir()}
    assert {new.path.name, other.path.name} <= left
    assert old.path.name not in left
    assert len(left) == 4


def test_a_damaged_master_is_made_again(desk, piece):
    (made,) = desk.masters([piece])
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:-100])
    assert desk.known(piece) is None
    (again,) = desk.masters([piece])
    assert not again.kept
    assert again.path.read_bytes() == whole
