"""A ConvNeXt stack over mel frames, conditioned on phones, prosody and voice.

Tokenizer, refiner and aligner are this stack with different inputs and outputs. The blocks are those of
`vocos` (Siuzdak 2023, after Liu et al. 2022).

Shapes: B utterances, T mel frames (93.75 a second), D channels, V voice numbers, K manners of speaking.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import torch
from torch import Tensor, nn

from tts.models.convnext import Stack
from tts.models.spectrogram import MELS, mel_frequencies
from tts.models.torchaudio_shim import import_torchaudio
from tts.text.symbols import PHONES

import_torchaudio()
from vocos.modules import ConvNeXtBlock  # noqa: E402  (needs the shim)


@dataclass(frozen=True)
class FrameInputs:
    """What is known of every frame before its spectrum is.

    phone, before, after: (B, T) phone ids: the current phone, the one before, the one after.
    accent: (B, T) stress + 3 · emphasis, 0–5. place: (B, T, 3) share of the phone that has passed, and
    frames since its start and to its end, in sixteenths, at most 2.
    f0: (B, T) Hz, interpolated where unvoiced. voiced: (B, T) 0 or 1.
    energy: (B, T) level against the line's, in units of 20 dB. manner: (B, T) which of the voices speaks.
    voice: (B, K, V) who speaks and how, in each manner that occurs.
    """

    phone: Tensor
    before: Tensor
    after: Tensor
    accent: Tensor
    place: Tensor
    f0: Tensor
    voiced: Tensor
    energy: Tensor
    manner: Tensor
    voice: Tensor

    def to(self, device: torch.device | str) -> FrameInputs:
        return FrameInputs(*(getattr(self, f.name).to(device) for f in fields(self)))

    def crop(self, begin: int, end: int) -> FrameInputs:
        """Frames begin … end - 1."""
        framewise = {f.name: getattr(self, f.name)[:, begin:end] for f in fields(self)[:-1]}
        return FrameInputs(**framewise, voice=self.voice)


def in_manner(values: Tensor, manner: Tensor) -> Tensor:
    """values (B, K, D) of each manner, manner (B, T) → (B, T, D), or (B, 1, D) where there is but one."""
    if values.shape[1] == 1:
        return values
    return values.gather(1, manner[..., None].expand(-1, -1, values.shape[-1]))


class FrameConditioner(nn.Module):
    """FrameInputs → (B, T, D)."""

    frequencies: Tensor
    widths: Tensor

    def __init__(self, dim: int, voice_size: int) -> None:
        super().__init__()
        self.phone = nn.Embedding(len(PHONES), dim)
        self.before = nn.Embedding(len(PHONES), dim)
        self.after = nn.Embedding(len(PHONES), dim)
        self.accent = nn.Embedding(6, dim)
        self.numbers = nn.Linear(3 + 3, dim)
        self.comb = nn.Linear(MELS, dim, bias=False)
        self.voice = nn.Sequential(nn.Linear(voice_size, dim), nn.SiLU(), nn.Linear(dim, dim))
        for embedding in (self.phone, self.before, self.after, self.accent):
            nn.init.normal_(embedding.weight, std=0.3)
        frequencies = torch.tensor(mel_frequencies())
        self.register_buffer("frequencies", frequencies, persistent=False)
        self.register_buffer("widths", torch.gradient(frequencies)[0].clamp(min=24.0), persistent=False)

    def harmonics(self, f0: Tensor, voiced: Tensor) -> Tensor:
        """(B, T) Hz → (B, T, MELS): +1 on a harmonic, -1 between two, 0 where bands are wider than f0."""
        f0 = f0.clamp(min=40.0)[..., None]
        resolved = (1.0 - self.widths / f0).clamp(min=0.0)
        return torch.cos(2 * torch.pi * self.frequencies / f0) * resolved * voiced[..., None]

    def forward(self, inputs: FrameInputs) -> Tensor:
        numbers = torch.cat(
            [
                inputs.place,
                (torch.log2(inputs.f0.clamp(min=40.0) / 150) * inputs.voiced)[..., None],
                inputs.voiced[..., None],
                inputs.energy[..., None],
            ],
            -1,
        )
        out: Tensor = (
            self.phone(inputs.phone)
            + self.before(inputs.before)
            + self.after(inputs.after)
            + self.accent(inputs.accent)
            + self.numbers(numbers)
            + self.comb(self.harmonics(inputs.f0, inputs.voiced))
            + in_manner(self.voice(inputs.voice), inputs.manner)
        )
        return out


class FrameNet(nn.Module):
    """(B, T, C) → (B, T, outputs). stack: its blocks as inference takes them, once they are prepared."""

    stack: Stack | None = None

    def __init__(self, channels: int, dim: int, layers: int, outputs: int, expansion: int = 3) -> None:
        super().__init__()
        self.inputs = nn.Linear(channels, dim)
        self.norm = nn.LayerNorm(dim)
        self.blocks = nn.ModuleList(ConvNeXtBlock(dim, dim * expansion, 1 / layers) for _ in range(layers))
        self.outputs = nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, outputs))

    @property
    def reach(self) -> int:
        """Frames on either side that an output depends on."""
        return 3 * len(self.blocks)

    def forward(self, x: Tensor, condition: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """condition: (B, T, D) added before the blocks. mask: (B, T), 0 on padding, which is never seen."""
        x = self.inputs(x)
        if condition is not None:
            x = x + condition
        x = self.norm(x)
        if self.stack is not None and mask is None:
            x = self.stack(x)
        else:
            x = x.transpose(1, 2)
            keep = None if mask is None else mask[:, None].to(x.dtype)
            for block in self.blocks:
                x = block(x if keep is None else x * keep)
            x = x.transpose(1, 2)
        out: Tensor = self.outputs(x)
        return out
