"""Who speaks the lines: the model, the teacher as it is, and the teacher turned into the same voice."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchmarks.material import Line

if TYPE_CHECKING:
    from tts.engine import Engine
    from tts.request import SpeechRequest, Take


@dataclass(frozen=True, eq=False)
class Spoken:
    """One spoken line.

    samples: (T,) float32 within -1…1. phones: what was to be spoken, without pauses. work: seconds of
    computing. uncovered: letters and digits of the text that no spoken word stands for.
    """

    samples: NDArray[np.float32]
    sample_rate: int
    phones: tuple[str, ...]
    work: float
    uncovered: int = 0

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


Speaker = Callable[[Line], Spoken]


def model(engine: Engine) -> Speaker:
    """The model of an engine's voice pack."""

    def speak(line: Line) -> Spoken:
        started = time.perf_counter()
        take = engine.speak(request(line))
        return spoken(line, take, time.perf_counter() - started)

    return speak


def request(line: Line) -> SpeechRequest:
    """What a line asks of an engine."""
    from tts.request import SpeechRequest

    return SpeechRequest(line.text, line.identity, line.style, line.caption, seed=line.seed)


def spoken(line: Line, take: Take, work: float) -> Spoken:
    """An engine's take of a line, made in `work` seconds."""
    from tts.text.symbols import PAUSES

    phones = tuple(phone.symbol for phone in take.phones if phone.symbol not in PAUSES)
    return Spoken(take.samples, take.sample_rate, phones, work, uncovered(line.text, take))


def teacher(line: Line) -> Spoken:
    """The line's leading base speaker, as its engine reads the text."""
    from tts.corpus.teachers import SAMPLE_RATE, speak

    started = time.perf_counter()
    speech = speak(line.lead, [line.text])[0]
    phones = tuple(phone.symbol for phone in speech.phones if not phone.is_pause)
    return Spoken(speech.samples.astype(np.float32), SAMPLE_RATE, phones, time.perf_counter() - started)


def transformed(line: Line) -> Spoken:
    """The teachers through the corpus' transform, with the line's own identity and delivery: what a rule-only
    synthesis makes of the same ask, and the best that a model of this corpus can learn."""
    from tts.corpus.render import render

    delivery, _ = line.style.delivery(line.identity.liveliness)
    started = time.perf_counter()
    samples, sample_rate = render(line.text, line.identity, delivery, line.seed)
    work = time.perf_counter() - started
    return Spoken(samples, sample_rate, _read(line.lead, line.text), work)


@lru_cache(maxsize=64)
def _read(speaker: str, text: str) -> tuple[str, ...]:
    """The phones that a teacher speaks, without pauses."""
    from tts.corpus.teachers import speak

    return tuple(phone.symbol for phone in speak(speaker, [text])[0].phones if not phone.is_pause)


def uncovered(text: str, take: Take) -> int:
    """Letters and digits of the text outside the words of a take, and those of words timed out of order.

    The words of a take carry their place in the text: what lies in none was skipped, and a word that starts
    before the one it follows was repeated.
    """
    spoken = [False] * len(text)
    last = -1
    for word in take.words:
        if word.char_start > last and word.end > word.start:
            spoken[word.char_start : word.char_end] = [True] * (word.char_end - word.char_start)
        last = max(last, word.char_start)
    return sum(letter.isalnum() and not said for letter, said in zip(text, spoken, strict=True))
