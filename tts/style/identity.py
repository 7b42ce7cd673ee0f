"""Identity: who speaks, as a point in a continuous space that the corpus teaches."""

from __future__ import annotations

import math
from dataclasses import dataclass

SPEAKERS: tuple[str, ...] = ("rms", "awb", "kal", "slt")
"""The corpus' base speakers, the corners of the speaker mix (slt is the female one)."""


@dataclass(frozen=True)
class Identity:
    """A voice, apart from how it is used.

    mix: share of each base speaker in `SPEAKERS` order, each 0–1, sum 1.
    tract: factor on formant frequencies against the mixed speakers (0.75–1.4; above 1 = a shorter tract,
        a smaller person; a child is about 1.25 over a woman's).
    pitch: habitual mean pitch, Hz (50–420).
    liveliness: habitual pitch excursions, standard deviation in semitones (0.5–6).
    brightness: habitual spectral slope, dB between 300 Hz and 5 kHz against the mixed speakers (-8–8).
    breath, roughness: habitual voice quality, 0–1.
    rate: habitual log2 speaking rate against the mixed speakers (-0.5–0.5).

    Raises ValueError when a value lies outside its range.
    """

    mix: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0)
    tract: float = 1.0
    pitch: float = 110.0
    liveliness: float = 2.2
    brightness: float = 0.0
    breath: float = 0.0
    roughness: float = 0.0
    rate: float = 0.0

    def __post_init__(self) -> None:
        if (
            len(self.mix) != len(SPEAKERS)
            or min(self.mix) < 0
            or not math.isclose(sum(self.mix), 1, abs_tol=1e-3)
        ):
            raise ValueError(
                f"mix must be {len(SPEAKERS)} shares (of {', '.join(SPEAKERS)}) with sum 1, not {self.mix}"
            )
        for name, (low, high) in IDENTITY_LIMITS.items():
            if not low <= getattr(self, name) <= high:
                raise ValueError(f"{name} must lie within {low}–{high}, not {getattr(self, name)}")


IDENTITY_LIMITS: dict[str, tuple[float, float]] = {
    "tract": (0.75, 1.4),
    "pitch": (50.0, 420.0),
    "liveliness": (0.5, 6.0),
    "brightness": (-8.0, 8.0),
    "breath": (0.0, 1.0),
    "roughness": (0.0, 1.0),
    "rate": (-0.5, 0.5),
}
