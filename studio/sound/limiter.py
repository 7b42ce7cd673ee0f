"""A limiter that looks ahead: no sample above the ceiling, and no click, clipping or pumping to get there.

The gain begins to fall 2 × 5 ms before a peak, follows a smooth curve, and comes back slowly. What
is below the ceiling and far from a peak passes unchanged. The look-ahead is a running maximum and a smoothing
of the same length, which keeps the guarantee; terms as in Giannoulis, Massberg & Reiss 2012, "Digital dynamic
range compressor design".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from tts.audio import Samples

LOOK_AHEAD = 0.005  # s
RELEASE = 60.0  # dB a second; slow enough not to be heard
_MEMORY = 0.5  # s after which a peak is forgotten: 30 dB at the slowest release
_BLOCK = 2.0  # s worked on at a time


def limit(
    blocks: Iterable[Samples], sample_rate: int, ceiling: float, release: float = RELEASE
) -> Iterator[Samples]:
    """The signal with no sample above `ceiling`, dBFS: as many samples as came in, in blocks of any size.

    release: dB a second, from `RELEASE` up; a faster one leaves more of what is between the peaks, and is
    heard sooner. The result does not depend on how the signal is cut into blocks.
    """
    ahead = round(LOOK_AHEAD * sample_rate)
    before, after, size = round(_MEMORY * sample_rate) + 2 * ahead, 2 * ahead, round(_BLOCK * sample_rate)
    held = np.zeros(0, np.float32)  # the context before, then what is not yet done
    done = 0  # samples of `held` that are context only
    for block in blocks:
        held = np.concatenate([held, block])
        while len(held) - done >= size + after:
            yield _limited(
                held[: done + size + after], done, done + size, ahead, ceiling, release / sample_rate
            )
            done += size
            cut = max(0, done - before)
            held, done = held[cut:], done - cut
    if len(held) > done:
        yield _limited(held, done, len(held), ahead, ceiling, release / sample_rate)


def reduction(samples: Samples, sample_rate: int, ceiling: float) -> NDArray[np.float64]:
    """By how many dB each sample of a whole signal (T,) is turned down: (T,) ≥ 0."""
    return _reduction(samples, round(LOOK_AHEAD * sample_rate), ceiling, RELEASE / sample_rate)


def _limited(samples: Samples, start: int, end: int, ahead: int, ceiling: float, fall: float) -> Samples:
    """samples[start:end], the rest being their context. fall: of the reduction after a peak, dB a sample."""
    if np.abs(samples).max() <= 10 ** (ceiling / 20):
        return samples[start:end]
    turned = _reduction(samples, ahead, ceiling, fall)[start:end]
    return (samples[start:end] * 10 ** (-turned / 20)).astype(np.float32)


def _reduction(samples: Samples, ahead: int, ceiling: float, fall: float) -> NDArray[np.float64]:
    from scipy.ndimage import maximum_filter1d, uniform_filter1d

    needed = 20 * np.log10(np.maximum(np.abs(samples), 1e-9)) - ceiling
    # Two boxes of this length make a triangle that is no longer than the running maximum.
    box = ahead | 1
    held = maximum_filter1d(np.maximum(needed, 0).astype(np.float64), 2 * box - 1, mode="constant")
    slope = np.arange(len(held)) * fall
    released = np.maximum(np.maximum.accumulate(held + slope) - slope, 0)
    smooth: NDArray[np.float64] = uniform_filter1d(
        uniform_filter1d(released, box, mode="nearest"), box, mode="nearest"
    )
    return np.where(smooth < 1e-6, 0.0, np.maximum(smooth, needed))
