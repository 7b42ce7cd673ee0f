"""Settlement: what the wishes of a caption come to, as one style, hints about the speaker, and conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tts.style.emotions import EMOTIONS
from tts.style.figures import ONE_SIDED
from tts.style.guess import guess
from tts.style.phrases import Mark
from tts.style.space import FLAGS, STYLE_LIMITS, Style
from tts.style.wishes import DENIED, IMPLIED, WORD, Wish, Wishes
from tts.style.wordings import Role

SPEAKER_HINTS = ("gender", "age", "role", "accent")
"""What a caption may say about the speaker."""


@dataclass(frozen=True)
class Settlement:
    """What is done with the wishes: the style, what is said about the speaker, sentences about wishes that
    contradict each other, and sentences about what was guessed."""

    style: Style
    persona: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    conflicts: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()


def settle(wishes: Wishes, *, may_guess: bool) -> Settlement:
    """All wishes at once. may_guess: whether what no rule knows may be guessed."""
    conflicts: list[str] = []
    guesses, guessed = _guesses(wishes) if may_guess else ([], [])
    wishes = replace(wishes, wishes=[*wishes.wishes, *guesses])
    emotions, intensity = _emotions(wishes, conflicts)
    style = Style(emotions, intensity, **_flags(wishes, conflicts))
    style = replace(style, **_numbers(wishes, style, conflicts))
    return Settlement(style, _persona(wishes, conflicts), tuple(conflicts), tuple(guessed))


def _guesses(wishes: Wishes) -> tuple[list[Wish], list[str]]:
    """What clauses that no rule knows most likely mean, as wishes that count as much as what a role implies,
    and a sentence about each. A manner is looked for clause by clause; a feeling, only where the caption
    neither names nor denies one, in all that is left."""
    made: list[Wish] = []
    told: list[str] = []
    rest: list[str] = []
    for clause in wishes.riddles:
        found = guess(clause)
        if found is None or not found.delivery:
            rest.append(clause)
            continue
        made.append(Wish(Mark("role", Role("", delivery=found.delivery), clause)))
        name, value = next(iter(found.delivery.items()))
        shown = name if isinstance(value, bool) else f"{name} {value:+g} {STYLE_LIMITS[name][2]}".rstrip()
        told.append(f"{shown}, from {clause!r} ({found.probability:.0%} sure)")
    wanted, excluded = _wanted(wishes)
    text = ", ".join(rest)
    found = guess(text) if text and not wanted and not excluded and not _implied(wishes, set()) else None
    if found is not None and found.emotion:
        made.append(Wish(Mark("role", Role("", emotions={found.emotion: 1.0}), text)))
        told.append(f"{EMOTIONS[found.emotion].english}, from {text!r} ({found.probability:.0%} sure)")
    return made, told


# Emotions


@dataclass(frozen=True)
class _Feeling:
    """An emotion or mixture that is wanted: how strong the word itself is, how it is graded, its share."""

    mixture: Mapping[str, float]
    strength: float
    degree: float
    share: float | None


def _emotions(wishes: Wishes, conflicts: list[str]) -> tuple[dict[str, float], float]:
    """Emotion id → weight, and the intensity."""
    wanted, excluded = _wanted(wishes)
    for name in sorted(excluded & {name for feeling in wanted for name in feeling.mixture}):
        conflicts.append(f"{EMOTIONS[name].english} is both asked for and ruled out; the ask is kept")
    if not wanted:
        wanted = _implied(wishes, excluded)
    if not wanted:
        intensity = wishes.exact.get("intensity", min(_factor(wishes), 2.0))
        return ({"neutral": 1.0} if excluded else {}), round(intensity, 3)
    shares = _fill(wanted)
    mixed: dict[str, float] = {}
    for feeling, share in zip(wanted, shares, strict=True):
        whole = sum(feeling.mixture.values())
        for name, part in feeling.mixture.items():
            mixed[name] = mixed.get(name, 0.0) + share * part / whole
    intensity = wishes.exact.get("intensity", min(_strength(wanted, shares) * _factor(wishes), 2.0))
    return {name: round(min(weight, 1.0), 4) for name, weight in mixed.items()}, round(intensity, 3)


def _wanted(wishes: Wishes) -> tuple[list[_Feeling], set[str]]:
    """The feelings that are asked for, and the ids of those that are ruled out."""
    wanted: list[_Feeling] = []
    excluded: set[str] = set()
    asked = wishes.of_kind("emotion")
    rather = any(wish.negation is None for wish in asked)  # "less angry, more hurt"
    factors = {"soft": 0.15, "less": 0.35, None: 1.0} if rather else {"soft": 0.35, "less": 0.6, None: 1.0}
    for wish in asked:
        mixture, strength = wish.mark.value
        if wish.negation == "not":
            excluded |= set(mixture)
        else:
            degree = wish.degree * factors[wish.negation]
            wanted.append(_Feeling(mixture, strength, degree, wish.share))
    return wanted, excluded


def _implied(wishes: Wishes, excluded: set[str]) -> list[_Feeling]:
    """The feelings that roles and situations imply."""
    implied: list[_Feeling] = []
    for wish in wishes.of_kind("role"):
        role = wish.mark.value
        kept = {name: part for name, part in role.emotions.items() if name not in excluded}
        if wish.negation is None and kept:
            implied.append(_Feeling(kept, role.strength, wish.degree, wish.share))
    return implied


def _fill(feelings: list[_Feeling]) -> list[float]:
    """Shares with sum 1: those left open divide what the others leave, in proportion to their degrees."""
    given = sum(feeling.share for feeling in feelings if feeling.share is not None)
    degrees = sum(feeling.degree for feeling in feelings if feeling.share is None)
    if not degrees:
        return [(feeling.share or 0.0) / given if given else 1 / len(feelings) for feeling in feelings]
    # What is named without a share is never less than a quarter of the whole.
    rest = max(1 - given, 0.25) if given else 1.0
    total = given + rest
    return [
        (feeling.share if feeling.share is not None else rest * feeling.degree / degrees) / total
        for feeling in feelings
    ]


def _strength(wanted: list[_Feeling], shares: list[float]) -> float:
    """How strong the feelings are together, 0–2."""
    strengths = [min(feeling.strength * feeling.degree, 2.0) for feeling in wanted]
    given = [feeling.share for feeling in wanted if feeling.share is not None]
    if not given:
        return max(strengths)
    strength = sum(share * each for share, each in zip(shares, strengths, strict=True))
    if len(given) == len(wanted) and sum(given) < 0.5:
        strength *= max(sum(given), 0.4)  # "a hint of fear" and nothing else
    return strength


def _factor(wishes: Wishes) -> float:
    """The factor on intensity of words such as "dramatic" and "restrained"."""
    factor = 1.0
    for wish in wishes.of_kind("intensity"):
        step = (wish.mark.value - 1) * wish.degree
        factor *= max(1 + {"not": -0.6, "soft": -0.3, "less": -0.5, None: 1.0}[wish.negation] * step, 0.1)
    return factor


# Delivery


def _flags(wishes: Wishes, conflicts: list[str]) -> dict[str, bool]:
    """Whisper and shout, where they are asked for or denied."""
    asked = [
        (wish, name)
        for wish in wishes.of_kind("attribute")
        for name, value in wish.mark.value.items()
        if isinstance(value, bool)
    ]
    implied = [
        name
        for wish in wishes.of_kind("role")
        if wish.negation is None
        for name in wish.mark.value.delivery
        if name in FLAGS
    ]
    if not asked and implied:
        return {implied[-1]: True}
    flags = {name: wish.negation is None for wish, name in asked}
    if flags.get("whisper") and flags.get("shout"):
        last = next(name for wish, name in reversed(asked) if wish.negation is None)
        conflicts.append(f"whisper and shout exclude each other; the last one, {last}, is kept")
        return {last: True}
    return flags


def _numbers(wishes: Wishes, style: Style, conflicts: list[str]) -> dict[str, Any]:
    """Every number asked for: a figure before a word before what a role implies."""
    asked: dict[str, list[tuple[int, float, str]]] = {}
    for wish in wishes.wishes:
        for name, value, priority in _values(wish):
            asked.setdefault(name, []).append((priority, value, wish.mark.text))
    base = style.effective()
    numbers: dict[str, float] = {}
    for name, values in asked.items():
        top = max(priority for priority, _, _ in values)
        chosen = [(value, text) for priority, value, text in values if priority == top]
        value, text = max(chosen, key=lambda each: abs(each[0]))
        if top == DENIED and min(v for v, _ in chosen) < 0 < max(v for v, _ in chosen):
            value = 0.0  # neither fast nor slow
        elif name not in wishes.exact and min(v for v, _ in chosen) < 0 < max(v for v, _ in chosen):
            value, text = chosen[-1]
            conflicts.append(f"{name} is asked for both up and down; the last, {text!r}, is kept")
        # A word goes beyond what the emotion brings along ("angry and loud"), or against it.
        if name in ONE_SIDED:
            value = max(value, base[name]) if value > 0 else 0.0
        elif value * base[name] > 0:
            value += base[name]
        low, high, _ = STYLE_LIMITS[name]
        numbers[name] = round(min(max(value, low), high), 3)
    return numbers | {name: value for name, value in wishes.exact.items() if name != "intensity"}


def _values(wish: Wish) -> list[tuple[str, float, int]]:
    """The numbers that a wish asks for, with the values it gives them and how much they count."""
    if wish.mark.kind == "attribute":
        priority, values = (DENIED if wish.negation == "not" else WORD), wish.mark.value
    elif wish.mark.kind == "role" and wish.negation is None:
        priority, values = IMPLIED, wish.mark.value.delivery
    else:
        return []
    degree = wish.degree * (0.5 if wish.share is not None and wish.share <= 0.3 else 1.0)
    factor = {"not": -0.4, "soft": -0.25, "less": -0.5, None: degree}[wish.negation]
    return [(name, value * factor, priority) for name, value in values.items() if not isinstance(value, bool)]


# The speaker


def _persona(wishes: Wishes, conflicts: list[str]) -> dict[str, str | int]:
    """What is said about the speaker, of each of `SPEAKER_HINTS` what counts most and comes first."""
    roles = [wish.mark.value for wish in wishes.of_kind("role") if wish.negation is None]
    hints = [*wishes.hints, *((IMPLIED, role.hints) for role in roles)]
    persona: dict[str, str | int] = {}
    for key in SPEAKER_HINTS:
        said = [(priority, values[key]) for priority, values in hints if key in values]
        if not said:
            continue
        top = max(priority for priority, _ in said)
        choices = list(dict.fromkeys(value for priority, value in said if priority == top))
        persona[key] = choices[0]
        if key == "gender" and len(choices) > 1 and top == WORD:
            conflicts.append(f"the speaker is both {choices[0]} and {choices[1]}; the first is kept")
    return persona
