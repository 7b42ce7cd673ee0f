"""What a decoding step works on: the rows of a batch, what is asked of them, and where they are.

Shapes: B rows (utterances), C copies of each (2 under guidance: as asked, and with nothing said), P phones,
D channels, K manners of speaking, S steps.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tts.models.gpt import ENERGIES, PATTERNS, PITCHES
from tts.models.int8 import Array, StepWeights

FREE = np.float32(-1e9)
"""In a contour: nothing is drawn here."""


class Asked(NamedTuple):
    """What does not change while rows are spoken.

    encoded (C·B, P, D), condition (C·B, K, D): of `GPT.encode` and `GPT.condition`. phones, manner,
    whispered, held (B, P), length, frames (B,), contour (B, S), base, spread (B, K): as in `gpt.Phrase` and
    `generation.Forced`; held 0, whispered False and contour `FREE` where nothing is forced.
    """

    encoded: Array
    condition: Array
    phones: Array
    manner: Array
    length: Array
    frames: Array
    whispered: Array
    held: Array
    contour: Array
    base: Array
    spread: Array


class Drawing(NamedTuple):
    """Temperatures of codes and of the other streams, mass of the nucleus, guidance (1 = off)."""

    temperature: float
    prosody: float
    top_p: float
    guidance: float


class State(NamedTuple):
    """Where the rows are. at, dwell, left (B,): pointer, frames on that phone, frames still asked for (-1 =
    none asked). previous (B, 5): the last step's streams. alive (B,)."""

    at: Array
    dwell: Array
    left: Array
    previous: Array
    alive: Array


class Room(NamedTuple):
    """What a step is computed in. wide (C·B, W): of every larger thing; scores (S,)."""

    x: Array
    normal: Array
    wide: Array
    hidden: Array
    logits: Array
    scores: Array
    allowed: Array


def room(weights: StepWeights, rows: int, steps: int) -> Room:
    """Room for `rows` = C·B rows and attention over `steps` steps."""
    dim = len(weights.norm)
    largest = max(PATTERNS, PITCHES, ENERGIES, len(weights.to_code.weight)) + 4
    widest = max(4 * dim, weights.layers.up.weight.shape[1], len(weights.prosody.up.weight), largest)

    def empty(*shape: int) -> Array:
        return np.zeros(shape, np.float32)

    return Room(
        x=empty(rows, dim),
        normal=empty(rows, widest),
        wide=empty(rows, widest),
        hidden=empty(rows, dim),
        logits=empty(rows, largest),
        scores=empty(steps),
        allowed=np.zeros(PATTERNS, np.bool_),
    )
