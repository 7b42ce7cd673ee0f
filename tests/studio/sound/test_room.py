"""Room tone has the level asked, falls with frequency, goes on without a seam and is always the same."""

from __future__ import annotations

import numpy as np
import pytest

from studio.sound.room import room_tone


def test_level_and_shape():
    tone = room_tone(0, 44_100 * 8, -68.0, 44_100)
    assert 20 * np.log10(np.sqrt(np.mean(tone.astype(float) ** 2))) == pytest.approx(-68, abs=0.3)
    power = np.abs(np.fft.rfft(tone)) ** 2
    frequency = np.fft.rfftfreq(len(tone), 1 / 44_100)
    low = power[(frequency > 80) & (frequency < 200)].mean()
    high = power[(frequency > 3000) & (frequency < 6000)].mean()
    assert 10 * np.log10(low / high) > 15
    windows = tone.reshape(-1, 441)
    assert (np.abs(windows).max(axis=1) > 0).all()  # never digital silence


def test_it_goes_on_without_a_seam():
    period = 1 << 19
    over = room_tone(period - 100, 200, -68.0, 44_100)
    np.testing.assert_array_equal(over[:100], room_tone(period - 100, 100, -68.0, 44_100))
    np.testing.assert_array_equal(over[100:], room_tone(0, 100, -68.0, 44_100))
    inside = np.abs(np.diff(room_tone(0, 44_100, -68.0, 44_100))).max()
    assert np.abs(np.diff(over)).max() < inside
