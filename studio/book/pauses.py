"""How long a reader waits: what stands between two lines → seconds of silence.

A pause counts from the end of the last word to the beginning of the next, so what silence the takes bring at
their ends is part of it. Pauses inside a take are the voice's own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from studio.book.script import ScriptLine
from tts.errors import BookError

LONGEST = 10.0  # s of any pause

_CLOSERS = " \"'”’»«)]}›」』”*_"
_COMMA = re.compile(r"[,、，]$")
_CLAUSE = re.compile(r"(?:[;:；：–—―-]|\.\.\.|…)$")


@dataclass(frozen=True)
class Pauses:
    """Seconds of silence.

    none: where a sentence goes on without a mark; comma, clause (semicolon, colon, dash, ellipsis): where it
    goes on after one; sentence, paragraph, scene: between those; heading: after one; turn: added where
    another speaker goes on; head, tail: room tone before and after a chapter.

    Raises BookError where one lies outside 0–10 s.
    """

    none: float = 0.12
    comma: float = 0.25
    clause: float = 0.35
    sentence: float = 0.5
    paragraph: float = 0.85
    scene: float = 2.0
    heading: float = 1.4
    turn: float = 0.1
    head: float = 0.75
    tail: float = 2.5

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
            if not number or not 0 <= value <= LONGEST:
                raise BookError(f"the pause {field.name!r} must lie within 0–{LONGEST:g} s, not {value!r}")

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Pauses:
        """From settings: seconds by name, each as here unless given. Raises BookError for an unknown name."""
        known = [field.name for field in fields(Pauses)]
        for name in data:
            if name not in known:
                raise BookError(f"unknown pause {name!r}; valid: {', '.join(known)}")
        return Pauses(**data)

    def after(self, line: ScriptLine, following: ScriptLine | None) -> float:
        """Seconds after a line. following: the next of the chapter, None at its end, where it is `tail`."""
        if following is None:
            return self.tail
        pause = self._of_boundary(line)
        if line.kind == "heading":
            pause = max(pause, self.heading)
        return pause + (self.turn if following.speaker != line.speaker else 0.0)

    def _of_boundary(self, line: ScriptLine) -> float:
        if line.boundary == "none":
            text = line.text.rstrip(_CLOSERS)
            if _COMMA.search(text):
                return self.comma
            return self.clause if _CLAUSE.search(text) else self.none
        # A line in the middle of a chapter that says "end" is one whose neighbours were taken away.
        return {"sentence": self.sentence, "scene": self.scene}.get(line.boundary, self.paragraph)
