"""The limiter keeps its ceiling to the sample, leaves what is soft alone, and does not depend on blocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.sound.limiter import limit, reduction

RATE = 24_000


def bursts(seconds: float, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * RATE)) / RATE
    tone = 0.3 * np.sin(2 * np.pi * 150 * t)
    tone[rng.integers(0, len(t), 20)] *= 9
    tone[len(t) // 2 : len(t) // 2 + 300] *= 3
    return tone.astype(np.float32)


@given(
    cuts=st.lists(st.integers(0, 6 * RATE), max_size=6), ceiling=st.floats(-12, -1), seed=st.integers(0, 9)
)
@settings(max_examples=15)
def test_the_ceiling_holds_whatever_the_blocks(cuts, ceiling, seed):
    samples = bursts(6, seed)
    whole = np.concatenate(list(limit([samples], RATE, ceiling)))
    pieces = np.concatenate(list(limit(np.split(samples, sorted(cuts)), RATE, ceiling)))
    assert len(whole) == len(samples)
    assert np.abs(whole).max() <= 10 ** (ceiling / 20) * (1 + 1e-6)
    np.testing.assert_array_equal(whole, pieces)


def test_what_is_soft_passes_unchanged():
    samples = bursts(3) * np.float32(0.1)
    np.testing.assert_array_equal(np.concatenate(list(limit([samples], RATE, -3))), samples)
    samples[RATE] = 1.0
    out = np.concatenate(list(limit([samples], RATE, -3)))
    far = np.abs(np.arange(len(samples)) - RATE) > 0.2 * RATE
    np.testing.assert_array_equal(out[far], samples[far])


def test_the_gain_moves_smoothly_and_comes_back_slowly():
    samples = np.full(RATE, 0.1, np.float32)
    samples[RATE // 2] = 1.0
    turned = reduction(samples, RATE, -6.0)
    assert turned[RATE // 2] == pytest.approx(6, abs=0.05)
    assert np.abs(np.diff(turned)).max() < 0.1  # dB a sample
    back = np.flatnonzero(turned > 0.1)
    assert (back[-1] - RATE // 2) / RATE == pytest.approx(0.1, abs=0.02)
    assert (RATE // 2 - back[0]) / RATE < 0.011


def test_nothing_gives_nothing():
    assert list(limit([], RATE, -3)) == []
    assert list(limit([np.zeros(0, np.float32)], RATE, -3)) == []
