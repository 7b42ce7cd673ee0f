"""8-bit weights."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from tts.models.gpt import GPT
from tts.models.int8 import matrix, rounded_steps, with_int8_steps


@pytest.fixture
def gpt() -> GPT:
    return GPT(5, 3, caption_size=4, codes=30, dim=32, layers=2, encoder_layers=1, heads=2, hidden=32).eval()


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("outputs", [48, 97])
def test_it_is_nearly_the_layer_that_it_was(bias, outputs):
    with torch.random.fork_rng(), torch.inference_mode():
        torch.manual_seed(0)
        linear = nn.Linear(64, outputs, bias=bias)
        x = torch.randn(5, 64)
        expected = linear(x).numpy()
    kept = matrix(linear)
    assert kept.weight.dtype == np.int8
    assert len(kept.weight) % 4 == 0
    found = (x.numpy() @ (kept.weight * kept.scale[:, None]).T + kept.bias)[:, :outputs]
    assert np.linalg.norm(found - expected) < 0.01 * np.linalg.norm(expected)
    assert not kept.weight[outputs:].any()


def test_a_channel_of_zeros_stays_zero():
    linear = nn.Linear(32, 4, bias=False)
    with torch.no_grad():
        linear.weight[2] = 0
    assert not matrix(linear).weight[2].any()


def test_a_gpt_made_ready_shares_its_weights_and_the_original_stays(gpt):
    ready = with_int8_steps(gpt)
    assert ready.steps is not None
    assert gpt.steps is None
    assert all(a is b for a, b in zip(ready.parameters(), gpt.parameters(), strict=True))
    assert len(ready.steps.layers.qkv.weight) == 2


def test_rounding_twice_changes_nothing_more(gpt):
    once = rounded_steps(gpt)
    twice = rounded_steps(once)
    kinds = {"same": 0, "rounded": 0}
    for (name, a), b, c in zip(gpt.named_parameters(), once.parameters(), twice.parameters(), strict=True):
        torch.testing.assert_close(b, c, atol=1e-7, rtol=1e-6)
        kinds["same" if torch.equal(a, b) else "rounded"] += 1
        assert torch.equal(a, b) or name.split(".")[0] not in ("voice", "emotion", "caption", "encoder"), name
    assert kinds["rounded"] == 2 * 4 + 2 + 4 + 5 + 1  # layers, pointer and window, mixes, heads, budget
