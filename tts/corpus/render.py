"""One sentence by the teachers alone: what the corpus would hold for this voice and delivery."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tts.corpus.build import with_habits
from tts.corpus.teachers import SAMPLE_RATE, speak
from tts.corpus.transform import same_phones, transform
from tts.corpus.world import Frames, analyse
from tts.style.delivery import Delivery
from tts.style.identity import SPEAKERS, Identity


def render(text: str, identity: Identity, delivery: Delivery, seed: int = 0) -> tuple[np.ndarray, int]:
    """Speak a text with teachers and WORLD, without any model: the baseline that models are judged against.

    Returns float32 samples and their rate. Speakers that pronounce the text otherwise than the leading one
    are left out of the blend. Raises CorpusError when a teacher is not installed.
    """
    order = sorted(range(len(SPEAKERS)), key=lambda i: -identity.mix[i])
    sources: list[tuple[str, Frames]] = []
    for index in order:
        if identity.mix[index] > 0:
            frames = _read(SPEAKERS[index], text)
            if not sources or same_phones(sources[0][1], frames):
                sources.append((SPEAKERS[index], frames))
    rendering = transform(sources, identity, with_habits(text, delivery), np.random.default_rng(seed))
    return rendering.samples, SAMPLE_RATE


@lru_cache(maxsize=8)
def _read(speaker: str, text: str) -> Frames:
    """One reading, taken apart: many renderings of a text differ only in what is made of it."""
    return analyse(speak(speaker, [text])[0])
