from __future__ import annotations

import random

import numpy as np
import pytest

from benchmarks.suspects import DEFICIT, Found, area, curve, damaged, plot, summary
from tts.request import PhoneTiming, Take, WordTiming

RATE = 24_000


def take(count: int) -> Take:
    """Words of .2 s, the n-th of them a constant n / 10."""
    samples = np.repeat(np.arange(1, count + 1, dtype=np.float32) / 10, RATE // 5)
    words = tuple(WordTiming(f"w{n}", n / 5, (n + 1) / 5, n, n + 1) for n in range(count))
    phones = tuple(PhoneTiming("ɑ", n / 10, (n + 1) / 10) for n in range(2 * count))
    return Take(samples, RATE, words, phones)


def heard(samples: np.ndarray) -> list[int]:
    """The words in samples, by their middles."""
    return [round(10 * float(samples[at])) for at in range(RATE // 10, len(samples), RATE // 5)]


def test_each_damage_is_what_its_name_says() -> None:
    found = damaged(take(6), take(9), random.Random(2))
    lengths = {name: len(samples) / RATE for name, (samples, _) in found.items()}
    assert lengths["a word cut out"] == pytest.approx(1.0, abs=0.02)
    assert lengths["a word silenced"] == pytest.approx(1.2, abs=0.03)
    assert lengths["a word twice"] == pytest.approx(1.4, abs=0.04)
    assert lengths["the end cut off"] < 1.2
    swapped = heard(found["two words swapped"][0])
    assert sorted(swapped[:5]) != swapped[:5]
    assert 0 in heard(found["a word silenced"][0])
    assert found["a word cut out"][1] == 2
    assert found["two words swapped"][1] == 4
    assert damaged(take(3), take(9), random.Random(0)) == {}


def test_figures_of_a_check_that_is_nearly_right(tmp_path) -> None:
    found = [Found("", 0, value) for value in (0.0, 1.0, 2.0, DEFICIT + 1)]
    found += [Found("a word cut out", phones, value) for phones, value in ((2, 1.5), (5, 30.0), (6, 40.0))]
    whole, cut = summary(found)
    assert whole["suspect"] == 0.25
    assert cut["suspect"] == pytest.approx(2 / 3)
    assert cut["of 4 phones and more"] == 1.0
    assert cut["area"] == pytest.approx((2 / 4 + 1 + 1) / 3)
    rows = curve(found)
    assert rows[0]["found"] == 1.0
    assert [row["found"] for row in rows] == sorted((row["found"] for row in rows), reverse=True)
    assert area(np.array([1.0]), np.array([1.0])) == 0.5
    plot(found, tmp_path / "roc.png")
    assert (tmp_path / "roc.png").stat().st_size > 1000
