"""Room tone: the quiet noise of a room, so that no pause is digital silence.

A loop of noise whose level falls with frequency as a quiet room's does, the same samples every time.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tts.audio import Samples

_PERIOD = 1 << 19  # samples of the loop: 11.9 s at 44.1 kHz, too long to be heard as one
_LOW, _HIGH = 60.0, 7000.0  # Hz, beyond which a room is silent
_FALL = 4.5  # dB an octave between them
_SEED = 20


def room_tone(start: int, count: int, decibels: float, sample_rate: int) -> Samples:
    """Samples start … start + count of the endless tone, with an RMS level in dBFS: (count,)."""
    loop = _loop(decibels, sample_rate)
    first = start % _PERIOD
    if first + count <= _PERIOD:
        return loop[first : first + count]
    return np.take(loop, np.arange(first, first + count), mode="wrap")


@lru_cache(maxsize=4)
def _loop(decibels: float, sample_rate: int) -> Samples:
    """Made in the frequency domain, hence periodic: the end runs into the beginning without a seam."""
    frequency = np.fft.rfftfreq(_PERIOD, 1 / sample_rate)
    octaves = np.log2(np.maximum(frequency, 1.0) / _LOW)
    level = 10 ** (-_FALL * octaves / 20) / (1 + (_LOW / np.maximum(frequency, 1.0)) ** 4)
    level /= 1 + (frequency / _HIGH) ** 4
    level[0] = 0
    phases = np.random.default_rng(_SEED).uniform(0, 2 * np.pi, len(level))
    wave = np.fft.irfft(level * np.exp(1j * phases), _PERIOD)
    wave *= 10 ** (decibels / 20) / np.sqrt(np.mean(wave**2))
    loop = wave.astype(np.float32)
    loop.flags.writeable = False
    return loop
