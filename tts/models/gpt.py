"""Phoneme-synchronous GPT: one step = four mel frames = one acoustic token, with its melody.

A bidirectional encoder reads the phones. The decoder carries a pointer into them and decides, frame by frame,
whether the next phone begins; it cannot skip a phone, go back or run away. In each step it then decides which
frames are voiced, the pitch, the energy and at last the acoustic code, each knowing the ones before.

Shapes: B utterances, P phones, S steps, D channels, K manners of speaking.
Layers have pre-normalisation, rotary positions (Su et al. 2021) and SwiGLU (Shazeer 2020).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tts.models.framenet import in_manner
from tts.models.tokenizer import FRAMES_PER_TOKEN
from tts.text.symbols import PHONES

if TYPE_CHECKING:
    from tts.models.int8 import StepWeights

PATTERNS = 2**FRAMES_PER_TOKEN
"""An advance pattern is a bit set: bit k = a new phone begins at frame k. A voicing pattern likewise."""
PITCHES = 97
"""0 = unvoiced; k = (k - MIDDLE) / PER_DEVIATION asked standard deviations from the asked mean pitch."""
MIDDLE, PER_DEVIATION = PITCHES // 2, 12
ENERGIES = 40
"""Level against the line's, 2 dB a step, 0 = 56 dB below … 39 = 22 dB above."""
DWELL = 48  # frames in one phone are counted up to here


@dataclass(frozen=True)
class Phrase:
    """What is asked: phones (B, P) ids, accents (B, P) stress + 3 · emphasis, manner (B, P) in which of the
    K manners each phone is spoken, length (B,) phones that count; of each manner voice (B, K, V), emotion
    (B, K, E) and caption (B, K, C) or zeros; frames (B,) asked length in frames or 0."""

    phones: Tensor
    accents: Tensor
    manner: Tensor
    length: Tensor
    voice: Tensor
    emotion: Tensor
    caption: Tensor
    frames: Tensor


@dataclass(frozen=True)
class Steps:
    """The streams of an utterance, each (B, S) integers: advance, voicing, pitch, energy, code."""

    advance: Tensor
    voicing: Tensor
    pitch: Tensor
    energy: Tensor
    code: Tensor


def rotary(positions: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """positions (…) → cosines and sines (…, size)."""
    rates = 10_000.0 ** (-torch.arange(0, size, 2, device=positions.device) / size)
    angles = positions[..., None].float() * rates
    angles = torch.cat([angles, angles], -1)
    return angles.cos(), angles.sin()


def _rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    a, b = x.chunk(2, -1)
    return x * cos.to(x.dtype) + torch.cat([-b, a], -1) * sin.to(x.dtype)


def _attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Attention in plain steps: its gradient is several times faster on a CPU than the fused kernel's."""
    scores = (q @ k.transpose(-1, -2)).float() / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    return scores.softmax(-1).to(v.dtype) @ v


class Layer(nn.Module):
    """Self-attention and SwiGLU with residuals."""

    def __init__(self, dim: int, heads: int, hidden: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(dim, bias=False), nn.LayerNorm(dim, bias=False)
        self.qkv = nn.Linear(dim, 3 * dim, bias=False)
        self.out = nn.Linear(dim, dim, bias=False)
        self.up = nn.Linear(dim, 2 * hidden, bias=False)
        self.down = nn.Linear(hidden, dim, bias=False)

    def heads_of(self, x: Tensor, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """x (B, S, D) → rotated queries and keys, and values, each (B, H, S, D / H)."""
        batch, steps, dim = x.shape
        shape = (batch, steps, 3, self.heads, dim // self.heads)
        qkv = self.qkv(self.norm1(x)).view(shape).permute(2, 0, 3, 1, 4)
        q, k = _rotate(qkv[:2], cos, sin).unbind()
        return q, k, qkv[2]

    def finish(self, x: Tensor, attended: Tensor) -> Tensor:
        """Add the attention's result (B, H, S, D / H) to x, then the feed-forward part."""
        x = x + self.out(attended.transpose(1, 2).flatten(2))
        gate, value = self.up(self.norm2(x)).chunk(2, -1)
        return x + self.down(F.silu(gate) * value)  # type: ignore[no-any-return]

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None) -> Tensor:
        """x (B, S, D); mask broadcast to (B, H, S, S), True where a step may look."""
        return self.finish(x, _attend(*self.heads_of(x, cos, sin), mask))


class GPT(nn.Module):
    """See the module. steps: its step weights as decoding takes them, once they are prepared (`int8`)."""

    steps: StepWeights | None = None

    def __init__(
        self,
        voice_size: int,
        emotion_size: int,
        caption_size: int = 128,
        codes: int = 1000,
        dim: int = 256,
        layers: int = 6,
        encoder_layers: int = 3,
        heads: int = 4,
        hidden: int = 640,
    ) -> None:
        super().__init__()
        self.config = {
            "voice_size": voice_size, "emotion_size": emotion_size, "caption_size": caption_size,
            "codes": codes, "dim": dim, "layers": layers, "encoder_layers": encoder_layers, "heads": heads,
            "hidden": hidden,
        }  # fmt: skip
        self.dim, self.head_size = dim, dim // heads
        self.phone = nn.Embedding(len(PHONES), dim)
        self.accent = nn.Embedding(6, dim)
        self.voice = nn.Sequential(nn.Linear(voice_size, dim), nn.SiLU(), nn.Linear(dim, dim))
        self.emotion = nn.Linear(emotion_size, dim)
        self.caption = nn.Linear(caption_size, dim)
        self.encoder = nn.ModuleList(Layer(dim, heads, hidden) for _ in range(encoder_layers))
        self.encoder_norm = nn.LayerNorm(dim, bias=False)

        self.previous = nn.ModuleDict(
            {
                "advance": nn.Embedding(PATTERNS + 1, dim),
                "voicing": nn.Embedding(PATTERNS + 1, dim),
                "pitch": nn.Embedding(PITCHES + 1, dim),
                "energy": nn.Embedding(ENERGIES + 1, dim),
                "code": nn.Embedding(codes + 1, dim),
            }
        )
        self.pointer = nn.Linear(4 * dim, dim, bias=False)  # phones: before, at, after, after next
        self.dwell = nn.Embedding(DWELL + 1, dim)
        self.budget = nn.Sequential(nn.Linear(4, dim), nn.SiLU(), nn.Linear(dim, dim))
        self.layers = nn.ModuleList(Layer(dim, heads, hidden) for _ in range(layers))
        self.norm = nn.LayerNorm(dim, bias=False)

        self.to_advance = nn.Linear(dim, PATTERNS)
        self.window = nn.Linear(
            FRAMES_PER_TOKEN * dim, dim, bias=False
        )  # the phone of each frame in the step
        self.now_voicing = nn.Embedding(PATTERNS, dim)
        self.now_pitch = nn.Embedding(PITCHES, dim)
        self.now_energy = nn.Embedding(ENERGIES, dim)
        self.mix = nn.ModuleDict({name: _Mix(dim) for name in ("prosody", "code")})
        self.to_voicing = nn.Linear(dim, PATTERNS)
        self.to_pitch = nn.Linear(dim, PITCHES)
        self.to_energy = nn.Linear(dim, ENERGIES)
        self.to_code = nn.Linear(dim, codes)
        self.apply(_initialise)

    # ------------------------------------------------------------ shared by training and decoding

    def condition(self, phrase: Phrase) -> Tensor:
        """(B, K, D): who, how, and the caption, of each manner."""
        caption = self.caption(phrase.caption) * (phrase.caption.abs().sum(-1, keepdim=True) > 0)
        out: Tensor = self.voice(phrase.voice) + self.emotion(phrase.emotion) + caption
        return out

    def encode(self, phrase: Phrase) -> Tensor:
        """(B, P, D) phones in their context."""
        x = self.phone(phrase.phones) + self.accent(phrase.accents)
        x = x + in_manner(self.condition(phrase), phrase.manner)
        positions = torch.arange(x.shape[1], device=x.device)
        cos, sin = rotary(positions, self.head_size)
        mask = (positions[None] < phrase.length[:, None])[:, None, None]
        for layer in self.encoder:
            x = layer(x, cos, sin, mask)
        out: Tensor = self.encoder_norm(x)
        return out

    @staticmethod
    def gather(encoded: Tensor, index: Tensor) -> Tensor:
        """encoded (B, P, D), index (B, …) clamped to the phones → (B, …, D)."""
        _, phones, dim = encoded.shape
        flat = index.clamp(0, phones - 1).flatten(1)
        return encoded.gather(1, flat[..., None].expand(-1, -1, dim)).view(*index.shape, dim)

    def inputs(
        self,
        previous: Steps,
        encoded: Tensor,
        at: Tensor,
        dwell: Tensor,
        left: Tensor,
        phrase: Phrase,
        condition: Tensor,
    ) -> Tensor:
        """The decoder's input for each step.

        previous: the streams of the step before. at, dwell (B, S): pointer and frames spent on that phone
        before the step (pointer -1 before the first). left (B, S): frames still asked for, or -1 when no
        length is asked. condition (B, K, D): of `condition`; a step is spoken in the manner of the phone
        that it begins in.
        """
        around = torch.stack([at - 1, at, at + 1, at + 2], -1)
        last = (phrase.length - 1)[:, None, None]
        pointed = self.gather(encoded, torch.minimum(around, last)) * (around >= 0)[..., None]
        x = self.pointer(pointed.flatten(-2))
        for name, table in self.previous.items():
            x = x + table(getattr(previous, name))
        asked = (left >= 0).float()
        phones_left = (phrase.length[:, None] - 1 - at).clamp(min=0).float()
        budget = torch.stack(
            [
                asked,
                asked * torch.log2(1 + left.clamp(min=0).float()) / 4 - asked,
                torch.log2(1 + phones_left) / 3 - 1,
                asked * torch.log2((1 + left.clamp(min=0).float()) / (1 + 7 * phones_left)),
            ],
            -1,
        )
        if condition.shape[1] > 1:
            condition = in_manner(condition, phrase.manner.gather(1, at.clamp(min=0)))
        out: Tensor = x + self.dwell(dwell.clamp(0, DWELL)) + self.budget(budget) + condition
        return out

    def windowed(
        self, hidden: Tensor, encoded: Tensor, at: Tensor, advance: Tensor, length: Tensor
    ) -> Tensor:
        """Hidden state that also knows the phone of each frame in the step. at: pointer before the step."""
        frames = frame_pointers(at, advance)
        frames = torch.minimum(frames, (length - 1)[:, None, None]).clamp(min=0)
        out: Tensor = hidden + self.window(self.gather(encoded, frames).flatten(-2))
        return out

    # ------------------------------------------------------------ training

    def forward(
        self, phrase: Phrase, steps: Steps, at: Tensor, dwell: Tensor, left: Tensor
    ) -> dict[str, Tensor]:
        """Logits of every stream at every step, given the true streams. All step tensors are (B, S)."""
        start = Steps(
            *(
                torch.cat([torch.full_like(stream[:, :1], size), stream[:, :-1]], 1)
                for stream, size in (
                    (steps.advance, PATTERNS), (steps.voicing, PATTERNS), (steps.pitch, PITCHES),
                    (steps.energy, ENERGIES), (steps.code, self.config["codes"]),
                )
            )
        )  # fmt: skip
        encoded = self.encode(phrase)
        x = self.inputs(start, encoded, at, dwell, left, phrase, self.condition(phrase))
        cos, sin = rotary(torch.arange(x.shape[1], device=x.device), self.head_size)
        past = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool, device=x.device).tril()
        for layer in self.layers:
            x = layer(x, cos, sin, past)
        hidden = self.norm(x)
        logits = {"advance": self.to_advance(hidden)}
        u = self.windowed(hidden, encoded, at, steps.advance, phrase.length)
        logits["voicing"] = self.to_voicing(u)
        u = self.mix["prosody"](u + self.now_voicing(steps.voicing))
        logits["pitch"] = self.to_pitch(u)
        u = u + self.now_pitch(steps.pitch)
        logits["energy"] = self.to_energy(u)
        logits["code"] = self.to_code(self.mix["code"](u + self.now_energy(steps.energy)))
        return logits


class _Mix(nn.Module):
    """Residual SwiGLU."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(dim, bias=False)
        self.up = nn.Linear(dim, 2 * dim, bias=False)
        self.down = nn.Linear(dim, dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        gate, value = self.up(self.norm(x)).chunk(2, -1)
        return x + self.down(F.silu(gate) * value)  # type: ignore[no-any-return]


def frame_pointers(at: Tensor, advance: Tensor) -> Tensor:
    """Pointer before a step (…) and its advance pattern (…) → the phone index at each frame (…, 4)."""
    bits = (advance[..., None] >> torch.arange(FRAMES_PER_TOKEN, device=advance.device)) & 1
    return at[..., None] + bits.cumsum(-1)


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.7 / math.sqrt(module.in_features))
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.Embedding):
        nn.init.normal_(module.weight, std=0.1)
