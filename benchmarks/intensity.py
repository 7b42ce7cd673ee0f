"""Does more ask for more? Measured distance from neutral over intensity, and what must not change with it.

Distance from neutral is the Euclidean norm of the change in the eight quantities of `Acoustics`, each in
units of its spread: how much plain takes of one line by the model differ by chance. The neutral point of a
line is the mean of plain takes in other random draws, so that intensity 0 is a take like any other and no
step is free. Beside the model the teachers with WORLD. Four questions:

- rise: over `INTENSITIES`, does each take lie farther from neutral than the one before?
- direction: does each of three rounds of "more emotional" lie farther than the take it directs?
- voice: is a take at intensity 2 still taken for its speaker's, by a likelihood ratio that one stranger in
  twenty reaches? And whose is it most likely, of all voices of the crowd? See `embedding`.
- words: how many more does a recogniser miss at intensity 2 than at 0?

    python -m benchmarks.intensity --pack tts/packs/base --out runs/bench
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks import constancy, functionals
from benchmarks.acoustics import QUANTITIES, analyse
from benchmarks.chorus import Cast, perform
from benchmarks.embedding import Embedding, Threshold
from benchmarks.intervals import mean_interval, share
from benchmarks.material import Line
from benchmarks.recogniser import Recognition, compare, total, transcribe
from benchmarks.speakers import Spoken
from tts.style.identity import Identity
from tts.style.space import Style

Array = NDArray[np.float64]

INTENSITIES = (0.0, 0.5, 1.0, 1.5, 2.0)
EMOTIONS = (
    "calm", "happy", "excited", "tender", "proud", "surprised", "sad", "ashamed", "bored", "afraid", "angry",
    "contemptuous",
)  # fmt: skip
"""Those that are measured: the strongest and the faintest, one of each that sound alike."""
PERSONAS = ("documentary", "news-anchor", "sunny-youth", "empress-dowager")
"""Whose takes are measured: adults of both genders, whom a recogniser knows, plain and coloured voices."""
CROWD = (
    *PERSONAS, "brisk-professional", "drill-sergeant", "elder-man", "grandmother", "highland-guide",
    "kungfu-uncle", "little-girl", "schoolboy", "teenage-girl", "villain",
)  # fmt: skip
"""The voices among which a speaker must be known again."""
ROUNDS = 3
DIRECTION = "more emotional"
_PLAIN_TAKES = 3  # that make a line's neutral point
_OTHER_DRAWS = 1_000_000  # seeds of plain takes begin here


@dataclass(frozen=True, eq=False)
class Heard:
    """What was found in one take: quantities, (8,) `Acoustics`; timbre, functionals, and words, as
    recognised, empty and None where nobody asked for them."""

    quantities: Array
    timbre: Array = field(default_factory=lambda: np.zeros(0))
    words: Recognition | None = None


Ear = Callable[[Line, Spoken], Heard]


def measure(line: Line, spoken: Spoken) -> Heard:
    """The quantities alone."""
    return Heard(analyse(spoken.samples, spoken.sample_rate, len(spoken.phones)).vector())


def acquaint(line: Line, spoken: Spoken) -> Heard:
    """The quantities, and who speaks."""
    return replace(measure(line, spoken), timbre=functionals.of(line, spoken))


def understand(line: Line, spoken: Spoken) -> Heard:
    """The quantities, and which words are heard."""
    words = compare(line.text, transcribe(spoken.samples, spoken.sample_rate))
    return replace(measure(line, spoken), words=words)


@dataclass(frozen=True)
class Neutral:
    """The neutral points of a cast. points: (voice, text) → (8,). spread: (8,) of single takes about them."""

    points: Mapping[tuple[str, str], Array]
    spread: Array

    def distance(self, line: Line, heard: Heard) -> float:
        """How far a take is from its line's neutral point, in spreads."""
        return float(np.linalg.norm(self.change(line, heard)))

    def change(self, line: Line, heard: Heard) -> Array:
        """(8,) in which direction and how far, in spreads."""
        found = (heard.quantities - self.points[line.voice, line.text]) / self.spread
        # A voice that gives way to noise at the end of a scale has no pitch to compare there.
        return np.asarray(np.nan_to_num(found))


def plain_lines(voices: Mapping[str, Identity], texts: Sequence[str], takes: int) -> list[Line]:
    """Each text by each voice without direction, `takes` times in draws that nothing else uses."""
    return [
        Line(text, identity, voice, seed=_OTHER_DRAWS + take)
        for voice, identity in voices.items()
        for text in texts
        for take in range(takes)
    ]


def by_line(lines: Sequence[Line], heard: Sequence[Heard]) -> dict[tuple[str, str], Array]:
    """(voice, text) → (takes, 8) quantities of its takes."""
    takes: dict[tuple[str, str], list[Array]] = {}
    for line, one in zip(lines, heard, strict=True):
        takes.setdefault((line.voice, line.text), []).append(one.quantities)
    return {key: np.array(rows) for key, rows in takes.items()}


def spread(plain: Mapping[tuple[str, str], Array]) -> Array:
    """(8,) standard deviation of plain takes about the mean of their line."""
    return np.asarray(np.sqrt(np.nanmean([takes.var(axis=0, ddof=1) for takes in plain.values()], axis=0)))


def ladder(voices: Mapping[str, Identity], texts: Sequence[str], emotions: Sequence[str]) -> list[Line]:
    """Every emotion by every voice with every text at all `INTENSITIES` in turn, one seed a climb."""
    climbs = [(emotion, voice, text) for emotion in emotions for voice in voices for text in texts]
    return [
        Line(text, voices[voice], voice, Style({emotion: 1.0}, intensity), emotion, seed)
        for seed, (emotion, voice, text) in enumerate(climbs)
        for intensity in INTENSITIES
    ]


def directed(names: Sequence[str], texts: Sequence[str], emotions: Sequence[str]) -> list[Line]:
    """Every emotion asked of every persona in a word, and after each of `ROUNDS` times `DIRECTION`."""
    return [
        Line(text, identity, name, style, emotion, seed, caption)
        for seed, (emotion, name, text) in enumerate(
            (emotion, name, text) for emotion in emotions for name in names for text in texts
        )
        for identity, style, caption in _rounds(name, emotion)
    ]


def _rounds(name: str, emotion: str) -> Iterator[tuple[Identity, Style, str | None]]:
    from personas import persona
    from studio.request import direct
    from tts.style.directions import apply
    from tts.style.history import History

    first = direct(persona(name), emotion)
    history = History.of(first.style, first.caption)
    yield first.persona.identity, first.style, first.caption
    for _ in range(ROUNDS):
        history = apply(DIRECTION, history).history
        yield first.persona.identity, history.style, history.present.caption


def rises(distances: Array) -> dict[str, Any]:
    """(climbs, steps) distances → share of neighbours that rise strictly, and mean rank correlation."""
    from scipy.stats import spearmanr

    risen = share(np.diff(distances, axis=1) > 0)
    ranks = [float(spearmanr(np.arange(len(climb)), climb).statistic) for climb in distances]
    return {
        "pairs": risen.cases,
        "rise": risen.rate,
        "95 %": risen.interval,
        "Spearman": float(np.mean(ranks)),
        "95 % of it": mean_interval(ranks),
    }


def unevenness(changes: Array) -> float:
    """Largest deviation from a straight line of the distance over intensity, as a share of the last one.

    changes: (climbs, steps, 8) of one emotion; their mean over the climbs is free of the chance of takes.
    """
    curve = np.linalg.norm(changes.mean(axis=0), axis=1)
    return float(np.abs(curve / curve[-1] - np.array(INTENSITIES) / INTENSITIES[-1]).max())


@dataclass(frozen=True)
class Material:
    """What is spoken. voices, texts, emotions: what is measured. crowd, acquaintance: voices among which a
    speaker is to be known, and the sentences by which they are; long_texts: those of which it is told who
    speaks."""

    voices: Mapping[str, Identity]
    texts: Sequence[str]
    emotions: Sequence[str]
    crowd: Mapping[str, Identity]
    acquaintance: Sequence[str]
    long_texts: Sequence[str]


class Ensemble(Protocol):
    """A cast that speaks lines to an ear; see `chorus.perform`."""

    def __call__(self, lines: Sequence[Line], ear: Ear) -> list[Heard]: ...


def climb(speak: Ensemble, material: Material, point: Neutral) -> tuple[list[tuple[Line, Heard]], Array]:
    """All takes of the ladder, and the changes (emotions, climbs, steps, 8) that were heard in them."""
    lines = ladder(material.voices, material.texts, material.emotions)
    at_end = [line.style.intensity in (INTENSITIES[0], INTENSITIES[-1]) for line in lines]
    # Which words are heard is asked at the ends alone: it takes longest.
    ends = iter(speak([line for line, end in zip(lines, at_end, strict=True) if end], understand))
    inner = iter(speak([line for line, end in zip(lines, at_end, strict=True) if not end], measure))
    takes = [(line, next(ends if end else inner)) for line, end in zip(lines, at_end, strict=True)]
    changes = np.array([point.change(line, heard) for line, heard in takes])
    return takes, changes.reshape(len(material.emotions), -1, len(INTENSITIES), len(QUANTITIES))


def rise_of_emotions(
    emotions: Sequence[str], changes: Array, takes: Sequence[tuple[Line, Heard]]
) -> list[dict[str, Any]]:
    """A row for each emotion: does it rise, how evenly, how far, and what is understood at its highest."""
    rows = []
    for emotion, found in zip(emotions, changes, strict=True):
        far = np.linalg.norm(found, axis=-1)
        said = [
            one.words
            for line, one in takes
            if (line.group, line.style.intensity) == (emotion, INTENSITIES[-1]) and one.words
        ]
        rows.append(
            {
                "emotion": emotion,
                "rise": share(np.diff(far, axis=1) > 0).rate,
                "unevenness": unevenness(found),
                "distance": [float(value) for value in far.mean(axis=0)],
                "WER % at 2": total(said).rate if said else None,
            }
        )
    return rows


def rounds(speak: Ensemble, material: Material, point: Neutral, texts: int = 2) -> dict[str, Any]:
    """Share of rounds of `DIRECTION` after which the take lies farther from neutral than before."""
    lines = directed(list(material.voices), material.texts[:texts], material.emotions)
    heard = speak(lines, measure)
    far = [point.distance(line, one) for line, one in zip(lines, heard, strict=True)]
    more = share(np.diff(np.array(far).reshape(-1, ROUNDS + 1), axis=1) > 0)
    return {"rounds": more.cases, "rise": more.rate, "95 %": more.interval}


def voices_kept(speak: Ensemble, material: Material, embedding: Embedding, edge: Threshold) -> dict[str, Any]:
    """Whether takes at the highest intensity are their speakers' still; see `constancy.kept`."""
    plain = plain_lines(material.crowd, material.acquaintance, 1)
    known = list(zip(plain, speak(plain, acquaint), strict=True))
    enrolled = {
        voice: np.array([one.timbre for line, one in known if line.voice == voice])
        for voice in material.crowd
    }
    climbs = ladder(material.voices, material.long_texts, material.emotions)
    last = [line for line in climbs if line.style.intensity == INTENSITIES[-1]]
    takes = [(line.voice, one.timbre) for line, one in zip(last, speak(last, acquaint), strict=True)]
    return constancy.kept(embedding, edge, enrolled, takes)


def words_kept(takes: Sequence[tuple[Line, Heard]]) -> dict[str, Any]:
    """Word errors at the lowest and highest intensity; see `constancy.words`."""
    first, last = (
        [one.words for line, one in takes if line.style.intensity == at and one.words]
        for at in (INTENSITIES[0], INTENSITIES[-1])
    )
    return constancy.words(first, last)


def main(
    pack: Path = Path("tts/packs/base"),
    out: Path = Path("runs/bench"),
    workers: int = 2,
    voices: int = 200,
    quick: bool = False,
) -> None:
    """Distance from neutral over intensity and direction; voices and words kept; beside the teachers."""
    from benchmarks.chorus import model, rules
    from benchmarks.embedding import learn, threshold
    from benchmarks.material import persona_voices, sentences
    from benchmarks.report import publish
    from benchmarks.voices import voices as heard_voices

    learnt, held_out = heard_voices(voices // 4 if quick else voices, workers, out / "heard").split()
    embedding = learn(learnt)
    edge = threshold(embedding, held_out)
    everybody = persona_voices()
    long_texts = sentences(6 if quick else 11, 8, 18)
    material = Material(
        voices={name: everybody[name] for name in PERSONAS[: 2 if quick else None]},
        crowd={name: everybody[name] for name in CROWD[: 6 if quick else None]},
        texts=sentences(2 if quick else 5),
        acquaintance=long_texts[3:],
        long_texts=long_texts[:3],
        emotions=EMOTIONS[:: 2 if quick else 1],
    )
    tables: dict[str, list[dict[str, Any]]] = {}
    unit: Array | None = None
    for name, cast in {"model": model(pack), "rules": rules}.items():

        def speak(lines: Sequence[Line], ear: Ear, name: str = name, cast: Cast = cast) -> list[Heard]:
            return perform(lines, cast, ear, workers, name)

        lines = plain_lines(material.voices, material.texts, _PLAIN_TAKES)
        plain = by_line(lines, speak(lines, measure))
        # Rules know no chance: they are measured in the model's spread.
        unit = spread(plain) if unit is None else unit
        point = Neutral({line: np.nanmean(takes, axis=0) for line, takes in plain.items()}, unit)
        takes, changes = climb(speak, material, point)
        rise = rises(np.linalg.norm(changes, axis=-1).reshape(-1, len(INTENSITIES)))
        found = {
            "rise": [rise],
            "direction": [rounds(speak, material, point)],
            "voice": [voices_kept(speak, material, embedding, edge)],
            "words": [words_kept(takes)],
            "emotions": rise_of_emotions(material.emotions, changes, takes),
        }
        for table, rows in found.items():
            tables.setdefault(table, []).extend({"speaker": name, **row} for row in rows)
    for table, rows in tables.items():
        publish(f"intensity-{table}", rows, out, pack=str(pack), quick=quick)


if __name__ == "__main__":
    import typer

    typer.run(main)
