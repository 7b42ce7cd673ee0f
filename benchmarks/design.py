"""Are designed voices what was described, and do they differ? 110 descriptions, judged by ear.

The descriptions (`benchmarks/descriptions`) were written for this and are used nowhere else. Every candidate
speaks its audition sentence plainly; `benchmarks.listener` says whose voice that is. The same for the
teachers with WORLD in the voice of each first candidate: what the design itself is worth, whatever the model
makes of it. Distances are those of `benchmarks.embedding`, in deviations of one voice from take to take.

    python -m benchmarks.design --pack tts/packs/base --corpus corpus/base --out runs/bench
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.embedding import Embedding
from benchmarks.intervals import mean_interval, share
from benchmarks.listener import Kind, Listener, gender_by_rule
from benchmarks.material import Line
from personas.ages import AGE_GROUPS
from personas.design import Design, design
from tts.errors import DramatisError

Array = NDArray[np.float64]

_FOLDER = Path(__file__).parent / "descriptions"
LANGUAGES = ("english", "chinese")
CANDIDATES = 4
_TAKES = 3  # of each candidate whose distances are measured


@dataclass(frozen=True)
class Described:
    """A description and what it says: gender and age group, None where it says nothing."""

    description: str
    language: str
    gender: str | None
    age: str | None


@dataclass(frozen=True)
class Judged:
    """One candidate: what was wanted of it, and as whom it is heard. rule: gender, by rule."""

    wanted: Described
    heard: Kind
    rule: str

    @property
    def age_right(self) -> bool | None:
        """None where the description says nothing."""
        return None if self.wanted.age is None else self.heard[0] == self.wanted.age

    @property
    def gender_right(self) -> bool | None:
        """None for children, whom nothing tells apart, and where the description says nothing certain."""
        return self.heard[1] == self.wanted.gender if self._gendered else None

    @property
    def rule_right(self) -> bool | None:
        return self.rule == self.wanted.gender if self._gendered else None

    @property
    def _gendered(self) -> bool:
        return self.wanted.gender in ("female", "male") and self.wanted.age != "child"


def descriptions() -> list[Described]:
    """All of them, those in English first."""
    found = []
    for language in LANGUAGES:
        for line in (_FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
            found.append(Described(language=language, **json.loads(line)))
    return found


def understood(wanted: Sequence[Described], made: Sequence[Design | None]) -> dict[str, Any]:
    """Whether the designs mean what was described, and how many failed: an error, fewer candidates than were
    asked, or an age or a gender given up."""
    read = [one.wanted if one else None for one in made]
    ages = [r is not None and r.group == w.age for w, r in zip(wanted, read, strict=True) if w.age]
    genders = [r is not None and r.gender == w.gender for w, r in zip(wanted, read, strict=True) if w.gender]
    failed = [
        one is None
        or len(one.candidates) < CANDIDATES
        or any("'age'" in note or "'gender'" in note for note in one.notes)
        for one in made
    ]
    return {
        "descriptions": len(made),
        "age understood": share(ages).rate,
        "gender understood": share(genders).rate,
        "failed": sum(failed),
    }


def attempt(wanted: Described, seed: int) -> Design | None:
    """The design, None when there is an error."""
    try:
        return design(wanted.description, CANDIDATES, seed)
    except DramatisError:
        return None


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Shares of right ages and genders, with intervals."""
    ages = share([one.age_right for one in judged if one.age_right is not None])
    genders = share([one.gender_right for one in judged if one.gender_right is not None])
    return {
        "takes": len(judged),
        "gender": genders.rate,
        "95 % of gender": genders.interval,
        "gender by rule": share([one.rule_right for one in judged if one.rule_right is not None]).rate,
        "age": ages.rate,
        "95 % of age": ages.interval,
    }


def rows(speaker: str, judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """All, each language, each age group."""
    found = [{"speaker": speaker, "of": "all", **figures(judged)}]
    parts = [(language, [one for one in judged if one.wanted.language == language]) for language in LANGUAGES]
    parts += [(age, [one for one in judged if one.wanted.age == age]) for age in AGE_GROUPS]
    found += [{"speaker": speaker, "of": name, **figures(part)} for name, part in parts if part]
    return found


def diversity(embedding: Embedding, features: Array) -> dict[str, Any]:
    """How far candidates are apart against one voice's own variation.

    features: (D, C, T, F) functionals of T takes by each of C candidates of D designs. A distance is between
    two takes; those of one voice are of different sentences, as are those of two.
    """
    points = embedding.embed(features) / np.sqrt(embedding.within)

    def apart(a: Array, b: Array) -> list[float]:
        pairs = [(i, j) for i in range(len(a)) for j in range(len(b)) if i != j]
        return [float(np.linalg.norm(a[i] - b[j])) for i, j in pairs]

    within = [np.mean(apart(takes, takes)) for voices in points for takes in voices]
    between = [np.mean([np.mean(apart(a, b)) for a, b in combinations(voices, 2)]) for voices in points]
    ratios = [
        apart_mean / np.mean([np.mean(apart(takes, takes)) for takes in voices])
        for apart_mean, voices in zip(between, points, strict=True)
    ]
    return {
        "designs": len(points),
        "between candidates": float(np.mean(between)),
        "within a voice": float(np.mean(within)),
        "ratio": float(np.mean(between) / np.mean(within)),
        "95 % of ratio": mean_interval(ratios),
        "designs below 1.5": int(sum(ratio < 1.5 for ratio in ratios)),
    }


def main(
    pack: Path = Path("tts/packs/base"),
    corpus: Path = Path("corpus/base"),
    out: Path = Path("runs/bench"),
    each: int = 200,
    voices: int = 200,
    workers: int = 1,
    quick: bool = False,
) -> None:
    """Designs judged by ear, their distances, and how many fail."""
    from benchmarks import functionals
    from benchmarks.chorus import model, perform, rules
    from benchmarks.embedding import learn
    from benchmarks.listener import lessons
    from benchmarks.material import sentences
    from benchmarks.report import publish
    from benchmarks.voices import voices as heard_voices

    memory = out / "heard"
    wanted = descriptions()[:: 5 if quick else 1]
    made = [attempt(one, seed) for seed, one in enumerate(wanted)]
    done = [(one, found) for one, found in zip(wanted, made, strict=True) if found]
    listener = Listener.taught(lessons(corpus, 60 if quick else each, memory))

    lines, asked = [], []
    for one, found in done:
        for candidate in found.candidates:
            who = candidate.persona
            lines.append(Line(candidate.audition.english, who.identity, who.id, seed=who.seed % 2**31))
            asked.append(one)
    table = []
    details = []
    for speaker, cast, step in (
        ("model", model(pack), 1),
        ("teacher → WORLD, same voice", rules, CANDIDATES),
    ):
        features = np.array(perform(lines[::step], cast, functionals.of, workers, speaker))
        heard, ruled = listener.hear(features), gender_by_rule(np.nan_to_num(features))
        judged = [Judged(*row) for row in zip(asked[::step], heard, ruled, strict=True)]
        table += rows(speaker, judged)
        details += [
            {
                "speaker": speaker,
                "description": one.wanted.description,
                "identity": vars(line.identity),
                "heard": " ".join(one.heard).strip(),
                "age right": one.age_right,
                "gender right": one.gender_right,
            }
            for one, line in zip(judged, lines[::step], strict=True)
        ]
    publish("design", table, out, pack=str(pack), **understood(wanted, made), candidates=details)

    some = done[:: max(1, len(done) // (4 if quick else 24))]
    texts = sentences(_TAKES)
    takes = [
        Line(text, candidate.persona.identity, candidate.persona.id, seed=number)
        for _, found in some
        for candidate in found.candidates
        for number, text in enumerate(texts)
    ]
    features = np.array(perform(takes, model(pack), functionals.of, workers, "distances"))
    embedding = learn(heard_voices(voices // 4 if quick else voices, workers, memory))
    apart = diversity(embedding, features.reshape(len(some), CANDIDATES, _TAKES, -1))
    publish("design-distances", [{**apart, **understood(wanted, made)}], out, pack=str(pack))


if __name__ == "__main__":
    import typer

    typer.run(main)
