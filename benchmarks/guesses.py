"""How far can guesses be trusted? The lexicon's own expressions, every fifth held out.

    python -m benchmarks.guesses

Expressions of the same word stems are held out together. Every expression that is held out is guessed by
itself, which flatters where the lexicon lists many variants of one image, and is hard on figures of speech
that it holds once.
"""

from __future__ import annotations

import hashlib
import time
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import typer

from tts.style.emotions import EMOTION_IDS
from tts.style.guess import NONE, THRESHOLDS, Guesser, examples
from tts.style.lexicon import LANGUAGES
from tts.style.tokens import stem


def held_out(tokens: tuple[str, ...]) -> bool:
    """Whether an expression is tested on rather than fitted to; the same for all of its inflections."""
    key = " ".join(sorted(filter(None, map(stem, tokens))))
    return int(hashlib.md5(key.encode()).hexdigest(), 16) % 5 == 0


def figures(language: str) -> list[dict[str, Any]]:
    """A row for each threshold, of shares in %.

    guessed: expressions of a feeling for which a feeling is guessed, and of a manner for which a manner is;
    right: of those; guessed wrongly: expressions of a feeling for which a manner is guessed, or of a manner
    for which a feeling is.
    """
    known = [pair for pair in examples(language) if not held_out(pair[0])]
    asked = [pair for pair in examples(language) if held_out(pair[0])]
    guesser = Guesser.of(known)
    started = time.perf_counter()
    found = [guesser.probabilities(tokens) for tokens, _ in asked]
    milliseconds = 1000 * (time.perf_counter() - started) / len(asked)
    best = [max(each.items(), key=itemgetter(1))[0] for each in found]
    sure = np.array([each[name] for each, name in zip(found, best, strict=True)])
    right = np.array([name == wanted for name, (_, wanted) in zip(best, asked, strict=True)])
    wanted = np.array([_sort(name) for _, name in asked])
    guessed = np.array([_sort(name) for name in best])
    rows = []
    for threshold in sorted({0.0, 0.3, 0.45, 0.6, 0.75, 0.9, THRESHOLDS[language]}):
        row: dict[str, Any] = {"language": language, "threshold": threshold}
        for sort, other in (("feeling", "manner"), ("manner", "feeling")):
            made = (wanted == sort) & (guessed == sort) & (sure >= threshold)
            wrong = (wanted == sort) & (guessed == other) & (sure >= threshold)
            row[f"{sort}s"] = int((wanted == sort).sum())
            row[f"{sort} guessed %"] = 100 * float(made.sum() / (wanted == sort).sum())
            row[f"{sort} right %"] = 100 * float(right[made].mean()) if made.any() else 0.0
            row[f"{sort} taken for a {other} %"] = 100 * float(wrong.sum() / (wanted == sort).sum())
        rows.append({**row, "ms": milliseconds})
    return rows


def _sort(name: str) -> str:
    """The sort of a class: a feeling, a manner or neither."""
    return "feeling" if name in EMOTION_IDS else "" if name == NONE else "manner"


def main(out: Path = Path("runs/bench")) -> None:
    """Coverage and accuracy of guesses on held-out expressions."""
    from benchmarks.report import publish

    publish("guesses", [row for language in LANGUAGES for row in figures(language)], out)


if __name__ == "__main__":
    typer.run(main)
