"""A take's receipt as a table: what was asked beside what was measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
    """One row. difference: how its error in the receipt is shown, None where there is none."""

    name: str
    asked: Scale
    measured: Scale
    difference: Scale | None = None


_CHANGE = Scale("percent", 0, signed=True)
_HERTZ, _SPREAD, _SECONDS = Scale("hertz", 0), Scale("semitones", 1), Scale("seconds", 2)
_STEP = Scale("semitones", 1, signed=True)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("pitch", _HERTZ, _HERTZ, _STEP),
    Quantity("range", _SPREAD, _SPREAD, _STEP),
    Quantity(
        "loudness",
        Scale("decibel", 1, convert=lambda change: OUTPUT_LEVEL + change),
        Scale("decibel", 1),
        Scale("decibel", 1, signed=True),
    ),
    Quantity("seconds", _SECONDS, _SECONDS, Scale("seconds", 2, signed=True)),
    Quantity("rate", _CHANGE, Scale("phones", 1), _CHANGE),
    Quantity("pauses", _CHANGE, Scale("percent", 0, convert=lambda share: 100 * share)),
    Quantity("tilt", Scale("decibel", 1, signed=True), Scale("decibel", 1)),
    Quantity("breath", Scale("percent", 0, convert=lambda share: 100 * share), Scale("decibel", 1)),
)
"""What a listener knows. Rate, pauses, tilt and breath are asked as a change against the persona's neutral
speech and measured as they are."""


def table(receipt: Receipt, words: Words) -> str:
    """The receipt as a table in Markdown, with "–" where nothing was asked, measured or can be compared."""
    lines = ["| " + " | ".join(words(name) for name in ("receipt", "asked", "measured", "off")) + " |"]
    lines += ["|:--|--:|--:|--:|"]
    for quantity in QUANTITIES:
        asked, measured = receipt.asked.get(quantity.name), receipt.measured.get(quantity.name)
        if quantity.name == "pitch" and not measured:
            measured = None  # nothing was voiced, as in a whisper
        shown = (
            (quantity.asked, asked),
            (quantity.measured, measured),
            (quantity.difference, receipt.errors.get(quantity.name)),
        )
        cells = [
            "–" if scale is None or value is None else scale.show(value, words) for scale, value in shown
        ]
        lines.append("| " + " | ".join([words(quantity.name), *cells]) + " |")
    return "\n".join(lines)
