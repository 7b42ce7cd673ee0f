"""Word errors of an outside recogniser (PocketSphinx, US English) against the text that was to be spoken.

PocketSphinx knows adult voices only: judge children and giants by the phoneme error as well.

    python -m benchmarks.recogniser corpus/base/shard-00000/manifest.jsonl
"""

from __future__ import annotations

import functools
import os
import random
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.memory import remembering

Utterance = tuple[NDArray[np.float32], int, str]
"""Samples (T,) within -1…1, sample rate in Hz, and the text that was to be spoken."""

SAMPLE_RATE = 16_000  # Hz, of the recogniser


@dataclass(frozen=True)
class Recognition:
    """One utterance as heard, aligned with what was to be said (fewest edits).

    expected, heard: normalised words. substitutions, deletions, insertions: counts.
    deletion_run, insertion_run: the longest stretch of neighbouring words left out, or put in: a skip or a
    repetition shows there, while a recogniser's own mistakes rarely come in rows.
    """

    expected: tuple[str, ...]
    heard: tuple[str, ...]
    substitutions: int
    deletions: int
    insertions: int
    deletion_run: int
    insertion_run: int

    @property
    def errors(self) -> int:
        return self.substitutions + self.deletions + self.insertions


@dataclass(frozen=True)
class WordErrors:
    """Errors over many utterances, in percent of the expected words.

    low, high: 95 % interval of the rate, by bootstrap over utterances.
    """

    utterances: int
    words: int
    rate: float
    low: float
    high: float
    substitutions: float
    deletions: float
    insertions: float


def normalise(text: str) -> tuple[str, ...]:
    """Lower-case words without punctuation; digits are read as cardinals, hyphens part words."""
    from num2words import num2words

    text = text.lower().replace("’", "'").replace("%", " percent ").replace("&", " and ")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"\d+", lambda match: f" {num2words(int(match.group()))} ", text)
    words = (word.strip("'") for word in re.findall(r"[^\W\d_](?:[^\W\d_]|')*", text))
    return tuple(word for word in words if word)


def compare(expected: str, heard: str) -> Recognition:
    """Align what was heard with what was to be said. Raises ValueError when nothing was to be said."""
    import jiwer

    reference, hypothesis = normalise(expected), normalise(heard)
    if not reference:
        raise ValueError(f"there is no word to compare in {expected!r}; give a text with words")
    if not hypothesis:
        return Recognition(reference, (), 0, len(reference), 0, len(reference), 0)
    output = jiwer.process_words(" ".join(reference), " ".join(hypothesis))
    runs = {"delete": 0, "insert": 0}
    for chunk in output.alignments[0]:
        if chunk.type in runs:
            length = max(chunk.ref_end_idx - chunk.ref_start_idx, chunk.hyp_end_idx - chunk.hyp_start_idx)
            runs[chunk.type] = max(runs[chunk.type], length)
    return Recognition(
        reference,
        hypothesis,
        output.substitutions,
        output.deletions,
        output.insertions,
        runs["delete"],
        runs["insert"],
    )


def transcribe(samples: NDArray[np.float32], sample_rate: int) -> str:
    """The words that PocketSphinx hears in samples (T,) within -1…1."""
    from scipy.signal import resample_poly

    common = np.gcd(sample_rate, SAMPLE_RATE)
    if sample_rate != SAMPLE_RATE:
        samples = resample_poly(samples, SAMPLE_RATE // common, sample_rate // common)
    # Half a second of silence on both sides: the decoder's noise estimate and last word need it.
    padded = np.pad(np.clip(samples, -1, 1), SAMPLE_RATE // 2)
    decoder = _decoder()
    decoder.start_utt()
    decoder.process_raw((padded * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    hypothesis = decoder.hyp()
    # Fillers such as [NOISE] and <sil> are no words.
    return re.sub(r"\[[^]]*\]|<[^>]*>|\(\d+\)", " ", hypothesis.hypstr) if hypothesis else ""


def recognise(
    utterances: Sequence[Utterance], workers: int = 0, memory: Path | None = None
) -> list[Recognition]:
    """Hear and compare every utterance, in order.

    workers: processes, 0 = one a core. memory: see `benchmarks.memory`.
    """
    count = min(workers or os.cpu_count() or 1, len(utterances))
    if count <= 1:
        return [_recognise(utterance, memory) for utterance in utterances]
    listen = functools.partial(_recognise, memory=memory)
    # Not forked: the caller may hold threads of torch.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        return list(pool.map(listen, utterances, chunksize=max(1, len(utterances) // (8 * count))))


def total(recognitions: Sequence[Recognition]) -> WordErrors:
    """Errors over all utterances. Raises ValueError when there is none."""
    if not recognitions:
        raise ValueError("there is no utterance to count; recognise at least one")
    words = np.array([len(r.expected) for r in recognitions])
    errors = np.array([r.errors for r in recognitions])
    draws = np.random.default_rng(0).integers(0, len(words), (1000, len(words)))
    low, high = np.quantile(errors[draws].sum(axis=1) / words[draws].sum(axis=1), [0.025, 0.975])

    def percent(name: str) -> float:
        return 100 * float(sum(getattr(r, name) for r in recognitions) / words.sum())

    return WordErrors(
        len(words),
        int(words.sum()),
        percent("errors"),
        100 * float(low),
        100 * float(high),
        percent("substitutions"),
        percent("deletions"),
        percent("insertions"),
    )


def _recognise(utterance: Utterance, memory: Path | None) -> Recognition:
    samples, sample_rate, text = utterance
    return compare(text, remembering(transcribe, memory)(samples, sample_rate))


@functools.lru_cache(maxsize=1)
def _decoder() -> Any:
    from pocketsphinx import Decoder

    return Decoder(samprate=float(SAMPLE_RATE), loglevel="FATAL")


def main(manifest: Path, limit: int = 200, workers: int = 0, out: Path = Path("runs/bench")) -> None:
    """Word error rate of the utterances of a corpus manifest (at most `limit`, drawn at random)."""
    import soundfile

    from benchmarks.report import publish
    from tts.corpus.manifest import read_manifest

    records = list(read_manifest(manifest))
    chosen = random.Random(0).sample(records, min(limit, len(records)))
    utterances = [
        (*soundfile.read(manifest.parent / record.audio, dtype="float32"), record.text) for record in chosen
    ]
    errors = total(recognise(utterances, workers))
    publish("recogniser", [{"manifest": str(manifest), **vars(errors)}], out)


if __name__ == "__main__":
    import typer

    typer.run(main)
