"""How loud the phones of a recording are, and what makes a take's as loud."""

from __future__ import annotations

import numpy as np
import pytest

from tts.errors import StyleError
from tts.request import PhoneTiming
from tts.style.swell import LARGEST, agreement, levels, swell

RATE = 24_000
PHONES = (
    PhoneTiming("_", 0.0, 0.1), PhoneTiming("h", 0.1, 0.3), PhoneTiming("aʊ", 0.3, 0.5),
    PhoneTiming("t", 0.5, 0.51), PhoneTiming("i", 0.51, 0.7),
)  # fmt: skip


def tones(*decibels):
    """One tone a phone, at these levels."""
    time = np.arange(round(0.7 * RATE)) / RATE
    wave = 0.1 * np.sin(2 * np.pi * 300 * time)
    for phone, change in zip(PHONES, decibels, strict=True):
        wave[round(phone.start * RATE) : round(phone.end * RATE)] *= 10 ** (change / 20)
    return wave


def test_levels_count_from_their_mean_and_leave_pauses_and_the_shortest_out():
    found = levels(tones(40, -6, 6, 20, 0), RATE, PHONES)
    assert len(found) == 4
    assert np.isnan(found[2])
    assert found[0] == pytest.approx(-6, abs=0.1)
    assert found[1] == pytest.approx(6, abs=0.1)


def test_a_swell_makes_one_as_loud_as_the_other():
    wanted, had = tones(0, -4, 4, 0, 0), tones(0, 0, 0, 0, 0)
    points = swell(levels(wanted, RATE, PHONES), levels(had, RATE, PHONES), PHONES)
    assert points == pytest.approx(np.array([(0.2, -4.0), (0.4, 4.0), (0.605, 0.0)]), abs=0.1)
    assert agreement(levels(wanted, RATE, PHONES), levels(had, RATE, PHONES)) == pytest.approx(8 / 3, abs=0.1)


def test_what_is_as_good_as_silent_stays_and_no_change_is_too_large():
    wanted, had = (-20.0, 20.0, np.nan, 0.0), (20.0, -50.0, 1.0, 0.0)
    assert swell(wanted, had, PHONES) == ((0.2, -LARGEST), (pytest.approx(0.605), 0.0))


def test_other_words_are_refused():
    with pytest.raises(StyleError, match="belongs to other words"):
        swell((0.0,), (0.0, 0.0, 0.0, 0.0), PHONES)
    assert np.isnan(agreement((np.nan,), (1.0,)))
