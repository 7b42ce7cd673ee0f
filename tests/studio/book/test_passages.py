"""Chapters are put together from passages without a seam, and an edit encodes one of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studio import ffmpeg
from studio.book import assembly, passages
from studio.book.assembly import Levels, sound
from studio.book.codings import AAC, FRAME
from studio.book.frames import frames
from studio.book.mastering import measure
from studio.book.masters import Desk
from studio.book.pauses import Pauses
from studio.book.presets import ACX, M4B

LEVELS = Levels()
# Softer than any limit, which the wild peaks of the tiny pack would meet.
SOFT = replace(M4B, target=-34.0, integrated=None, rms=None)


@pytest.fixture(autouse=True)
def short_passages(monkeypatch):
    monkeypatch.setattr(assembly, "_SHORTEST", 24_000)
    monkeypatch.setattr(assembly, "_EVERY", 1)


@pytest.fixture
def encoded(monkeypatch):
    """The numbers of blocks that were encoded, passage by passage."""
    made = []
    encode = passages.encode

    def noted(blocks, coding, path):
        made.append(path)
        encode(blocks, coding, path)

    monkeypatch.setattr(passages, "encode", noted)
    return made


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "masters", SOFT, AAC, Pauses(), LEVELS)


def test_passages_are_all_of_the_chapter_in_whole_frames(piece):
    timeline = piece.timeline(Pauses())
    assert len(timeline.passages) > 3
    assert [passage.start for passage in timeline.passages] == [
        0, *(passage.end for passage in timeline.passages[:-1])
    ]  # fmt: skip
    assert timeline.passages[-1].end == timeline.length
    assert all(passage.end % FRAME == 0 for passage in timeline.passages)
    whole = np.concatenate(list(sound(timeline, LEVELS)))
    alone = [np.concatenate(list(sound(passage, LEVELS))) for passage in timeline.passages]
    assert np.array_equal(np.concatenate(alone), whole)
    for passage in alone:
        assert not passage[-2 * FRAME :].any()


def test_there_is_no_seam(desk, piece):
    timeline = piece.timeline(Pauses())
    (made,) = desk.masters([piece])
    assert made.mastered.faults == ()
    assert made.mastered.samples == timeline.length
    assert len(list(frames(made.path))) == timeline.length // FRAME + 1
    heard = np.concatenate(list(ffmpeg.decode(made.path, AAC.rate)))[FRAME:, 0]
    assert len(heard) == timeline.length
    gain = np.float32(10 ** (made.mastered.gain / 20))
    expected = np.concatenate(list(sound(timeline, LEVELS))) * gain
    for passage in timeline.passages[:-1]:
        before = heard[passage.end - FRAME : passage.end]
        assert 20 * np.log10(np.sqrt(np.mean(before**2))) == pytest.approx(LEVELS.room, abs=3)
        assert np.abs(before).max() < 10 ** (-50 / 20)
    error = np.square(heard - expected).mean() / np.square(expected).mean()
    assert 10 * np.log10(error) < -7  # the tiny pack speaks noise, which AAC keeps badly


def test_what_is_heard_in_passages_is_what_ffmpeg_hears_in_the_chapter(desk, piece):
    podcast = replace(desk, preset=replace(SOFT, true_peak=0.0))
    (made,) = podcast.masters([piece])
    ours, curve = made.mastered.measured, made.mastered.curve
    theirs, whole = measure(made.path, AAC.rate, true_peak=True)
    assert ours.rms == pytest.approx(theirs.rms, abs=0.05)
    assert ours.peak == pytest.approx(theirs.peak, abs=0.01)
    assert ours.true_peak == pytest.approx(theirs.true_peak, abs=0.3)
    assert ours.integrated == pytest.approx(theirs.integrated, abs=0.5)  # passages of two seconds
    assert ours.spread == pytest.approx(theirs.spread, abs=1.0)
    assert ours.floor == pytest.approx(theirs.floor, abs=0.5)
    assert ours.seconds == pytest.approx(theirs.seconds, abs=0.05)
    assert (ours.head, ours.tail) == pytest.approx((theirs.head, theirs.tail), abs=0.1)
    assert len(curve.loudest) == pytest.approx(len(whole.loudest), abs=2)


def test_an_edit_encodes_the_passage_that_it_touches(desk, piece, encoded):
    (before,) = desk.masters([piece])
    assert len(encoded) == len(piece.timeline(Pauses()).passages)
    lines = list(piece.lines)
    lines[5] = replace(lines[5], audio=lines[3].audio)
    encoded.clear()
    (after,) = desk.masters([replace(piece, lines=tuple(lines))])
    assert len(encoded) == 1
    assert after.path.read_bytes() != before.path.read_bytes()
    other = replace(desk, folder=desk.folder.parent / "fresh")
    (fresh,) = other.masters([replace(piece, lines=tuple(lines))])
    assert fresh.path.read_bytes() == after.path.read_bytes()  # whatever was there before


def test_a_chapter_that_does_not_pass_is_corrected_as_a_whole(desk, piece, encoded):
    (made,) = desk.masters([piece])
    level = made.mastered.measured.integrated
    encoded.clear()
    tight = replace(SOFT, integrated=(level + 1.0, level + 2.0))
    (louder,) = replace(desk, preset=tight).masters([piece])
    assert louder.mastered.faults == ()
    assert louder.mastered.rounds == 2
    assert louder.mastered.gain > made.mastered.gain + 1
    assert len(encoded) == len(piece.timeline(Pauses()).passages)  # the first round's were there


def test_what_passages_cannot_do_the_whole_chapter_is_tried(desk, piece):
    hopeless = replace(ACX, head=(3.0, 4.0))
    (made,) = replace(desk, preset=hopeless).masters([piece])
    assert any("head" in fault for fault in made.mastered.faults)
    assert made.path.is_file()


def test_tidying_removes_passages_of_no_chapter(desk, piece):
    (old,) = desk.masters([replace(piece, lines=piece.lines[3:])])
    (new,) = desk.masters([piece])
    shelf = desk.folder / passages.FOLDER
    before = {path.name for path in shelf.iterdir()}
    desk.tidy([new])
    left = {path.name for path in shelf.iterdir()}
    assert not old.path.exists()
    assert left < before
    assert len(left) == 2 * len(piece.timeline(Pauses()).passages)
