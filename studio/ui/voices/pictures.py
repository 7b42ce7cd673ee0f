"""Pictures of voices: what one is like, and where it lies among the others."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from personas import Persona
from personas.distance import body, distance
from studio.ui.chart import GHOST, LABEL, PLAIN
from studio.ui.voices.plane import Plane
from studio.ui.words import Words
from tts.style.identity import Identity

_ROW = 17  # px
_NOW = "#5b8def"
_KINDS = {"female": "#d9655b", "male": "#5b8def", "neutral": "#6aa84f"}
_HEIGHT = 430  # px
_WIDTH = 360  # px, about what the map has on a phone, and at least on a laptop
_LETTER, _LINE, _DOT = 6.0, 10, 8  # px of a label and of a dot
_ORDER = ("bench", "offer", "own", "shipped")  # who is labelled first


def _traits(voice: Identity) -> dict[str, float]:
    """What a listener hears of a voice, each 0–1."""

    def within(value: float, low: float, high: float) -> float:
        return min(max((value - low) / (high - low), 0.0), 1.0)

    return {
        "pitch": within(math.log2(voice.pitch), math.log2(60), math.log2(380)),
        "size": within(-math.log2(body(voice)), -0.5, 0.25),
        "brightness": within(voice.brightness, -8, 8),
        "breath": voice.breath,
        "roughness": voice.roughness,
        "liveliness": within(math.log2(voice.liveliness), -1, 2.6),
        "rate": within(voice.rate, -0.5, 0.5),
    }


def profile(voice: Identity, words: Words, before: Identity | None = None) -> dict[str, Any]:
    """A Vega-Lite chart of a voice: a dot a trait; rings where it was before."""
    was = _traits(before) if before is not None else {}
    points = [
        {"name": words(f"voices.{name}"), "now": value, "was": was.get(name)}
        for name, value in _traits(voice).items()
    ]
    axis = {"domain": False, "ticks": False, "labelColor": LABEL, "labelPadding": 8, "grid": False,
            "labelFontSize": 12, "labelOverlap": False}  # fmt: skip
    y = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis}
    plane = {"type": "quantitative", "scale": {"domain": [-0.03, 1.03]}, "axis": None}
    track = {"type": "rule", "color": LABEL, "opacity": 0.18, "strokeWidth": 5, "strokeCap": "round"}
    layers = [{"mark": track, "encoding": {"x": {"datum": 0, **plane}, "x2": {"datum": 1}, "y": y}}]
    if was:
        ring = {"type": "point", "color": GHOST, "size": 80, "strokeWidth": 2, "opacity": 1}
        layers.append({"mark": ring, "encoding": {"x": {"field": "was", **plane}, "y": y}})
    dot = {"type": "circle", "color": _NOW, "size": 60, "opacity": 1}
    layers.append({"mark": dot, "encoding": {"x": {"field": "now", **plane}, "y": y}})
    return {"height": _ROW * len(points), "data": {"values": points}, "layer": layers, **PLAIN}


@dataclass(frozen=True)
class Point:
    """A voice on the map. id: what a click on it returns. label: beside it, if there is room. role: a key of
    `_ORDER`."""

    id: str
    persona: Persona
    label: str
    role: str


def chart_of(points: Sequence[Point], plane: Plane, words: Words) -> dict[str, Any]:
    """A Vega-Lite map of voices; a click on one selects its id under the name "chosen"."""
    places = [plane.place(point.persona.identity) for point in points]
    margin = 0.8
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide = (min(xs) - 2 * margin, max(xs) + 4 * margin)
    high = (min(ys) - margin, max(ys) + margin)
    labelled = _labelled(points, places, wide, high)
    values = [
        {
            "id": point.id,
            "name": point.label,
            "about": words("persona.one", name=words.name(who), gender=words(who.gender), age=who.age),
            "x": x,
            "y": y,
            "kind": who.gender,
            "role": point.role,
            "label": point.label if point.id in labelled else "",
            "side": labelled.get(point.id, "right"),
        }
        for point, (x, y) in zip(points, places, strict=True)
        for who in [point.persona]
    ]
    bare = {"axis": None, "type": "quantitative"}
    x = {"field": "x", **bare, "scale": {"domain": wide, "nice": False, "zero": False}}
    y = {"field": "y", **bare, "scale": {"domain": high, "nice": False, "zero": False}}
    colour = {"field": "kind", "type": "nominal", "legend": None,
              "scale": {"domain": list(_KINDS), "range": list(_KINDS.values())}}  # fmt: skip
    special = {"test": "datum.role === 'bench'", "value": 260}
    size = {"condition": [special, {"test": "datum.role === 'shipped'", "value": 70}], "value": 150}
    return {
        "height": _HEIGHT,
        "data": {"values": values},
        "layer": [
            {
                "params": [{"name": "chosen", "select": {"type": "point", "fields": ["id"]}}],
                "mark": {"type": "circle", "cursor": "pointer"},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": colour,
                    "size": size,
                    "opacity": {
                        "condition": {"test": "datum.role === 'shipped'", "value": 0.45},
                        "value": 0.95,
                    },
                    "tooltip": [{"field": "about", "title": words("persona")}],
                },
            },
            {
                "transform": [{"filter": "datum.role === 'bench'"}],
                "mark": {"type": "point", "size": 520, "strokeWidth": 2, "opacity": 1},
                "encoding": {"x": x, "y": y, "color": colour},
            },
            *(_names(side, big, x, y) for side in ("right", "left") for big in (False, True)),
        ],
        **PLAIN,
    }


def _names(side: str, big: bool, x: Any, y: Any) -> dict[str, Any]:
    """The labels on one side of their dots. big: of the dot with a ring around it."""
    align, sense = ("left", 1) if side == "right" else ("right", -1)
    faint = {"condition": {"test": "datum.role === 'shipped'", "value": 0.8}, "value": 1}
    shown = f"datum.side === '{side}' && datum.role {'===' if big else '!=='} 'bench'"
    away = sense * (16 if big else 9)
    return {
        "transform": [{"filter": shown}],
        "mark": {"type": "text", "align": align, "dx": away, "fontSize": 11, "color": LABEL},
        "encoding": {"x": x, "y": y, "text": {"field": "label"}, "opacity": faint},
    }


def _labelled(
    points: Sequence[Point],
    places: Sequence[tuple[float, float]],
    wide: tuple[float, float],
    high: tuple[float, float],
) -> dict[str, str]:
    """Points whose labels can be written without touching each other or a dot, and on which side of theirs.

    Special ones come first; they only keep clear of other labels and of special dots.
    """
    pixels = [
        ((x - wide[0]) / (wide[1] - wide[0]) * _WIDTH, (high[1] - y) / (high[1] - high[0]) * _HEIGHT)
        for x, y in places
    ]
    dots = [(left - _DOT, left + _DOT, middle) for left, middle in pixels]
    special = [dot for dot, point in zip(dots, points, strict=True) if point.role != "shipped"]
    written: list[tuple[float, float, float]] = []
    found: dict[str, str] = {}
    for point, (dot, middle) in sorted(
        zip(points, pixels, strict=True), key=lambda each: _ORDER.index(each[0].role)
    ):
        length = _LETTER * sum(2 if ord(char) > 0x2E80 else 1 for char in point.label)
        taken = [*written, *(dots if point.role == "shipped" else special)]
        for side, left in (("right", dot + _DOT + 1), ("left", dot - _DOT - 1 - length)):
            free = all(left + length < a or left > b or abs(middle - m) > _LINE for a, b, m in taken)
            if free and left >= 0 and left + length <= _WIDTH:
                written.append((left, left + length, middle))
                found[point.id] = side
                break
    return found


def nearest(voice: Identity, others: Iterable[Persona]) -> tuple[Persona, float] | None:
    """The persona most like a voice, and how far it is, JND."""
    found = [(distance(voice, each.identity), each) for each in others]
    if not found:
        return None
    apart, who = min(found, key=lambda pair: pair[0])
    return who, apart
