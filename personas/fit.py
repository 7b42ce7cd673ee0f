"""Does a voice fit a description? By the rules after which the corpus calls its voices old, deep or bright.

A model learnt from these voices and their captions speaks what the rules say (`tts.corpus.labels.voice`). The
edges between ages are kept at a distance here: a voice on an edge is heard as either.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from personas.ages import age_group
from personas.description import Wanted
from personas.distance import FEMALE_TRACT, body
from tts.corpus.labels import voice
from tts.style.identity import SPEAKERS, Identity

Requirement = Callable[[Identity], bool]

_SLT = SPEAKERS.index("slt")
_TIMBRES: tuple[tuple[str, str, str, float], ...] = (
    ("pitch", "high", "deep", 3.5),
    ("range", "lively", "flat", 1.0),
    ("rate", "fast", "slow", 15.0),
    ("tilt", "bright", "dark", 3.0),
    ("breathiness", "breathy", "", 0.4),
    ("roughness", "rough", "", 0.4),
)
"""Trait, the corpus' words for much and little of it, and how much must be asked for the word to be due."""


def requirements(wanted: Wanted, age: int, gender: str) -> dict[str, Requirement]:
    """What a voice of an age (years) and gender must be to fit, by name: "age", "gender", timbres, size."""
    group = age_group(age)
    found: dict[str, Requirement] = {"age": partial(has_age, group=group, wanted=wanted)}
    if group != "child":  # before the voice breaks, nothing tells boys from girls
        found["gender"] = partial(has_gender, gender=gender)
    for name, much, little, least in _TIMBRES:
        value = wanted.traits.get(name, 0.0)
        word = much if value >= least else little if value <= -least else ""
        if word and not (group == "child" and name == "pitch"):  # a child's voice is high in any case
            found[word] = partial(_sounds, word=word)
    if wanted.size and group != "child":
        found[wanted.size] = partial(_has_size, size=wanted.size, group=group)
    return found


def has_age(identity: Identity, group: str, wanted: Wanted) -> bool:
    """Whether a voice sounds of an age group of `ages.AGE_GROUPS`."""
    rate = wanted.traits.get("rate", 0.0)
    if group == "elder":  # a quick old man is still old, by his roughness alone
        return identity.roughness >= 0.4 and (rate > 5 or identity.rate < -0.1) and _ratio(identity) < 1.12
    # The least hoarseness makes an adult old.
    if identity.roughness > 0.05 and wanted.traits.get("roughness", 0.0) < 0.2:
        return False
    if group == "child":
        return body(identity) >= 1.33 and identity.pitch >= 225
    if group == "young":
        childish = identity.pitch > 250 or (body(identity) > 1.31 and identity.pitch > 190)
        return _ratio(identity) > 1.08 and not childish and (rate < -5 or identity.rate > -0.08)
    # Hoarse and slow is old, so that a hoarse adult speaks briskly.
    brisk = identity.rate > (0.04 if identity.roughness > 0.25 else -0.1)
    usual = wanted.size is not None or 0.965 < _ratio(identity) < 1.012
    return usual and _ratio(identity) < 1.035 and (rate < -5 or brisk)


def has_gender(identity: Identity, gender: str) -> bool:
    """Whether an adult voice sounds female, male or neutral (body and pitch between the two)."""
    if gender == "neutral":
        return 135 <= identity.pitch <= 162 and 1.0 <= body(identity) <= 1.2
    low, high = (145, 420) if gender == "female" else (50, 158)
    return voice(identity).gender == gender and low < identity.pitch < high


def _ratio(identity: Identity) -> float:
    """Formants against those usual of the gender that the mixture of speakers has."""
    share = identity.mix[_SLT]
    usual = FEMALE_TRACT if share > 0.5 else 1.0 if share < 0.2 else FEMALE_TRACT**0.5
    return body(identity) / usual


def _sounds(identity: Identity, word: str) -> bool:
    return word in voice(identity).timbres


def _has_size(identity: Identity, size: str, group: str) -> bool:
    # A big young person still sounds young.
    big, small = (1.11, 1.1) if group == "young" else (0.93, 1.02)
    return _ratio(identity) < big if size == "big" else _ratio(identity) > small
