"""Phoneme errors as the voice pack's own aligner hears them.

It learnt from speech like ours and is kinder to it than an outsider: read it beside the word errors. It
does know every voice of the corpus, children and giants included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tts.models.aligner import Aligner


@dataclass(frozen=True)
class PhonemeErrors:
    """Counts over the phones that were to be spoken, pauses left out."""

    phones: int
    substitutions: int
    deletions: int
    insertions: int

    @property
    def errors(self) -> int:
        return self.substitutions + self.deletions + self.insertions


def load_aligner(pack: Path) -> Aligner:
    """The aligner of a voice pack. Raises PackError when the pack is missing or damaged."""
    from tts.pack import VoicePack

    return VoicePack.from_pretrained(pack).aligner


def listen(
    aligner: Aligner, samples: NDArray[np.float32], sample_rate: int, expected: Sequence[str]
) -> PhonemeErrors:
    """Compare the phones heard in samples (T,) with the expected symbols of `tts.text.symbols.PHONES`."""
    import torch

    from tts.models.aligner import edit_distance
    from tts.models.spectrogram import LEVEL, SAMPLE_RATE, log_mel, normalise
    from tts.style.measure import measure
    from tts.text.symbols import PHONE_IDS

    if sample_rate != SAMPLE_RATE:
        import soxr

        samples = soxr.resample(samples, sample_rate, SAMPLE_RATE)
    level = measure(samples, SAMPLE_RATE).loudness
    mel = normalise(log_mel(torch.from_numpy(samples * np.float32(10 ** ((LEVEL - level) / 20)))[None]))
    heard = aligner.recognise(mel)[0]
    return PhonemeErrors(len(expected), *edit_distance([PHONE_IDS[symbol] for symbol in expected], heard))


def rate(errors: Sequence[PhonemeErrors]) -> float:
    """Errors in percent of the expected phones. Raises ValueError when there are none."""
    phones = sum(e.phones for e in errors)
    if not phones:
        raise ValueError("there is no phone to count; listen to at least one utterance")
    return 100 * sum(e.errors for e in errors) / phones
