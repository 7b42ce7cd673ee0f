"""What must not change with intensity: who speaks, and which words are heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.embedding import Embedding, equal_error
from benchmarks.intervals import share
from benchmarks.recogniser import Recognition, total

Array = NDArray[np.float64]
Voiced = tuple[str, Array]
"""Name of the voice and functionals (F,) of one take."""


def kept(
    embedding: Embedding,
    enrolled: Mapping[str, Array],
    plain: Sequence[Voiced],
    takes: Sequence[Voiced],
) -> dict[str, Any]:
    """Whether takes are their speakers' still.

    enrolled: voice → (N, F) functionals of plain takes. plain: (voice, functionals) of others, which set the
    threshold. takes: those to judge.
    """
    names = list(enrolled)
    references = {name: embedding.embed(np.nan_to_num(rows)) for name, rows in enrolled.items()}

    def scores(ones: Sequence[Voiced]) -> Array:
        embedded = embedding.embed(np.nan_to_num(np.array([timbre for _, timbre in ones])))
        return np.stack([embedding.likeness(references[name], embedded) for name in names], axis=1)

    def own(ones: Sequence[Voiced]) -> NDArray[np.bool_]:
        return np.array([[voice == name for name in names] for voice, _ in ones])

    known = scores(plain)
    threshold, error = equal_error(known[own(plain)], known[~own(plain)])
    judged = scores(takes)
    same = share(judged[own(takes)] >= threshold)
    nearest = share(
        [names[int(best)] == voice for best, (voice, _) in zip(judged.argmax(1), takes, strict=True)]
    )
    return {
        "takes": same.cases,
        "voice kept": same.rate,
        "95 %": same.interval,
        "equal error": error,
        f"closest of {len(names)}": nearest.rate,
        "95 % of it": nearest.interval,
    }


def words(before: Sequence[Recognition], after: Sequence[Recognition]) -> dict[str, Any]:
    """Word error rates of the same lines at intensity 0 and 2, %, and the 95 % interval of the difference."""
    errors = np.array([[one.errors for one in many] for many in (before, after)])
    counts = np.array([len(one.expected) for one in before])
    draws = np.random.default_rng(0).integers(0, len(counts), (1000, len(counts)))
    difference = 100 * (errors[1] - errors[0])[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = np.quantile(difference, [0.025, 0.975])
    first, last = total(before).rate, total(after).rate
    return {
        "takes": 2 * len(counts),
        "WER % at 0": first,
        "WER % at 2": last,
        "points more": last - first,
        "95 %": (float(low), float(high)),
    }
