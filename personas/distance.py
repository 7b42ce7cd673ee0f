"""How far apart two voices are: differences of identity, counted in differences that a listener just notices.

Every dimension of an identity is divided by a just noticeable difference (JND), so that all of them, and
their Euclidean norm, are in the same unit. Voices 1 apart can just be told apart when one is heard after the
other; how far these distances are heard in the speech itself is what `benchmarks/identity.py` measures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tts.style.identity import SPEAKERS, Identity

JND: dict[str, float] = {
    "pitch": 1.95,
    "body": 1.73,
    "speaker": 0.25,
    "liveliness": 0.4,
    "brightness": 2.5,
    "breath": 0.2,
    "roughness": 0.2,
    "rate": 0.14,
}
"""Just noticeable difference of each dimension.

pitch, body: semitones of F0 and of the formants, for a voice to be another's (Gaudrain & Başkent 2018, normal
hearing). speaker: share of the mixture that is exchanged; four steps lead from one base speaker to another.
liveliness: log2 of the pitch excursions; a third more. brightness: dB of spectral slope, between the 2 to
4 dB to which listeners notice changes of the source spectrum (Kreiman & Gerratt 2010). breath, roughness:
five steps on a scale of 0 to 1, as in clinical ratings. rate: log2, 10 %; 5 % is just noticed (Quené 2007),
and within one speaker's day.
"""

THRESHOLD = 3.0
"""No two presets are closer than this, in JND."""

FEMALE_TRACT = 1.16
"""Factor on the formants of the female base speaker against the male ones."""

_SLT = SPEAKERS.index("slt")


def body(identity: Identity) -> float:
    """Factor on formant frequencies against an adult man, whatever speakers the voice is mixed of."""
    return float(identity.tract * FEMALE_TRACT ** identity.mix[_SLT])


def tract(body: float, mix: Sequence[float]) -> float:
    """Inverse of `body`: the factor that gives a mixture of speakers a body."""
    return float(body / FEMALE_TRACT ** mix[_SLT])


def coordinates(identity: Identity) -> NDArray[np.float64]:
    """(11,) the identity as a point whose distances are in JND: shares of the speakers, then `JND`'s rest."""
    # Exchanging a share s moves two shares by s each, a distance of √2 s.
    speakers = np.array(identity.mix) / (math.sqrt(2) * JND["speaker"])
    rest = {
        "pitch": 12 * math.log2(identity.pitch),
        "body": 12 * math.log2(body(identity)),
        "liveliness": math.log2(identity.liveliness),
        "brightness": identity.brightness,
        "breath": identity.breath,
        "roughness": identity.roughness,
        "rate": identity.rate,
    }
    return np.concatenate([speakers, [value / JND[name] for name, value in rest.items()]])


def distance(a: Identity, b: Identity) -> float:
    """How far apart two voices are, JND."""
    return float(np.linalg.norm(coordinates(a) - coordinates(b)))


def distances(identities: Sequence[Identity]) -> NDArray[np.float64]:
    """(N, N) distances of every two voices, JND."""
    points = np.array([coordinates(each) for each in identities]).reshape(len(identities), -1)
    return np.asarray(np.linalg.norm(points[:, None] - points[None], axis=2))


def nearest(identities: Sequence[Identity]) -> tuple[float, int, int]:
    """The smallest distance, JND, and the two indices it is between. Raises ValueError below two voices."""
    if len(identities) < 2:
        raise ValueError("a nearest pair needs two voices or more")
    table = distances(identities)
    i, j = min(combinations(range(len(identities)), 2), key=lambda pair: table[pair])
    return float(table[i, j]), i, j


def spread(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, 2) points in the plane whose distances resemble an (N, N) table's.

    Classical multidimensional scaling (Torgerson 1952).
    The axes are those of the largest variance, largest first; each points to its larger extreme.
    """
    count = len(table)
    centre = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centre @ table**2 @ centre)
    order = np.argsort(values)[::-1][:2]
    points = np.zeros((count, 2))
    found = vectors[:, order] * np.sqrt(np.maximum(values[order], 0))
    signs = np.where(found.max(axis=0) < -found.min(axis=0), -1.0, 1.0)
    points[:, : found.shape[1]] = found * signs
    return points
