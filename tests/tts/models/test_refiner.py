"""Flow matching: the path from noise to data."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from tts.models.framenet import FrameInputs
from tts.models.refiner import Refiner
from tts.models.spectrogram import MELS

FRAMES = 8


@pytest.fixture
def inputs() -> FrameInputs:
    zeros = torch.zeros(1, FRAMES, dtype=torch.long)
    numbers = torch.ones(1, FRAMES)
    return FrameInputs(zeros, zeros, zeros, zeros, torch.zeros(1, FRAMES, 3), 100 * numbers, numbers, numbers,
                       zeros, torch.zeros(1, 1, 5))  # fmt: skip


@pytest.fixture
def refiner() -> Refiner:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return Refiner(5, dim=16, layers=1).eval()


def test_it_refines_in_shape_and_by_its_noise_alone(refiner, inputs):
    coarse, noise = torch.randn(1, FRAMES, MELS), torch.randn(1, FRAMES, MELS)
    first, second = (refiner.refine(coarse, inputs, noise, 3) for _ in range(2))
    assert first.shape == coarse.shape
    assert torch.equal(first, second)
    assert not torch.equal(first, refiner.refine(coarse, inputs, 0.5 * noise, 3))


class Known(Refiner):
    """Knows the residual, and notes when it is asked."""

    def __init__(self, residual: torch.Tensor) -> None:
        nn.Module.__init__(self)
        self.scale, self.residual, self.asked = 0.25, residual, []

    def forward(self, noisy, sigma, coarse, inputs, mask=None):
        self.asked.append(round(float(sigma[0]), 4))
        return (noisy - self.residual) / sigma[:, None, None]  # ε - residual at this point


@pytest.mark.parametrize("steps", [1, 2, 4, 7])
def test_a_perfect_velocity_arrives_in_even_steps(inputs, steps):
    residual = torch.randn(1, FRAMES, MELS)
    known = Known(residual)
    coarse = torch.randn(1, FRAMES, MELS)
    made = known.refine(coarse, inputs, torch.randn(1, FRAMES, MELS), steps)
    torch.testing.assert_close(made, coarse + 0.25 * residual, atol=1e-4, rtol=1e-4)
    assert known.asked == pytest.approx([1 - k / steps for k in range(steps)], abs=1e-3)


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_even_steps_are_those_of_the_diffusers_scheduler(refiner, inputs, steps):
    from diffusers import FlowMatchEulerDiscreteScheduler

    class Even(FlowMatchEulerDiscreteScheduler):
        """Steps down to 0; its own spacing spends the last one between σ = .001 and 0."""

        def set_timesteps(self, steps):
            super().set_timesteps(sigmas=[1 - step / steps for step in range(steps)])

    coarse, noise = torch.randn(1, FRAMES, MELS), torch.randn(1, FRAMES, MELS)
    driven = refiner.refine(coarse, inputs, noise, steps, scheduler=Even())
    torch.testing.assert_close(refiner.refine(coarse, inputs, noise, steps), driven, atol=1e-4, rtol=1e-4)


def test_heun_s_method_comes_nearer_with_as_many_steps(inputs):
    """A flow that is no straight line, whose end is known: v = x, so that x(0) = x(1) / e."""
    from diffusers import FlowMatchHeunDiscreteScheduler

    class Curved(Known):
        def forward(self, noisy, sigma, coarse, inputs, mask=None):
            return noisy

    flow = Curved(torch.zeros(1))
    coarse, noise = torch.zeros(1, FRAMES, MELS), torch.randn(1, FRAMES, MELS)
    exact = 0.25 * noise * np.exp(-1)
    scheduler = FlowMatchHeunDiscreteScheduler()
    even, heun = (flow.refine(coarse, inputs, noise, 6, scheduler=each) for each in (None, scheduler))
    assert (heun - exact).abs().max() < 0.2 * (even - exact).abs().max()
    again = flow.refine(coarse, inputs, noise, 6, scheduler=scheduler)
    assert torch.equal(heun, again)  # nothing of the first run is left in the scheduler


def test_the_loss_is_that_of_the_velocity(inputs):
    mel, coarse = torch.randn(1, FRAMES, MELS), torch.randn(1, FRAMES, MELS)
    assert float(Known((mel - coarse) / 0.25).loss(mel, coarse, inputs)) < 1e-6


def test_training_lowers_the_loss(refiner, inputs):
    refiner.train()
    mel, coarse = torch.randn(1, FRAMES, MELS) * 0.25, torch.zeros(1, FRAMES, MELS)
    optimiser = torch.optim.Adam(refiner.parameters(), 3e-3)
    losses = []
    with torch.random.fork_rng():
        torch.manual_seed(0)
        for _ in range(80):
            loss = refiner.loss(mel, coarse, inputs)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(float(loss.detach()))
    assert sum(losses[-20:]) < 0.8 * sum(losses[:20])
