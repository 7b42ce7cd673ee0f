"""A take made shorter or longer without changing its pitch.

Waveform-similarity overlap-add (Verhelst & Roelands, ICASSP 1993): windows are taken where they continue the
last one best, so that periods of the voice stay whole. It meets the asked length to the sample, and for one
voice and factors near 1 it is the best of those that were measured (docs/dubbing.md).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_WINDOW = 0.04  # s, two periods of the lowest voices
_SEARCH = 0.01  # s to either side: a period of 50 Hz in all

Floats = NDArray[np.float32]


def stretched(samples: Floats, length: int, sample_rate: int) -> Floats:
    """Samples (T,) as (length,), of the same pitch. Raises ValueError for a length below 1."""
    if length < 1:
        raise ValueError(f"a take is stretched to at least one sample, not {length}")
    if not len(samples):
        return np.zeros(length, np.float32)
    if length == len(samples):
        return samples
    hop = max(1, round(_WINDOW * sample_rate / 2))
    window, search = 2 * hop, round(_SEARCH * sample_rate)
    weights = 0.5 - 0.5 * np.cos(np.pi * (2 * np.arange(window) + 1) / window)  # two of them add up to 1
    before = window + search
    source = np.pad(samples.astype(np.float64), (before, before + window + search))
    made = np.zeros(length + 2 * window)
    last = None
    for at in range(0, length + hop, hop):
        # The window's middle is heard at `at` and comes from the same place of the source, or near it.
        place = before - hop + round(min(at, length) * len(samples) / length)
        if last is not None:
            region = source[place - search : place + search + window]
            place += _best(region, source[last + hop : last + hop + window]) - search
        made[at : at + window] += weights * source[place : place + window]
        last = place
    return made[hop : hop + length].astype(np.float32)


def _best(region: NDArray[np.float64], wanted: NDArray[np.float64]) -> int:
    """Where in a region a window is most like the wanted one (normalised correlation)."""
    energy = np.cumsum(np.concatenate([[0.0], region**2]))
    norms = np.sqrt(energy[len(wanted) :] - energy[: -len(wanted)] + 1e-9)
    return int(np.argmax(np.correlate(region, wanted, "valid") / norms))
