"""Samples out of frames, compiled for inference: the excitation, and the overlap-add of the inverse STFT.

`vocoder.harmonic_source` and `torch.istft` define what they compute, and are what training goes through.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from tts.compiled import kernel, part
from tts.models.spectrogram import FFT, HOP, SAMPLE_RATE

Floats = npt.NDArray[np.float32]

TOP = 11_800.0
"""Hz, highest harmonic of the excitation."""
LOWEST = 40.0
"""Hz, below which no pitch is taken."""
# sin 2πr = r · p(r²) on |r| ≤ 1/2, p fitted at Chebyshev's points: right to 2e-9.
_SINE = (6.2831853, -41.3417004, 81.6051314, -76.7030154, 42.025927, -14.8998467, 3.23813751)
_SMALL = 1e-4  # sine of half the angle below which the sum of cosines is at its limit


def excite(f0: Floats, voiced: Floats, noise: Floats, phase: float) -> tuple[Floats, npt.NDArray[np.float64]]:
    """As `vocoder.harmonic_source`, of one utterance: f0, voiced (T,), noise (T · HOP,), cycles before →
    (samples, cycles after each sample), both (T · HOP,)."""
    samples, cycles = np.empty(len(noise), np.float32), np.empty(len(noise))
    _excite(f0, voiced, noise, phase, samples, cycles)
    return samples, cycles


def overlapped(frames: Floats, window: Floats) -> Floats:
    """Inverse-transformed frames (T + 1, FFT), centred and HOP apart → their windowed sum (T · HOP,) over
    that of the squared windows, as `torch.istft` with `center` has it."""
    sums, weights = (np.zeros((len(frames) - 1) * HOP + FFT, np.float32) for _ in range(2))
    _overlap(frames, window, sums, weights)
    return sums[FFT // 2 : -FFT // 2] / weights[FFT // 2 : -FFT // 2]


@part(freely=True)
def _sine(cycles: Any) -> Any:
    """sin of 2π · cycles."""
    r = cycles - np.rint(cycles)
    q = r * r
    series = _SINE[5] + q * _SINE[6]
    for n in (4, 3, 2, 1, 0):
        series = _SINE[n] + q * series
    return r * series


@kernel(freely=True)
def _excite(f0: Any, voiced: Any, noise: Any, phase: float, samples: Any, cycles: Any) -> None:
    for frame in range(len(f0)):
        here = max(float(f0[frame]), LOWEST)
        step = (max(float(f0[min(frame + 1, len(f0) - 1)]), LOWEST) - here) / HOP
        begin = frame * HOP
        for n in range(HOP):
            phase += (here + step * n) / SAMPLE_RATE
            cycles[begin + n] = phase
        share = voiced[frame]
        for n in range(HOP):
            count = np.floor(TOP / (here + step * n))
            turn = cycles[begin + n] - np.floor(cycles[begin + n])
            # Sum of cos(kθ), k = 1…K, in closed form (Dirichlet kernel), and its limit where θ → 0.
            half = _sine(turn / 2)
            pulse = _sine(count * turn / 2) * _sine((count + 1) * turn / 2 + 0.25)
            pulse = count if abs(half) < _SMALL else pulse / half
            air = noise[begin + n]
            samples[begin + n] = share * (pulse / math.sqrt(count / 2) + 0.02 * air) + (1 - share) * air


@kernel(freely=True)
def _overlap(frames: Any, window: Any, sums: Any, weights: Any) -> None:
    for number in range(len(frames)):
        frame, begin = frames[number], number * HOP
        for n in range(FFT):
            sums[begin + n] += frame[n] * window[n]
            weights[begin + n] += window[n] * window[n]
