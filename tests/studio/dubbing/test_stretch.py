import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.dubbing.stretch import stretched

RATE = 24_000


def tone(hertz, seconds):
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE).astype(np.float32)


@pytest.mark.parametrize("factor", [0.77, 0.9, 1.05, 1.15, 1.3])
@pytest.mark.parametrize("hertz", [80, 220, 1000])
def test_the_pitch_stays_and_the_length_is_met(factor, hertz):
    samples = tone(hertz, 1.0)
    length = round(len(samples) / factor)
    made = stretched(samples, length, RATE)
    assert made.shape == (length,)
    assert made.dtype == np.float32
    inner = made[2400:-2400]
    spectrum = np.abs(np.fft.rfft(inner * np.hanning(len(inner))))
    assert np.argmax(spectrum) * RATE / len(inner) == pytest.approx(hertz, abs=2 * RATE / len(inner))
    assert np.sqrt(np.mean(inner**2)) == pytest.approx(np.sqrt(0.5), rel=0.05)


def test_events_keep_their_order_and_place():
    samples = np.zeros(RATE, np.float32)
    for second, amplitude in ((0.2, 0.3), (0.5, 0.6), (0.8, 0.9)):
        at = round(second * RATE)
        samples[at : at + 1200] = amplitude * tone(300, 0.05)
    made = stretched(samples, round(RATE / 1.25), RATE)
    level = np.abs(made)
    for second, amplitude in ((0.2, 0.3), (0.5, 0.6), (0.8, 0.9)):
        near = round((second + 0.025) / 1.25 * RATE)
        assert level[near - 800 : near + 800].max() == pytest.approx(amplitude, rel=0.25)


def test_nothing_to_do():
    samples = tone(100, 0.1)
    assert stretched(samples, len(samples), RATE) is samples
    assert not stretched(np.zeros(0, np.float32), 5, RATE).any()
    with pytest.raises(ValueError, match="at least one sample"):
        stretched(samples, 0, RATE)


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_any_length_can_be_asked_of_any(length, wanted):
    samples = np.linspace(-1, 1, length, dtype=np.float32)
    made = stretched(samples, wanted, RATE)
    assert len(made) == wanted
    assert np.abs(made).max() <= 1.5
