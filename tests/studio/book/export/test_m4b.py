"""The chapter marks of an M4B file are where the chapters are, to the sample; two exports are equal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio import ffmpeg
from studio.book.codings import AAC, FRAME, encode
from studio.book.export.m4b import AacChapter, offsets, write_m4a, write_m4b
from studio.book.export.tags import BookTags, Cover

TAGS = BookTags('A Büch: "x" = 1;', ("Ann Author", "Bob"), ("Nora",), "en-GB")
RATE = AAC.rate
LENGTHS = (3 * RATE + 17, 100 * FRAME, 2 * RATE + 500, 60 * FRAME + 1)
BURST = 10_000  # samples before a burst of noise by which a chapter is found again
TITLES = ("One", "Two = #2; \\", "三", "")


@pytest.fixture(scope="module")
def noise() -> np.ndarray:
    return (0.3 * np.random.default_rng(4).normal(size=(len(LENGTHS), 600))).astype(np.float32)


@pytest.fixture(scope="module")
def chapters(tmp_path_factory, noise) -> list[AacChapter]:
    folder = tmp_path_factory.mktemp("aac")
    found = []
    for number, (length, title) in enumerate(zip(LENGTHS, TITLES, strict=True)):
        samples = np.full(length, 1e-4, np.float32)
        samples[BURST : BURST + 600] += noise[number]
        path = folder / f"{number}.aac"
        encode([samples], AAC, path)
        found.append(AacChapter(title, path, length))
    return found


@pytest.fixture(scope="module")
def cover(tmp_path_factory) -> Cover:
    path = tmp_path_factory.mktemp("cover") / "cover.png"
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc=d=0.04:s=64x64", "-frames:v", "1", ffmpeg.url(path)])
    return Cover(path.read_bytes(), ".png")


@pytest.fixture(scope="module")
def book(tmp_path_factory, chapters, cover) -> Path:
    path = tmp_path_factory.mktemp("m4b") / "book.m4b"
    write_m4b(chapters, TAGS, cover, path)
    assert list(path.parent.iterdir()) == [path]
    return path


def test_marks_are_where_the_chapters_are(book, noise):
    media = ffmpeg.probe(book)
    assert [mark.title.strip() for mark in media.chapters] == list(TITLES)
    sound = np.concatenate(list(ffmpeg.decode(book, RATE)))[:, 0]
    true = [(int(np.correlate(sound, burst, "valid").argmax()) - BURST) / RATE for burst in noise]
    assert offsets(LENGTHS) == pytest.approx(true, abs=1 / RATE)
    marks = [mark.start for mark in media.chapters]
    assert marks[0] == 0
    assert marks == pytest.approx(true, abs=0.05)
    assert marks[1:] == pytest.approx(true[1:], abs=0.001)
    assert media.chapters[-1].end == pytest.approx(media.seconds, abs=0.03)


def test_tags_cover_and_what_it_says_of_its_making(book):
    media = ffmpeg.probe(book)
    assert media.tags["title"] == TAGS.title
    assert (media.tags["artist"], media.tags["composer"]) == ("Ann Author, Bob", "Nora")
    assert media.tags["genre"] == "Audiobook"
    assert "trainedAlgorithmicMedia" in media.tags["comment"]
    (stream,) = media.of("audio")
    assert (stream.codec, stream.sample_rate, stream.channels) == ("aac", RATE, 1)
    assert stream.tags["language"] == "eng"
    assert [(stream.codec, stream.attached) for stream in media.streams if stream.width] == [("png", True)]


def test_the_same_book_gives_the_same_bytes(tmp_path, book, chapters, cover):
    write_m4b(chapters, TAGS, cover, tmp_path / "again.m4b")
    assert (tmp_path / "again.m4b").read_bytes() == book.read_bytes()


def test_a_single_chapter_begins_after_the_encoders_delay(tmp_path, chapters, noise):
    write_m4a(chapters[1], tmp_path / "one.m4a")
    sound = np.concatenate(list(ffmpeg.decode(tmp_path / "one.m4a", RATE)))[:, 0]
    start = int(np.correlate(sound, noise[1], "valid").argmax()) - BURST
    assert start / RATE == pytest.approx(offsets([LENGTHS[1]])[0], abs=1 / RATE)
