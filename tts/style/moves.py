"""Moves: single changes of a style, as directions ask for them, and what each of them comes to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tts.style.delivery import LIMITS
from tts.style.emotions import EMOTION_IDS
from tts.style.space import FLAGS, NUMBERS, STYLE_LIMITS, Style

How = Literal["step", "amount", "factor", "limit", "hold"]

STEPS: dict[str, float] = {
    "intensity": 0.35, "pitch": 2.0, "range": 0.8, "rate": 12.0, "loudness": 3.0, "tilt": 2.5,
    "breathiness": 0.25, "roughness": 0.25, "tremor": 0.25, "pauses": 30.0, "final": 2.0,
}  # fmt: skip
"""What "more" adds, in the units of `Style`: differences that listeners hear. Rate and pauses are
multiplied, so that "slower" takes back what "faster" gave; an emotion moves by the step of intensity."""

MOST = 2.0
"""Greatest intensity, and greatest strength (share × intensity) of one emotion."""

_LEAST_STEP = 0.3  # of intensity or an emotion's strength; less is not heard
_MULTIPLIED = ("rate", "pauses")
_SCALE = 1.35  # on the numbers of a style without emotion that shall become "more"
_PLEASANT = frozenset({"happy", "excited", "amused", "tender", "proud", "calm"})
_UNPLEASANT = frozenset(EMOTION_IDS) - _PLEASANT - {"neutral", "surprised"}
_SPOKEN = {"whisper": "whispered", "shout": "shouted"}


@dataclass(frozen=True)
class Move:
    """One change: of "intensity", an emotion, or a number or flag of `Style`.

    sense: +1 up, -1 down, 0 neither. how, size: "step" so many of `STEPS`; "amount" in the target's unit;
    "factor" on an emotion's strength; "limit" as far as it goes; "hold" no further than it was (in both
    directions where sense is 0). text: the words that ask for it. minor: comes along with another move, and
    yields to any other.
    """

    target: str
    sense: int
    how: How = "step"
    size: float = 1.0
    text: str = ""
    minor: bool = False


@dataclass(frozen=True)
class Outcome:
    """What moves came to: the style, what a limit cut, sentences about what did not move, and the values
    from which numbers were moved."""

    style: Style
    clamped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    bases: Mapping[str, float] = field(default_factory=dict, hash=False)


def agreed(moves: Sequence[Move]) -> tuple[list[Move], list[str]]:
    """The moves without those that a later one contradicts, and a sentence about each contradiction."""
    kept: list[Move] = []
    conflicts: list[str] = []
    for move in moves:
        same = [each for each in kept if each.target == move.target]
        if move.minor and same:
            continue
        rivals = [
            e for e in same if e.minor or e.sense != move.sense or (e.how == "hold") != (move.how == "hold")
        ]
        if any(not rival.minor for rival in rivals):
            conflicts.append(f"{move.target} is asked for in two ways; the last, {move.text!r}, is kept")
        kept = [each for each in kept if each not in rivals] + [move]
    return kept, conflicts


def make(moves: Sequence[Move], style: Style, heard: Mapping[str, float], spread: float) -> Outcome:
    """All moves in their order; what is to be held comes last.

    heard: numbers that the take measured, in the units of `Style`: a number's first move starts there.
    spread: as in `Style.delivery`.
    """
    before, remaining = style, dict(heard)
    clamped: list[str] = []
    notes: list[str] = []
    bases: dict[str, float] = {}
    for move in sorted(moves, key=lambda move: move.how == "hold"):
        if move.how == "hold":
            style = _held(move, style, before, spread)
            continue
        if move.target == "intensity":
            outcome = _whole(move, style, spread)
        elif move.target in EMOTION_IDS:
            outcome = _emotion(move, style)
        elif move.target in FLAGS:
            outcome = _flag(move, style)
        else:
            outcome = _number(move, style, remaining.pop(move.target, None), spread)
        style = outcome.style
        clamped += outcome.clamped
        notes += outcome.notes
        bases = {**outcome.bases, **bases}
    return Outcome(style, tuple(clamped), tuple(notes), bases)


def shown(name: str, value: float) -> str:
    """A number of `Style` with sign and unit."""
    return f"{value:+.3g} {STYLE_LIMITS[name][2]}".rstrip()


# Emotions


def _whole(move: Move, style: Style, spread: float) -> Outcome:
    """Intensity where there is an emotion, else the numbers away from neutral or towards it."""
    if not any(name != "neutral" for name in style.shares()):
        return _scaled(move, style, spread)
    after, clamped = _strength(move, style.intensity)
    if after == style.intensity:
        end = "maximum (2)" if move.sense > 0 else "minimum (0, neutral)"
        return Outcome(style, notes=(f"intensity is at its {end} already",))
    return Outcome(replace(style, intensity=after), clamped)


def _scaled(move: Move, style: Style, spread: float) -> Outcome:
    """ "More emotional" without an emotion: more of the numbers that are set, or the question which."""
    present = {name: value for name in NUMBERS if (value := getattr(style, name))}
    if not present:
        choices = ", ".join(name for name in EMOTION_IDS if name != "neutral")
        note = f'the take has no emotion that could become more; name one, such as "sadder" ({choices})'
        if move.sense < 0:
            note = "the take is neutral already, there is nothing to take back"
        return Outcome(style, notes=(note,))
    if move.how == "limit":
        factor = 1e6 if move.sense > 0 else 0.0
    elif move.how == "step":
        factor = _SCALE ** (move.sense * move.size)
    else:
        factor = move.size if move.how == "factor" else max(1 + move.size, 0.0)
    changes: dict[str, Any] = {name: _within(name, value * factor, spread) for name, value in present.items()}
    if move.sense > 0:  # what is asked beyond the voice's own limits is not taken back
        changes = {name: max(value, present[name], key=abs) for name, value in changes.items()}
    if changes == present:
        return Outcome(style, notes=(f"{' and '.join(present)} can go no further",))
    cut = tuple(name for name, value in present.items() if abs(value * factor - changes[name]) > 0.01)
    return Outcome(replace(style, **changes), cut if move.how != "limit" else (), bases=present)


def _emotion(move: Move, style: Style) -> Outcome:
    """One emotion's strength; when it rises, opposed ones give way by as much."""
    name = move.target
    strengths = {each: share * style.intensity for each, share in style.shares().items() if each != "neutral"}
    before = strengths.get(name, 0.0)
    after, clamped = _strength(move, before)
    if after == before:
        note = f"{name} is at its maximum already"
        if move.sense < 0:
            note = f"the take is not asked to be {name}, so there is nothing to take back"
        return Outcome(style, notes=(note,))
    if after > before:
        opposed = {each: value for each, value in strengths.items() if _opposed(name, each)}
        total = sum(opposed.values())
        strengths |= {
            each: value * max(1 - (after - before) / total, 0.0) for each, value in opposed.items() if total
        }
    strengths[name] = after
    others = sum(strengths.values()) - after
    if after + others > MOST + 1e-6:  # the others make room, so that this one still rises
        clamped = (*clamped, "intensity")
        room = (MOST - after) / others if others else 0.0
        strengths = {each: value if each == name else value * room for each, value in strengths.items()}
    return Outcome(_of_strengths(style, strengths), clamped)


def _of_strengths(style: Style, strengths: Mapping[str, float]) -> Style:
    total = sum(strengths.values())
    if total < 0.02:
        return replace(style, emotions={"neutral": 1.0}, intensity=1.0)
    weights = {name: round(value / total, 4) for name, value in strengths.items() if value > 0.005 * total}
    return replace(style, emotions=weights, intensity=round(min(total, MOST), 3))


def _strength(move: Move, before: float) -> tuple[float, tuple[str, ...]]:
    """An intensity or strength after a move, within 0–2, and its name where that limit cut it."""
    if move.how == "limit":
        wanted = MOST if move.sense > 0 else 0.0
    elif move.how == "factor":
        wanted = before * move.size
    elif move.how == "amount":
        wanted = before + move.size
    else:
        wanted = before + move.sense * max(STEPS["intensity"] * move.size, _LEAST_STEP)
    after = round(min(max(wanted, 0.0), MOST), 3)
    if (after - before) * move.sense <= 1e-3:
        return before, ()
    return after, (move.target,) if wanted > MOST + 1e-6 else ()


def _opposed(target: str, other: str) -> bool:
    """Whether one emotion gives way where another rises."""
    if target == other:
        return False
    if "calm" in (target, other):
        return True
    return (target in _PLEASANT and other in _UNPLEASANT) or (target in _UNPLEASANT and other in _PLEASANT)


# Delivery


def _flag(move: Move, style: Style) -> Outcome:
    name, wanted = move.target, move.sense > 0
    present = bool(getattr(style, name))
    if present == wanted:
        return Outcome(style, notes=(f"the take is {'' if present else 'not '}{_SPOKEN[name]} already",))
    changes: dict[str, Any] = {name: wanted}
    return Outcome(style.merge(Style(**changes)))


def _number(move: Move, style: Style, heard: float | None, spread: float) -> Outcome:
    """A number from where it was heard, and at least half of the move beyond what was asked before."""
    name, up = move.target, move.sense > 0
    asked = style.effective(spread)[name]
    base = asked if heard is None else heard
    low, high = _limits(name, spread)
    if move.how == "limit":
        wanted = high if up else low
    else:
        farthest = max if up else min
        wanted = farthest(_moved(move, base, 1.0), _moved(move, asked, 0.5))
    value = _within(name, wanted, spread)
    if (value - asked) * move.sense < 1e-3:
        end = "maximum" if up else "minimum"
        return Outcome(style, notes=(f"{name} is at its {end} ({shown(name, asked)}) already",))
    changes: dict[str, Any] = {name: value}
    # To have none of something at all is no limit that anyone need know about.
    cut = move.how != "limit" and (wanted > high + 1e-3 or (wanted < low - 1e-3 and low != 0))
    return Outcome(replace(style, **changes), (name,) if cut else (), bases={name: base})


def _moved(move: Move, base: float, part: float) -> float:
    """A number moved from a base by a part (0–1) of a move."""
    name = move.target
    if name in _MULTIPLIED:
        if move.how == "amount":
            factor = min(max(1 + move.size / 100, 0.01), 100.0)
        else:
            factor = (1 + STEPS[name] / 100) ** (move.sense * move.size)
        return 100 * ((1 + base / 100) * math.pow(factor, part) - 1)
    amount = move.size if move.how == "amount" else move.sense * move.size * STEPS[name]
    return base + part * amount


def _limits(name: str, spread: float) -> tuple[float, float]:
    """What a number of `Style` may be for a voice of that spread."""
    low, high, _ = STYLE_LIMITS[name]
    if name == "range":  # no less than a quarter of the spread and no more than 2.8 times as much
        least, most = (spread * (2**limit - 1) for limit in LIMITS["range"])
        return max(low, least), min(high, most)
    return low, high


def _within(name: str, value: float, spread: float) -> float:
    low, high = _limits(name, spread)
    return round(min(max(value, low), high), 3)


# Holding


def _held(move: Move, style: Style, before: Style, spread: float) -> Style:
    """The style with one thing taken back to where it was, if it went the way it should not."""
    name = move.target
    if name in FLAGS:
        return replace(style, **_one(name, getattr(before, name)))
    was, now = (_value(name, each, spread) for each in (before, style))
    if abs(now - was) < 1e-3 or (now - was) * move.sense < 0:
        return style
    if name not in EMOTION_IDS:
        return replace(style, **_one(name, round(was, 3)))
    strengths = {each: share * style.intensity for each, share in style.shares().items()}
    return _of_strengths(style, {**strengths, name: was})


def _value(name: str, style: Style, spread: float) -> float:
    if name == "intensity":
        return style.intensity
    if name in EMOTION_IDS:
        return style.shares().get(name, 0.0) * style.intensity
    return style.effective(spread)[name]


def _one(name: str, value: Any) -> dict[str, Any]:
    return {name: value}
