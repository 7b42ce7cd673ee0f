"""Subtitle files: SRT, WebVTT and ASS/SSA → entries, and back with other times.

SRT and WebVTT are read here, block by block, because everything in them has to be accounted for: a line
that is neither cue nor comment is an error that names it. ASS and SSA are read by pysubs2. The text of an
entry is as the file has it, styling included, so that a file can be written again; `script` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio.dubbing.styling import plain
from tts.errors import DubError

if TYPE_CHECKING:
    from pysubs2 import SSAFile

FORMATS = ("srt", "vtt", "ass", "ssa")
"""Endings of the subtitle files that are read and written."""

_SRT_TIME = r"(-?\d+):(\d{1,2}):(\d{1,2})(?:[,.:](\d{1,3}))?"
_SRT = re.compile(rf"\s*{_SRT_TIME}\s*-{{1,3}}>\s*{_SRT_TIME}(\s.*)?$")
_LIKE_TIMES = re.compile(r".*-->|\s*\d+:\d+:\d+\S*\s+\S*\s*\d+:\d+:\d+\S*\s*$")
_VTT_TIME = r"(?:(\d+):)?(\d{2}):(\d{2})[.,](\d{1,3})"
_VTT = re.compile(rf"\s*{_VTT_TIME}\s*-->\s*{_VTT_TIME}([ \t].*)?$")
_VTT_ASIDE = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")
_TIMED = ["start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
_COLUMNS = {"ass": ["layer", *_TIMED], "ssa": ["marked", *_TIMED]}


@dataclass(frozen=True)
class Entry:
    """One subtitle as its file has it.

    start, end: s; end None where the file tells none. text: with its styling. speaker, direction, intensity:
    where the file has places for them, else empty or None. style: of ASS. line: of the file, from 1.
    """

    start: float
    end: float | None
    text: str
    line: int
    speaker: str = ""
    direction: str | None = None
    intensity: float | None = None
    style: str = ""


@dataclass(frozen=True)
class Subtitles:
    """A subtitle file: its entries in the file's order, and what is needed to write it again.

    format: of `FORMATS`, or "csv" and "json". source: the text of the file. notes: sentences on what was
    left out.
    """

    format: str
    entries: tuple[Entry, ...]
    source: str
    notes: tuple[str, ...] = ()


def read(text: str, format: str) -> Subtitles:
    """The entries of a subtitle file. format: of `FORMATS`.

    Raises DubError, naming the line, where the file is malformed or an entry ends before it begins, and
    where it has no entry at all.
    """
    if format not in FORMATS:
        raise DubError(f"cannot read subtitles as {format!r}; valid: {', '.join(FORMATS)}, csv, json")
    text = text.removeprefix("\ufeff")
    notes: tuple[str, ...] = ()
    if format in ("srt", "vtt"):
        entries = tuple(_vtt(text) if format == "vtt" else _srt(text))
    else:
        entries, notes = _substation(text, format)
    for entry in entries:
        check_times(entry.start, entry.end, f"line {entry.line}")
    if not entries:
        raise DubError(f"there is no subtitle in the file; is it {format.upper()}?")
    return Subtitles(format, entries, text, notes)


def check_times(start: float, end: float | None, where: str) -> None:
    """Raise DubError when a slot begins before the film or ends before it begins."""
    if start < 0:
        raise DubError(f"{where}: it begins at {start:g} s, before the beginning; shift the times")
    if end is not None and end < start:
        raise DubError(f"{where}: it ends at {end:g} s, before it begins at {start:g} s; mend its times")


def written(subtitles: Subtitles, times: Mapping[int, tuple[float, float]], format: str) -> str:
    """The file with other times, all else as it was.

    times: index of the entry → its start and end, s; the others keep theirs. format: "srt" writes any of
    them as SRT; else it must be the file's own.
    """
    entries = [
        replace(entry, start=times[at][0], end=times[at][1]) if at in times else entry
        for at, entry in enumerate(subtitles.entries)
    ]
    if format == subtitles.format in ("ass", "ssa"):
        return _substation_again(subtitles, times)
    if format == subtitles.format == "vtt":
        return _vtt_again(subtitles, entries)
    if format != "srt":
        raise DubError(f"{subtitles.format} subtitles are written as {subtitles.format} or srt, not {format}")
    blocks = [
        f"{number}\n{_stamp(entry.start)} --> {_stamp(entry.end or entry.start)}\n"
        + "\n".join(_rows(entry.text if subtitles.format == "srt" else plain(entry.text, subtitles.format)))
        for number, entry in enumerate(sorted(entries, key=lambda each: each.start), 1)
    ]
    return "\n\n".join(blocks) + "\n"


# SRT


def _srt(text: str) -> Iterator[Entry]:
    """A block is an optional number, a line of times, and lines of text up to the next block.

    Blank lines inside a text belong to it, as players show them; a number before a line of times is the
    counter only where a blank line or nothing stands before it.
    """
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if _SRT.match(line)]
    _no_strangers(lines, heads)
    for at, head in enumerate(heads):
        found = _SRT.match(lines[head])
        assert found is not None
        end = heads[at + 1] if at + 1 < len(heads) else len(lines)
        body = lines[head + 1 : end]
        if end < len(lines) and _counts(lines, end, at + 2):
            body = body[:-1]
        start, stop = _seconds(found.groups()[:4], head), _seconds(found.groups()[4:8], head)
        yield Entry(start, stop, "\n".join(body).strip("\n "), head + 1)


def _no_strangers(lines: Sequence[str], heads: Sequence[int]) -> None:
    """Raise DubError for text before the first cue, and for lines that were meant as times but are none."""
    for at in sorted({at for at, line in enumerate(lines) if _LIKE_TIMES.match(line)} - set(heads)):
        raise DubError(
            f"line {at + 1}: {lines[at].strip()[:60]!r} is no line of times such as "
            "00:01:02,345 --> 00:01:04,000"
        )
    first = heads[0] if heads else len(lines)
    for at, line in enumerate(lines[:first]):
        if line.strip() and not (at == first - 1 and line.strip().isdecimal()):
            raise DubError(f"line {at + 1}: {line.strip()[:60]!r} stands before the first line of times")


def _counts(lines: Sequence[str], head: int, number: int) -> bool:
    """Whether the line before a line of times counts its cue, the number-th, rather than being spoken."""
    count = lines[head - 1].strip()
    if not count.isdecimal():
        return False
    return not lines[head - 2].strip() or bool(_SRT.match(lines[head - 2])) or int(count) == number


def _seconds(groups: Sequence[str | None], line: int) -> float:
    hours, minutes, seconds, rest = groups
    if int(minutes or 0) > 59 or int(seconds or 0) > 59:
        raise DubError(f"line {line + 1}: minutes and seconds go up to 59, not {minutes}:{seconds}")
    whole = abs(int(hours or 0)) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    value = whole + float(f"0.{rest}" if rest else 0)
    return -value if (hours or "").startswith("-") else value


def _stamp(seconds: float, point: str = ",") -> str:
    """hh:mm:ss,mmm"""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"


def _rows(text: str) -> list[str]:
    """The lines of a text; an empty one would end the cue."""
    return [row for row in text.split("\n") if row.strip()]


# WebVTT (W3C Recommendation, 2019)


@dataclass(frozen=True)
class _Block:
    """Lines without a blank one between them. line: of the first, from 0."""

    line: int
    rows: tuple[str, ...]


def _blocks(text: str) -> Iterator[_Block]:
    rows: list[str] = []
    for at, row in enumerate([*text.split("\n"), ""]):
        if row.strip():
            rows.append(row)
        elif rows:
            yield _Block(at - len(rows), tuple(rows))
            rows = []


def _vtt_cue(block: _Block) -> tuple[int, re.Match[str]] | None:
    """Which row has the times; None for comments, style sheets and regions."""
    for at, row in enumerate(block.rows[:2]):
        if found := _VTT.match(row):
            return at, found
    return None


def _vtt(text: str) -> Iterator[Entry]:
    if not re.match(r"WEBVTT([ \t\n]|$)", text):
        raise DubError("line 1: a WebVTT file begins with WEBVTT")
    for number, block in enumerate(_blocks(text)):
        found = _vtt_cue(block)
        if found is None:
            arrow = next((at for at, row in enumerate(block.rows) if "-->" in row), None)
            if arrow is None and (number == 0 or _VTT_ASIDE.match(block.rows[0])):
                continue
            at = arrow or 0
            raise DubError(
                f"line {block.line + at + 1}: {block.rows[at].strip()[:60]!r} is neither a line of times "
                "(00:01:02.345 --> 00:01:04.000) nor a NOTE, STYLE or REGION"
            )
        at, match = found
        line = block.line + at
        start, stop = _seconds(match.groups()[:4], line), _seconds(match.groups()[4:8], line)
        yield Entry(start, stop, "\n".join(block.rows[at + 1 :]), line + 1)


def _vtt_again(subtitles: Subtitles, entries: Sequence[Entry]) -> str:
    lines = subtitles.source.split("\n")
    for entry in entries:
        match = _VTT.match(lines[entry.line - 1])
        settings = (match.group(9) or "") if match else ""
        times = f"{_stamp(entry.start, '.')} --> {_stamp(entry.end or entry.start, '.')}"
        lines[entry.line - 1] = times + settings
    return "\n".join(lines)


# ASS and SSA


def _substation(text: str, format: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The dialogue, without comments and drawings."""
    lines = text.split("\n")
    _check_order(lines, format)
    places = [at for at, line in enumerate(lines) if re.match(r"\s*(Dialogue|Comment):", line)]
    for at in places:  # one by one, so that an error can name its line
        _load(f"[Events]\n{lines[at]}", format, f"line {at + 1}")
    events = _load(text, format, "the file").events
    if len(events) != len(places):
        raise DubError(
            f"{len(places)} lines of the file are events, but {len(events)} can be read; save it again"
        )
    entries, comments, drawings = [], 0, 0
    for event, at in zip(events, places, strict=True):
        if event.is_comment:
            comments += 1
        elif event.is_drawing:
            drawings += 1
        else:
            entries.append(
                Entry(
                    event.start / 1000,
                    event.end / 1000,
                    event.text,
                    at + 1,
                    event.name.strip(),
                    style=event.style,
                )
            )
    left = [f"{count} {what}" for count, what in ((comments, "comments"), (drawings, "drawings")) if count]
    return tuple(entries), ((f"left out: {' and '.join(left)}",) if left else ())


def _check_order(lines: Sequence[str], format: str) -> None:
    """Raise DubError where events have other columns than the usual ones, which alone pysubs2 reads."""
    inside = False
    for at, line in enumerate(lines):
        if line.lstrip("\ufeff").startswith("["):
            inside = line.strip().lower() == "[events]"
        elif inside and line.startswith("Format:"):
            found = [name.strip().lower() for name in line.removeprefix("Format:").split(",")]
            found = ["name" if name == "actor" else name for name in found]
            if found != _COLUMNS[format]:
                usual = ", ".join(_COLUMNS[format])
                raise DubError(
                    f"line {at + 1}: the events have other columns than {usual}; save the file again"
                )


def _substation_again(subtitles: Subtitles, times: Mapping[int, tuple[float, float]]) -> str:
    file = _load(subtitles.source, subtitles.format, "the file")
    spoken = [event for event in file.events if not event.is_comment and not event.is_drawing]
    for at, (start, end) in times.items():
        spoken[at].start, spoken[at].end = round(start * 1000), round(end * 1000)
    return file.to_string(subtitles.format)


def _load(text: str, format: str, where: str) -> SSAFile:
    import warnings

    try:
        import pysubs2
    except ImportError:
        raise DubError(
            "ASS and SSA are read by pysubs2, which is not installed: pip install 'dramatis[dub]'"
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", RuntimeWarning
            )  # of margins and layers, which say nothing of speech
            return pysubs2.SSAFile.from_string(text, format_=format)
    except (ValueError, TypeError, KeyError, pysubs2.Pysubs2Error) as error:
        raise DubError(f"{where} is malformed {format.upper()}: {error}") from None
