"""A take as a chart: waveform and pitch over time, with the words where they are heard."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from studio.ui.words import Words
from tts.request import Take
from tts.style.measure import FRAMES_PER_SECOND, track_pitch

_COLUMNS = 400  # of the waveform
_DOTS = 600  # of the pitch at most
_HEIGHT, _AXIS = 240, 50  # px: the whole, and of it below the plot
_ROW = 15  # px, a row of words
_MOST_ROWS = 4
_CHARACTERS = 42  # that fit side by side on a phone
_WAVE, _PITCH, _LABEL = "#7d9cc0", "#d1495b", "#808795"  # readable on light and dark


@dataclass(frozen=True)
class Sketch:
    """What is drawn of a take: wave (start s, end s, lowest, highest sample) and pitch (s, Hz) points."""

    wave: tuple[tuple[float, float, float, float], ...]
    pitch: tuple[tuple[float, float], ...]


def sketch(take: Take) -> Sketch:
    """The outline of a take of at least one sample."""
    pieces = np.array_split(take.samples, min(_COLUMNS, len(take.samples)))
    ends = np.cumsum([len(piece) for piece in pieces]) / take.sample_rate
    starts = [0.0, *ends[:-1]]
    wave = tuple(
        (float(start), float(end), float(piece.min()), float(piece.max()))
        for start, end, piece in zip(starts, ends, pieces, strict=True)
    )
    track = track_pitch(take.samples, take.sample_rate)
    step = ceil(len(track) / _DOTS)
    pitch = tuple(
        (i / FRAMES_PER_SECOND, float(track[i])) for i in range(0, len(track), step) if track[i] > 0
    )
    return Sketch(wave, pitch)


def chart(outline: Sketch, take: Take, words: Words) -> dict[str, Any]:
    """A Vega-Lite chart of a take, as wide as its place; words that do not fit show when pointed at.

    The specification is written out: Altair takes a tenth of a second a chart, at every touch of the page.
    """
    label_rows = ceil(sum(len(word.text) + 1 for word in take.words) / _CHARACTERS)
    shown_rows = label_rows if label_rows <= _MOST_ROWS else 0
    # The labels' share of the height stays free of sound and pitch.
    free = shown_rows * _ROW / (_HEIGHT - _AXIS)
    span = {
        "x": {
            "field": "start",
            "type": "quantitative",
            "title": words("chart.time"),
            "axis": {"grid": False, "tickCount": 6},
            "scale": {"domain": [0, take.seconds], "nice": False},
        },
        "x2": {"field": "end"},
    }
    peak = max(max(-low, high) for _, _, low, high in outline.wave) or 1.0
    heights = {**_quantity("low", _above(-peak, peak, free)), "axis": None}
    wave = _layer(
        [{"start": s, "end": e, "low": low, "high": high} for s, e, low, high in outline.wave],
        {"type": "rect", "color": _WAVE, "opacity": 0.55},
        {**span, "y": heights, "y2": {"field": "high"}},
    )
    layers = [wave]
    if outline.pitch:
        tones = [hertz for _, hertz in outline.pitch]
        axis = {"title": words("chart.pitch"), "axis": {"grid": False, "tickCount": 4, "titleColor": _PITCH}}
        melody = {**_quantity("hertz", _above(0.9 * min(tones), 1.1 * max(tones), free)), **axis}
        layers.append(
            _layer(
                [{"start": second, "hertz": hertz} for second, hertz in outline.pitch],
                {"type": "circle", "color": _PITCH, "size": 12, "opacity": 1},
                {"x": span["x"], "y": melody},
            )
        )
    if take.words:
        spoken = [
            {"word": word.text, "start": word.start, "end": word.end, "middle": (word.start + word.end) / 2}
            for word in take.words
        ]
        bands = [_layer(spoken[odd::2], _band(0.04 + 0.08 * odd), span) for odd in (0, 1) if spoken[odd::2]]
        labels = [
            _layer(
                spoken[row::shown_rows],
                {"type": "text", "color": _LABEL, "fontSize": 12},
                {
                    "x": {"field": "middle", "type": "quantitative"},
                    "y": {"value": (row + 0.5) * _ROW},
                    "text": {"field": "word"},
                },
            )
            for row in range(min(shown_rows, len(spoken)))
        ]
        tooltip = [
            {"field": "word", "title": words("word")},
            {"field": "start", "title": words("start"), "format": ".2f", "type": "quantitative"},
            {"field": "end", "title": words("end"), "format": ".2f", "type": "quantitative"},
        ]
        # On top, so that pointing anywhere inside a word tells its times.
        layers = [*bands, *layers, *labels, _layer(spoken, _band(0), {**span, "tooltip": tooltip})]
    return {"height": _HEIGHT, "layer": layers, "resolve": {"scale": {"y": "independent"}}}


def _layer(values: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _band(opacity: float) -> dict[str, Any]:
    return {"type": "rect", "color": _LABEL, "opacity": opacity}


def _quantity(field: str, scale: dict[str, Any]) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": scale}


def _above(low: float, high: float, free: float) -> dict[str, Any]:
    """A scale whose upper share `free` stays empty."""
    return {"domain": [low, low + (high - low) / (1 - free)], "nice": False, "zero": False}
