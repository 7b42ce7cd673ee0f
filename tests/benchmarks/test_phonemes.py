"""An aligner listens to audio of any rate and level."""

from __future__ import annotations

import numpy as np
import torch

from benchmarks.phonemes import listen
from tts.models.aligner import Aligner


def test_every_expected_phone_is_accounted_for():
    torch.manual_seed(0)
    aligner = Aligner(dim=8, layers=1).eval()
    noise = np.random.default_rng(0).normal(0, 0.05, 12000).astype(np.float32)
    expected = ("h", "ɛ", "l", "oʊ")
    found = listen(aligner, noise, 24000, expected)
    assert found.phones == 4
    assert found.substitutions + found.deletions <= 4
    assert found.errors >= 0
    # The level is evened out before listening, so that a quiet voice is heard like a loud one.
    assert listen(aligner, 0.25 * noise, 24000, expected) == found
    assert listen(aligner, noise, 16000, expected).phones == 4
