"""8-bit weights."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from tts.models.gpt import GPT
from tts.models.int8 import Int8Linear, RowLinear, with_int8_steps


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("shape", [(1, 64), (3, 1, 64), (2, 5, 64)])
def test_it_is_nearly_the_layer_that_it_was(bias, shape):
    with torch.random.fork_rng(), torch.inference_mode():
        torch.manual_seed(0)
        linear = nn.Linear(64, 48, bias=bias)
        x = torch.randn(shape)
        found, expected = Int8Linear(linear)(x), linear(x)
    assert found.shape == expected.shape
    assert found.dtype == torch.float32
    assert (found - expected).norm() < 0.015 * expected.norm()


def test_a_channel_of_zeros_stays_zero():
    linear = nn.Linear(32, 4, bias=False)
    with torch.inference_mode():
        linear.weight[2] = 0
        assert Int8Linear(linear)(torch.randn(1, 32))[0, 2] == 0


def test_rows_do_not_depend_on_the_rows_beside_them():
    torch.manual_seed(0)
    linear = nn.Linear(64, 48)
    for layer in (RowLinear(linear), Int8Linear(linear)):
        with torch.inference_mode():
            x = torch.randn(16, 1, 64)
            together = layer(x)
            assert all(torch.equal(layer(x[row : row + 1]), together[row : row + 1]) for row in range(16))
            assert torch.equal(layer(x[3:8]), together[3:8])
    with torch.inference_mode():
        torch.testing.assert_close(RowLinear(linear)(x), linear(x))


def test_the_steps_of_a_gpt_shrink_and_the_original_stays():
    gpt = GPT(5, 3, caption_size=4, codes=30, dim=32, layers=2, encoder_layers=1, heads=2, hidden=32).eval()
    small = with_int8_steps(gpt)
    kinds = {
        name: type(module) for name, module in small.named_modules() if "Linear" in type(module).__name__
    }
    assert {name.split(".")[0] for name, kind in kinds.items() if kind is Int8Linear} == {
        "layers", "pointer", "window", "mix", "to_advance", "to_voicing", "to_pitch", "to_energy", "to_code",
    }  # fmt: skip
    assert {name.split(".")[0] for name, kind in kinds.items() if kind is nn.Linear} == {
        "voice", "emotion", "caption", "encoder",
    }  # fmt: skip
    assert {name for name, kind in kinds.items() if kind is RowLinear} == {"budget.0", "budget.2"}
    assert not any(isinstance(module, Int8Linear) for module in gpt.modules())
