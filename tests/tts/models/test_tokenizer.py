"""Scalar quantisation, and the tokenizer's shapes."""

from __future__ import annotations

import pytest
import torch

from tts.models.framenet import FrameInputs
from tts.models.spectrogram import MELS
from tts.models.tokenizer import ScalarQuantiser, Tokenizer


def frame_inputs(rows: int, frames: int, voice: int = 5, seed: int = 0) -> FrameInputs:
    random = torch.Generator().manual_seed(seed)
    shape = (rows, frames)
    return FrameInputs(
        *(torch.randint(40, shape, generator=random) for _ in range(3)),
        torch.randint(6, shape, generator=random), torch.rand(*shape, 3, generator=random),
        80 + 200 * torch.rand(shape, generator=random), (torch.rand(shape, generator=random) < 0.6).float(),
        torch.randn(shape, generator=random), torch.randint(2, shape, generator=random),
        torch.randn(rows, 2, voice, generator=random),
    )  # fmt: skip


@pytest.fixture
def tokenizer() -> Tokenizer:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return Tokenizer(5, dim=16, layers=2, encoder_dim=16, encoder_layers=1).eval()


@pytest.mark.parametrize("levels", [(8, 5, 5, 5), (3,), (2, 4), (7, 6)])
def test_every_index_is_a_grid_point_and_comes_back(levels):
    quantiser = ScalarQuantiser(levels)
    indices = torch.arange(quantiser.size)
    values = quantiser.values(indices)
    assert values.shape == (quantiser.size, len(levels))
    assert values.abs().max() == 1
    assert len(values.unique(dim=0)) == quantiser.size
    assert torch.equal(quantiser.indices(values), indices)


@pytest.mark.parametrize("levels", [(8, 5, 5, 5), (2, 4)])
def test_numbers_go_to_the_nearest_grid_point_and_gradients_pass(levels):
    quantiser = ScalarQuantiser(levels)
    z = 3 * torch.randn(500, len(levels), generator=torch.Generator().manual_seed(0))
    z.requires_grad_(True)
    values = quantiser(z)
    grid = quantiser.values(torch.arange(quantiser.size))
    nearest = grid[torch.cdist(torch.tanh(z.detach()), grid).argmin(1)]
    torch.testing.assert_close(values.detach(), nearest)
    assert torch.equal(grid[quantiser.indices(values.detach())], nearest)
    values.sum().backward()
    torch.testing.assert_close(z.grad, 1 - torch.tanh(z.detach()) ** 2)


def test_four_frames_make_a_token_and_tokens_make_frames(tokenizer):
    mel, inputs = torch.randn(2, 24, MELS), frame_inputs(2, 24)
    coarse, values = tokenizer(mel, inputs)
    assert coarse.shape == (2, 24, MELS)
    assert values.shape == (2, 6, 4)
    tokens = tokenizer.quantiser.indices(values)
    assert tokens.max() < 1000
    torch.testing.assert_close(tokenizer.decode(tokenizer.quantiser.values(tokens), inputs), coarse)


def test_a_mask_hides_the_padding(tokenizer):
    mel, inputs = torch.randn(1, 24, MELS), frame_inputs(1, 24)
    mask = (torch.arange(24) < 16)[None].float()
    with torch.inference_mode():
        alone = tokenizer.encode(mel[:, :16], inputs.crop(0, 16))
        padded = tokenizer.encode(mel, inputs, mask)[:, :4]
        torch.testing.assert_close(alone, padded)
        whole = tokenizer.decode(torch.cat([alone, torch.ones(1, 2, 4)], 1), inputs, mask)
        torch.testing.assert_close(tokenizer.decode(alone, inputs.crop(0, 16)), whole[:, :16])


def test_a_frame_depends_on_no_more_than_the_reach(tokenizer):
    inputs, values = frame_inputs(1, 80), torch.rand(1, 20, 4)
    with torch.inference_mode():
        whole = tokenizer.decode(values, inputs)
        part = tokenizer.decode(values[:, 5:], inputs.crop(20, 80))
    reach = tokenizer.decoder.reach
    torch.testing.assert_close(whole[:, 20 + reach :], part[:, reach:])
    assert not torch.allclose(whole[:, 20 : 20 + reach - 1], part[:, : reach - 1])


def test_the_melody_reaches_the_spectrum(tokenizer):
    low = tokenizer.condition.harmonics(torch.full((1, 1), 100.0), torch.ones(1, 1))[0, 0]
    assert low.max() <= 1
    assert low.min() >= -1
    bands = tokenizer.condition.frequencies
    assert torch.cos(2 * torch.pi * bands[0] / 100).sign() == low[0].sign()
    assert (tokenizer.condition.harmonics(torch.full((1, 1), 100.0), torch.zeros(1, 1)) == 0).all()
