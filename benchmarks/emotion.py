"""Is the emotion heard? A classifier that learnt emotions from the corpus judges generated speech.

Its features are the functionals of a take less those of the same voice's plain take of the same sentence: a
listener who knows the speaker. Which emotions such features can tell apart at all is found on corpus speech
alone: emotions that a cross-validated classifier confuses are joined until the rest is told apart
(`told_apart`). Reported are the share of right answers over all emotions and over those groups, for held-out
corpus speech (the ceiling), for the model and for the teachers with WORLD, all of sentences and voices not
learnt.

    python -m benchmarks.emotion --pack tts/packs/base --corpus corpus/base --out runs/bench
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.intervals import share
from benchmarks.material import Line
from benchmarks.study import Study
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import Identity
from tts.style.space import Style

Array = NDArray[np.float64]
Group = frozenset[str]

PERSONAS = ("documentary", "news-anchor", "sunny-youth", "empress-dowager", "kungfu-uncle", "teenage-girl")
_CLEAR = 0.8  # share of every group that is recognised when no more emotions are joined


@dataclass(frozen=True, eq=False)
class Examples:
    """changes: (N, F) functionals less those of the plain take. emotions: what each expresses."""

    changes: Array
    emotions: tuple[str, ...]


def examples(study: Study) -> Examples:
    """The stronger renderings of a study's voices, of intensity 1–2."""
    return Examples(study.features[:, 2] - study.features[:, 0], study.emotions)


def classifier() -> Any:
    """Linear discriminants with shrinkage, after scaling: small, and with nothing to tune."""
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"))


def told_apart(found: Examples, clear: float = _CLEAR) -> tuple[Group, ...]:
    """Groups of emotions that the features can tell apart, by five-fold cross-validation.

    The group that is recognised worst is joined with the one it is most often taken for, until each is
    recognised in a share `clear` of its cases.
    """
    from sklearn.model_selection import cross_val_predict

    guesses = cross_val_predict(classifier(), found.changes, found.emotions, cv=5)
    groups = [frozenset([emotion]) for emotion in sorted(set(found.emotions))]
    while len(groups) > 1:
        table = _confusion(found.emotions, guesses, groups)
        worst = int(table.diagonal().argmin())
        if table[worst, worst] >= clear:
            break
        rivals = table[worst] + table[:, worst]
        rivals[worst] = -1.0
        other = int(rivals.argmax())
        joined = groups[worst] | groups[other]
        groups = [group for n, group in enumerate(groups) if n not in (worst, other)] + [joined]
    return tuple(sorted(groups, key=sorted))


def _confusion(truth: Sequence[str], guesses: Sequence[str], groups: Sequence[Group]) -> Array:
    """(G, G) share of each group's cases (row) that is taken for each group (column)."""
    place = {emotion: n for n, group in enumerate(groups) for emotion in group}
    table = np.zeros((len(groups), len(groups)))
    for true, guess in zip(truth, guesses, strict=True):
        table[place[true], place[guess]] += 1
    return np.asarray(table / np.maximum(table.sum(axis=1, keepdims=True), 1))


def lines(voices: Mapping[str, Identity], texts: Sequence[str], seed: int = 0) -> list[Line]:
    """Each voice says each text plainly and with each emotion, at intensities drawn from 1–2."""
    chance = np.random.default_rng(seed)
    found: list[Line] = []
    for voice, identity in voices.items():
        for text in texts:
            styles = [Style()] + [
                Style({name: 1.0}, round(float(chance.uniform(1, 2)), 2)) for name in EMOTION_IDS[1:]
            ]
            for style in styles:
                group = next(iter(style.emotions), "neutral")
                found.append(Line(text, identity, voice, style, group, seed=len(found)))
    return found


def spoken_examples(asked: Sequence[Line], features: Array) -> Examples:
    """Functionals (N, F) of the takes of `lines` as examples."""
    per = len(EMOTION_IDS)
    table = features.reshape(-1, per, features.shape[-1])
    changes = (table[:, 1:] - table[:, :1]).reshape(-1, features.shape[-1])
    emotions = tuple(line.group for line in asked if line.group != "neutral")
    # What a take has nothing of (no voiceless stretch, say) is taken not to differ.
    return Examples(np.nan_to_num(changes), emotions)


def scores(judge: Any, found: Examples, groups: Sequence[Group]) -> dict[str, Any]:
    """Share of right answers over all emotions and over the groups, with intervals."""
    guesses = judge.predict(found.changes)
    place = {emotion: n for n, group in enumerate(groups) for emotion in group}
    exact = share([true == guess for true, guess in zip(found.emotions, guesses, strict=True)])
    grouped = share(
        [place[true] == place[guess] for true, guess in zip(found.emotions, guesses, strict=True)]
    )
    return {
        "takes": exact.cases,
        f"of {len(place)} emotions": exact.rate,
        "95 %": exact.interval,
        f"of {len(groups)} groups": grouped.rate,
        "95 % of groups": grouped.interval,
    }


def main(
    pack: Path = Path("tts/packs/base"),
    corpus: Path = Path("corpus/base"),
    out: Path = Path("runs/bench"),
    workers: int = 2,
    voices: int = 1200,
    quick: bool = False,
) -> None:
    """Emotions recognised in generated speech, beside held-out corpus speech and the rule-only teachers."""
    from benchmarks import functionals
    from benchmarks.chorus import Cast, model, perform, rules
    from benchmarks.material import persona_voices, sentences
    from benchmarks.report import publish
    from benchmarks.study import study

    count = voices // 3 if quick else voices
    learnt, held_out = study(corpus, count, workers, out / "heard").split()
    lessons = examples(learnt)
    groups = told_apart(lessons)
    judge = classifier().fit(lessons.changes, lessons.emotions)
    rows = [{"speaker": "corpus, held out", **scores(judge, examples(held_out), groups)}]
    cast_voices = {name: persona_voices()[name] for name in PERSONAS[: 2 if quick else None]}
    asked = lines(cast_voices, sentences(2 if quick else 5))
    casts: dict[str, Cast] = {"model": model(pack), "rules": rules}
    recalls: dict[str, Any] = {}
    for name, cast in casts.items():
        features = np.array(perform(asked, cast, functionals.of, workers, name))
        found = spoken_examples(asked, features)
        rows.append({"speaker": name, **scores(judge, found, groups)})
        table = _confusion(found.emotions, judge.predict(found.changes), groups)
        recalls[name] = {
            " ".join(sorted(group)): float(value)
            for group, value in zip(groups, table.diagonal(), strict=True)
        }
    publish(
        "emotion", rows, out, pack=str(pack), quick=quick,
        groups=[sorted(group) for group in groups], recalls=recalls,
    )  # fmt: skip


if __name__ == "__main__":
    import typer

    typer.run(main)
