"""Pictures show each speaker in one colour, and draw whatever a title holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio import ffmpeg
from studio.book.assembly import Levels
from studio.book.codings import FLAC
from studio.book.masters import Desk
from studio.book.pauses import Pauses
from studio.book.picture import Colours, draw
from studio.book.presets import ACX

SOFT = replace(ACX, target=-34.0, rms=None)


def test_colours():
    colours = Colours(("narrator", *(f"Speaker {n}" for n in range(12))))
    own = [colours.of(name) for name in colours.speakers]
    assert len(set(own[:11])) == 11
    assert own[11] == own[12] == colours.of("somebody else")
    assert colours.of("Speaker 3") == Colours(colours.speakers[:5]).of("Speaker 3")


def test_a_picture_shows_speakers_and_marks(piece, tmp_path):
    lines = (*piece.lines[:3], replace(piece.lines[3], audio=None, missing=True), *piece.lines[4:])
    odd = replace(piece, title="信 $x_1$ \\ 🎧", lines=lines)
    (master,) = Desk(tmp_path, SOFT, FLAC, Pauses(), Levels()).masters([odd])
    colours = Colours(("narrator", "Ann"))
    for path in (tmp_path / "a.png", tmp_path / "b.png"):
        draw(master, SOFT, colours, path)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    raw = ffmpeg.run(["-i", ffmpeg.url(tmp_path / "a.png"), "-f", "rawvideo", "-pix_fmt", "rgb24", "-"])
    pixels = np.frombuffer(raw, np.uint8).reshape(-1, 3)

    def drawn(colour: str) -> int:
        rgb = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        return int((pixels == rgb).all(axis=1).sum())

    assert drawn(colours.of("Ann")) > 500
    assert drawn(colours.of("narrator")) > 5000
    assert drawn("#c62828") > 5  # the mark of the missing line
