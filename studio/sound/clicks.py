"""Clicks: real discontinuities found and mended, everything else left exactly as it is.

A click is a short burst of what the samples around it do not predict (the residual of linear prediction),
which stands far above every other such burst nearby: nothing in speech does that, since a glottal pulse has
neighbours and the burst of a plosive goes on. The samples under it are replaced by those that the
prediction fits best, after Janssen, Veldhuis & Vries 1986, "Adaptive interpolation of discrete-time signals
that can be modeled as autoregressive processes".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tts.audio import Samples

_FRAME, _HOP = 1024, 512  # samples looked at together
_ORDER = 20  # of the prediction
_REACH = 10  # samples on either side that belong to one click
_GUESS, _SURE = 2.5, 6.0  # times anything else in the frame: of the curvature, then of the residual
_LOWEST = 0.004  # residual below which a click is not heard
_PAD = 3  # samples mended beyond those that stand out


def mend(samples: Samples) -> tuple[Samples, tuple[int, ...]]:
    """Samples (T,) without clicks, and where they were; the very same array when there was none."""
    found = clicks(samples)
    if not found:
        return samples, ()
    mended = samples.astype(np.float64)
    for start, end in found:
        _interpolate(mended, start, end)
    return mended.astype(np.float32), tuple(start for start, _ in found)


def clicks(samples: Samples) -> tuple[tuple[int, int], ...]:
    """Where the clicks of samples (T,) are: start and end of the samples to be mended, in order."""
    if len(samples) < _FRAME:
        return ()
    exact = samples.astype(np.float64)
    curvature = np.abs(np.diff(exact, 2, prepend=exact[:1], append=exact[-1:]))
    frames = np.lib.stride_tricks.sliding_window_view(curvature, _FRAME)[::_HOP]
    suspected = _standing_out(frames, _GUESS)
    found: list[tuple[int, int]] = []
    for number in np.flatnonzero(suspected >= 0):
        start = int(number) * _HOP
        frame = exact[start : start + _FRAME]
        residual = np.abs(_residual(frame))
        place = int(_standing_out(residual[None], _SURE)[0])
        if place < 0 or residual[place] < _LOWEST:
            continue
        near = residual[max(0, place - _REACH) : place + _REACH]
        high = np.flatnonzero(near > residual[place] / 6) + max(0, place - _REACH)
        stretch = (start + int(high[0]) - _PAD, start + int(high[-1]) + 1 + _PAD)
        if found and stretch[0] <= found[-1][1]:  # the next frame sees it as well
            found[-1] = (min(found[-1][0], stretch[0]), max(found[-1][1], stretch[1]))
        else:
            found.append(stretch)
    return tuple((max(start, 1), min(end, len(samples) - 1)) for start, end in found)


def _standing_out(frames: NDArray[np.float64], times: float) -> NDArray[np.int64]:
    """Of each frame (N, _FRAME) the place of its largest value, (N,), or -1: the value must exceed all that
    is farther than `_REACH` from it so many times. What lies at a frame's edge is left to its neighbour."""
    place = frames.argmax(axis=1)
    inside = (place >= _REACH) & (place < _FRAME - _REACH)
    rest = np.where(np.abs(np.arange(_FRAME) - place[:, None]) > _REACH, frames, 0.0).max(axis=1)
    largest = frames[np.arange(len(frames)), place]
    return np.where(inside & (largest > times * rest) & (largest > 0), place, -1)


def _prediction(frame: NDArray[np.float64]) -> NDArray[np.float64]:
    """The filter (1 + _ORDER,) that leaves what earlier samples do not predict (autocorrelation method)."""
    from scipy.linalg import solve_toeplitz

    windowed = frame * np.hanning(len(frame))
    spectrum = np.fft.rfft(windowed, 2 * len(frame))
    correlation = np.fft.irfft(np.abs(spectrum) ** 2)[: _ORDER + 1]
    correlation[0] = correlation[0] * (1 + 1e-6) + 1e-12
    return np.concatenate([[1.0], -solve_toeplitz(correlation[:-1], correlation[1:])])


def _residual(frame: NDArray[np.float64]) -> NDArray[np.float64]:
    residual = np.convolve(frame, _prediction(frame))[: len(frame)]
    residual[:_ORDER] = 0  # which have not enough samples before them
    return residual


def _interpolate(samples: NDArray[np.float64], start: int, end: int) -> None:
    """Replace samples[start:end] in place by those with the smallest residual given their neighbours."""
    first, last = max(0, start - _FRAME // 2), min(len(samples), end + _FRAME // 2)
    frame = samples[first:last]
    unknown = np.arange(start - first, end - first)
    frame[unknown] = np.interp(
        unknown, [unknown[0] - 1, unknown[-1] + 1], frame[[unknown[0] - 1, unknown[-1] + 1]]
    )
    for _ in range(2):  # the prediction is better once the click is gone
        taps = _prediction(frame)
        rows = range(unknown[0], min(unknown[-1] + _ORDER + 1, len(frame)))
        system = np.zeros((len(rows), len(frame)))
        for row, place in enumerate(rows):
            reach = min(place, _ORDER)
            system[row, place - reach : place + 1] = taps[: reach + 1][::-1]
        known = np.ones(len(frame), bool)
        known[unknown] = False
        frame[unknown] = np.linalg.lstsq(system[:, unknown], -system[:, known] @ frame[known], rcond=None)[0]
