"""Answers kept on disk."""

from __future__ import annotations

import numpy as np

from benchmarks.memory import remembering
from benchmarks.quality import rate, rate_all


def test_what_was_rated_once_is_not_rated_again(tmp_path, monkeypatch):
    rng = np.random.default_rng(0)
    sounds = [(rng.uniform(-0.1, 0.1, 24_000).astype(np.float32), 24_000) for _ in range(2)]
    first = rate_all(sounds, workers=1, memory=tmp_path)
    assert first == rate_all(sounds, workers=1)
    monkeypatch.setattr("benchmarks.quality._network", lambda: (_ for _ in ()).throw(AssertionError))
    assert rate_all(sounds, workers=1, memory=tmp_path) == first


def test_without_a_folder_nothing_is_kept():
    assert remembering(rate, None) is rate
