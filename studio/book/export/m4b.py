"""M4B: a whole book in one file, put together from its chapters' AAC frames without encoding again.

Where a chapter begins in the media is known exactly: a frame is so many samples, and the encoder puts one
frame of its own before a chapter. Marks, subtitles and read-along all count by `offsets`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from pathlib import Path

from studio import ffmpeg
from studio.book.codings import AAC, FRAME
from studio.book.export.id3 import marks
from studio.book.export.tags import BookTags, Cover

_RATE = AAC.rate
_DELAY = FRAME  # samples that the encoder puts before the first one of a chapter
_BLOCK = 1 << 20


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

    Raises MediaError when ffmpeg fails.
    """
    partial = path.with_name(f".{path.name}.partial")
    # Marks and cover go before the frames, in a tag: ffmpeg takes thrice as long with inputs of their own.
    given = chain([marks(_marks(chapters), cover)], _bytes(chapters))
    options = ["-map", "0:a", *(["-map", "0:v"] if cover else []), "-c", "copy", "-bsf:a", "aac_adtstoasc"]
    options += ["-map_chapters", "0", *tags.options()]
    options += ["-metadata:s:a:0", f"language={tags.three_letters}"]
    options += ["-fflags", "+bitexact", "-movflags", "+faststart", "-f", "ipod"]
    try:
        ffmpeg.run(["-f", "aac", "-i", "-", *options, ffmpeg.url(partial)], feed=given)
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


def _marks(chapters: Sequence[AacChapter]) -> list[tuple[str, float, float]]:
    """Title, start and end of each chapter, s; the first one begins with the book."""
    starts = offsets([chapter.samples for chapter in chapters])
    whole = starts[-1] + (_frames(chapters[-1].samples) * FRAME - _DELAY) / _RATE
    edges = [0.0, *starts[1:], whole]
    return [
        (chapter.title, start, end) for chapter, (start, end) in zip(chapters, pairwise(edges), strict=True)
    ]


def _bytes(chapters: Sequence[AacChapter]) -> Iterator[bytes]:
    for chapter in chapters:
        with chapter.path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
