"""M4B: a whole book in one file, put together from its chapters' AAC frames without encoding again.

Where a chapter begins in the media is known exactly: a frame is so many samples, and the encoder puts one
frame of its own before a chapter. Marks, subtitles and read-along all count by `offsets`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from studio import ffmpeg
from studio.book.codings import AAC, FRAME
from studio.book.export.tags import BookTags, Cover, plain
from studio.book.frames import count_frames
from tts.errors import MediaError

_RATE = AAC.rate
_DELAY = FRAME  # samples that the encoder puts before the first one of a chapter
_BLOCK = 1 << 20
_HURRY = ("-thread_queue_size", "4096")  # packets; with less ffmpeg sleeps 10 ms for every eight of a pipe


@dataclass(frozen=True)
class AacChapter:
    """An encoded chapter: bare AAC frames (ADTS). samples: its length before encoding."""

    title: str
    path: Path
    samples: int


def offsets(lengths: Sequence[int]) -> tuple[float, ...]:
    """When each chapter's first sample is heard in the book, s. lengths: of the chapters, in samples."""
    starts = accumulate((_frames(length) * FRAME for length in lengths[:-1]), initial=0)
    return tuple((start + _DELAY) / _RATE for start in starts) if lengths else ()


def write_m4b(chapters: Sequence[AacChapter], tags: BookTags, cover: Cover | None, path: Path) -> None:
    """Put a book together; the file appears whole or not at all.

    Raises MediaError when a chapter is not as its length says, or ffmpeg fails.
    """
    for chapter in chapters:
        found, expected = count_frames(chapter.path), _frames(chapter.samples)
        if found != expected:
            raise MediaError(
                f"{chapter.path.name} holds {found} AAC frames instead of {expected}; "
                "remove it and export again"
            )
    partial = path.with_name(f".{path.name}.partial")
    with tempfile.TemporaryDirectory(prefix=".m4b-", dir=path.parent) as folder:
        marks = Path(folder) / "marks.txt"
        marks.write_text(_marks(chapters), encoding="utf-8")
        inputs = [*_HURRY, "-f", "aac", "-i", "-", "-f", "ffmetadata", "-i", ffmpeg.url(marks)]
        picture: list[str] = []
        if cover:
            file = Path(folder) / f"cover{cover.suffix}"
            file.write_bytes(cover.data)
            inputs += ["-i", ffmpeg.url(file)]
            picture = ["-map", "2:v", "-disposition:v:0", "attached_pic"]
        options = ["-map", "0:a", *picture, "-c", "copy", "-bsf:a", "aac_adtstoasc"]
        options += ["-map_metadata", "1", "-map_chapters", "1", *tags.options()]
        options += ["-metadata:s:a:0", f"language={tags.three_letters}"]
        options += ["-fflags", "+bitexact", "-movflags", "+faststart", "-f", "ipod"]
        try:
            ffmpeg.run([*inputs, *options, ffmpeg.url(partial)], feed=_bytes(chapters))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def write_m4a(chapter: AacChapter, path: Path) -> None:
    """One chapter in a container of its own, without tags; its sound begins `_DELAY` samples late.

    Raises MediaError when ffmpeg fails.
    """
    options = ["-c", "copy", "-bsf:a", "aac_adtstoasc", "-map_metadata", "-1", "-fflags", "+bitexact"]
    options += ["-movflags", "+faststart", "-f", "ipod"]
    ffmpeg.run(["-f", "aac", "-i", ffmpeg.url(chapter.path), *options, ffmpeg.url(path)])


def _frames(length: int) -> int:
    """Frames that the encoder makes of so many samples: its delay, then all of them, the last filled up."""
    return -(-(length + _DELAY) // FRAME)


def _marks(chapters: Sequence[AacChapter]) -> str:
    """Chapters as ffmpeg's metadata file has them; the first one begins with the book."""
    starts = [round(start * _RATE) for start in offsets([chapter.samples for chapter in chapters])]
    ends = [*starts[1:], starts[-1] - _DELAY + _frames(chapters[-1].samples) * FRAME]
    starts[0] = 0
    rows = [";FFMETADATA1"]
    for chapter, start, end in zip(chapters, starts, ends, strict=True):
        rows += ["[CHAPTER]", f"TIMEBASE=1/{_RATE}", f"START={start}", f"END={end}"]
        rows.append(f"title={_escaped(plain(chapter.title))}")
    return "\n".join(rows) + "\n"


def _escaped(text: str) -> str:
    if text.endswith("\\"):
        text += " "  # or ffmpeg takes the end of the line for a part of the title
    return "".join(f"\\{char}" if char in "=;#\\\n" else char for char in text)


def _bytes(chapters: Sequence[AacChapter]) -> Iterator[bytes]:
    for chapter in chapters:
        with chapter.path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
