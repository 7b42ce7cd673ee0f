"""A take's receipt as a table: what was asked beside what was measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log2

from studio.ui.words import Words
from tts.line import OUTPUT_LEVEL
from tts.request import Receipt


@dataclass(frozen=True)
class Scale:
    """How a number is shown: its unit (a key "unit.…" of the wording) after `convert`."""

    unit: str
    digits: int
    signed: bool = False
    convert: Callable[[float], float] = float

    def show(self, value: float, words: Words) -> str:
        rounded = round(self.convert(value), self.digits) + 0.0  # no "-0.0"
        sign = "+" if self.signed else ""
        number = f"{rounded:{sign}.{self.digits}f}".replace("-", "−")
        return words(f"unit.{self.unit}", value=number).replace(" ", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True)
class Quantity:
    """One row; compare(asked, measured) is None where the two are not on one scale."""

    name: str
    asked: Scale
    measured: Scale
    compare: Callable[[float, float], float] | None = None
    difference: Scale = Scale("semitones", 1, signed=True)


_CHANGE = Scale("percent", 0, signed=True)
_HERTZ, _SPREAD, _SECONDS = Scale("hertz", 0), Scale("semitones", 1), Scale("seconds", 2)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("pitch", _HERTZ, _HERTZ, lambda asked, measured: 12 * log2(measured / asked)),
    Quantity("range", _SPREAD, _SPREAD, lambda asked, measured: measured - asked),
    Quantity(
        "loudness",
        Scale("decibel", 1, convert=lambda change: OUTPUT_LEVEL + change),
        Scale("decibel", 1),
        lambda asked, measured: measured - (OUTPUT_LEVEL + asked),
        Scale("decibel", 1, signed=True),
    ),
    Quantity(
        "seconds",
        _SECONDS,
        _SECONDS,
        lambda asked, measured: measured - asked,
        Scale("seconds", 2, signed=True),
    ),
    Quantity("rate", _CHANGE, Scale("phones", 1)),
    Quantity("pauses", _CHANGE, Scale("percent", 0, convert=lambda share: 100 * share)),
    Quantity("tilt", Scale("decibel", 1, signed=True), Scale("decibel", 1)),
    Quantity("breath", Scale("percent", 0, convert=lambda share: 100 * share), Scale("decibel", 1)),
)
"""What a listener knows. Quantities without `compare` are asked as a change against the persona's neutral
speech and measured as they are."""


def table(receipt: Receipt, words: Words) -> str:
    """The receipt as a table in Markdown, with "–" where nothing was asked, measured or can be compared."""
    lines = ["| " + " | ".join(words(name) for name in ("receipt", "asked", "measured", "off")) + " |"]
    lines += ["|:--|--:|--:|--:|"]
    for quantity in QUANTITIES:
        asked, measured = receipt.asked.get(quantity.name), receipt.measured.get(quantity.name)
        if quantity.name == "pitch" and not measured:
            measured = None  # nothing was voiced, as in a whisper
        cells = [
            words(quantity.name),
            "–" if asked is None else quantity.asked.show(asked, words),
            "–" if measured is None else quantity.measured.show(measured, words),
            "–"
            if asked is None or measured is None or quantity.compare is None
            else quantity.difference.show(quantity.compare(asked, measured), words),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
