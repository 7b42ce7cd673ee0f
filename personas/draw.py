"""Draw a voice that might be meant by a description: age, gender, then an identity around what is usual."""

from __future__ import annotations

import math

import numpy as np

from personas.ages import AGE_GROUPS, age_group, usual
from personas.description import Wanted
from personas.distance import tract
from tts.style.identity import IDENTITY_LIMITS, SPEAKERS, Identity

Drawn = tuple[int, str, Identity]
"""Age in years, gender, identity."""

_ADULT = (24, 56)  # years, where nothing is said of age
_PITCHES = {"big": 0.88, "small": 1.08}  # factor on pitch: a larger body has the lower voice
_FORMANTS: dict[str, dict[str, float]] = {  # factor on formants, as far as the voice keeps its age
    "child": {"big": 0.97, "small": 1.03},
    "young": {"big": 0.98, "small": 1.02},
    "adult": {"big": 0.87, "small": 1.04},
    "elder": {"big": 0.87, "small": 1.09},
}
_HELD = {"brightness": (-6.0, 6.0), "rate": (-0.38, 0.38)}  # what still sounds like a person's habit
_LEADS: dict[str, tuple[float, ...]] = {  # chance of each base speaker to lead
    "male": (0.45, 0.35, 0.2, 0.0),
    "female": (0.0, 0.0, 0.0, 1.0),
    "neutral": (0.25, 0.15, 0.1, 0.5),
}
_LEAST_SHARES = {"male": 0.5, "female": 0.62, "neutral": 0.5}
_SLT, _AWB = SPEAKERS.index("slt"), SPEAKERS.index("awb")


def draw(wanted: Wanted, rng: np.random.Generator) -> Drawn:
    """One voice; what is asked moves its mean, the rest of it is left to chance."""
    gender = wanted.gender or str(rng.choice(("female", "male")))
    age = _age(wanted, rng)
    mix = _mix(gender, wanted, rng)
    like = usual(age, gender)
    size = wanted.size or ""
    formants = like.body * _FORMANTS[age_group(age)].get(size, 1.0)

    def asked(name: str) -> float:
        return float(wanted.traits.get(name, 0.0))

    pitch = like.pitch * _PITCHES.get(size, 1.0) * 2 ** (asked("pitch") / 12 + rng.normal(0, 0.14))
    values = {
        "tract": tract(formants * 2 ** rng.normal(0, 0.045), mix),
        "pitch": pitch if wanted.pitch is None else wanted.pitch,
        "liveliness": max(like.liveliness + asked("range"), 0.6) * 2 ** rng.normal(0, 0.2),
        "brightness": like.brightness + 0.8 * asked("tilt") + rng.normal(0, 1.8),
        "breath": like.breath + 0.75 * asked("breathiness") + rng.normal(0, 0.07),
        "roughness": like.roughness + 0.75 * (1 - like.roughness) * asked("roughness") + rng.normal(0, 0.06),
        "rate": like.rate + 0.8 * math.log2(1 + asked("rate") / 100) + rng.normal(0, 0.06),
    }
    return age, gender, Identity(mix, **{name: _within(name, value) for name, value in values.items()})


def _within(name: str, value: float) -> float:
    """A value of `Identity` inside the limits of what people's habits are, with four decimals."""
    low, high = _HELD.get(name) or IDENTITY_LIMITS[name]
    return round(float(min(max(value, low), high)), 4)


def _age(wanted: Wanted, rng: np.random.Generator) -> int:
    if wanted.age is None or wanted.group is None:
        return int(rng.integers(*_ADULT, endpoint=True))
    if wanted.exact:
        return wanted.age
    return int(np.clip(round(wanted.age * rng.normal(1, 0.07)), *AGE_GROUPS[wanted.group]))


def _mix(gender: str, wanted: Wanted, rng: np.random.Generator) -> tuple[float, ...]:
    """Shares of the base speakers: one leads, mostly with another beside it."""
    leads = np.array(_LEADS[gender])
    if wanted.role == "robot":
        leads = np.array((0.1, 0.1, 0.7, 0.1))  # kal is made of diphones
    # A woman's share would make a man's voice a boy's.
    others = np.array((1.0, 1.0, 1.0, 0.0 if gender == "male" else 1.0))
    if wanted.accent == "scottish":
        (others if gender == "female" else leads)[:] = np.eye(len(SPEAKERS))[_AWB]
    elif wanted.accent == "american":
        leads[_AWB] = others[_AWB] = 0
    lead = int(rng.choice(len(SPEAKERS), p=leads / leads.sum()))
    others[lead] = 0
    share = round(float(rng.uniform(_LEAST_SHARES[gender], 0.95)), 3)
    mix = np.zeros(len(SPEAKERS))
    if not others.any() or rng.random() < 0.2:
        share = 1.0
    else:
        mix[rng.choice(len(SPEAKERS), p=others / others.sum())] = round(1 - share, 3)
    mix[lead] = share
    return tuple(mix.tolist())
