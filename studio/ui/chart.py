"""A take as a chart: waveform and pitch over time, with the words where they are heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from studio.ui.words import Words
from tts.request import Take, WordTiming
from tts.style.measure import FRAMES_PER_SECOND, track_pitch

WAVE, PITCH, GHOST, LABEL = "#8f9bc9", "#e2574c", "#a3a3ad", "#7d8290"
"""Colours that are readable on light and dark."""

PLAIN: Mapping[str, Any] = {
    "background": "transparent",
    "padding": {"left": 0, "right": 0, "top": 0, "bottom": 0},
    "config": {"view": {"stroke": None}, "font": '"Source Sans", "Noto Sans", sans-serif'},
}
"""Look of every chart of the studio: that of the page behind it. Give it with theme=None."""

HEIGHT = 160  # px
_MARGIN = 0.07  # of the length, left of the beginning, for the axis of the pitch
_AXIS = 22  # px of it below the plot
_COLUMNS = 300  # of the waveform
_DOTS = 500  # of the pitch at most
_ROW = 15  # px, a row of words
_MOST_ROWS = 3
_PHONE, _CHARACTER = 320, 6.5  # px, width of a chart on a phone and of a letter
_GAP = 0.06  # s without voice that part the line of the pitch


@dataclass(frozen=True)
class Sketch:
    """What is drawn of a take: wave (middle s, lowest, highest sample) and pitch (s, Hz) points."""

    wave: tuple[tuple[float, float, float], ...]
    pitch: tuple[tuple[float, float], ...]


def sketch(take: Take) -> Sketch:
    """The outline of a take of at least one sample."""
    pieces = np.array_split(take.samples, min(_COLUMNS, len(take.samples)))
    ends = np.cumsum([len(piece) for piece in pieces]) / take.sample_rate
    middles = (np.concatenate([[0.0], ends[:-1]]) + ends) / 2
    wave = tuple(
        (round(float(middle), 3), round(float(piece.min()), 4), round(float(piece.max()), 4))
        for middle, piece in zip(middles, pieces, strict=True)
    )
    track = track_pitch(take.samples, take.sample_rate)
    step = ceil(len(track) / _DOTS)
    pitch = tuple(
        (round(i / FRAMES_PER_SECOND, 3), round(float(track[i]), 1))
        for i in range(0, len(track), step)
        if track[i] > 0
    )
    return Sketch(wave, pitch)


def left_edge(take: Take) -> float:
    """The time at the left edge of a take's chart, s."""
    return -_MARGIN * take.seconds


def chart(
    outline: Sketch, take: Take, words: Words, *, ghost: Sketch | None = None, beside: Sketch | None = None
) -> dict[str, Any]:
    """A Vega-Lite chart of a take, as wide as its place; words that do not fit show when pointed at.

    ghost: another take, of the same timings, whose pitch is drawn behind it. beside: another take whose chart
    shall have the same scales. The plot fills the whole width,
    so that a place on it is a time. The specification is written out: to build one takes a tenth of a second
    a chart, at every touch of the page.
    """
    rows = _rows(take)
    # The labels' share of the height stays free of sound and pitch.
    free = len(rows) * _ROW / (HEIGHT - _AXIS)
    x = {
        "field": "t",
        "type": "quantitative",
        "title": None,
        "axis": {"grid": False, "values": _seconds(take.seconds), "labelExpr": "datum.label + ' s'",
                 "domain": False, "ticks": False, "labelFlush": True, "labelColor": LABEL, "labelPadding": 4},
        "scale": {"domain": [left_edge(take), take.seconds], "nice": False},
    }  # fmt: skip
    shown = [each for each in (outline, ghost, beside) if each is not None]
    peak = max(max(-low, high) for each in shown for _, low, high in each.wave) or 1.0
    heights = {**_quantity("low", _above(-1.15 * peak, 1.15 * peak, free)), "axis": None}
    wave = _layer(
        [{"t": t, "low": low, "high": high} for t, low, high in outline.wave],
        {"type": "area", "color": WAVE, "opacity": 0.5, "interpolate": "monotone"},
        {"x": x, "y": heights, "y2": {"field": "high"}},
    )
    layers = [wave]
    if tones := [hertz for each in shown for _, hertz in each.pitch]:
        axis = {"grid": False, "tickCount": 3, "domain": False, "ticks": False, "labelColor": PITCH,
                "labelPadding": -4, "labelAlign": "left", "minExtent": 0, "maxExtent": 0,
                "labelExpr": "datum.label + (datum.index < 1 ? '' : ' Hz')", "labelOpacity": 0.9}  # fmt: skip
        melody = {
            **_quantity("hertz", _above(0.85 * min(tones), 1.12 * max(tones), free)),
            "axis": axis,
            "title": None,
        }
        if ghost is not None:
            layers += [
                _tune(ghost, GHOST, x, {**melody, "axis": None}, {"strokeWidth": 1.5, "strokeDash": [3, 3]})
            ]
        layers += [_tune(outline, PITCH, x, melody, {"strokeWidth": 2.2})]
    if take.words:
        layers = [*_bands(take, x), *layers, *_labels(rows, x), _pointed_at(take, x, words)]
    return {
        "height": HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": layers,
        "resolve": {"scale": {"y": "independent"}},
        **PLAIN,
    }


def _seconds(length: float) -> list[float]:
    """Round times of an axis."""
    step = next((step for step in (0.5, 1, 2, 5, 10, 20, 60) if length / step <= 7), 120)
    return [number * step for number in range(int(length / step) + 1)]


def _tune(outline: Sketch, colour: str, x: Any, y: Any, look: Mapping[str, Any]) -> dict[str, Any]:
    """The pitch as lines that end where nothing is voiced."""
    values, part, before = [], 0, -1.0
    for second, hertz in outline.pitch:
        part += second - before > _GAP
        values.append({"t": second, "hertz": hertz, "part": part})
        before = second
    mark = {"type": "line", "color": colour, "interpolate": "monotone", "strokeCap": "round", **look}
    return _layer(values, mark, {"x": x, "y": y, "detail": {"field": "part", "type": "nominal"}})


def _bands(take: Take, x: Any) -> list[dict[str, Any]]:
    """Every second word on a darker ground."""
    spoken = [{"t": word.start, "end": word.end} for word in take.words]
    return [
        _layer(spoken[odd::2], _ground(0.04 + 0.07 * odd), {"x": x, "x2": {"field": "end"}})
        for odd in (0, 1)
        if spoken[odd::2]
    ]


def _rows(take: Take) -> list[list[WordTiming]]:
    """The words that can be written above the picture on a phone, row by row, without touching each other."""
    rows: list[list[WordTiming]] = []
    ends: list[float] = []  # px up to which each row is taken
    for word in take.words:
        middle = (word.start + word.end) / 2 / max(take.seconds, 0.1) * _PHONE
        half = (len(word.text) + 1) * _CHARACTER / 2
        free = [n for n, end in enumerate(ends) if end <= middle - half]
        if free:
            place = free[0]
        elif len(rows) < _MOST_ROWS:
            place = len(rows)
            rows.append([])
            ends.append(0.0)
        else:
            continue
        rows[place].append(word)
        ends[place] = middle + half
    return rows


def _labels(rows: Sequence[Sequence[WordTiming]], x: Any) -> list[dict[str, Any]]:
    return [
        _layer(
            [{"word": word.text, "t": (word.start + word.end) / 2} for word in row],
            {"type": "text", "color": LABEL, "fontSize": 12},
            {"x": x, "y": {"value": (number + 0.5) * _ROW}, "text": {"field": "word"}},
        )
        for number, row in enumerate(rows)
    ]


def _pointed_at(take: Take, x: Any, words: Words) -> dict[str, Any]:
    """On top, so that pointing anywhere inside a word tells its times."""
    spoken = [{"word": word.text, "t": word.start, "end": word.end} for word in take.words]
    tooltip = [
        {"field": "word", "title": words("word")},
        {"field": "t", "title": words("start"), "format": ".2f", "type": "quantitative"},
        {"field": "end", "title": words("end"), "format": ".2f", "type": "quantitative"},
    ]
    return _layer(spoken, _ground(0), {"x": x, "x2": {"field": "end"}, "tooltip": tooltip})


def _layer(values: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _ground(opacity: float) -> dict[str, Any]:
    return {"type": "rect", "color": LABEL, "opacity": opacity}


def _quantity(field: str, scale: dict[str, Any]) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": scale}


def _above(low: float, high: float, free: float) -> dict[str, Any]:
    """A scale whose upper share `free` stays empty."""
    return {"domain": [low, low + (high - low) / (1 - free)], "nice": False, "zero": False}
