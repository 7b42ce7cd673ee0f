"""Whose voice is that, by ear: gender and age group, for voices that nothing but their sound is known of.

The listener learns from corpus speech what the corpus' voices are called (`tts.corpus.labels.voice`): linear
discriminants on acoustic functionals, with as many voices of each kind. It has never heard the voice model. A
second opinion on gender comes from rules alone, without anything learnt: pitch and formants against the
midpoints between men and women.

    python -m benchmarks.listener --corpus corpus/base
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.functionals import FORMANTS, NAMES, functionals
from benchmarks.memory import remembering
from tts.corpus.labels import voice
from tts.style.delivery import Delivery
from tts.style.identity import Identity

Array = NDArray[np.float64]
Kind = tuple[str, str]
"""Age group ("child", "young", "adult", "elder") and gender; children have none, ""."""

KINDS: tuple[Kind, ...] = (
    ("child", ""),
    *((age, gender) for age in ("young", "adult", "elder") for gender in ("female", "male")),
)
_GROUPS = {
    "child": "child",
    "young": "young",
    "adult": "adult",
    "old": "elder",
}  # label of the corpus → group

# How loud a voice is says nothing of its owner, and synthetic speech has its own level.
_COLUMNS = [n for n, name in enumerate(NAMES) if name != "level" and not name.startswith("loudness")]

_PITCH, _SCALE = 157.0, 1.07  # Hz and formant scale half way between men and women, in octaves
_JND = (1.95, 1.73)  # semitones of pitch and of formants that make another voice (Gaudrain & Başkent 2018)
_SCHWA = 500.0  # Hz, first formant of a man's neutral vowel; the others are its odd multiples


@dataclass(frozen=True, eq=False)
class Lessons:
    """features: (N, len(NAMES)) functionals of plain corpus speech. kinds: whose voice each is."""

    features: Array
    kinds: tuple[Kind, ...]


def lessons(corpus: Path, each: int, memory: Path | None = None, skip: int = 0) -> Lessons:
    """So many voices of each kind, as far as the corpus has them: its plain utterances, one a voice.

    memory: see `benchmarks.memory`. skip: voices of each kind to leave out first, for a test on others.
    Raises CorpusError when the folder holds no corpus.
    """
    import soundfile
    from tqdm import tqdm

    hear = remembering(functionals, memory)
    found = _voices(corpus, skip + each)
    chosen = [(kind, path) for kind, paths in found.items() for path in paths[skip:]]
    rows = []
    for _, path in tqdm(chosen, "lessons", leave=False):
        samples, sample_rate = soundfile.read(path, dtype="float32")
        rows.append(hear(samples, sample_rate))
    features = np.array(rows).reshape(len(rows), len(NAMES))
    known = np.isfinite(features[:, _COLUMNS]).all(axis=1)
    kinds = tuple(kind for (kind, _), good in zip(chosen, known, strict=True) if good)
    return Lessons(features[known], kinds)


def _voices(corpus: Path, wanted: int) -> dict[Kind, list[Path]]:
    """Recordings of up to `wanted` voices of each kind."""
    from tts.corpus.build import read_corpus

    found: dict[Kind, list[Path]] = {kind: [] for kind in KINDS}
    for folder, records in read_corpus(corpus):
        met: set[Identity] = set()
        for record in records:
            plain = record.intensity == 0 and record.delivery == Delivery()
            if not plain or record.identity is None or record.identity in met:
                continue
            met.add(record.identity)
            kind = kind_of(record.identity)
            if kind is not None and len(found[kind]) < wanted:
                found[kind].append(folder / record.audio)
        if all(len(paths) >= wanted for paths in found.values()):
            break
    return found


def kind_of(identity: Identity) -> Kind | None:
    """What the corpus calls a voice, None when its body and its pitch tell different stories."""
    label = voice(identity)
    if label.age == "child":
        return "child", ""
    return (_GROUPS[label.age], label.gender) if label.gender else None


@dataclass(frozen=True, eq=False)
class Listener:
    """A trained ear."""

    judge: Any

    @staticmethod
    def taught(found: Lessons) -> Listener:
        """Linear discriminants with shrinkage; every kind is as likely as the others."""
        from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        names = [_name(kind) for kind in found.kinds]
        kinds = len(set(names))
        linear = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto", priors=np.full(kinds, 1 / kinds))
        return Listener(make_pipeline(StandardScaler(), linear).fit(found.features[:, _COLUMNS], names))

    def hear(self, features: Array) -> tuple[Kind, ...]:
        """(N, len(NAMES)) functionals → whose voices they are."""
        guesses = self.judge.predict(np.nan_to_num(features[:, _COLUMNS]))
        by_name = {_name(kind): kind for kind in KINDS}
        return tuple(by_name[str(guess)] for guess in guesses)


def _name(kind: Kind) -> str:
    return " ".join(kind).strip()


def gender_by_rule(features: Array) -> tuple[str, ...]:
    """(N, len(NAMES)) functionals → "female" or "male": pitch and formants against the midpoints.

    Both are counted in just noticeable differences from the midpoint, and the larger decides. The formant
    scale is the mean of log F1–F4 against the resonances of a man's neutral tube, 17.5 cm long.
    """
    scale = np.mean(
        [
            features[:, NAMES.index(f"f{n} mean")] - math.log(_SCHWA * (2 * n - 1))
            for n in range(1, FORMANTS + 1)
        ],
        axis=0,
    )
    pitch = features[:, NAMES.index("pitch mean")] - 12 * math.log2(_PITCH)
    formants = 12 * (scale / math.log(2) - math.log2(_SCALE))
    score = pitch / _JND[0] + formants / _JND[1]
    return tuple("female" if value > 0 else "male" for value in score)


def main(corpus: Path = Path("corpus/base"), each: int = 200, out: Path = Path("runs/bench")) -> None:
    """How well the listener knows voices of the corpus that it was not taught."""
    from benchmarks.report import show

    listener = Listener.taught(lessons(corpus, each, out / "heard"))
    test = lessons(corpus, each // 4, out / "heard", skip=each)
    show("listener", [row_of(test.kinds, listener.hear(test.features), gender_by_rule(test.features))])
    missed = Counter(
        (_name(kind), _name(guess))
        for kind, guess in zip(test.kinds, listener.hear(test.features), strict=True)
        if kind != guess
    )
    for (kind, guess), count in missed.most_common(8):
        print(f"{kind} taken for {guess}: {count}")


def row_of(kinds: Sequence[Kind], heard: Sequence[Kind], ruled: Sequence[str]) -> dict[str, Any]:
    """Figures of voices whose kind is known."""
    from benchmarks.intervals import share

    ages = share([kind[0] == guess[0] for kind, guess in zip(kinds, heard, strict=True)])
    grown = [n for n, kind in enumerate(kinds) if kind[0] != "child"]
    genders = share([kinds[n][1] == heard[n][1] for n in grown])
    return {
        "takes": ages.cases,
        "age": ages.rate,
        "95 % of age": ages.interval,
        "gender": genders.rate,
        "95 % of gender": genders.interval,
        "gender by rule": share([kinds[n][1] == ruled[n] for n in grown]).rate,
    }


if __name__ == "__main__":
    import typer

    typer.run(main)
