"""A take as a chart: waveform and pitch over time, with the words where they are heard."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import altair as alt
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


def chart(outline: Sketch, take: Take, words: Words) -> alt.LayerChart:
    """The chart of a take, as wide as its place. Words that would not fit are shown by pointing at them."""
    label_rows = ceil(sum(len(word.text) + 1 for word in take.words) / _CHARACTERS)
    shown_rows = label_rows if label_rows <= _MOST_ROWS else 0
    # The labels' share of the height stays free of sound and pitch.
    free = shown_rows * _ROW / (_HEIGHT - _AXIS)
    time = alt.X(
        "start:Q",
        title=words("chart.time"),
        axis=alt.Axis(grid=False, tickCount=6),
        scale=alt.Scale(domain=[0, take.seconds], nice=False),
    )

    peak = max(max(-low, high) for _, _, low, high in outline.wave) or 1.0
    wave = (
        alt.Chart(_values(start=[w[0] for w in outline.wave], end=[w[1] for w in outline.wave],
                          low=[w[2] for w in outline.wave], high=[w[3] for w in outline.wave]))
        .mark_rect(color=_WAVE, opacity=0.55)
        .encode(
            x=time,
            x2="end:Q",
            y=alt.Y("low:Q", axis=None, scale=_above(-peak, peak, free)),
            y2="high:Q",
        )
    )  # fmt: skip
    layers: list[alt.Chart] = [wave]
    if outline.pitch:
        hertz = [hertz for _, hertz in outline.pitch]
        layers.append(
            alt.Chart(_values(start=[second for second, _ in outline.pitch], hertz=hertz))
            .mark_circle(color=_PITCH, size=12, opacity=1)
            .encode(
                x=time,
                y=alt.Y(
                    "hertz:Q",
                    title=words("chart.pitch"),
                    axis=alt.Axis(grid=False, tickCount=4, titleColor=_PITCH),
                    scale=_above(0.9 * min(hertz), 1.1 * max(hertz), free),
                ),
            )
        )
    if take.words:
        spoken = _values(
            word=[word.text for word in take.words],
            start=[word.start for word in take.words],
            end=[word.end for word in take.words],
            middle=[(word.start + word.end) / 2 for word in take.words],
            row=[index % max(shown_rows, 1) for index in range(len(take.words))],
            shade=[index % 2 for index in range(len(take.words))],
        )
        tooltip = [
            alt.Tooltip("word:N", title=words("word")),
            alt.Tooltip("start:Q", title=words("start"), format=".2f"),
            alt.Tooltip("end:Q", title=words("end"), format=".2f"),
        ]
        opacity = alt.Opacity("shade:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0.04, 0.12]))
        bands = alt.Chart(spoken).mark_rect(color=_LABEL).encode(x=time, x2="end:Q", opacity=opacity)
        layers = [bands, *layers]
        for row in range(shown_rows):
            layers.append(
                alt.Chart(spoken)
                .transform_filter(f"datum.row == {row}")
                .mark_text(color=_LABEL, fontSize=12)
                .encode(x="middle:Q", y=alt.value((row + 0.5) * _ROW), text="word:N")
            )
        # On top, so that pointing anywhere inside a word tells its times.
        layers.append(alt.Chart(spoken).mark_rect(opacity=0).encode(x=time, x2="end:Q", tooltip=tooltip))
    result: alt.LayerChart = alt.layer(*layers, height=_HEIGHT).resolve_scale(y="independent")
    return result


def _values(**columns: list[float] | list[int] | list[str]) -> alt.InlineData:
    rows = zip(*columns.values(), strict=True)
    return alt.InlineData(values=[dict(zip(columns, row, strict=True)) for row in rows])


def _above(low: float, high: float, free: float) -> alt.Scale:
    """A scale whose upper share `free` stays empty."""
    return alt.Scale(domain=[low, low + (high - low) / (1 - free)], nice=False, zero=False)
