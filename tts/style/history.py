"""History: the styles that a take went through, with a cursor to undo and redo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tts.errors import StyleError
from tts.style.space import Style

_KEYS = ("style", "caption", "direction")


@dataclass(frozen=True)
class Step:
    """One style of a history.

    caption: the wording whose embedding goes with the style, None for none. direction: what led to it, None
    for the first.
    """

    style: Style
    caption: str | None = None
    direction: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {"style": self.style.to_dict(), "caption": self.caption, "direction": self.direction}


@dataclass(frozen=True)
class History:
    """Styles in the order in which they were asked, the present one at `cursor`; frozen.

    Raises StyleError when there is no step or the cursor lies outside them.
    """

    steps: tuple[Step, ...]
    cursor: int = 0

    def __post_init__(self) -> None:
        if not self.steps or isinstance(self.cursor, bool) or not isinstance(self.cursor, int):
            raise StyleError("a history needs at least one step, and a whole number as its cursor")
        if not 0 <= self.cursor < len(self.steps):
            raise StyleError(f"the cursor must lie within 0–{len(self.steps) - 1}, not {self.cursor}")

    @staticmethod
    def of(style: Style, caption: str | None = None) -> History:
        """The history of a take that nobody has directed yet."""
        return History((Step(style, caption),))

    @property
    def present(self) -> Step:
        """The step at the cursor."""
        return self.steps[self.cursor]

    @property
    def style(self) -> Style:
        """The present style."""
        return self.present.style

    def then(self, step: Step) -> History:
        """One step further; what had been undone is forgotten."""
        kept = self.steps[: self.cursor + 1]
        return History((*kept, step), len(kept))

    def undone(self, count: int = 1) -> History:
        """So many steps back, as far as there are."""
        return replace(self, cursor=max(self.cursor - count, 0))

    def redone(self, count: int = 1) -> History:
        """So many undone steps forth again, as far as there are."""
        return replace(self, cursor=min(self.cursor + count, len(self.steps) - 1))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {"steps": [step.to_dict() for step in self.steps], "cursor": self.cursor}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> History:
        """Inverse of `to_dict`. Raises StyleError for unknown or missing keys and bad values."""
        steps = data.get("steps") if isinstance(data, Mapping) and set(data) == {"steps", "cursor"} else None
        if not isinstance(steps, list):
            raise StyleError("a history must be an object with the keys steps (a list) and cursor")
        for step in steps:
            if not isinstance(step, Mapping) or set(step) != set(_KEYS):
                raise StyleError(f"a step of a history must be an object with the keys {' and '.join(_KEYS)}")
            for key in ("caption", "direction"):
                if not isinstance(step[key], (str, type(None))):
                    raise StyleError(f"the {key} of a step must be text or null, not {step[key]!r}")
        return History(
            tuple(Step(Style.from_dict(step["style"]), step["caption"], step["direction"]) for step in steps),
            data["cursor"],
        )
