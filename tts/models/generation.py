"""Free-running decoding of the GPT: asked phrase → streams, step by step, on the CPU.

Every row of a batch has its own random numbers and is computed as if it were alone, so that a request gets
the same streams, to the bit, alone and in company.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from tts.models.decoder import TAIL, step
from tts.models.gpt import ENERGIES, GPT, PATTERNS, PITCHES, Phrase, rotary
from tts.models.int8 import Array, step_weights
from tts.models.rows import FREE, Asked, Drawing, State, room

__all__ = ["TAIL", "Decoding", "Forced", "Sampling"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_BLOCK = 64  # steps for which random numbers and cache are made at once


@dataclass(frozen=True)
class Sampling:
    """How to draw. temperature: of acoustic codes; prosody: of the other streams; 0 = the likeliest.

    top_p: the smallest set of codes with this probability is drawn from (Holtzman et al. 2020).
    guidance: classifier-free guidance on the voice condition (Ho & Salimans 2022), 1 = off.
    """

    temperature: float = 0.5
    prosody: float = 0.8
    top_p: float = 0.95
    guidance: float = 1.0


@dataclass(frozen=True)
class Forced:
    """What the model may not decide, each None where it is free.

    contour: (B, S) semitones that voiced steps must take, against any pitch, NaN where free; base, spread:
    (B, K) that pitch's distance to the asked mean, semitones, and the asked spread of each manner.
    whispered: (B, P) bool, phones that must not be voiced.
    held: (B, P) frames that a phone must last (at least `FRAMES_PER_TOKEN`), 0 where free.
    """

    contour: Tensor | None = None
    base: Tensor | None = None
    spread: Tensor | None = None
    whispered: Tensor | None = None
    held: Tensor | None = None


class Decoding:
    """One batch while it is being decoded; iterate over `steps()` once."""

    def __init__(
        self,
        gpt: GPT,
        phrase: Phrase,
        seeds: Sequence[int],
        sampling: Sampling,
        forced: Forced | None = None,
    ) -> None:
        """forced: what the model may not decide. Raises PackError when the GPT is not on the CPU."""
        rows = len(seeds)
        self._weights = gpt.steps or step_weights(gpt)
        self._heads, self._size = int(gpt.config["heads"]), gpt.head_size
        self._asked = _asked(gpt, phrase, forced or Forced(), guided=sampling.guidance != 1.0)
        self._drawing = Drawing(*(float(value) for value in vars(sampling).values()))
        self._random = [np.random.default_rng(seed) for seed in seeds]
        sizes = (PATTERNS, PATTERNS, PITCHES, ENERGIES, int(gpt.config["codes"]))
        self._classes = sum(sizes)
        frames = self._asked.frames
        self._state = State(
            at=np.full(rows, -1, np.int64),
            dwell=np.zeros(rows, np.int64),
            left=np.where(frames > 0, frames, -1),
            previous=np.tile(np.asarray(sizes, np.int64), (rows, 1)),
            alive=np.ones(rows, np.bool_),
        )

    def steps(self) -> Iterator[tuple[Ints, Bools]]:
        """Yields each step's streams (B, 5), in the order of `gpt.Steps`, and which rows (B,) speak in it.

        A row without an asked length ends `TAIL` frames after its last phone begins; with one, at that
        length. Streams of rows that do not speak mean nothing.
        """
        state = self._state
        copies = len(self._asked.encoded)
        layers = len(self._weights.layers.norm1)
        keys = values = np.zeros((layers, copies, self._heads, 0, self._size), np.float32)
        position = 0
        while state.alive.any():
            if position % _BLOCK == 0:
                noise = self._noise()
            if position == values.shape[3]:  # room for as many steps again
                longest = 2 * max(position, _BLOCK // 2)
                keys, values = _longer(keys, longest), _longer(values, longest)
                turn = np.stack([part.numpy() for part in rotary(torch.arange(longest), self._size)])
                place = room(self._weights, copies, longest)
            speaking = state.alive.copy()
            step(
                self._weights, self._asked, self._drawing, state, keys, values, turn, position,
                noise[position % _BLOCK], place,
            )  # fmt: skip
            yield state.previous.copy(), speaking
            position += 1

    def _noise(self) -> npt.NDArray[np.float32]:
        """(_BLOCK, B, classes) Gumbel noise: the largest of logits / T + noise is a draw from the softmax."""
        shape = (_BLOCK, self._classes)
        uniform = np.stack([random.random(shape, np.float32) for random in self._random], 1)
        noise: npt.NDArray[np.float32] = -np.log(-np.log(np.clip(uniform, 1e-9, 1 - 1e-7)))
        return noise


@torch.inference_mode()
def _asked(gpt: GPT, phrase: Phrase, forced: Forced, guided: bool) -> Asked:
    """The phrase as the steps need it; each row is encoded alone and without its padding, so that company
    changes nothing."""
    rows, longest = phrase.phones.shape
    both = [phrase, _unsaid(phrase)] if guided else [phrase]
    encoded = np.zeros((len(both) * rows, longest, gpt.dim), np.float32)
    condition = np.zeros((len(encoded), phrase.voice.shape[1], gpt.dim), np.float32)
    for number, copy in enumerate(both):
        for row in range(rows):
            alone = _alone(copy, row)
            place = number * rows + row
            encoded[place, : alone.phones.shape[1]] = gpt.encode(alone)[0].numpy()
            condition[place] = gpt.condition(alone)[0].numpy()
    nothing = np.zeros((rows, longest), np.int64)
    contour = np.zeros((rows, 0)) if forced.contour is None else forced.contour.numpy()
    manners = np.zeros((rows, phrase.voice.shape[1]), np.float32)
    return Asked(
        encoded=encoded,
        condition=condition,
        phones=_whole(phrase.phones),
        manner=_whole(phrase.manner),
        length=_whole(phrase.length),
        frames=_whole(phrase.frames),
        whispered=(nothing if forced.whispered is None else forced.whispered.numpy()) > 0,
        held=nothing if forced.held is None else _whole(forced.held),
        contour=np.where(np.isnan(contour), FREE, contour).astype(np.float32),
        base=manners if forced.base is None else _real(forced.base),
        spread=manners + 1 if forced.spread is None else _real(forced.spread),
    )


def _longer(steps: Array, longest: int) -> Array:
    """(L, B, heads, S, H) with room for more steps."""
    longer = np.empty((*steps.shape[:3], longest, steps.shape[4]), np.float32)
    longer[:, :, :, : steps.shape[3]] = steps
    return longer


def _whole(values: Tensor) -> Array:
    return np.ascontiguousarray(values.numpy(), np.int64)


def _real(values: Tensor) -> Array:
    return np.ascontiguousarray(values.numpy(), np.float32)


def _alone(phrase: Phrase, row: int) -> Phrase:
    """One row, without its padding."""
    length = int(phrase.length[row])
    one = {field.name: getattr(phrase, field.name)[row : row + 1] for field in fields(phrase)}
    return Phrase(**one | {name: one[name][:, :length] for name in ("phones", "accents", "manner")})


def _unsaid(phrase: Phrase) -> Phrase:
    """The phrase with nothing said of emotion and caption."""
    return Phrase(
        **vars(phrase)
        | {"emotion": torch.zeros_like(phrase.emotion), "caption": torch.zeros_like(phrase.caption)}
    )
