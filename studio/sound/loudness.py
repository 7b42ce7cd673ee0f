"""How loud a mono signal is: ITU-R BS.1770-4 loudness with EBU R 128's gates, RMS and peak.

The signal is heard block by block and kept as one number for each tenth of a second, so that a book's length
costs next to no memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tts.audio import Samples
from tts.compiled import kernel

SILENCE = -120.0
"""LUFS or dBFS that is told where nothing sounds at all."""

STEPS = 10  # a second, in which the signal is kept
_MOMENT, _SHORT = 4, 30  # steps of momentary (.4 s) and short-term (3 s) loudness
_ABSOLUTE_GATE, _RELATIVE_GATE, _RANGE_GATE = -70.0, -10.0, -20.0  # LUFS, LU (EBU R 128, Tech 3342)
_OFFSET = -0.691  # of BS.1770, so that a full-scale 1 kHz sine reads -3.01 LUFS


@dataclass(frozen=True, eq=False)
class Loudness:
    """What was heard. seconds: its length. integrated: LUFS. rms: of the whole, and peak: of a sample, dBFS.

    momentary: (N,) LUFS of .4 s, one a tenth of a second, the first ending at .4 s; empty for less than .4 s.
    short_term: (N,) LUFS of the last 3 s, or of what there is at the beginning, at the same times.
    """

    seconds: float
    integrated: float
    rms: float
    peak: float
    momentary: NDArray[np.float64]
    short_term: NDArray[np.float64]

    @property
    def spread(self) -> float:
        """Loudness range, LU (EBU Tech 3342): between the 10th and 95th percentile of what is not silent."""
        short = self.short_term[_SHORT - _MOMENT :]
        short = short[short > _ABSOLUTE_GATE]
        if not len(short):
            return 0.0
        short = short[short > 10 * np.log10(np.mean(10 ** (short / 10))) + _RANGE_GATE]
        low, high = np.quantile(short, [0.10, 0.95])
        return float(high - low)


@dataclass(frozen=True, eq=False)
class Sums:
    """What was heard of a stretch of sound. count: samples; squares: the sum of theirs; peak: the largest.

    steps: (N,) sums of squares of whole tenths of a second, after the filter of BS.1770; rest: of what is
    left.
    """

    count: int
    squares: float
    peak: float
    steps: NDArray[np.float64]
    rest: float

    @staticmethod
    def together(parts: Sequence[Sums]) -> Sums:
        """Of stretches that follow each other; what they have beyond whole tenths of a second is left out."""
        return Sums(
            count=sum(part.count for part in parts),
            squares=sum(part.squares for part in parts),
            peak=max((part.peak for part in parts), default=0.0),
            steps=np.concatenate([*(part.steps for part in parts), np.zeros(0)]),
            rest=sum(part.rest for part in parts),
        )

    def loudness(self, sample_rate: int) -> Loudness:
        """As it is told to people."""
        step = round(sample_rate / STEPS)
        moments = _running(self.steps, _MOMENT) / (_MOMENT * step)
        if len(moments):
            integrated = _gated(moments)
        else:  # less than one block of the standard: all of it counts
            integrated = _lufs((float(self.steps.sum()) + self.rest) / max(self.count, 1))
        heard = np.arange(_MOMENT, len(self.steps) + 1)
        short = _running(np.concatenate([np.zeros(_SHORT - _MOMENT), self.steps]), _SHORT)
        return Loudness(
            seconds=self.count / sample_rate,
            integrated=integrated,
            rms=_decibels(self.squares / max(self.count, 1)),
            peak=_decibels(self.peak**2),
            momentary=_all_lufs(moments),
            short_term=_all_lufs(short / (np.minimum(heard, _SHORT) * step)),
        )


class Meter:
    """Hears a signal block by block; `read` tells what it has heard so far."""

    def __init__(self, sample_rate: int) -> None:
        self._rate = sample_rate
        self._step = round(sample_rate / STEPS)
        self._filter = _k_weighting(sample_rate)
        self._state = np.zeros((len(self._filter), 2))
        self._weighted: list[NDArray[np.float64]] = []  # sums of squares of whole steps, after the filter
        self._left = np.zeros(0)  # filtered samples that fill no step yet
        self._count = 0
        self._squares = 0.0
        self._peak = 0.0

    def hear(self, samples: Samples) -> None:
        """The next samples (T,), T ≥ 0."""
        if not len(samples):
            return
        self._count += len(samples)
        self._peak = max(self._peak, float(np.abs(samples).max()))
        exact = samples.astype(np.float64)
        self._squares += float(
            np.einsum("i,i->", exact, exact)
        )  # not BLAS: its threads cost more than they save
        _filtered(exact, self._filter, self._state)
        weighted = np.concatenate([self._left, exact])
        whole = len(weighted) // self._step * self._step
        steps = weighted[:whole].reshape(-1, self._step)
        self._weighted.append(np.einsum("ij,ij->i", steps, steps))
        self._left = weighted[whole:]

    def sums(self) -> Sums:
        """Everything up to now, to be added up with what else was heard."""
        steps = np.concatenate([*self._weighted, np.zeros(0)])
        return Sums(self._count, self._squares, self._peak, steps, float(self._left @ self._left))

    def read(self) -> Loudness:
        """Everything up to now."""
        return self.sums().loudness(self._rate)


@kernel()
def _filtered(samples: Any, sections: Any, state: Any) -> None:
    """Second-order sections (S, 6) one after the other over samples (T,), in place; state (S, 2) goes on.

    Transposed direct form II, as in scipy.signal.sosfilt, which takes most of a second to be imported.
    """
    for s in range(len(sections)):
        b0, b1, b2, _, a1, a2 = sections[s]
        first, second = state[s]
        for n in range(len(samples)):
            x = samples[n]
            y = b0 * x + first
            first = b1 * x - a1 * y + second
            second = b2 * x - a2 * y
            samples[n] = y
        state[s, 0], state[s, 1] = first, second


def loudness(samples: Samples, sample_rate: int) -> Loudness:
    """Of a whole signal (T,)."""
    meter = Meter(sample_rate)
    meter.hear(samples)
    return meter.read()


def _running(sums: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Sums of `count` neighbours: (N,) → (max(0, N - count + 1),)."""
    if len(sums) < count:
        return np.zeros(0)
    running: NDArray[np.float64] = np.lib.stride_tricks.sliding_window_view(sums, count).sum(axis=1)
    return running


def _gated(moments: NDArray[np.float64]) -> float:
    """Integrated loudness of blocks' mean squares, without the silent ones and those far below the rest."""
    loud = moments[_all_lufs(moments) > _ABSOLUTE_GATE]
    if not len(loud):
        return SILENCE
    gate = _lufs(float(loud.mean())) + _RELATIVE_GATE
    return _lufs(float(loud[_all_lufs(loud) > gate].mean()))


def _lufs(mean_square: float) -> float:
    return max(_decibels(mean_square) + _OFFSET, SILENCE)


def _all_lufs(mean_squares: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.maximum(10 * np.log10(np.maximum(mean_squares, 1e-15)) + _OFFSET, SILENCE)


def _decibels(mean_square: float) -> float:
    return max(float(10 * np.log10(max(mean_square, 1e-15))), SILENCE)


@lru_cache(maxsize=4)
def _k_weighting(sample_rate: int) -> NDArray[np.float64]:
    """The two filters of BS.1770 as second-order sections (2, 6), at any rate.

    The standard gives coefficients at 48 kHz only; they are those of a high shelf and a high-pass whose
    frequencies and Qs stand here, brought to the rate by the bilinear transform.
    """
    gain, q, k = 10 ** (3.999843853973347 / 20), 0.7071752369554196, 1681.974450955533
    angle = pi * k / sample_rate
    t, bulge = sin(angle) / cos(angle), gain**0.4996667741545416
    scale = 1 + t / q + t * t
    shelf = [
        (gain + bulge * t / q + t * t) / scale,
        2 * (t * t - gain) / scale,
        (gain - bulge * t / q + t * t) / scale,
        1.0,
        2 * (t * t - 1) / scale,
        (1 - t / q + t * t) / scale,
    ]
    q, k = 0.5003270373238773, 38.13547087602444
    angle = pi * k / sample_rate
    t = sin(angle) / cos(angle)
    scale = 1 + t / q + t * t
    high_pass = [1.0, -2.0, 1.0, 1.0, 2 * (t * t - 1) / scale, (1 - t / q + t * t) / scale]
    return np.array([shelf, high_pass])
