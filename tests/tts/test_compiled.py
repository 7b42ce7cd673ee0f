"""Compiled functions."""

from __future__ import annotations

import numpy as np
import pytest

from tts import compiled


@compiled.part(freely=True)
def _square(x):
    return x * x


@compiled.kernel(freely=True)
def _energy(values):
    total = np.float32(0)
    for value in values:
        total += _square(value)
    return total


def test_a_kernel_runs_with_its_parts():
    assert _energy(np.arange(5, dtype=np.float32)) == pytest.approx(30)


def test_where_nothing_can_be_kept_it_still_compiles(monkeypatch):
    def refuse(*args, cache=False, **options):
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return real(*args, **options)

    real = compiled.njit
    monkeypatch.setattr(compiled, "njit", lambda **o: lambda f: refuse(f, **o))

    @compiled.kernel()
    def doubled(x):
        return 2 * x

    assert doubled(4) == 8
