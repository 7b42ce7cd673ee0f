"""How sure a figure is: 95 % intervals of shares and means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Z = 1.959964  # standard normal quantile of 97.5 %


@dataclass(frozen=True)
class Share:
    """So many hits out of so many, with Wilson's 95 % interval (low, high); nan without any case."""

    hits: int
    cases: int

    @property
    def rate(self) -> float:
        return self.hits / self.cases if self.cases else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson 1927: within 0–1 whatever the share."""
        n = self.cases
        if not n:
            return float("nan"), float("nan")
        middle = self.rate + _Z**2 / (2 * n)
        half = _Z * float(np.sqrt(self.rate * (1 - self.rate) / n + _Z**2 / (4 * n**2)))
        return max(0.0, (middle - half) / (1 + _Z**2 / n)), min(1.0, (middle + half) / (1 + _Z**2 / n))


def share(hits: Sequence[bool] | NDArray[np.bool_]) -> Share:
    """How many are true."""
    values = np.asarray(hits, bool)
    return Share(int(values.sum()), int(values.size))


def mean_interval(values: Sequence[float] | NDArray[np.float64], draws: int = 2000) -> tuple[float, float]:
    """95 % interval of the mean by bootstrap over the values; nan without any."""
    numbers = np.asarray(values, float)
    if not numbers.size:
        return float("nan"), float("nan")
    picks = np.random.default_rng(0).integers(0, numbers.size, (draws, numbers.size))
    low, high = np.quantile(numbers[picks].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)
