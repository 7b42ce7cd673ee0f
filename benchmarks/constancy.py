"""What must not change with intensity: who speaks, and which words are heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.embedding import Embedding, Threshold
from benchmarks.intervals import share
from benchmarks.recogniser import Recognition, total

Array = NDArray[np.float64]
Voiced = tuple[str, Array]
"""Name of the voice and functionals (F,) of one take."""


def kept(
    embedding: Embedding, edge: Threshold, enrolled: Mapping[str, Array], takes: Sequence[Voiced]
) -> dict[str, Any]:
    """Whether takes are their speakers' still: by likelihood ratio, and by whose they are most likely.

    enrolled: voice → (N, F) functionals of its plain takes.
    """
    names = list(enrolled)
    points = embedding.embed(np.array([timbre for _, timbre in takes]))
    scores = np.stack(
        [embedding.likeness(embedding.embed(rows), points) for rows in enrolled.values()], axis=1
    )
    own = np.array([[voice == name for name in names] for voice, _ in takes])
    same = share(scores[own] >= edge.least)
    nearest = share(own[np.arange(len(takes)), scores.argmax(axis=1)])
    return {
        "takes": same.cases,
        "voice kept": same.rate,
        "95 %": same.interval,
        f"closest of {len(names)}": nearest.rate,
        "95 % of it": nearest.interval,
        "missed of rendered voices": edge.missed,
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
