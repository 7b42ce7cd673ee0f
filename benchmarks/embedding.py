"""Who speaks, by ear: a voice embedding that is deaf to how they speak.

Linear discriminants (Fisher 1936) of the acoustic features that tell voices apart and sentences and feelings
not: mel-cepstrum, formants, pitch, spectral balance. Two takes are compared by the likelihood ratio of "one
voice" against "two" (two-covariance PLDA, Brümmer & de Villiers 2010).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.functionals import NAMES
from benchmarks.voices import PLAIN, Voices
from personas.distance import THRESHOLD as STRANGE

Array = NDArray[np.float64]

STRANGERS = 0.05
"""Share of strangers that are taken for a voice at the threshold of "the same". A stranger is as far away as
two presets must be (`personas.distance.THRESHOLD`): who is nearer may well be taken for the same person."""

_HEARD = tuple(
    name
    for name in NAMES
    if name.startswith(("mfcc", "f1", "f2", "f3", "f4", "width", "alpha", "slope", "h1", "noise"))
    or name in ("pitch mean", "jitter", "shimmer")
)
_COLUMNS = [NAMES.index(name) for name in _HEARD]
_TRUST = 0.02  # ridge of the covariance within voices, as a share of its mean variance
_LEAST = 0.3  # variance between voices over that within, of a direction that is kept


@dataclass(frozen=True, eq=False)
class Embedding:
    """Functionals → K coordinates of who speaks, each with mean 0 and variance 1 over the voices' readings.

    within: (K,) share of that variance that is not the voice's: sentence, feeling, chance.
    """

    centre: Array
    projection: Array
    within: Array

    def embed(self, functionals: Array) -> Array:
        """(..., len(NAMES)) → (..., K). What a take has nothing of (nan) is taken to be usual."""
        heard = np.nan_to_num(functionals[..., _COLUMNS] - self.centre)
        return np.asarray(heard @ self.projection)

    def likeness(self, enrolled: Array, takes: Array) -> Array:
        """Natural log likelihood ratio of one voice against two, (T,).

        enrolled: (N, K) embedded takes of a known voice. takes: (T, K), each judged on its own.
        """
        between, within = 1 - self.within, self.within
        share = between / (between + within / len(enrolled))
        middle = share * enrolled.mean(axis=0)
        # What the voice would say next, given the takes known of it, against what any voice would.
        same = (1 - share) * between + within
        score = -0.5 * (np.log(same) + (takes - middle) ** 2 / same) + 0.5 * takes**2
        return np.asarray(score.sum(axis=-1))


@dataclass(frozen=True)
class Threshold:
    """Least likelihood ratio of the same voice. missed: share of feeling takes of held-out voices that do not
    reach it. equal_error: rate at which as many are missed as strangers are taken."""

    least: float
    missed: float
    equal_error: float


def learn(voices: Voices) -> Embedding:
    """Linear discriminants of the voices."""
    heard = voices.features[..., _COLUMNS]
    centre = np.nanmean(heard, axis=(0, 1))
    scale = np.nanstd(heard, axis=(0, 1)) + 1e-9
    takes = np.nan_to_num((heard - centre) / scale)
    count, readings, size = takes.shape
    middles = takes.mean(axis=1)
    rest = (takes - middles[:, None]).reshape(-1, size)
    within = rest.T @ rest / (count * (readings - 1))
    within += _TRUST * np.trace(within) / size * np.eye(size)
    variances, basis = np.linalg.eigh(within)
    white = basis / np.sqrt(variances)
    # The means of few readings stray themselves, by this much.
    between = np.cov((middles @ white).T) - np.eye(size) / readings
    ratios, directions = np.linalg.eigh(between)
    kept = ratios > _LEAST
    whole = 1 + ratios[kept]
    return Embedding(centre, (white @ directions[:, kept]) / np.sqrt(whole) / scale[:, None], 1 / whole)


def threshold(embedding: Embedding, held_out: Voices) -> Threshold:
    """What likelihood ratio one stranger in twenty reaches (`STRANGERS`): emotional takes, held against
    voices known by their plain ones."""
    points = embedding.embed(held_out.features)
    feeling = points[:, PLAIN:]
    scores = np.array([embedding.likeness(known[:PLAIN], feeling) for known in points])
    own, strange = np.eye(len(points), dtype=bool), held_out.apart >= STRANGE
    least = float(np.quantile(scores[strange], 1 - STRANGERS))
    _, error = equal_error(scores[own].ravel(), scores[strange].ravel())
    return Threshold(least, float((scores[own] < least).mean()), error)


def equal_error(same: Array, different: Array) -> tuple[float, float]:
    """(threshold, rate) at which as many of the same voice fall below as of different ones above."""
    edges = np.sort(np.concatenate([same, different]))
    missed = np.searchsorted(np.sort(same), edges, side="left") / len(same)
    taken = 1 - np.searchsorted(np.sort(different), edges, side="left") / len(different)
    at = int(np.argmin(np.abs(missed - taken)))
    return float(edges[at]), float((missed[at] + taken[at]) / 2)
