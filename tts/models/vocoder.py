"""Vocoder: mel + pitch → wave. The Vocos backbone and inverse STFT (Siuzdak 2023) with a harmonic source.

The source (as in Wang et al. 2019, neural source-filter models) draws every harmonic of the asked pitch; the
network sees its spectrum and shapes it, instead of having to invent the phases of a voice.
"""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tts.models.convnext import Stack
from tts.models.spectrogram import FFT, HOP, MELS, SAMPLE_RATE
from tts.models.torchaudio_shim import import_torchaudio
from tts.models.waves import LOWEST, TOP, overlapped

import_torchaudio()
from vocos.models import VocosBackbone  # noqa: E402  (needs the shim)

_SOURCE_BINS = 256
_NORM = 19.6  # puts the source's STFT at about unit size


def harmonic_source(f0: Tensor, voiced: Tensor, noise: Tensor, phase: Tensor) -> tuple[Tensor, Tensor]:
    """Excitation with unit RMS: all harmonics of f0 where voiced, white noise elsewhere.

    f0: (B, T) Hz, interpolated where unvoiced. voiced: (B, T) 0 or 1. noise: (B, T · HOP) unit normal.
    phase: (B,) cycles before the first sample. Returns the samples and the cycles after each, both (B, T ·
    HOP).
    """
    pitch = _to_samples(f0.clamp(min=LOWEST)).double()
    cycles = phase.double()[:, None] + torch.cumsum(pitch / SAMPLE_RATE, -1)
    angle = (2 * math.pi * (cycles % 1.0)).float()
    count = torch.floor(TOP / pitch).float()
    # Sum of cos(kθ), k = 1…K, in closed form (Dirichlet kernel), and its limit where θ → 0.
    half = torch.sin(angle / 2)
    safe = torch.where(half.abs() < 1e-4, torch.full_like(half, 1e-4), half)
    pulses = torch.sin(count * angle / 2) * torch.cos((count + 1) * angle / 2) / safe
    pulses = torch.where(half.abs() < 1e-4, count, pulses) / torch.sqrt(count / 2)
    mask = voiced.repeat_interleave(HOP, -1)
    return mask * (pulses + 0.02 * noise) + (1 - mask) * noise, cycles


def _to_samples(f0: Tensor) -> Tensor:
    """(B, T) at frames → (B, T · HOP), linear between frames, held after the last."""
    following = torch.cat([f0[:, 1:], f0[:, -1:]], -1)
    slope = torch.arange(HOP, device=f0.device) / HOP
    return (f0[..., None] + (following - f0)[..., None] * slope).flatten(1)


class Vocoder(nn.Module):
    """See the module. stack: the backbone's blocks as inference takes them, once they are prepared."""

    uses_pitch = True
    stack: Stack | None = None
    window: Tensor

    def __init__(self, dim: int = 256, layers: int = 6, expansion: int = 3) -> None:
        super().__init__()
        self.config = {"dim": dim, "layers": layers, "expansion": expansion}
        self.backbone = VocosBackbone(MELS, dim, dim * expansion, layers)
        self.source = nn.Conv1d(3 * _SOURCE_BINS, dim, 1)
        self.head = nn.Linear(dim, FFT + 2)
        self.blend = nn.Parameter(torch.full((2, FFT // 2 + 1), 0.5))
        self.register_buffer("window", torch.hann_window(FFT), persistent=False)
        nn.init.trunc_normal_(self.source.weight, std=0.02)
        nn.init.trunc_normal_(self.head.weight, std=0.02)

    @property
    def reach(self) -> int:
        """Frames on either side that a sample depends on."""
        return 3 + 3 * len(self.backbone.convnext) + 4

    def forward(self, mel: Tensor, source: Tensor, voiced: Tensor) -> Tensor:
        """Natural-log mel (B, T, MELS), source (B, T · HOP), voiced (B, T) → samples (B, T · HOP)."""
        spectrum = torch.stft(source, FFT, HOP, window=self.window, return_complex=True).transpose(1, 2)
        real, imaginary = (part / _NORM for part in torch.view_as_real(spectrum).unbind(-1))
        magnitude = torch.sqrt(real * real + imaginary * imaginary).clamp(min=1e-4)
        level = magnitude.log()
        real, imaginary = real / magnitude, imaginary / magnitude
        low, root = slice(_SOURCE_BINS), magnitude[..., :_SOURCE_BINS].sqrt()
        features = torch.cat([real[..., low] * root, imaginary[..., low] * root, 0.5 * level[..., low]], -1)

        mel = torch.cat([mel, mel[:, -1:]], 1)  # one frame more, for the last half window
        voiced = torch.cat([voiced, voiced[:, -1:]], 1)
        x = self._embedded(mel)
        x = self.backbone.norm(x + F.linear(features, self.source.weight[..., 0], self.source.bias))
        if self.stack is not None:
            x = self.stack(x)
        else:
            x = x.transpose(1, 2)
            for block in self.backbone.convnext:
                x = block(x)
            x = x.transpose(1, 2)
        log_magnitude, phase = self.head(self.backbone.final_layer_norm(x)).float().chunk(2, -1)
        share = torch.where(voiced[..., None] > 0.5, self.blend[1], self.blend[0])
        size = torch.exp((log_magnitude + share * level).clamp(max=math.log(1e2)))
        cos, sin = size * phase.cos(), size * phase.sin()
        return self._inverse(torch.complex(real * cos - imaginary * sin, real * sin + imaginary * cos))

    def _embedded(self, mel: Tensor) -> Tensor:
        """The backbone's first convolution as one product, (B, T, MELS) → (B, T, D)."""
        embed, size = self.backbone.embed, self.backbone.embed.kernel_size[0]
        near = F.pad(mel, (0, 0, size // 2, size // 2)).unfold(1, size, 1).flatten(2)
        return F.linear(near, embed.weight.flatten(1), embed.bias)

    def _inverse(self, spectrum: Tensor) -> Tensor:
        """Inverse STFT, (B, T + 1, FFT / 2 + 1) → (B, T · HOP)."""
        if self.stack is None:
            wave: Tensor = torch.istft(spectrum.transpose(1, 2), FFT, HOP, window=self.window, center=True)
            return wave
        frames = torch.fft.irfft(spectrum, FFT).numpy()
        return torch.from_numpy(np.stack([overlapped(row, self.window.numpy()) for row in frames]))


class PublishedVocos(nn.Module):
    """A pretrained vocoder in the format of the `vocos` package; needs no pitch."""

    uses_pitch = False
    reach = 3 + 3 * 8 + 4

    def __init__(self, name: str) -> None:
        """name: a hub id such as ``charactr/vocos-mel-24khz``, or a folder with its two files.

        The files are config.yaml and pytorch_model.bin. Raises OSError when neither can be found.
        """
        super().__init__()
        from pathlib import Path

        from vocos import Vocos

        if Path(name).is_dir():
            self.vocos = Vocos.from_hparams(str(Path(name) / "config.yaml"))
            weights = torch.load(Path(name) / "pytorch_model.bin", map_location="cpu", weights_only=True)
            self.vocos.load_state_dict(weights)
        else:
            self.vocos = Vocos.from_pretrained(name)

    def forward(self, mel: Tensor, source: Tensor, voiced: Tensor) -> Tensor:
        """As `Vocoder.forward`; source and voiced are not used."""
        mel = torch.cat([mel, mel[:, -1:]], 1)
        wave: Tensor = self.vocos.decode(mel.transpose(1, 2))
        return wave
