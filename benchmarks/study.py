"""What the judges learn from: corpus voices that say a sentence plainly and then with one emotion, twice.

The functionals of every utterance are kept on disk (see `benchmarks.memory`).

    python -m benchmarks.study --corpus corpus/base --voices 1200
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.functionals import functionals
from benchmarks.memory import remembering
from tts.corpus.manifest import Record
from tts.style.identity import Identity

_HELD_OUT = 0.2  # share of the voices that judges are tested on


@dataclass(frozen=True, eq=False)
class Study:
    """Utterances of V voices, three of each in this order: neutral, with an emotion, with more of it.

    features: (V, 3, F) `functionals`, nan-free. emotions: of each voice. intensities: (V, 2), 0.2–1 and 1–2.
    """

    features: NDArray[np.float64]
    identities: tuple[Identity, ...]
    emotions: tuple[str, ...]
    intensities: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.emotions)

    def split(self) -> tuple[Study, Study]:
        """The voices to learn from and those held out: other voices, other sentences."""
        edge = round(len(self) * (1 - _HELD_OUT))
        return self._part(slice(edge)), self._part(slice(edge, None))

    def _part(self, part: slice) -> Study:
        return Study(self.features[part], self.identities[part], self.emotions[part], self.intensities[part])


def study(corpus: Path, voices: int, workers: int = 2, memory: Path | None = None) -> Study:
    """The first so many voices of a corpus, as far as it has them.

    workers: processes, 0 = one a core. memory: see `benchmarks.memory`. Raises CorpusError when the folder
    holds no corpus.
    """
    from tqdm import tqdm

    trios = [trio for _, trio in zip(range(voices), _trios(corpus), strict=False)]
    audio = [folder / record.audio for folder, records in trios for record in records]
    with ProcessPoolExecutor(workers or os.cpu_count(), get_context("spawn")) as pool:
        found = pool.map(partial(_features, memory), audio, chunksize=16)
        rows = list(tqdm(found, "study", len(audio), leave=False))
    features = np.array(rows).reshape(len(trios), 3, -1)
    usable = np.flatnonzero(np.isfinite(features).all(axis=(1, 2)))
    chosen = [trios[index][1] for index in usable]
    return Study(
        features[usable],
        tuple(records[0].identity or Identity() for records in chosen),
        tuple(next(iter(records[1].emotions)) for records in chosen),
        np.array([[record.intensity for record in records[1:]] for records in chosen]),
    )


def _trios(corpus: Path) -> Iterator[tuple[Path, list[Record]]]:
    """(folder, neutral and two emotional records) of every voice with a single emotion."""
    from tts.corpus.build import read_corpus

    for folder, records in read_corpus(corpus):
        groups: dict[str, list[Record]] = {}
        for record in records:
            groups.setdefault(record.group, []).append(record)
        for group in groups.values():
            ordered = sorted(group, key=lambda record: record.intensity)
            one_voice = len({record.identity for record in group}) == 1
            plain = [record.emotions == {"neutral": 1.0} for record in ordered]
            if (
                len(group) == 3
                and one_voice
                and plain == [True, False, False]
                and len(ordered[1].emotions) == 1
            ):
                yield folder, ordered


def _features(memory: Path | None, audio: Path) -> NDArray[np.float64]:
    import soundfile

    samples, sample_rate = soundfile.read(audio, dtype="float32")
    return np.asarray(remembering(functionals, memory)(samples, sample_rate))


def main(
    corpus: Path = Path("corpus/base"), voices: int = 1200, workers: int = 2, out: Path = Path("runs/bench")
) -> None:
    """Compute and keep the features of a corpus, for the judges of emotion and voice."""
    found = study(corpus, voices, workers, out / "heard")
    print(f"{len(found)} voices, {len(set(found.emotions))} emotions")


if __name__ == "__main__":
    import typer

    typer.run(main)
