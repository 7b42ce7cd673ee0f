"""What work costs."""

from __future__ import annotations

import time

import pytest

from benchmarks.cost import Cost, cost_of, peak_memory


def test_the_cheapest_run_counts_and_the_first_does_not():
    runs = []

    def work() -> float:
        runs.append(len(runs))
        began = time.process_time()
        while time.process_time() - began < (0.05 if len(runs) in (1, 2) else 0.01):
            pass
        return 2.0

    cost = cost_of(work, repeat=3)
    assert runs == [0, 1, 2, 3]
    assert cost.seconds == 2.0
    assert 0.01 <= cost.cpu < 0.04


def test_a_row_tells_rates():
    row = Cost(wall=0.5, cpu=1.5, seconds=10.0).row
    assert row == pytest.approx({"RTF": 0.05, "CPU s/s": 0.15, "× real time": 20.0})
    assert peak_memory() > 10
