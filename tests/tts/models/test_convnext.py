"""Blocks laid out for inference are the blocks that were trained."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from tts.models.convnext import Stack
from tts.models.torchaudio_shim import import_torchaudio


@pytest.fixture(scope="module")
def blocks() -> nn.ModuleList:
    import_torchaudio()
    from vocos.modules import ConvNeXtBlock

    with torch.random.fork_rng():
        torch.manual_seed(0)
        made = nn.ModuleList(ConvNeXtBlock(24, 72, 0.5) for _ in range(3)).eval().requires_grad_(False)
        for block in made:
            nn.init.normal_(block.dwconv.bias)
            nn.init.normal_(block.gamma)
            nn.init.normal_(block.norm.weight)
            nn.init.normal_(block.norm.bias)
    return made


def trained(blocks, x):
    x = x.transpose(1, 2)
    for block in blocks:
        x = block(x)
    return x.transpose(1, 2)


@pytest.mark.parametrize("shape", [(1, 1, 24), (1, 2, 24), (2, 5, 24), (3, 40, 24)])
def test_in_float32_it_is_the_same(blocks, shape):
    x = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    before = x.clone()
    with torch.inference_mode():
        torch.testing.assert_close(Stack(blocks, "float32")(x), trained(blocks, x), atol=1e-5, rtol=1e-5)
    assert torch.equal(x, before)


def test_in_bfloat16_it_is_close(blocks):
    x = torch.randn(1, 30, 24, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        found, expected = Stack(blocks, "bfloat16")(x), trained(blocks, x)
    assert found.dtype == torch.float32
    assert 1e-4 < (found - expected).norm() / expected.norm() < 1e-2


def test_frames_beyond_the_reach_change_nothing(blocks):
    x = torch.randn(1, 60, 24, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        stack = Stack(blocks, "float32")
        torch.testing.assert_close(stack(x[:, 20:])[:, 9:], stack(x)[:, 29:], atol=1e-5, rtol=1e-5)
