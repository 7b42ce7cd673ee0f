"""Chapters as files of their own: MP3, FLAC and WAV with their tags, and the lines as stems."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from studio import ffmpeg
from studio.book.assembly import Levels, Timeline, line_samples
from studio.book.export.id3 import id3
from studio.book.export.tags import BookTags, Cover, file_name
from tts.audio import open_writer
from tts.request import SAMPLE_RATE


def write_mp3(
    encoded: Path, title: str, number: int, total: int, tags: BookTags, cover: Cover | None, path: Path
) -> None:
    """An encoded chapter with its tags before it; the file appears whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file, encoded.open("rb") as sound:
            file.write(id3(tags, title, number, total, cover))
            shutil.copyfileobj(sound, file)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_lossless(
    encoded: Path, title: str, number: int, total: int, tags: BookTags, cover: Cover | None, path: Path
) -> None:
    """An encoded FLAC or WAV chapter with its tags; the sound is copied as it is. WAV files hold no picture.

    Raises MediaError when ffmpeg fails.
    """
    partial = path.with_name(f".{path.stem}.partial{path.suffix}")
    arguments = ["-i", ffmpeg.url(encoded)]
    options = ["-map", "0:a", "-c", "copy", "-fflags", "+bitexact", *tags.options(title, f"{number}/{total}")]
    feed = None
    if path.suffix == ".wav":
        options += ["-rf64", "auto"]
    elif cover is not None:
        arguments += ["-f", "png_pipe" if cover.suffix == ".png" else "jpeg_pipe", "-i", "-"]
        options += ["-map", "1:v", "-disposition:v:0", "attached_pic", "-metadata:s:v:0", "title=Cover"]
        options += ["-metadata:s:v:0", "comment=Cover (front)"]  # the picture's type in the file
        feed = [cover.data]
    try:
        ffmpeg.run([*arguments, *options, ffmpeg.url(partial)], feed)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_stems(timeline: Timeline, levels: Levels, folder: Path) -> Iterator[Path]:
    """Each line as a FLAC file at 24 kHz, levelled but not mastered, and lines.csv, which tells where in the
    chapter each begins; one path after the other, as they are written."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for placed in timeline.placed:
        if placed.end <= placed.start:
            continue
        line = placed.delivered.line
        path = folder / file_name(placed.number + 1, 9999, line.speaker, ".flac")
        with open_writer(path, SAMPLE_RATE) as writer:
            writer.write(line_samples(placed, levels))
        seconds = (placed.start / SAMPLE_RATE, placed.end / SAMPLE_RATE)
        rows.append([path.name, *(f"{value:.6f}" for value in seconds), line.speaker, line.text])
        yield path
    index = folder / "lines.csv"
    with index.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["file", "start", "end", "speaker", "text"], *rows])
    yield index
