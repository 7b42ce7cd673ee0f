"""What stands out about an utterance, in bins: the facts that captions put into words.

The edges are documented here and nowhere else, so that a caption, its test and the benchmarks agree on
what "slightly faster" means.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tts.corpus.manifest import Measured, Record
from tts.style.delivery import DELIVERY_FIELDS, Delivery
from tts.style.identity import SPEAKERS, Identity

EDGES: dict[str, tuple[float, float, float]] = {
    "pitch": (1.5, 3.5, 7.0),
    "range": (0.3, 0.7, 1.1),
    "rate": (0.12, 0.3, 0.55),
    "loudness": (2.0, 4.5, 8.0),
    "tilt": (2.0, 4.5, 7.5),
    "breath": (0.2, 0.45, 0.75),
    "roughness": (0.2, 0.45, 0.75),
    "tremor": (0.2, 0.45, 0.75),
    "pauses": (0.4, 0.9, 1.5),
    "final": (1.5, 3.5, 6.0),
    "whisper": (0.5, 0.7, 0.9),
}
"""Where a field of `Delivery` begins to be slight, clear and strong, in the field's unit, either sign."""

INTENSITIES: tuple[float, ...] = (0.15, 0.45, 0.8, 1.25, 1.65)
"""Where an emotion's intensity begins to be slight (1), mild (2), plain (3), strong (4) and extreme (5)."""

SHOUT = {"loudness": 5.0, "tilt": 3.5}
"""Least loudness, dB, and effort, dB, of a shout."""

_SLT = SPEAKERS.index("slt")
_TRACTS = {"male": 1.0, "female": 1.16}  # usual factor on formants against a man, as in `body`


@dataclass(frozen=True)
class Trait:
    """One thing about the delivery that stands out.

    name: field of `Delivery`, or "shout". degree: 1 slight, 2 clear, 3 strong; negative for less.
    value: in the field's unit.
    """

    name: str
    degree: int
    value: float

    @property
    def key(self) -> str:
        """Name and sign, as in the wording files: "rate+"."""
        return self.name + ("+" if self.degree > 0 else "-")

    @property
    def amount(self) -> tuple[float, str] | None:
        """Size and unit as people say it ("semitones", "percent", "decibels"), None where they do not."""
        if self.name in ("pitch", "final"):
            return max(0.5, round(abs(self.value) * 2) / 2), "semitones"
        if self.name in ("rate", "pauses"):
            return max(1, round(abs(100 * (2**self.value - 1)))), "percent"
        if self.name == "loudness":
            return max(1, round(abs(self.value))), "decibels"
        return None


@dataclass(frozen=True)
class Voice:
    """What a listener would say of the speaker; None or empty where nothing stands out.

    gender: "female", "male" or None. age: "child", "young", "adult" or "old". size: "big", "small" or None.
    timbres: any of deep, high, bright, dark, breathy, rough, lively, flat, fast, slow.
    """

    gender: str | None
    age: str
    size: str | None
    timbres: tuple[str, ...]


def degree(name: str, value: float) -> int:
    """-3 … 3: how far a delivery field stands out (0 = not)."""
    steps = sum(abs(value) >= edge for edge in EDGES[name])
    return steps if value > 0 else -steps


def level(intensity: float) -> int:
    """0 … 5: none, slight, mild, plain, strong, extreme (see `INTENSITIES`)."""
    return sum(intensity >= edge for edge in INTENSITIES)


def traits(
    delivery: Delivery | None, measured: Measured | None, reference: Measured | None
) -> tuple[Trait, ...]:
    """What stands out, strongest first.

    delivery: as rendered, or None for recorded speech. measured, reference: the utterance and the same
    voice's neutral way; with both, an attribute whose measurement contradicts the delivery is left out, and
    without a delivery the measured change is used.
    """
    heard = change(measured, reference) if measured and reference else {}
    asked = {name: getattr(delivery, name) for name in DELIVERY_FIELDS} if delivery else heard
    found = []
    for name, value in asked.items():
        step = degree(name, value)
        if step and value * heard.get(name, value) > 0:
            found.append(Trait(name, step, value))
    if any(trait.name == "whisper" for trait in found):  # no voice: neither pitch nor effort is heard
        found = [
            t
            for t in found
            if t.name not in ("pitch", "range", "final", "tremor", "roughness", "tilt", "breath")
        ]
    if all(asked.get(name, 0.0) >= least for name, least in SHOUT.items()):
        found = [t for t in found if t.name != "whisper"] + [Trait("shout", 3, asked["loudness"])]
    return tuple(sorted(found, key=lambda trait: -abs(trait.degree)))


def change(measured: Measured, reference: Measured) -> dict[str, float]:
    """Measured differences in the fields and units of `Delivery`; what cannot be compared is left out."""
    found = {"loudness": measured.loudness - reference.loudness}
    if measured.rate > 0 and reference.rate > 0:
        found["rate"] = math.log2(measured.rate / reference.rate)
    if min(measured.pauses, reference.pauses) > 0.02:
        found["pauses"] = math.log2(measured.pauses / reference.pauses)
    if min(measured.voiced, reference.voiced) > 0.2 and min(measured.pitch, reference.pitch) > 0:
        found["pitch"] = 12 * math.log2(measured.pitch / reference.pitch)
        found["tilt"] = reference.tilt - measured.tilt  # measured: high = soft; delivery: high = pressed
        if min(measured.range, reference.range) > 0.1:
            found["range"] = math.log2(measured.range / reference.range)
    return found


def voice(identity: Identity) -> Voice:
    """Gender, age, size and timbre of a synthetic identity."""
    share = identity.mix[_SLT]
    body = identity.tract * _TRACTS["female"] ** share
    gender: str | None = "female" if share > 0.5 or identity.pitch > 165 else "male"
    if (gender == "female" and (identity.pitch < 130 or body < 0.95)) or (gender == "male" and body > 1.18):
        gender = None  # body and pitch tell different stories
    age = "adult"
    if body > 1.3 and identity.pitch > 215:
        age, gender = "child", "female" if share > 0.5 and identity.pitch < 300 else None
    elif identity.roughness > 0.25 and identity.rate < -0.02:
        age = "old"
    elif gender and body > 1.07 * _TRACTS[gender] and identity.rate > -0.1:
        age = "young"
    size = None
    if gender and age != "child":
        ratio = body / _TRACTS[gender]
        size = "big" if ratio < 0.9 else "small" if ratio > 1.12 else None
    low, high = {"male": (92, 140), "female": (165, 235)}.get(gender or "", (80, 300))
    timbres = {
        "deep": identity.pitch < low,
        "high": identity.pitch > high,
        "bright": identity.brightness > 2,
        "dark": identity.brightness < -2,
        "breathy": identity.breath > 0.3,
        "rough": identity.roughness > 0.3,
        "lively": identity.liveliness > 3.2,
        "flat": identity.liveliness < 1.5,
        "fast": identity.rate > 0.16,
        "slow": identity.rate < -0.16,
    }
    return Voice(gender, age, size, tuple(name for name, fits in timbres.items() if fits))


def shares(emotions: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Emotions of a mixture with their shares, largest first, without neutral and those under 10 %."""
    total = sum(weight for name, weight in emotions.items() if name != "neutral")
    found = [(name, weight / total) for name, weight in emotions.items() if name != "neutral" and total > 0]
    return tuple(sorted((pair for pair in found if pair[1] >= 0.1), key=lambda pair: -pair[1]))


def feeling(record: Record) -> tuple[tuple[tuple[str, float], ...], int]:
    """The emotions to name (as in `shares`) and the level of their intensity; empty and 0 when neutral.

    Neutral's own share of a mixture lowers the intensity of the rest.
    """
    total = sum(record.emotions.values())
    felt = 1 - record.emotions.get("neutral", 0.0) / total if total > 0 else 0.0
    step = level(record.intensity * felt)
    return (shares(record.emotions), step) if step and shares(record.emotions) else ((), 0)
