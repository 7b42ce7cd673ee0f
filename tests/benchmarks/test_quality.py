"""DNSMOS tells a clean tone complex from noise, on one thread."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from benchmarks.quality import rate


def test_empty_audio_is_refused():
    with pytest.raises(ValueError, match="no samples"):
        rate(np.zeros(0, np.float32), 24000)


def test_scores_lie_on_the_opinion_scale():
    pytest.importorskip("onnxruntime")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # third-party imports
        pytest.importorskip("speechmos.dnsmos")
    noise = np.random.default_rng(0).normal(0, 0.1, 24000).astype(np.float32)
    found = rate(noise, 24000)
    assert all(0.5 < value < 5.5 for value in vars(found).values())
    assert found == rate(noise, 24000)
