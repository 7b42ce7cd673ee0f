"""How far can guesses of a feeling be trusted? The lexicon's own expressions, every fifth held out.

    python -m benchmarks.guesses

Expressions of the same word stems are held out together. Beside the guesser: what the rules understand of
what is held out, when they know the rest of the lexicon only by parts of it.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

import numpy as np
import typer

from tts.style.guess import THRESHOLDS, Guesser, examples
from tts.style.lexicon import LANGUAGES
from tts.style.tokens import stem


def held_out(tokens: tuple[str, ...]) -> bool:
    """Whether an expression is tested on rather than fitted to; the same for all of its inflections."""
    key = " ".join(sorted(filter(None, map(stem, tokens))))
    return int(hashlib.md5(key.encode()).hexdigest(), 16) % 5 == 0


def figures(language: str) -> list[dict[str, Any]]:
    """A row for each threshold: share of held-out expressions of a feeling that are guessed, share of those
    that are right, and share of the manners of speaking in which a feeling is guessed; in %."""
    known = [pair for pair in examples(language) if not held_out(pair[0])]
    asked = [pair for pair in examples(language) if held_out(pair[0])]
    guesser = Guesser.of(known)
    started = time.perf_counter()
    found = [guesser.probabilities(tokens) for tokens, _ in asked]
    milliseconds = 1000 * (time.perf_counter() - started) / len(asked)
    best = [max(each, key=lambda name, each=each: each[name]) for each in found]
    sure = np.array([each[name] for each, name in zip(found, best, strict=True)])
    right = np.array([name == wanted for name, (_, wanted) in zip(best, asked, strict=True)])
    felt = np.array([wanted != "none" for _, wanted in asked])
    feels = np.array([name != "none" for name in best])
    rows = []
    for threshold in sorted({0.0, 0.3, 0.45, 0.6, 0.75, 0.9, THRESHOLDS[language]}):
        guessed = feels & (sure >= threshold)
        rows.append(
            {
                "language": language,
                "threshold": threshold,
                "expressions": int(felt.sum()),
                "guessed %": 100 * float(guessed[felt].mean()),
                "right of those %": 100 * float(right[guessed & felt].mean()) if guessed[felt].any() else 0.0,
                "guessed in manners %": 100 * float(guessed[~felt].mean()),
                "ms": milliseconds,
            }
        )
    return rows


def main(out: Path = Path("runs/bench")) -> None:
    """Coverage and accuracy of guesses on held-out expressions."""
    from benchmarks.report import publish

    publish("guesses", [row for language in LANGUAGES for row in figures(language)], out)


if __name__ == "__main__":
    typer.run(main)
