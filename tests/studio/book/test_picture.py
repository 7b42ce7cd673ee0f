"""Pictures show each speaker in one colour, and draw whatever a title holds."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest

from studio import ffmpeg
from studio.book import picture
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


def test_a_font_with_chinese_is_found_where_there_is_one():
    lists = shutil.which("fc-list")
    if lists is None:
        pytest.skip("no fontconfig to ask")
    told = subprocess.run([lists, ":lang=zh", "file"], check=True, capture_output=True, text=True).stdout
    if not any(name in told for name in picture._CHINESE):
        pytest.skip("no font with Chinese is installed")
    assert picture._drawable("港口 $5") == r"港口 \$5"


def test_without_one_it_is_left_out_and_told(piece, tmp_path, monkeypatch):
    monkeypatch.setattr(picture, "_fonts", lambda: ("DejaVu Sans",))
    picture._glyphs.cache_clear()
    try:
        assert picture._drawable("港 A") == " A"
        odd = replace(piece, title="港 A")
        plain, told = (
            Desk(tmp_path, SOFT, FLAC, Pauses(), Levels()).masters([each]) for each in (piece, odd)
        )
        for (master,), name in ((tuple(plain), "plain.png"), (tuple(told), "told.png")):
            draw(master, SOFT, Colours(("narrator", "Ann")), tmp_path / name)
        corner = ["-vf", "crop=iw/2:16:iw/2:ih-16", "-f", "rawvideo", "-pix_fmt", "gray", "-"]
        dark = [
            (np.frombuffer(ffmpeg.run(["-i", ffmpeg.url(tmp_path / name), *corner]), np.uint8) < 160).sum()
            for name in ("plain.png", "told.png")
        ]
        assert dark[1] > dark[0] + 100
    finally:
        picture._glyphs.cache_clear()
