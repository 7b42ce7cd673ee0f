"""Subtitles of a whole book: SubRip (SRT) and WebVTT (W3C), cue by cue, timed for the M4B file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from studio.book.export.cues import Cue
from studio.book.export.tags import BookTags, plain


def srt(cues: Iterable[Cue]) -> Iterator[str]:
    """A SubRip file, piece by piece."""
    for number, cue in enumerate(cues, 1):
        rows = "\n".join(cue.texts)
        yield f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{rows}\n\n"


def vtt(cues: Iterable[Cue], tags: BookTags, words: bool = False) -> Iterator[str]:
    """A WebVTT file, piece by piece, with who speaks. words: with the time of every word that has one."""
    yield f"WEBVTT - {_note(tags.title)}\nLanguage: {tags.language}\n\n"
    yield f"NOTE {_note(tags.origin.comment)}\n\n"
    for number, cue in enumerate(cues, 1):
        plainly = "\n".join(escape(row, quote=False) for row in cue.texts)
        text = _timed(cue) if words and cue.timed else plainly
        if cue.speaker:
            text = f"<v {escape(plain(cue.speaker), quote=False)}>{text}"
        yield f"{number}\n{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{text}\n\n"


def _timed(cue: Cue) -> str:
    """The rows with a time stamp before every word but the first."""
    rows = []
    for row in cue.rows:
        words = []
        for stretch in row:
            stamp = f"<{_time(stretch.start, '.')}>" if stretch.start > cue.start else ""
            words.append(stamp + escape(re.sub(r"\s+", " ", stretch.text), quote=False))
        rows.append("".join(words).strip())
    return "\n".join(rows)


def _note(text: str) -> str:
    return plain(text).replace("-->", "→")


def _time(seconds: float, point: str) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"
