"""Age in a voice: what a person of some years and gender usually sounds like, and the groups of ages.

Pitch follows the surveys of speaking F0 over the life span: children of both genders alike, boys' voices
breaking at 12 to 16, women sinking slowly, old men rising again (Stathopoulos, Huber & Sussman 2011;
Hillenbrand et al. 1995). Formants follow the growth of the vocal tract (Fitch & Giedd 1999), and both the
rules of `tts.corpus.labels.voice`, after which voices of the corpus are called child, young, adult and old.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

AGE_GROUPS: dict[str, tuple[int, int]] = {
    "child": (3, 12),
    "young": (13, 29),
    "adult": (30, 59),
    "elder": (60, 110),
}
"""Group → its lowest and highest age, years."""


@dataclass(frozen=True)
class Usual:
    """What is usual of an age and gender, in the units of `Identity`. body: as in `distance.body`."""

    pitch: float
    body: float
    liveliness: float
    brightness: float
    breath: float
    roughness: float
    rate: float


_YEARS = (3, 6, 9, 12, 14, 16, 20, 29, 31, 45, 59, 61, 75, 90)
_CURVES: dict[str, dict[str, tuple[float, ...]]] = {
    "female": {
        "pitch": (320, 298, 280, 255, 238, 226, 216, 206, 200, 190, 182, 180, 175, 178),
        "body": (1.48, 1.45, 1.41, 1.36, 1.31, 1.29, 1.28, 1.27, 1.18, 1.16, 1.15, 1.14, 1.13, 1.12),
    },
    "male": {
        "pitch": (315, 292, 270, 244, 185, 150, 128, 120, 116, 108, 106, 110, 120, 130),
        "body": (1.46, 1.42, 1.38, 1.35, 1.17, 1.14, 1.12, 1.11, 1.02, 0.99, 0.98, 0.98, 0.98, 0.97),
    },
    "": {
        "liveliness": (3.2, 3.1, 3.0, 2.9, 2.8, 2.8, 2.6, 2.5, 2.4, 2.4, 2.4, 2.4, 2.3, 2.1),
        "brightness": (1.0, 1.0, 0.8, 0.8, 0.8, 0.8, 0.6, 0.4, 0.0, 0.0, -0.4, -0.8, -1.0, -1.2),
        "breath": (0.10, 0.08, 0.06, 0.06, 0.05, 0.05, 0.03, 0.03, 0.03, 0.04, 0.06, 0.12, 0.18, 0.26),
        "roughness": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.02, 0.06, 0.46, 0.54, 0.62),
        "rate": (-0.06, -0.04, 0.0, 0.02, 0.04, 0.05, 0.04, 0.03, 0.02, 0.0, -0.02, -0.16, -0.22, -0.28),
    },
}  # fmt: skip


def age_group(age: float) -> str:
    """The group of `AGE_GROUPS` that an age in years belongs to."""
    return next((name for name, (_, last) in AGE_GROUPS.items() if age < last + 1), "elder")


def usual(age: float, gender: str) -> Usual:
    """What is usual at an age (years, 3–110; held beyond 90) for "female", "male" or "neutral" voices.

    Neutral lies half way, in octaves.
    """
    kinds = ("female", "male") if gender == "neutral" else (gender,)

    def at(kind: str, name: str) -> float:
        return float(np.interp(age, _YEARS, _CURVES[kind][name]))

    values = {name: at("", name) for name in _CURVES[""]}
    for name in ("pitch", "body"):
        values[name] = math.exp(sum(math.log(at(kind, name)) for kind in kinds) / len(kinds))
    return Usual(**{f.name: values[f.name] for f in fields(Usual)})
