"""Acoustic tokenizer: four mel frames → one token, with finite scalar quantisation (Mentzer et al. 2023).

Encoder and decoder both see what the GPT knows anyway (phones with their exact frames, pitch, energy, voice),
so the token only carries what is left: how this sound was made this time.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from tts.models.framenet import FrameConditioner, FrameInputs, FrameNet
from tts.models.spectrogram import MELS

FRAMES_PER_TOKEN = 4  # 23.4 tokens a second


class ScalarQuantiser(nn.Module):
    """(…, len(levels)) real numbers ↔ one index below the product of the levels."""

    level: Tensor
    basis: Tensor

    def __init__(self, levels: tuple[int, ...]) -> None:
        super().__init__()
        self.levels = levels
        self.size = math.prod(levels)
        self.register_buffer("level", torch.tensor(levels, dtype=torch.float32), persistent=False)
        basis = [math.prod(levels[:i]) for i in range(len(levels))]
        self.register_buffer("basis", torch.tensor(basis), persistent=False)

    def forward(self, z: Tensor) -> Tensor:
        """Round to the grid, values in -1…1; gradients pass straight through."""
        half = (self.level - 1) / 2
        bounded = torch.tanh(z.float()) * half
        offset = torch.where(self.level % 2 == 0, 0.5, 0.0)
        rounded = torch.round(bounded - offset) + offset
        rounded = torch.minimum(torch.maximum(rounded, -half), half)
        return (bounded + (rounded - bounded).detach()) / half

    def indices(self, values: Tensor) -> Tensor:
        """Grid values (…, d) → indices (…)."""
        half = (self.level - 1) / 2
        return ((values * half + half).round().long() * self.basis).sum(-1)

    def values(self, indices: Tensor) -> Tensor:
        """Indices (…) → grid values (…, d)."""
        digits = (indices[..., None] // self.basis) % self.level.long()
        half = (self.level - 1) / 2
        return (digits - half) / half


class Tokenizer(nn.Module):
    """See the module. mel in and out are normalised, T is a multiple of `FRAMES_PER_TOKEN`."""

    def __init__(
        self,
        voice_size: int,
        dim: int = 256,
        layers: int = 8,
        encoder_dim: int = 160,
        encoder_layers: int = 4,
        levels: tuple[int, ...] = (8, 5, 5, 5),
    ) -> None:
        super().__init__()
        self.config = {
            "voice_size": voice_size, "dim": dim, "layers": layers, "encoder_dim": encoder_dim,
            "encoder_layers": encoder_layers, "levels": list(levels),
        }  # fmt: skip
        self.quantiser = ScalarQuantiser(tuple(levels))
        self.encoder_condition = FrameConditioner(encoder_dim, voice_size)
        self.encoder = FrameNet(MELS, encoder_dim, encoder_layers, encoder_dim)
        self.to_code = nn.Linear(encoder_dim * FRAMES_PER_TOKEN, len(levels))
        self.condition = FrameConditioner(dim, voice_size)
        self.from_code = nn.Linear(len(levels), FRAMES_PER_TOKEN * 64)
        self.decoder = FrameNet(64, dim, layers, MELS)

    def encode(self, mel: Tensor, inputs: FrameInputs, mask: Tensor | None = None) -> Tensor:
        """mel (B, T, MELS) → quantised values (B, T / 4, d); `quantiser.indices` makes tokens of them."""
        hidden = self.encoder(mel, self.encoder_condition(inputs), mask)
        batch, frames, dim = hidden.shape
        values: Tensor = self.quantiser(
            self.to_code(hidden.reshape(batch, frames // FRAMES_PER_TOKEN, dim * FRAMES_PER_TOKEN))
        )
        return values

    def decode(self, values: Tensor, inputs: FrameInputs, mask: Tensor | None = None) -> Tensor:
        """Quantised values (B, T / 4, d) → coarse mel (B, T, MELS)."""
        batch, tokens, _ = values.shape
        spread = self.from_code(values).reshape(batch, tokens * FRAMES_PER_TOKEN, -1)
        mel: Tensor = self.decoder(spread, self.condition(inputs), mask)
        return mel

    def forward(self, mel: Tensor, inputs: FrameInputs) -> tuple[Tensor, Tensor]:
        """(coarse mel, quantised values)."""
        values = self.encode(mel, inputs)
        return self.decode(values, inputs), values
