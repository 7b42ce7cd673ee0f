"""Refiner: flow matching (Lipman et al. 2023) from noise to the detail that the coarse mel lacks.

It models the residual between the true and the coarse mel and follows the convention of diffusers'
`FlowMatchEulerDiscreteScheduler`: σ = 1 is noise, σ = 0 is data. That library draws σ in training, and any of
its flow-matching schedulers can drive the refiner; what a pack without one does, even Euler steps, is written
out, so that speaking does not wait for the library to be imported.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn

from tts.models.framenet import FrameConditioner, FrameInputs, FrameNet
from tts.models.spectrogram import MELS


class Refiner(nn.Module):
    """Predicts the velocity ε - residual at a point σ·ε + (1 - σ)·residual."""

    def __init__(self, voice_size: int, dim: int = 256, layers: int = 6, scale: float = 0.2) -> None:
        """scale: standard deviation of the residual in the training data."""
        super().__init__()
        self.config = {"voice_size": voice_size, "dim": dim, "layers": layers, "scale": scale}
        self.scale = scale
        self.condition = FrameConditioner(dim, voice_size)
        self.time = nn.Sequential(nn.Linear(64, dim), nn.SiLU(), nn.Linear(dim, dim))
        self.net = FrameNet(2 * MELS, dim, layers, MELS)

    def _embed(self, sigma: Tensor) -> Tensor:
        """(B,) → (B, D), sinusoids as in Vaswani et al. 2017."""
        rates = torch.exp(-math.log(1000.0) * torch.arange(32, device=sigma.device) / 32)
        angles = sigma[:, None] * 1000.0 * rates / 10
        out: Tensor = self.time(torch.cat([angles.sin(), angles.cos()], -1))
        return out

    def forward(
        self, noisy: Tensor, sigma: Tensor, coarse: Tensor, inputs: FrameInputs, mask: Tensor | None = None
    ) -> Tensor:
        """noisy, coarse: (B, T, MELS); sigma: (B,) → velocity (B, T, MELS)."""
        condition = self.condition(inputs) + self._embed(sigma)[:, None]
        out: Tensor = self.net(torch.cat([noisy, coarse], -1), condition, mask)
        return out

    def loss(self, mel: Tensor, coarse: Tensor, inputs: FrameInputs) -> Tensor:
        """Mean squared velocity error, σ drawn logit-normally (Esser et al. 2024)."""
        from diffusers.training_utils import compute_density_for_timestep_sampling

        residual = (mel - coarse) / self.scale
        noise = torch.randn_like(residual)
        sigma = compute_density_for_timestep_sampling("logit_normal", len(mel), 0.0, 1.0, device=mel.device)
        noisy = sigma[:, None, None] * noise + (1 - sigma[:, None, None]) * residual
        velocity: Tensor = self(noisy, sigma, coarse, inputs)
        return ((velocity - (noise - residual)) ** 2).mean()

    @torch.inference_mode()
    def refine(
        self,
        coarse: Tensor,
        inputs: FrameInputs,
        noise: Tensor,
        steps: int = 2,
        mask: Tensor | None = None,
        scheduler: Any = None,
    ) -> Tensor:
        """Coarse mel (B, T, MELS) and unit noise of its shape, scaled by the temperature → detailed mel.

        scheduler: a flow-matching scheduler of diffusers, which is left as it is; None = even Euler steps.
        """
        x = noise
        if scheduler is not None:
            solver = type(scheduler).from_config(scheduler.config)  # schedulers remember where they are
            solver.set_timesteps(steps)
            for step in solver.timesteps:
                sigma = (step / solver.config.num_train_timesteps).expand(len(x)).to(x)
                x = solver.step(self(x, sigma, coarse, inputs, mask), step, x).prev_sample
        else:
            for step in range(steps):
                sigma = x.new_full((len(x),), 1 - step / steps)
                x = x - self(x, sigma, coarse, inputs, mask) / steps
        return coarse + self.scale * x
