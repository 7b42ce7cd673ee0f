"""Where in a take speech is: what lies before and after it is silence that a slot has no room for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tts.request import Take
from tts.text.symbols import PAUSES

MARGIN = 0.003
"""Seconds kept on both sides of the speech, in which it is faded in and out."""

_BELOW = 40.0  # dB under the loudest hundredth of a second, at which sound ends that belongs to no phone
_STEP = 0.001  # s
_SMOOTH = 5  # steps


def extent(take: Take) -> tuple[int, int]:
    """First sample of the speech and the one after its last, the margins included.

    Speech is whatever a phone of the take's own timings covers, however soft, and whatever is loud besides.
    A take without timings is judged by its level alone.
    """
    first, last = _loud(take)
    sounds = [phone for phone in take.phones if phone.symbol not in PAUSES]
    if sounds:
        first = min(first, round(sounds[0].start * take.sample_rate))
        last = max(last, round(sounds[-1].end * take.sample_rate))
    margin = round(MARGIN * take.sample_rate)
    return max(0, first - margin), min(len(take.samples), last + margin)


def trimmed(samples: NDArray[np.float32], sample_rate: int) -> NDArray[np.float32]:
    """Speech (T,) with its margins faded."""
    size = min(round(MARGIN * sample_rate), len(samples) // 2)
    fade = np.sin(np.linspace(0, np.pi / 2, size, dtype=np.float32)) ** 2
    faded: NDArray[np.float32] = samples.copy()
    faded[:size] *= fade
    faded[len(faded) - size :] *= fade[::-1]
    return faded


def _loud(take: Take) -> tuple[int, int]:
    """Samples between which the level is near the loudest."""
    step = max(1, round(_STEP * take.sample_rate))
    count = len(take.samples) // step
    if not count:
        return 0, len(take.samples)
    power = np.square(take.samples[: count * step], dtype=np.float64).reshape(count, step).mean(1)
    power = np.convolve(power, np.ones(_SMOOTH) / _SMOOTH, "same")
    loud = np.flatnonzero(power >= power.max() * 10 ** (-_BELOW / 10))
    return int(loud[0]) * step, (int(loud[-1]) + 1) * step
