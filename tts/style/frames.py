"""The inner loops of measuring, compiled: frames of a wave, peaks of their autocorrelation, paths.

Shapes: F frames, K candidates of each.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tts.compiled import kernel

CANDIDATES = 8  # pitches considered in a frame
VOICING_THRESHOLD = 0.40  # correlation at which voiced and unvoiced are equally likely
_OCTAVE_COST = 0.04  # against subharmonics, per octave
_JUMP_COST = np.float32(0.7)  # per octave between neighbouring frames
_VOICING_COST = np.float32(0.10)  # for each change between voiced and unvoiced
LAGS = 13  # at which a period is compared with the next


@kernel(freely=True)
def cut(wave: Any, centres: Any, window: Any, out: Any) -> None:
    """out (F, N) = wave about each centre, less its mean, times window (L ≤ N,); the rest of a row is 0."""
    length = len(window)
    for frame in range(len(centres)):
        begin, row = centres[frame] - length // 2, out[frame]
        first, last = max(begin, 0), min(begin + length, len(wave))
        mean = np.float32(0)
        for n in range(first, last):
            mean += wave[n]
        mean /= np.float32(length)
        for n in range(length):
            row[n] = -mean * window[n]
        for n in range(first, last):
            row[n - begin] += wave[n] * window[n - begin]
        for n in range(length, len(row)):
            row[n] = 0


@kernel()
def peaks(
    correlation: Any, window: Any, first: int, last: int, fine: float, low: float, high: float, pitch: Any,
    merit: Any,
) -> None:  # fmt: skip
    """The best peaks of each frame's autocorrelation (F, lags) over that of its window, between two lags.

    fine: lags a second. pitch, merit (F, K): filled with Hz within low–high and the peaks' merit, as far as
    there are peaks.
    """
    cost = np.empty(last - first - 2, np.float32)
    for n in range(len(cost)):
        cost[n] = _OCTAVE_COST * math.log2((first + 1 + n) / first)
    score = np.empty(last - first, np.float32)
    places = np.empty(CANDIDATES, np.int64)
    for frame in range(len(correlation)):
        row, best, found = correlation[frame], merit[frame], 0
        energy = max(row[0], np.float32(1e-12))
        for n in range(last - first):
            score[n] = row[first + n] / (energy * window[first + n])
        for n in range(last - first - 2):
            middle = score[n + 1]
            if middle > score[n] and middle >= score[n + 2] and middle > 0.5 * VOICING_THRESHOLD:
                worth = middle - cost[n]
                if found == CANDIDATES and worth <= best[CANDIDATES - 1]:
                    continue
                place = min(found, CANDIDATES - 1)
                found = min(found + 1, CANDIDATES)
                while place > 0 and best[place - 1] < worth:
                    best[place], places[place] = best[place - 1], places[place - 1]
                    place -= 1
                best[place], places[place] = worth, n
        for k in range(found):
            n = places[k]
            left, top, right = score[n], score[n + 1], score[n + 2]
            # A parabola through the peak and its neighbours places it between lags.
            curve = min(left - 2 * top + right, -1e-9)
            offset = min(max(0.5 * (left - right) / curve, -1.0), 1.0)
            pitch[frame, k] = min(max(fine / (first + 1 + n + offset), low), high)


@kernel()
def path(pitch: Any, score: Any, unvoiced: Any, came: Any, out: Any) -> None:
    """out (F,) = pitch along the path of greatest merit less the cost of its jumps (Viterbi).

    pitch, score (F, K), unvoiced (F,): see `measure`. came (F, K + 1): room for where each state came from.
    """
    count, kept = pitch.shape
    octaves = np.log2(pitch)
    total, fresh = np.empty(kept + 1, np.float32), np.empty(kept + 1, np.float32)
    total[:kept], total[kept] = score[0], unvoiced[0]
    for frame in range(1, count):
        for to in range(kept + 1):
            best, where = np.float32(-np.inf), 0
            for of in range(kept + 1):
                if to < kept and of < kept:
                    cost = _JUMP_COST * abs(octaves[frame, to] - octaves[frame - 1, of])
                else:
                    cost = np.float32(0) if to == of else _VOICING_COST
                if total[of] - cost > best:
                    best, where = total[of] - cost, of
            fresh[to] = best + (score[frame, to] if to < kept else unvoiced[frame])
            came[frame, to] = where
        total, fresh = fresh, total
    state = int(np.argmax(total))
    for frame in range(count - 1, -1, -1):
        out[frame] = pitch[frame, state] if state < kept else 0
        state = came[frame, state]


@kernel(freely=True)
def compared(
    wave: Any, power: Any, product: Any, size: int, start: Any, length: int, periods: Any, margin: int,
    out: Any,
) -> None:  # fmt: skip
    """out (F,) = the largest correlation of a stretch of wave with what comes a period later.

    power: sums of the squares before each sample. product (F, size / 2 + 1): spectrum of the stretch,
    conjugate, times that of what begins `margin` samples before it. Lags within 2 % of the period are tried,
    to an eighth of a sample: a track's rounding must not pass for noise.
    """
    cos, sin = np.empty(LAGS), np.empty(LAGS)
    step_cos, step_sin, sums = np.empty(LAGS), np.empty(LAGS), np.empty(LAGS)
    for frame in range(len(start)):
        begin, spectrum = start[frame], product[frame]
        for n in range(LAGS):
            lag = periods[frame] * (0.98 + 0.04 * n / (LAGS - 1))
            angle = 2 * math.pi * np.rint((lag + margin) * 8) / 8 / size
            step_cos[n], step_sin[n] = math.cos(angle), math.sin(angle)
            cos[n], sin[n], sums[n] = step_cos[n], step_sin[n], 0.5 * spectrum[0].real
        for k in range(1, len(spectrum)):
            real, imaginary = spectrum[k].real, spectrum[k].imag
            for n in range(LAGS):
                sums[n] += real * cos[n] - imaginary * sin[n]
                turned = cos[n] * step_cos[n] - sin[n] * step_sin[n]
                sin[n] = cos[n] * step_sin[n] + sin[n] * step_cos[n]
                cos[n] = turned
        here = power[begin + length] - power[begin]
        best = 0.0
        for n in range(LAGS):
            lag = periods[frame] * (0.98 + 0.04 * n / (LAGS - 1))
            whole = int(lag)
            share, a, b = lag - whole, begin + whole, begin + whole + length
            there = power[b] - power[a] + share * (power[b + 1] - power[b] - power[a + 1] + power[a])
            best = max(best, 2 * sums[n] / size / max(math.sqrt(max(there * here, 0.0)), 1e-12))
        out[frame] = best
