"""The farm against what queueing theory knows of it."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

import pytest

from benchmarks.scale import DAY, Demand, Farm, needed, round_trip, simulate

SMALL = Demand(books=40.0, hours=1.0, spread=0.0)


def test_cores_needed_are_work_over_time():
    farm = Farm(1, cost=0.05, overhead=0.4)
    assert needed(SMALL, farm) == pytest.approx((40 * 3600 * 0.05 + 40 * 45 * 0.4) / DAY)


def test_a_farm_large_enough_keeps_up_and_is_as_busy_as_reckoned():
    farm = Farm(4, cost=1.5, overhead=0.0, failures=0.01)
    assert needed(SMALL, farm) == pytest.approx(2.5)
    outcome = simulate(SMALL, farm, days=15.0)
    assert outcome.busy == pytest.approx(2.5 / 4, rel=0.1)
    assert outcome.finished == pytest.approx(14 * 40, rel=0.1)


def test_too_small_a_farm_falls_behind():
    small, large = (simulate(SMALL, Farm(count, cost=1.5), days=5.0) for count in (2, 4))
    assert mean(small.waits) > 5 * mean(large.waits)
    assert small.busy > 0.95


def test_alone_a_book_takes_its_work_over_the_cores():
    rare = Demand(books=0.5, hours=1.0, spread=0.0)
    outcome = simulate(rare, Farm(5, cost=0.1, overhead=0.0, failures=1e-6), days=60.0)
    assert min(outcome.waits) == pytest.approx(3600 * 0.1 / 5, rel=0.01)


def test_failures_lose_work_but_no_book():
    farm = Farm(4, cost=1.0, failures=200.0, restart=30.0)
    outcome = simulate(SMALL, farm, days=4.0)
    assert 0.02 < outcome.lost < 0.5
    assert outcome.finished == simulate(SMALL, replace(farm, failures=1e-6), days=4.0).finished


def test_a_batch_goes_to_a_process_and_comes_back():
    assert 0 < round_trip("processes", count=3) < 1
