"""Swell: how loud each phone of a recording is, and the change in loudness that gives a take the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tts.errors import StyleError
from tts.request import PhoneTiming
from tts.text.symbols import PAUSES

Points = tuple[tuple[float, float], ...]
"""(s from the beginning, dB) points in time order, as in `tts.request.SpeechRequest.swell`."""

LARGEST = 9.0
"""dB by which a phone is made louder or softer at most: more would bring up noise."""

_SHORTEST = 0.03  # s of a phone whose level means anything
_FLOOR = -35.0  # dB against the mean below which a phone is as good as silent: a closure


def levels(
    samples: NDArray[np.floating], sample_rate: int, phones: Sequence[PhoneTiming]
) -> tuple[float, ...]:
    """Level of each phone that is no pause, dB about their mean; nan where it is too short to tell.

    samples: (T,).
    """
    found = []
    for phone in phones:
        if phone.symbol in PAUSES:
            continue
        part = samples[round(phone.start * sample_rate) : round(phone.end * sample_rate)]
        known = len(part) >= _SHORTEST * sample_rate
        found.append(10 * np.log10(np.mean(np.square(part, dtype=np.float64)) + 1e-12) if known else np.nan)
    values = np.asarray(found, np.float64)
    if np.isfinite(values).any():
        values -= np.nanmean(values)
    return tuple(values.tolist())


def swell(wanted: Sequence[float], had: Sequence[float], phones: Sequence[PhoneTiming]) -> Points:
    """What to add to a take, phone by phone, so that it swells and sinks as another.

    wanted, had: `levels` of the other and of the take. phones: of the take, pauses included. Raises
    StyleError when the two speak different phones.
    """
    sounds = [phone for phone in phones if phone.symbol not in PAUSES]
    if not len(wanted) == len(had) == len(sounds):
        raise StyleError(
            "the loudness belongs to other words; give the text that the recording speaks, in its language"
        )
    points = []
    for phone, one, other in zip(sounds, wanted, had, strict=True):
        if np.isfinite(one) and np.isfinite(other) and min(one, other) > _FLOOR:
            change = float(np.clip(one - other, -LARGEST, LARGEST))
            points.append(((phone.start + phone.end) / 2, change))
    return tuple(points)


def agreement(wanted: Sequence[float], had: Sequence[float]) -> float:
    """Mean difference of two `levels` of the same phones, dB; nan when none is known of both."""
    apart = np.abs(np.subtract(wanted, had))
    return float(np.nanmean(apart)) if np.isfinite(apart).any() else float("nan")
