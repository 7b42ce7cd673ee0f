"""Where in a marked-up text something stands."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from tts.errors import MarkupError

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Place:
    """line, column: counted from 1. offset: characters before it."""

    line: int
    column: int
    offset: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


class Places:
    """The places of a text; finding one costs little, however long the text is."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def at(self, offset: int) -> Place:
        """The place of the character after `offset` others."""
        line = bisect.bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1, offset)

    def offset(self, line: int, column: int) -> int:
        """The inverse of `at`."""
        return self._starts[line - 1] + column - 1


def error(source: str, offset: int, message: str) -> MarkupError:
    """A `MarkupError` that points at a character of `source`."""
    place = Places(source).at(offset)
    return MarkupError(f"{place} (character {offset}): {message}", place.line, place.column, offset)
