"""Standard features of known sounds."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.functionals import NAMES, functionals

pytest.importorskip("parselmouth")

RATE = 24_000


def babble(pitch=150.0, gain=0.1, seed=0):
    """Syllables of a buzz through moving resonances, with noise bursts between them."""
    from scipy.signal import lfilter

    chance = np.random.default_rng(seed)
    pieces = []
    for _ in range(6):
        times = np.arange(int(0.22 * RATE)) / RATE
        phase = 2 * np.pi * np.cumsum(pitch * 2 ** (np.sin(9 * times + chance.uniform(0, 6)) / 6)) / RATE
        wave = sum(np.cos(k * phase) / k for k in range(1, 40))
        for centre in (chance.uniform(350, 800), chance.uniform(1000, 2200), 2600.0):
            decay, turn = np.exp(-np.pi * 90 / RATE), 2 * np.pi * centre / RATE
            wave = lfilter([1.0], [1.0, -2 * decay * np.cos(turn), decay**2], wave)
        burst = chance.standard_normal(int(0.06 * RATE)) * 0.3
        pieces += [np.hanning(len(times)) * wave / wave.std(), burst, np.zeros(int(0.03 * RATE))]
    whole = np.concatenate(pieces)
    return (gain * whole / np.abs(whole).max()).astype(np.float32)


def named(samples):
    return dict(zip(NAMES, functionals(samples, RATE), strict=True))


def test_every_feature_of_speech_like_sound_is_a_number():
    assert len(set(NAMES)) == len(NAMES)
    assert np.isfinite(functionals(babble(), RATE)).all()


def test_level_and_pitch_move_what_they_should():
    plain, louder, higher = named(babble()), named(babble(gain=0.2)), named(babble(pitch=200.0))
    assert louder["level"] - plain["level"] == pytest.approx(6.02, abs=0.05)
    assert louder["loudness p50"] - plain["loudness p50"] == pytest.approx(6.02, abs=0.05)
    assert louder["pitch mean"] == pytest.approx(plain["pitch mean"], abs=0.01)
    assert louder["mfcc3 mean"] == pytest.approx(plain["mfcc3 mean"], abs=0.5)
    assert higher["pitch p50"] - plain["pitch p50"] == pytest.approx(12 * np.log2(4 / 3), abs=0.3)
    assert plain["voiced runs"] == pytest.approx(6 / (6 * 0.31), rel=0.25)


def test_silence_is_refused():
    with pytest.raises(ValueError, match="nothing to hear"):
        functionals(np.zeros(RATE, np.float32), RATE)
