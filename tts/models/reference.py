"""What decoding computes, in plain torch: the definition that the compiled steps are held to.

`generation.Decoding` does the same some ten times as fast; nothing but tests and benchmarks uses this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor

from tts.models.decoder import LONGEST_PAUSE, LONGEST_PHONE, TAIL
from tts.models.generation import Forced, Sampling
from tts.models.gpt import (
    ENERGIES,
    GPT,
    MIDDLE,
    PATTERNS,
    PER_DEVIATION,
    PITCHES,
    Layer,
    Phrase,
    Steps,
    frame_pointers,
    rotary,
)
from tts.models.tokenizer import FRAMES_PER_TOKEN

_BLOCK = 64  # steps for which random numbers and cache are made at once


class ReferenceDecoding:
    """As `generation.Decoding`."""

    def __init__(
        self,
        gpt: GPT,
        phrase: Phrase,
        seeds: Sequence[int],
        sampling: Sampling,
        forced: Forced | None = None,
    ) -> None:
        self.gpt, self.phrase, self.sampling, self.forced = gpt, phrase, sampling, forced or Forced()
        self.rows = len(seeds)
        self._random = [np.random.default_rng(seed) for seed in seeds]
        self._guided = sampling.guidance != 1.0
        self._popcount = torch.tensor([bin(p).count("1") for p in range(PATTERNS)])
        self._first_bit = torch.arange(PATTERNS) % 2 == 1
        self._first = torch.tensor([(p & -p).bit_length() - 1 if p else 4 for p in range(PATTERNS)])

    @torch.inference_mode()
    def steps(self) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]]:
        """As `generation.Decoding.steps`."""
        gpt, phrase, rows = self.gpt, self.phrase, self.rows
        conditional = _unconditional(phrase) if self._guided else phrase
        encoded, length = gpt.encode(conditional), conditional.length
        copies = 2 if self._guided else 1
        sizes = {"advance": PATTERNS, "voicing": PATTERNS, "pitch": PITCHES, "energy": ENERGIES,
                 "code": int(gpt.config["codes"])}  # fmt: skip
        previous = Steps(*(torch.full((rows, 1), size) for size in sizes.values()))
        at, dwell = torch.full((rows, 1), -1), torch.zeros((rows, 1), dtype=torch.long)
        asked = phrase.frames > 0
        left = torch.where(asked, phrase.frames, -1)[:, None]
        alive = torch.ones(rows, dtype=torch.bool)
        caches = [_Cache(rows * copies, gpt.config["heads"], gpt.head_size) for _ in gpt.layers]
        fixed = gpt.condition(conditional)
        is_pause = phrase.phones <= 6
        weights = 2 ** torch.arange(FRAMES_PER_TOKEN)
        position = 0
        while bool(alive.any()):
            if position % _BLOCK == 0:
                gumbel = self._draw(sum(sizes.values()))
                cos, sin = rotary(torch.arange(position, position + _BLOCK), gpt.head_size)
            drawn = torch.split(gumbel[:, position % _BLOCK], list(sizes.values()), -1)
            noise = dict(zip(sizes, drawn, strict=True))
            again = Steps(*(self._both(stream) for stream in vars(previous).values()))
            x = gpt.inputs(
                again, encoded, self._both(at), self._both(dwell), self._both(left), conditional, fixed
            )
            here = slice(position % _BLOCK, position % _BLOCK + 1)
            for layer, cache in zip(gpt.layers, caches, strict=True):
                assert isinstance(layer, Layer)
                q, k, v = layer.heads_of(x, cos[here], sin[here])
                keys, values = cache.extend(k, v, position)
                x = layer.finish(x, F.scaled_dot_product_attention(q, keys, values))
            hidden = gpt.norm(x)

            allowed = self._allowed(at[:, 0], dwell[:, 0], left[:, 0], is_pause)
            logits = self._guide(gpt.to_advance(hidden)).masked_fill(~allowed, -torch.inf)
            advance = _pick(logits, noise["advance"], self.sampling.prosody)
            u = gpt.windowed(hidden, encoded, self._both(at), self._both(advance), length)
            voicing = _pick(self._guide(gpt.to_voicing(u)), noise["voicing"], self.sampling.prosody)
            phones = frame_pointers(at, advance)[:, 0].clamp(min=0).minimum(phrase.length[:, None] - 1)
            if self.forced.whispered is not None:
                silent = self.forced.whispered.gather(1, phones)
                voicing = voicing & ~(silent * weights).sum(-1, keepdim=True)
            u = gpt.mix["prosody"](u + gpt.now_voicing(self._both(voicing)))
            logits = self._guide(gpt.to_pitch(u))
            logits[:, 0] = -torch.inf
            pitch = _pick(logits, noise["pitch"], self.sampling.prosody)
            if self.forced.contour is not None and position < self.forced.contour.shape[1]:
                forced = self._drawn(self.forced.contour[:, position], phones[:, FRAMES_PER_TOKEN // 2])
                pitch = torch.where(forced >= 0, forced, pitch)
            pitch = torch.where(voicing > 0, pitch, 0)
            u = u + gpt.now_pitch(self._both(pitch))
            energy = _pick(self._guide(gpt.to_energy(u)), noise["energy"], self.sampling.prosody)
            u = gpt.mix["code"](u + gpt.now_energy(self._both(energy)))
            logits = _nucleus(self._guide(gpt.to_code(u)), self.sampling.top_p)
            code = _pick(logits, noise["code"], self.sampling.temperature)

            previous = Steps(advance, voicing, pitch, energy, code)
            yield torch.cat([*vars(previous).values()], 1).numpy(), alive.numpy().copy()
            at, dwell = _moved(at, dwell, advance)
            left = torch.where(left > 0, (left - FRAMES_PER_TOKEN).clamp(min=0), left)
            finished = (at[:, 0] >= phrase.length - 1) & (dwell[:, 0] >= TAIL)
            alive = alive & torch.where(asked, left[:, 0] > 0, ~finished)
            position += 1

    def _drawn(self, semitones: Tensor, phone: Tensor) -> Tensor:
        """A drawn melody's value (B,) and the phone it falls on (B,) → pitch class (B, 1), -1 where free."""
        manner = self.phrase.manner.gather(1, phone[:, None])
        assert self.forced.base is not None
        assert self.forced.spread is not None
        deviation = semitones[:, None] - self.forced.base.gather(1, manner)
        deviation = deviation / self.forced.spread.gather(1, manner)
        classes = (deviation.nan_to_num() * PER_DEVIATION).round().long() + MIDDLE
        return torch.where(semitones.isnan()[:, None], -1, classes.clamp(1, PITCHES - 1))

    def _held(self, at: Tensor, dwell: Tensor) -> tuple[Tensor, Tensor]:
        """(B, PATTERNS) patterns that respect held phones, and (B,) whether the current phone must go on."""
        assert self.forced.held is not None
        held = F.pad(self.forced.held, (1, 3))  # phones -1 … P + 2
        now = held.gather(1, at[:, None] + 1)
        to_come = held.gather(1, (at[:, None] + 2 + torch.arange(3)).clamp(max=held.shape[1] - 1))
        rest = now - dwell[:, None]
        # The next phone begins just when the held one is through.
        allowed = (now == 0) | (rest >= FRAMES_PER_TOKEN) & (self._first == FRAMES_PER_TOKEN)[None]
        allowed |= (now > 0) & (rest < FRAMES_PER_TOKEN) & (self._first[None] == rest.clamp(min=0))
        for nth in range(3):  # one that begins in this step goes on beyond it
            allowed &= (to_come[:, nth : nth + 1] == 0) | (self._popcount[None] <= nth + 1)
        return allowed, now[:, 0] > 0

    def _allowed(self, at: Tensor, dwell: Tensor, left: Tensor, is_pause: Tensor) -> Tensor:
        """(B, PATTERNS): advance patterns that neither lose a phone nor overrun the length asked for."""
        to_come = self.phrase.length - 1 - at
        count = self._popcount[None]
        allowed = count <= to_come[:, None]
        allowed &= (at[:, None] >= 0) | self._first_bit[None]
        pausing = is_pause.gather(1, at.clamp(min=0)[:, None])[:, 0] & (at > 0)
        stuck = dwell >= torch.where(pausing, LONGEST_PAUSE, LONGEST_PHONE)
        free = left < 0
        allowed &= (count >= 1) | ~(stuck & (to_come > 0) & free)[:, None]
        # With a length: what is still to come must fit into what is left, and must not be through too early.
        after = (left - FRAMES_PER_TOKEN).clamp(min=0)
        room = torch.where(after > TAIL, after - TAIL, torch.zeros_like(after))
        allowed &= (
            (count >= (to_come - room)[:, None]) | free[:, None] | (count == to_come[:, None].clamp(max=4))
        )
        early = ~free & (after > TAIL + FRAMES_PER_TOKEN)
        allowed &= (count < to_come[:, None]) | ~early[:, None] | (count == 0)
        if self.forced.held is not None:
            kept, holding = self._held(at, dwell)
            allowed = torch.where(holding[:, None], kept & (count <= to_come[:, None]), allowed & kept)
        # Where the rules leave nothing (more phones than frames), go as fast as possible.
        none = ~allowed.any(-1, keepdim=True)
        return torch.where(none, count == to_come.clamp(min=0, max=FRAMES_PER_TOKEN)[:, None], allowed)

    def _guide(self, logits: Tensor) -> Tensor:
        """(copies · B, 1, n) → (B, n)."""
        logits = logits[:, 0].float()
        if not self._guided:
            return logits.clone()
        with_voice, without = logits.chunk(2)
        return without + self.sampling.guidance * (with_voice - without)

    def _both(self, stream: Tensor) -> Tensor:
        """(B, 1) → (copies · B, 1)."""
        return stream.repeat(2, 1) if self._guided else stream

    def _draw(self, width: int) -> Tensor:
        """(B, _BLOCK, width) Gumbel noise: the largest of logits / T + noise is a draw from the softmax."""
        uniform = np.stack([random.random((_BLOCK, width), np.float32) for random in self._random])
        return torch.from_numpy(-np.log(-np.log(np.clip(uniform, 1e-9, 1 - 1e-7))))


class _Cache:
    """Keys and values of one layer, grown a block at a time."""

    def __init__(self, rows: int, heads: int, size: int) -> None:
        self._store = torch.zeros(2, rows, heads, _BLOCK, size)

    def extend(self, key: Tensor, value: Tensor, position: int) -> tuple[Tensor, Tensor]:
        if position >= self._store.shape[3]:
            self._store = torch.cat([self._store, torch.zeros_like(self._store)], 3)
        self._store[0, :, :, position], self._store[1, :, :, position] = key[:, :, 0], value[:, :, 0]
        return self._store[0, :, :, : position + 1], self._store[1, :, :, : position + 1]


def _pick(logits: Tensor, gumbel: Tensor, temperature: float) -> Tensor:
    """(B, n) → (B, 1)."""
    if temperature > 0:
        logits = logits / temperature + gumbel
    return logits.argmax(-1, keepdim=True)


def _nucleus(logits: Tensor, top_p: float) -> Tensor:
    if top_p >= 1:
        return logits
    ordered = logits.sort(-1, descending=True).values
    probabilities = ordered.softmax(-1)
    kept = (probabilities.cumsum(-1) - probabilities <= top_p).sum(-1, keepdim=True)
    return logits.masked_fill(logits < ordered.gather(-1, kept - 1), -torch.inf)


def _moved(at: Tensor, dwell: Tensor, advance: Tensor) -> tuple[Tensor, Tensor]:
    """Pointer and dwell (B, 1) after a step with this advance pattern."""
    pointer = frame_pointers(at, advance)[..., -1]
    bits = (advance[..., None] >> torch.arange(FRAMES_PER_TOKEN)) & 1
    since = torch.cumprod(1 - bits.flip(-1), -1).sum(-1)  # frames after the last start in this step
    dwell = torch.where(advance > 0, since + 1, dwell + FRAMES_PER_TOKEN)
    return pointer, dwell


def _unconditional(phrase: Phrase) -> Phrase:
    """The phrase twice: as asked, and with nothing said of the emotion and caption."""
    return Phrase(
        phones=phrase.phones.repeat(2, 1), accents=phrase.accents.repeat(2, 1),
        manner=phrase.manner.repeat(2, 1), length=phrase.length.repeat(2), voice=phrase.voice.repeat(2, 1, 1),
        emotion=torch.cat([phrase.emotion, torch.zeros_like(phrase.emotion)]),
        caption=torch.cat([phrase.caption, torch.zeros_like(phrase.caption)]),
        frames=phrase.frames.repeat(2),
    )  # fmt: skip
