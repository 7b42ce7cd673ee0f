"""A take's receipt, what was asked beside what was measured: as a small chart and as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from studio.ui.chart import GHOST, LABEL, PLAIN
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
        """A value with its unit."""
        return words(f"unit.{self.unit}", value=self.number(value)).replace(" ", "\N{NO-BREAK SPACE}")

    def number(self, value: float) -> str:
        """A value without its unit."""
        rounded = round(self.convert(value), self.digits) + 0.0  # no "-0.0"
        sign = "+" if self.signed else ""
        return f"{rounded:{sign}.{self.digits}f}".replace("-", "−")


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


# The chart

_REACH = {"pitch": 8.0, "range": 4.0, "rate": 50.0, "loudness": 8.0}
"""What the chart shows, and the value at its edge: semitones, semitones, percent, dB."""

_STEPS = {"pitch": _STEP, "range": _STEP, "rate": _CHANGE, "loudness": Scale("decibel", 1, signed=True)}
_MARK = "#5b8def"
_ROW = 21  # px


def chart(asked: Mapping[str, float], heard: Mapping[str, float], words: Words) -> dict[str, Any]:
    """A Vega-Lite chart of what was asked and heard, both in the units of `Style`, against neutral speech.

    A row a quantity, on a scale of its own whose middle is the persona's neutral speech; what lies beyond it
    is drawn at its edge.
    """
    rows = [name for name in _REACH if name in heard]
    points = []
    for name in rows:
        scale, reach = _STEPS[name], _REACH[name]
        told = " → ".join(scale.number(each[name]) for each in (asked, heard))
        ends = {
            key: max(-1.0, min(1.0, each[name] / reach)) for key, each in (("asked", asked), ("heard", heard))
        }
        points.append({"name": words(f"receipt.{name}"), "told": told, **ends})
    axis = {
        "domain": False,
        "ticks": False,
        "labelColor": LABEL,
        "labelPadding": 8,
        "labelFontSize": 12,
        "grid": False,
        "labelOverlap": False,
    }
    y = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis}
    plane = {"type": "quantitative", "scale": {"domain": [-1.08, 2.05]}, "axis": None}
    rule = {"type": "rule", "color": LABEL}
    text = {"x": {"datum": 1.18, **plane}, "y": y, "text": {"field": "told"}}
    return {
        "height": _ROW * max(len(rows), 1),
        "data": {"values": points},
        "layer": [
            {"mark": {**rule, "opacity": 0.5}, "encoding": {"x": {"datum": 0, **plane}}},
            {
                "mark": {**rule, "opacity": 0.18, "strokeWidth": 5, "strokeCap": "round"},
                "encoding": {"x": {"datum": -1, **plane}, "x2": {"datum": 1}, "y": y},
            },
            {
                "mark": {"type": "point", "color": GHOST, "size": 95, "strokeWidth": 2, "opacity": 1},
                "encoding": {"x": {"field": "asked", **plane}, "y": y},
            },
            {
                "mark": {"type": "circle", "color": _MARK, "size": 60, "opacity": 1},
                "encoding": {"x": {"field": "heard", **plane}, "y": y},
            },
            {"mark": {"type": "text", "align": "left", "color": LABEL, "fontSize": 12}, "encoding": text},
        ],
        **PLAIN,
    }
