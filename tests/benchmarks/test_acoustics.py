"""What Praat hears in sounds whose every property is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.acoustics import QUANTITIES, analyse

pytest.importorskip("parselmouth")

RATE = 24_000


def voice(pitch=150.0, seconds=1.5, tilt=1.0, vibrato=0.0, noise=0.0, gain=0.1):
    """A buzz; tilt: exponent of its falling harmonics. vibrato: at 5 Hz, semitones. noise: share of level."""
    times = np.arange(int(seconds * RATE)) / RATE
    contour = pitch * 2 ** (vibrato * np.sin(2 * np.pi * 5 * times) / 12)
    phase = 2 * np.pi * np.cumsum(contour) / RATE
    wave = sum(np.cos(k * phase) / k**tilt for k in range(1, int(10_000 / pitch)))
    wave = wave / wave.std() + noise * np.random.default_rng(0).standard_normal(len(times))
    return (gain * wave / 3).astype(np.float32)


def heard(samples, phones=15):
    return analyse(samples, RATE, phones)


def test_each_quantity_follows_its_cause_alone():
    plain = heard(voice())
    assert plain.pitch == pytest.approx(12 * np.log2(150), abs=0.05)
    assert plain.rate == pytest.approx(np.log2(10), abs=0.1)
    assert plain.pauses == 0
    louder = heard(voice(gain=0.2))
    assert louder.loudness - plain.loudness == pytest.approx(6.02, abs=0.1)
    assert louder.tilt == pytest.approx(plain.tilt, abs=0.1)
    assert heard(voice(pitch=300)).pitch - plain.pitch == pytest.approx(12, abs=0.1)
    assert heard(voice(tilt=0.5)).tilt > plain.tilt + 3
    assert heard(voice(noise=0.3)).breath > plain.breath + 5


def test_a_tremor_is_heard_at_its_size():
    shaken = heard(voice(vibrato=1.0))
    assert shaken.tremor == pytest.approx(np.sqrt(0.5), abs=0.12)
    assert heard(voice()).tremor < 0.1


def test_pauses_count_inside_and_not_towards_the_rate():
    part = voice(seconds=0.75)
    gap = np.zeros(RATE // 2, np.float32)
    parted = heard(np.concatenate([gap, part, gap, part, gap]))
    assert parted.pauses == pytest.approx(0.25, abs=0.04)
    assert parted.rate == pytest.approx(heard(voice()).rate, abs=0.15)  # a window widens each edge


def test_a_whisper_has_level_and_rate_but_no_voice():
    whisper = heard((0.02 * np.random.default_rng(0).standard_normal(RATE)).astype(np.float32))
    assert np.isnan([whisper.pitch, whisper.range, whisper.tilt, whisper.breath, whisper.tremor]).all()
    assert np.isfinite([whisper.rate, whisper.loudness]).all()
    assert whisper.vector().shape == (len(QUANTITIES),)


def test_silence_is_refused():
    with pytest.raises(ValueError, match="nothing to hear"):
        heard(np.zeros(RATE, np.float32))
    with pytest.raises(ValueError, match="phones"):
        heard(voice(), phones=0)
