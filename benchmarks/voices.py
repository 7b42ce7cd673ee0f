"""What the judge of voices learns from: many voices, each in many sentences and moods.

The corpus has no voice that says two sentences. So voices are drawn as the corpus draws them and rendered as
the corpus renders them, by teachers and WORLD, but each with sentences of its own, plainly and with feeling:
what stays the same then is the voice. No model has a part in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.chorus import perform, rules
from benchmarks.functionals import functionals
from benchmarks.material import SEED, Line, sentences
from benchmarks.memory import remembering
from benchmarks.speakers import Spoken
from tts.style.space import Style

PLAIN = 2
"""How many of a voice's readings, the first ones, are without feeling."""
READINGS = 8
_TEXTS = 40
_WORDS = (6, 18)  # of a sentence
_HELD_OUT = 0.2  # share of the voices on which the judge is tested


@dataclass(frozen=True, eq=False)
class Voices:
    """features: (V, R, F) `functionals` of R readings by each of V voices, the first `PLAIN` ones plain.
    apart: (V, V) distances of the voices, JND (`personas.distance`)."""

    features: NDArray[np.float64]
    apart: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.features)

    def split(self) -> tuple[Voices, Voices]:
        """The voices to learn from and those held out."""
        edge = round(len(self) * (1 - _HELD_OUT))
        return (
            Voices(self.features[:edge], self.apart[:edge, :edge]),
            Voices(self.features[edge:], self.apart[edge:, edge:]),
        )


def voices(count: int, workers: int = 2, memory: Path | None = None) -> Voices:
    """So many voices, the same in each run. workers, memory: see `chorus.perform`, `benchmarks.memory`.

    Raises CorpusError when a teacher is not installed.
    """
    from personas.distance import distances

    lines = readings(count)
    heard = perform(lines, rules, partial(_hear, memory), workers, "voices")
    apart = distances([line.identity for line in lines[::READINGS]])
    return Voices(np.array(heard).reshape(count, READINGS, -1), apart)


def readings(count: int) -> list[Line]:
    """`READINGS` lines by each of so many voices; feelings at intensities of 0.5–2."""
    from tts.corpus.sample import sample_emotions, sample_identity
    from tts.style.identity import SPEAKERS

    chance = np.random.default_rng(SEED)
    texts = sentences(_TEXTS, *_WORDS, split="valid")  # others than what is judged
    lines: list[Line] = []
    for voice in range(count):
        lead = SPEAKERS[voice % len(SPEAKERS)]
        other = str(chance.choice([name for name in SPEAKERS if name != lead]))
        identity = sample_identity(chance, lead, other)
        for number, text in enumerate(chance.choice(texts, READINGS, replace=False)):
            style = Style()
            if number >= PLAIN:
                style = Style(sample_emotions(chance), float(chance.uniform(0.5, 2)))
            lines.append(Line(str(text), identity, f"voice {voice}", style, seed=len(lines)))
    return lines


def _hear(memory: Path | None, line: Line, spoken: Spoken) -> NDArray[np.float64]:
    return np.asarray(remembering(functionals, memory)(spoken.samples, spoken.sample_rate))
