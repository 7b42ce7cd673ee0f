"""The meter agrees with ffmpeg's own ebur128 and astats, whatever the blocks."""

from __future__ import annotations

import re

import numpy as np
import pytest

from studio import ffmpeg
from studio.sound.loudness import SILENCE, Meter, loudness
from tts.audio import write


def speechlike(seconds: float, rate: int, seed: int = 0) -> np.ndarray:
    """Noise with syllables, pauses and a soft second half."""
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * rate)) / rate
    noise = np.cumsum(rng.normal(size=len(t)))
    noise -= np.convolve(noise, np.ones(200) / 200, mode="same")
    envelope = np.clip(np.sin(2 * np.pi * 3 * t), 0, 1) * (np.sin(2 * np.pi * 0.2 * t) > -0.3)
    wave = noise / np.abs(noise).max() * envelope * np.where(t > seconds / 2, 0.2, 0.8)
    return wave.astype(np.float32)


@pytest.mark.parametrize("rate", [24_000, 44_100, 48_000])
def test_it_agrees_with_ffmpeg(tmp_path, rate):
    samples = speechlike(12, rate)
    path = tmp_path / "a.wav"
    write(path, samples, rate)
    told = ffmpeg.log(
        ["-i", ffmpeg.url(path), "-af", "astats=metadata=0,ebur128=framelog=verbose", "-f", "null", "-"]
    )
    found = loudness(samples, rate)
    assert found.integrated == pytest.approx(float(re.findall(r"I: +(-?[\d.]+) LUFS", told)[-1]), abs=0.11)
    assert found.rms == pytest.approx(float(re.findall(r"RMS level dB: (-?[\d.]+)", told)[-1]), abs=0.02)
    assert found.peak == pytest.approx(float(re.findall(r"Peak level dB: (-?[\d.]+)", told)[-1]), abs=0.02)
    assert found.seconds == 12


def test_a_sine_reads_as_the_standard_says():
    rate = 48_000
    sine = np.sin(2 * np.pi * 997 * np.arange(5 * rate) / rate).astype(np.float32)
    assert loudness(sine, rate).integrated == pytest.approx(-3.01, abs=0.02)
    assert loudness(sine * 0.1, rate).momentary[10] == pytest.approx(-23.01, abs=0.02)


def test_blocks_do_not_matter():
    samples = speechlike(5, 24_000)
    whole = loudness(samples, 24_000)
    meter = Meter(24_000)
    for part in np.array_split(samples, 37):
        meter.hear(part)
    meter.hear(np.zeros(0, np.float32))
    pieces = meter.read()
    np.testing.assert_allclose(pieces.momentary, whole.momentary, atol=1e-9)
    np.testing.assert_allclose(pieces.short_term, whole.short_term, atol=1e-9)
    assert (pieces.integrated, pieces.seconds) == pytest.approx((whole.integrated, whole.seconds))
    assert len(whole.momentary) == len(whole.short_term) == 50 - 3


def test_short_and_silent_signals_have_a_loudness_too():
    rate = 24_000
    sine = np.sin(2 * np.pi * 1000 * np.arange(rate // 5) / rate).astype(np.float32)
    assert loudness(sine, rate).integrated == pytest.approx(-3, abs=0.4)
    assert loudness(np.zeros(rate, np.float32), rate).integrated == SILENCE
    assert loudness(np.zeros(0, np.float32), rate).rms == SILENCE


def test_the_filter_is_that_of_scipy_in_blocks():
    from scipy.signal import sosfilt

    from studio.sound import loudness as module

    noise = np.random.default_rng(5).normal(size=5000)
    sections = module._k_weighting(24_000)
    expected = sosfilt(sections, noise)
    state = np.zeros((2, 2))
    for block in np.split(noise, [1, 700, 701]):
        module._filtered(block, sections, state)
    assert np.allclose(noise, expected, atol=1e-12)
