"""Clicks put into speech are found and mended; speech without clicks stays as it is, to the bit."""

from __future__ import annotations

import numpy as np
import pytest

from studio.sound.clicks import clicks, mend

RATE = 24_000


def voice(seed: int, seconds: float = 2.0) -> np.ndarray:
    """Pulses through resonances, with noisy stretches, silences and sudden onsets, as speech has them."""
    from scipy.signal import lfilter

    rng = np.random.default_rng(seed)
    count = int(seconds * RATE)
    source = rng.normal(size=count) * 0.002
    place = 0
    while place < count:
        source[place] = 1.0
        place += int(RATE / rng.uniform(90, 240))
    wave = source
    for hertz, width in ((600, 80), (1500, 100), (2600, 150)):
        r = np.exp(-np.pi * width / RATE)
        wave = lfilter([1 - r], [1, -2 * r * np.cos(2 * np.pi * hertz / RATE), r * r], wave)
    noise = rng.normal(size=count) * 0.05
    t = np.arange(count) / RATE
    wave = np.where((t * 3).astype(int) % 3 == 2, noise, wave / np.abs(wave).max() * 0.5)
    wave *= (t * 7).astype(int) % 4 != 0  # sudden onsets and ends
    return wave.astype(np.float32)


@pytest.mark.parametrize("seed", range(6))
def test_speech_is_left_alone(seed):
    smooth = np.convolve(voice(seed), np.hanning(9) / np.hanning(9).sum(), mode="same").astype(np.float32)
    mended, where = mend(smooth)
    assert where == ()
    assert mended is smooth


@pytest.mark.parametrize("seed", range(6))
def test_single_samples_and_jumps_are_mended(seed):
    t = np.arange(RATE) / RATE
    rng = np.random.default_rng(seed)
    clean = sum(0.2 / n * np.sin(2 * np.pi * 140 * n * t + rng.uniform(0, 6)) for n in range(1, 12))
    clean = (clean + 0.0005 * rng.normal(size=RATE)).astype(np.float32)
    damaged = clean.copy()
    places = (5_000, 12_345, 20_000)
    for place in places:
        damaged[place : place + 2] += 0.4
    mended, where = mend(damaged)
    assert len(where) == 3
    assert all(abs(found - place) < 10 for found, place in zip(where, places, strict=True))
    assert np.abs(mended - clean).max() < 0.05
    untouched = np.ones(RATE, bool)
    for place in places:
        untouched[place - 32 : place + 32] = False
    np.testing.assert_array_equal(mended[untouched], damaged[untouched])


def test_a_jump_between_two_waves_is_smoothed():
    t = np.arange(RATE) / RATE
    wave = 0.3 * np.sin(2 * np.pi * 180 * t)
    wave[RATE // 2 :] = 0.3 * np.sin(2 * np.pi * 180 * t[RATE // 2 :] + 2.0)
    wave = wave.astype(np.float32)
    assert len(clicks(wave)) == 1
    mended, _ = mend(wave)
    assert np.abs(np.diff(mended)).max() < 0.5 * np.abs(np.diff(wave)).max()


def test_short_and_silent_signals():
    assert clicks(np.zeros(10, np.float32)) == ()
    assert clicks(np.zeros(RATE, np.float32)) == ()
