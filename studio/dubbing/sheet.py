"""Cue sheets: a table (CSV) or a list of objects (JSON) that says when who says what, and how.

Columns or keys: `start` and `end` or `duration`, in seconds or as hh:mm:ss.mmm; `text`; and if wanted
`speaker`, `direction` (how it is said, in words) and `intensity` (0–2). A line without an end lasts as long
as it takes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from studio.dubbing.subtitles import Entry, Subtitles, check_times
from tts.errors import DubError

FORMATS = ("csv", "json")
COLUMNS = ("start", "end", "duration", "speaker", "text", "direction", "intensity")

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)$")
_LONGEST = 360_000.0  # s, a hundred hours


def read_sheet(text: str, format: str) -> Subtitles:
    """The entries of a cue sheet. format: of `FORMATS`.

    Raises DubError naming the line, or in JSON the number of the cue, where a value is missing or malformed.
    """
    if format not in FORMATS:
        raise DubError(f"cannot read a cue sheet as {format!r}; valid: {', '.join(FORMATS)}")
    rows = _csv(text) if format == "csv" else _json(text)
    entries = tuple(_entry(row, line, where) for row, line, where in rows)
    if not entries:
        raise DubError("there is no cue in the sheet; give at least one with a start and a text")
    return Subtitles(format, entries, text)


def _csv(text: str) -> Iterator[tuple[dict[str, Any], int, str]]:
    """Rows with a value for each column, the line each begins on, and its name for errors."""
    head, _, _ = text.partition("\n")
    delimiter = max(",;\t", key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    line = 1
    try:
        for row in table:
            where, begun, line = f"line {line}", line, table.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if not columns:
                columns = [name.strip().lower() for name in row]
                _check_keys(columns, where)
                continue
            if len(row) != len(columns):
                raise DubError(
                    f"{where}: {len(row)} cells for {len(columns)} columns; quote texts with commas"
                )
            yield (
                {key: cell.strip() for key, cell in zip(columns, row, strict=True) if cell.strip()},
                begun,
                where,
            )
    except csv.Error as error:
        raise DubError(f"line {table.line_num}: malformed CSV: {error}") from None


def _json(text: str) -> Iterator[tuple[dict[str, Any], int, str]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise DubError(f"line {error.lineno}: malformed JSON: {error.msg}") from None
    if isinstance(data, Mapping) and set(data) == {"cues"}:
        data = data["cues"]
    if not isinstance(data, list):
        raise DubError('a JSON sheet is a list of cues, or {"cues": […]}')
    for number, row in enumerate(data, 1):
        where = f"cue {number}"
        if not isinstance(row, dict):
            raise DubError(f"{where} must be an object with keys such as start and text")
        _check_keys([str(key) for key in row], where)
        yield {key: value for key, value in row.items() if value is not None}, number, where


def _check_keys(keys: list[str], where: str) -> None:
    for key in keys:
        if key not in COLUMNS:
            raise DubError(f"{where}: unknown column {key[:40]!r}; valid: {', '.join(COLUMNS)}")
    if len(set(keys)) < len(keys):
        raise DubError(f"{where}: a column is there twice; leave one of them out")


def _entry(row: Mapping[str, Any], line: int, where: str) -> Entry:
    for key in ("start", "text"):
        if key not in row:
            raise DubError(f"{where}: the {key} is missing")
    if "end" in row and "duration" in row:
        raise DubError(f"{where}: end and duration say the same; give one of them")
    start = _time(row["start"], f"{where}: start")
    end = _time(row["end"], f"{where}: end") if "end" in row else None
    if "duration" in row:
        end = start + _time(row["duration"], f"{where}: duration")
    check_times(start, end, where)
    for key in ("text", "speaker", "direction"):
        if not isinstance(row.get(key, ""), str):
            raise DubError(f"{where}: the {key} must be a text, not {row[key]!r}")
        if any("\ud800" <= letter <= "\udfff" for letter in row.get(key, "")):
            raise DubError(f"{where}: the {key} holds half of a character (a lone surrogate); remove it")
    return Entry(
        start,
        end,
        row["text"],
        line,
        row.get("speaker", "").strip(),
        row.get("direction", "").strip() or None,
        _intensity(row["intensity"], where) if "intensity" in row else None,
    )


def _time(value: Any, where: str) -> float:
    """Seconds, of a number or a text such as 12.5 or 1:02:03.250."""
    seconds = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    if isinstance(value, str):
        if found := _CLOCK.match(value.strip()):
            hours, minutes, rest = found.groups()
            seconds = int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))
        else:
            seconds = _number(value)
    if seconds is None or not math.isfinite(seconds) or abs(seconds) > _LONGEST:
        raise DubError(f"{where} must be seconds or hh:mm:ss.mmm, not {str(value)[:40]!r}")
    return float(seconds)


def _intensity(value: Any, where: str) -> float:
    number = _number(value)
    if number is None or not 0 <= number <= 2:
        raise DubError(f"{where}: the intensity must lie within 0–2, not {str(value)[:40]!r}")
    return number


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
