"""Change a voice by sliders; the same change of the same voice always gives the same voice."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from personas.ages import usual
from personas.distance import JND, body, tract
from personas.schema import AGES, Persona
from tts.errors import PersonaError
from tts.style.identity import IDENTITY_LIMITS, SPEAKERS, Identity

_SIZE = 2 ** (-JND["body"] / 12)  # factor on formants of one step of size
_SLT = SPEAKERS.index("slt")


@dataclass(frozen=True)
class Moves:
    """Sliders, each 0 where nothing moves.

    age: years older (-107–107). gender: -1 as far as a man's voice – 1 as far as a woman's.
    size: steps bigger (-3–3). pitch: semitones (-24–24). brightness: dB (-16–16). breath, roughness: -1–1.
    liveliness: log2 of the pitch excursions (-3–3). rate: log2 of the speaking rate (-1–1).

    Raises PersonaError when a value lies outside its range.
    """

    age: float = 0.0
    gender: float = 0.0
    size: float = 0.0
    pitch: float = 0.0
    brightness: float = 0.0
    breath: float = 0.0
    roughness: float = 0.0
    liveliness: float = 0.0
    rate: float = 0.0

    def __post_init__(self) -> None:
        for name, most in MOVE_LIMITS.items():
            if not -most <= getattr(self, name) <= most:
                raise PersonaError(f"{name} must lie within {-most:g}–{most:g}, not {getattr(self, name)!r}")

    def __add__(self, other: Moves) -> Moves:
        """Both, one after the other, as far as the sliders reach."""
        return Moves(
            **{
                name: min(max(getattr(self, name) + getattr(other, name), -most), most)
                for name, most in MOVE_LIMITS.items()
            }
        )


MOVE_LIMITS: dict[str, float] = {
    "age": 107, "gender": 1, "size": 3, "pitch": 24, "brightness": 16, "breath": 1, "roughness": 1,
    "liveliness": 3, "rate": 1,
}  # fmt: skip
"""How far each slider goes to either side."""


def sculpt(identity: Identity, moves: Moves, age: float = 40) -> tuple[Identity, tuple[str, ...]]:
    """A voice moved by sliders, and the names of its numbers that had to be limited.

    age: of the speaker now, years; `moves.age` changes the voice as the years from there usually do.
    """
    mix = _towards(identity.mix, moves.gender)
    gender = "female" if identity.mix[_SLT] > 0.5 else "male"
    before, after = usual(age, gender), usual(age + moves.age, gender)
    woman, man = usual(40, "female"), usual(40, "male")
    across = (woman.body / man.body) ** moves.gender
    values = {
        "tract": tract(body(identity) * after.body / before.body * across * _SIZE**moves.size, mix),
        # A larger body has the lower voice; half as far, since pitch has a slider of its own.
        "pitch": identity.pitch
        * (after.pitch / before.pitch)
        * (woman.pitch / man.pitch) ** moves.gender
        * _SIZE ** (moves.size / 2)
        * 2 ** (moves.pitch / 12),
        "liveliness": identity.liveliness * after.liveliness / before.liveliness * 2**moves.liveliness,
        "brightness": identity.brightness + after.brightness - before.brightness + moves.brightness,
        "breath": identity.breath + after.breath - before.breath + moves.breath,
        "roughness": identity.roughness + after.roughness - before.roughness + moves.roughness,
        "rate": identity.rate + after.rate - before.rate + moves.rate,
    }
    limited = {
        name: min(max(value, IDENTITY_LIMITS[name][0]), IDENTITY_LIMITS[name][1])
        for name, value in values.items()
    }
    clamped = tuple(
        name for name, value in values.items() if not math.isclose(value, limited[name], abs_tol=1e-9)
    )
    return Identity(mix, **limited), clamped


def _towards(mix: tuple[float, ...], gender: float) -> tuple[float, ...]:
    """The mixture with more (to 1) or less (to -1) of the female speaker; the men keep their proportions."""
    share = mix[_SLT]
    wanted = share + gender * (1 - share) if gender > 0 else share * (1 + gender)
    men = [value for index, value in enumerate(mix) if index != _SLT]
    total = sum(men)
    parts = [value / total for value in men] if total > 0 else [1.0, *([0.0] * (len(men) - 1))]
    rest = iter((1 - wanted) * part for part in parts)
    return tuple(wanted if index == _SLT else next(rest) for index in range(len(mix)))


@dataclass(frozen=True)
class Sculpted:
    """A persona after a change.

    clamped: numbers of its identity that had to be limited. not_understood: parts of a direction that no
    rule knows.
    """

    persona: Persona
    clamped: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()


def resculpt(persona: Persona, moves: Moves) -> Sculpted:
    """A persona with its voice moved by sliders; its age goes along, its gender when the voice crosses."""
    identity, clamped = sculpt(persona.identity, moves, persona.age)
    age = round(min(max(persona.age + moves.age, AGES[0]), AGES[1]))
    gender = persona.gender
    if abs(moves.gender) >= 0.5:
        target = "female" if moves.gender > 0 else "male"
        crossed = persona.gender == "neutral" or abs(moves.gender) >= 0.75 or persona.gender == target
        gender = target if crossed else "neutral"
    return Sculpted(replace(persona, identity=identity, age=age, gender=gender), clamped)
