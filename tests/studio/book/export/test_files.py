"""Chapter files keep their sound to the bit and carry the tags that players show."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from studio import ffmpeg
from studio.book.assembly import Levels
from studio.book.codings import CODINGS, RATE, encode
from studio.book.export.files import write_lossless, write_mp3, write_stems
from studio.book.export.tags import BookTags, Cover
from studio.book.pauses import Pauses
from studio.book.pieces import Piece
from tts.audio import read

TAGS = BookTags("The Harbour 港", ("Ann Author",), ("Nora", "Olaf"), "en")


@pytest.fixture
def noise() -> np.ndarray:
    return (0.1 * np.random.default_rng(1).normal(size=2 * RATE)).astype(np.float32)


def drawn(folder, suffix):
    """A picture of 32 pixels."""
    path = folder / f"c{suffix}"
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc=d=0.04:s=32x32", "-frames:v", "1", ffmpeg.url(path)])
    return Cover(path.read_bytes(), suffix)


def test_mp3(tmp_path, noise):
    plain, tagged = tmp_path / "plain.mp3", tmp_path / "01 One.mp3"
    encode([noise], CODINGS["mp3"], plain)
    write_mp3(plain, "One: Ünï", 1, 12, TAGS, drawn(tmp_path, ".jpg"), tagged)
    media = ffmpeg.probe(tagged)
    assert media.tags["title"] == "One: Ünï"
    assert media.tags["album"] == TAGS.title
    assert (media.tags["artist"], media.tags["composer"]) == ("Ann Author", "Nora, Olaf")
    assert (media.tags["track"], media.tags["genre"]) == ("1/12", "Audiobook")
    assert b"TLAN" in tagged.read_bytes()[:2000]
    assert "AI-generated" in media.tags["comment"]
    assert media.tags["digitalsourcetype"].endswith("trainedAlgorithmicMedia")
    assert [stream.width for stream in media.streams if stream.attached] == [32]
    assert tagged.read_bytes().endswith(plain.read_bytes())
    before, after = (np.concatenate(list(ffmpeg.decode(path, RATE))) for path in (plain, tagged))
    np.testing.assert_array_equal(before, after)
    assert len(after) == len(noise)  # the encoder's delay is told, and cut


def test_mp3_frames_are_of_one_size(tmp_path, noise):
    path = tmp_path / "a.mp3"
    encode([noise], CODINGS["mp3"], path)
    (stream,) = ffmpeg.probe(path).of("audio")
    assert (stream.codec, stream.sample_rate, stream.channels) == ("mp3", RATE, 1)
    assert 8 * path.stat().st_size / 2 == pytest.approx(192_000, rel=0.05)


@pytest.mark.parametrize(
    ("name", "picture", "held"),
    [("flac", None, 0), ("flac", ".jpg", 1), ("flac", ".png", 1), ("wav", ".png", 0)],
)
def test_lossless(tmp_path, noise, name, picture, held):
    plain, tagged, again = (tmp_path / f"{stem}.{name}" for stem in ("plain", "tagged", "again"))
    encode([noise], CODINGS[name], plain)
    cover = drawn(tmp_path, picture) if picture else None
    for path in (tagged, again):
        write_lossless(plain, "One", 1, 12, TAGS, cover, path)
    media = ffmpeg.probe(tagged)
    assert [stream.width for stream in media.streams if stream.attached] == [32] * held
    assert not held or cover.data in tagged.read_bytes()
    tags = media.tags
    assert (tags["title"], tags["album"]) == ("One", TAGS.title)
    assert "AI-generated" in tags["comment"]
    assert tagged.read_bytes() == again.read_bytes()
    before, after = (np.concatenate(list(ffmpeg.decode(path, RATE))) for path in (plain, tagged))
    np.testing.assert_array_equal(before, after)
    np.testing.assert_allclose(after[:, 0], noise, atol=2**-22)


def test_stems(tmp_path, piece: Piece):
    timeline = piece.timeline(Pauses())
    written = list(write_stems(timeline, Levels(), tmp_path / "01 One"))
    with (tmp_path / "01 One" / "lines.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [line.line.text for line in piece.lines if line.audio]
    assert [path.name for path in written] == [*(row["file"] for row in rows), "lines.csv"]
    assert rows[2]["speaker"] == "Ann"
    samples, rate = read(written[2])
    assert len(samples) / rate == pytest.approx(float(rows[2]["end"]) - float(rows[2]["start"]), abs=1e-4)
