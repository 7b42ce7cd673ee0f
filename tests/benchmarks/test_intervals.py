"""Intervals of shares and means."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.intervals import mean_interval, share


def test_wilson_holds_at_the_ends_and_in_the_middle():
    assert share([True] * 8 + [False] * 2).interval == pytest.approx((0.490, 0.943), abs=1e-3)
    all_right = share([True] * 20)
    assert all_right.rate == 1
    assert all_right.interval == pytest.approx((0.839, 1.0), abs=1e-3)
    assert share(np.zeros(20, bool)).interval[0] == 0


def test_nothing_has_no_share():
    assert np.isnan(share([]).rate)
    assert np.isnan(share([]).interval).all()
    assert np.isnan(mean_interval([])).all()


def test_the_mean_lies_inside_its_interval_which_narrows():
    few, many = (np.random.default_rng(0).normal(3, 1, count) for count in (20, 2000))
    low, high = mean_interval(few)
    assert low < few.mean() < high
    assert np.diff(mean_interval(many)) < 0.3 * (high - low)
