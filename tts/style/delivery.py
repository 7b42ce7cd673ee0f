"""Delivery: how a line is spoken, as numbers relative to the speaker's own neutral habit.

The same numbers drive the corpus transforms, condition the models and appear in receipts, so that an
ask, a label and a measurement mean the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

LIMITS: dict[str, tuple[float, float]] = {
    "pitch": (-12.0, 14.0),
    "range": (-2.0, 1.5),
    "rate": (-1.0, 0.8),
    "loudness": (-12.0, 10.0),
    "tilt": (-10.0, 10.0),
    "breath": (0.0, 1.0),
    "roughness": (0.0, 1.0),
    "tremor": (0.0, 1.0),
    "pauses": (-1.5, 2.0),
    "final": (-6.0, 10.0),
    "whisper": (0.0, 1.0),
}
"""Lowest and highest value of each field, in the field's own unit."""


@dataclass(frozen=True)
class Delivery:
    """A change against neutral speech. All zeros = neutral.

    pitch: shift of the mean pitch, semitones.
    range: log2 of the factor on the pitch excursions (0 = as spoken, 1 = twice as wide, -1 = half).
    rate: log2 of the factor on the speaking rate (1 = twice as fast).
    loudness: dB.
    tilt: vocal effort as a change of spectral slope, dB between 300 Hz and 5 kHz (+ = pressed, brighter).
    breath: 0 none … 1 very breathy.
    roughness: 0 none … 1 creaky and tense (pitch and amplitude perturbation).
    tremor: 0 none … 1 strong (a 4–7 Hz wave on pitch and amplitude).
    pauses: log2 of the factor on pause lengths.
    final: movement of the pitch over the last stressed syllable, semitones (+ = rise).
    whisper: 0 voiced … 1 no voice at all.
    """

    pitch: float = 0.0
    range: float = 0.0
    rate: float = 0.0
    loudness: float = 0.0
    tilt: float = 0.0
    breath: float = 0.0
    roughness: float = 0.0
    tremor: float = 0.0
    pauses: float = 0.0
    final: float = 0.0
    whisper: float = 0.0

    def __add__(self, other: Delivery) -> Delivery:
        return Delivery(*(getattr(self, f) + getattr(other, f) for f in DELIVERY_FIELDS))

    def __mul__(self, factor: float) -> Delivery:
        return Delivery(*(getattr(self, f) * factor for f in DELIVERY_FIELDS))

    __rmul__ = __mul__

    def clamped(self) -> tuple[Delivery, tuple[str, ...]]:
        """This delivery inside `LIMITS`, and the names of the fields that had to be limited."""
        changed = {
            name: min(max(getattr(self, name), low), high)
            for name, (low, high) in LIMITS.items()
            if not low <= getattr(self, name) <= high
        }
        return replace(self, **changed), tuple(changed)

    def as_tuple(self) -> tuple[float, ...]:
        """The numbers in the order of `DELIVERY_FIELDS`."""
        return tuple(getattr(self, name) for name in DELIVERY_FIELDS)


DELIVERY_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Delivery))
