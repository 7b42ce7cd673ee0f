"""Who speaks, by ear: a voice embedding learnt from the corpus' voices, apart from how they speak.

The corpus' voices are points of a continuous space (`Identity`), so that linear discriminants become
canonical correlations: directions of the acoustic features (mel-cepstrum, formants, pitch, spectral balance)
that tell most about the identity and least about sentence and emotion. Two takes are compared by the
likelihood ratio of "one voice" against "two" (two-covariance PLDA, Brümmer & de Villiers 2010).

    python -m benchmarks.embedding --corpus corpus/base
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.functionals import NAMES
from benchmarks.study import Study
from tts.style.identity import Identity

Array = NDArray[np.float64]

_HEARD = tuple(
    name
    for name in NAMES
    if name.startswith(("mfcc", "f1", "f2", "f3", "f4", "width", "alpha", "slope", "h1", "noise"))
    or name in ("pitch mean", "jitter", "shimmer")
)
_COLUMNS = [NAMES.index(name) for name in _HEARD]
_TRUST = 1e-2  # ridge, as a share of the mean variance


@dataclass(frozen=True, eq=False)
class Embedding:
    """Functionals → K coordinates of who speaks, each with mean 0 and variance 1 over the corpus' voices.

    within: (K,) share of that variance that is not the voice's: sentence, emotion, chance.
    """

    centre: Array
    projection: Array
    within: Array

    def embed(self, functionals: Array) -> Array:
        """(..., len(NAMES)) → (..., K)."""
        return np.asarray((functionals[..., _COLUMNS] - self.centre) @ self.projection)

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


def learn(study: Study) -> Embedding:
    """Canonical correlations of functionals and identities."""
    heard = study.features[..., _COLUMNS].reshape(-1, len(_COLUMNS))
    who = np.repeat([traits(identity) for identity in study.identities], study.features.shape[1], axis=0)
    centre = heard.mean(axis=0)
    x = heard - centre
    y = who - who.mean(axis=0)
    scale = x.std(axis=0) + 1e-9
    whiten_x, whiten_y = _whitener(x / scale), _whitener(y / (y.std(axis=0) + 1e-9))
    cross = whiten_x.T @ ((x / scale).T @ (y / (y.std(axis=0) + 1e-9)) / len(x)) @ whiten_y
    left, correlations, _ = np.linalg.svd(cross, full_matrices=False)
    projection = (whiten_x @ left) / scale[:, None]
    return Embedding(centre, projection, 1 - np.clip(correlations, 0, 0.999) ** 2)


def traits(identity: Identity) -> Array:
    """(8,) what of an identity is the voice itself, and not a habit of using it."""
    return np.array(
        [
            *identity.mix[1:],
            math.log2(identity.tract),
            math.log2(identity.pitch),
            identity.brightness,
            identity.breath,
            identity.roughness,
        ]
    )


def equal_error(same: Array, different: Array) -> tuple[float, float]:
    """(threshold, rate) at which as many of the same voice fall below as of different ones above."""
    edges = np.sort(np.concatenate([same, different]))
    missed = np.searchsorted(np.sort(same), edges, side="left") / len(same)
    taken = 1 - np.searchsorted(np.sort(different), edges, side="left") / len(different)
    at = int(np.argmin(np.abs(missed - taken)))
    return float(edges[at]), float((missed[at] + taken[at]) / 2)


def _whitener(values: Array) -> Array:
    """(N, D) centred values → (D, D) map to uncorrelated ones of variance 1."""
    covariance = values.T @ values / len(values)
    size = len(covariance)
    covariance = covariance + _TRUST * np.trace(covariance) / size * np.eye(size)
    found, basis = np.linalg.eigh(covariance)
    return np.asarray(basis / np.sqrt(found))
