"""The plane on which voices are drawn: what is near sounds alike, and nothing moves when a voice is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from personas.distance import coordinates
from tts.style.identity import Identity


@dataclass(frozen=True, eq=False)
class Plane:
    """The plane through a set of voices in which their distances are kept best.

    centre (D,), axes (D, 2): of the space of `personas.distance.coordinates`, so that lengths are JND. As
    distances there are Euclidean, this is classical scaling (Torgerson 1952) with a way to add points.
    """

    centre: NDArray[np.float64]
    axes: NDArray[np.float64]

    @staticmethod
    def through(voices: Sequence[Identity]) -> Plane:
        """The plane of at least two voices; each axis points to its larger extreme."""
        points = np.stack([coordinates(each) for each in voices])
        centre = points.mean(axis=0)
        _, _, directions = np.linalg.svd(points - centre, full_matrices=False)
        axes = directions[:2].T
        flat = (points - centre) @ axes
        return Plane(centre, axes * np.where(flat.max(axis=0) < -flat.min(axis=0), -1.0, 1.0))

    def place(self, voice: Identity) -> tuple[float, float]:
        """Where a voice lies, JND from the centre."""
        x, y = (coordinates(voice) - self.centre) @ self.axes
        return float(x), float(y)
