import numpy as np
import pytest

from studio.dubbing.extent import MARGIN, extent, trimmed
from tts.request import PhoneTiming, Take

RATE = 24_000


def take(phones=()):
    samples = np.zeros(RATE, np.float32)
    samples[6000:12000] = 0.5 * np.sin(np.arange(6000) / 10)
    return Take(samples, RATE, phones=phones)


def test_speech_is_found_by_its_level():
    first, last = extent(take())
    assert first == pytest.approx(6000 - MARGIN * RATE, abs=100)
    assert last == pytest.approx(12000 + MARGIN * RATE, abs=100)


def test_a_soft_phone_is_speech_and_a_pause_is_none():
    phones = (PhoneTiming("_", 0, 0.3), PhoneTiming("s", 0.3, 0.7), PhoneTiming(".", 0.7, 1))
    first, last = extent(take(phones))
    assert first == pytest.approx(6000 - MARGIN * RATE, abs=100)
    assert last == round(0.7 * RATE) + round(MARGIN * RATE)


def test_the_edges_are_faded_and_the_rest_is_not():
    samples = np.ones(1000, np.float32)
    made = trimmed(samples, RATE)
    assert made[0] == 0
    assert abs(made[-1]) < 1e-6
    assert (made[72:-72] == 1).all()
    assert (samples == 1).all()


def test_silence_and_nothing():
    assert extent(Take(np.zeros(0, np.float32), RATE)) == (0, 0)
    assert extent(Take(np.zeros(RATE, np.float32), RATE)) == (0, RATE)
    assert len(trimmed(np.zeros(1, np.float32), RATE)) == 1
