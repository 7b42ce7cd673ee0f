"""Is a blend of two emotions between them? Each quantity that Praat hears, where the parts differ in it.

Both parts and their even mixture, at the same intensity, by the same personas with the same sentences. A
quantity counts for a pair and persona when a paired t-test over the sentences tells the parts apart
(p < .01); the blend is right when its mean lies between theirs. Beside it the teachers with WORLD.

    python -m benchmarks.mixtures --pack tts/packs/base --out runs/bench
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.acoustics import QUANTITIES
from benchmarks.intervals import share
from benchmarks.material import Line
from tts.style.identity import Identity
from tts.style.space import Style

PAIRS: tuple[tuple[str, str], ...] = (
    ("happy", "sad"), ("angry", "sad"), ("excited", "calm"), ("afraid", "angry"), ("tender", "amused"),
    ("surprised", "disappointed"), ("proud", "ashamed"), ("bored", "excited"), ("anxious", "tender"),
    ("contemptuous", "happy"), ("hateful", "calm"), ("disgusted", "surprised"),
)  # fmt: skip
PERSONAS = ("documentary", "news-anchor", "sunny-youth", "empress-dowager")
INTENSITY = 1.5
_CERTAIN = 0.01  # p of the t-test


def lines(pairs: Sequence[tuple[str, str]], voices: dict[str, Identity], texts: Sequence[str]) -> list[Line]:
    """First part, second part and blend of each pair by each voice with each text, in this nesting."""
    return [
        Line(text, identity, voice, Style(emotions, INTENSITY), "+".join(emotions), seed=turn)
        for first, second in pairs
        for voice, identity in voices.items()
        for emotions in ({first: 1.0}, {second: 1.0}, {first: 0.5, second: 0.5})
        for turn, text in enumerate(texts)
    ]


def between(takes: NDArray[np.float64]) -> list[tuple[str, bool]]:
    """Each quantity in which the parts differ, and whether the blend lies between them.

    takes: (3, texts, quantities) of first part, second part and blend.
    """
    from scipy.stats import ttest_rel

    found = []
    for index, quantity in enumerate(QUANTITIES):
        first, second, blend = takes[..., index]
        known = np.isfinite(first) & np.isfinite(second) & np.isfinite(blend)
        if known.sum() < 3 or not np.any(first[known] - second[known]):
            continue
        if ttest_rel(first[known], second[known]).pvalue < _CERTAIN:
            low, high = sorted((first[known].mean(), second[known].mean()))
            found.append((quantity, bool(low < blend[known].mean() < high)))
    return found


def summarise(found: Sequence[tuple[str, bool]]) -> list[dict[str, Any]]:
    """A row for all quantities together and one for each."""
    rows = []
    for quantity in ("all", *QUANTITIES):
        right = share([inside for name, inside in found if quantity in ("all", name)])
        if right.cases:
            rows.append(
                {
                    "quantity": quantity,
                    "cases": right.cases,
                    "between": right.rate,
                    "95 %": right.interval,
                }
            )
    return rows


def main(
    pack: Path = Path("tts/packs/base"),
    out: Path = Path("runs/bench"),
    workers: int = 2,
    quick: bool = False,
) -> None:
    """Blends of emotions against their parts, beside the rule-only teachers."""
    from benchmarks.acoustics import listen
    from benchmarks.chorus import Cast, model, perform, rules
    from benchmarks.material import persona_voices, sentences
    from benchmarks.report import publish

    pairs = PAIRS[:3] if quick else PAIRS
    voices = {name: persona_voices()[name] for name in PERSONAS[: 2 if quick else None]}
    texts = sentences(4 if quick else 6)
    asked = lines(pairs, voices, texts)
    casts: dict[str, Cast] = {"model": model(pack), "rules": rules}
    rows = []
    for name, cast in casts.items():
        heard = np.array([one.vector() for one in perform(asked, cast, listen, workers, name)])
        trios = heard.reshape(len(pairs) * len(voices), 3, len(texts), len(QUANTITIES))
        found = [one for trio in trios for one in between(trio)]
        rows += [{"speaker": name, **row} for row in summarise(found)]
    publish("mixtures", rows, out, pack=str(pack), intensity=INTENSITY, quick=quick)


if __name__ == "__main__":
    import typer

    typer.run(main)
