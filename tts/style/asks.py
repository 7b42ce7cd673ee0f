"""Asks: one thing that a direction names, and what the words around it make of it.

"A bit less angry" names an emotion and grades it: a move. "Angry" alone describes: no move.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from math import copysign, prod
from typing import Any

from tts.style import direction_words
from tts.style.figures import ONE_SIDED, Figure
from tts.style.moves import STEPS, How, Move
from tts.style.phrases import Mark, comparison
from tts.style.tokens import HAN, joined, tokenize

SPEAKER = ("role", "hint", "pronoun", "age")
"""Kinds of marks that are about the speaker: they describe, whatever stands around them."""


@dataclass
class Ask:
    """A target (None: the performance as a whole) with the words that grade it, those after it apart."""

    target: Mark | None
    before: list[Mark] = field(default_factory=list)
    after: list[Mark] = field(default_factory=list)

    @property
    def grades(self) -> list[Mark]:
        """All words that grade the target."""
        return [*self.before, *self.after]

    @property
    def feels(self) -> bool:
        """Whether the target is, or brings along, an emotion."""
        return self.target is not None and self.target.kind in ("emotion", "role")

    @property
    def text(self) -> str:
        """The target and its grades as words."""
        marks = [*self.before, *([self.target] if self.target else []), *self.after]
        return joined([mark.text for mark in marks if mark.text])


def moves_of(ask: Ask, emotions: Collection[str], alone: bool) -> tuple[Move, ...] | None:
    """What an ask changes, None where it describes instead. alone: nothing else is asked for."""
    target = ask.target
    if target is not None and target.kind in SPEAKER:
        return None
    kinds = {mark.kind for mark in ask.grades}
    graded = _graded(ask, kinds)
    if graded is None and "keep" in kinds and target and target.kind == "emotion":
        return () if set(target.value[0]) & set(emotions) else None
    if graded is None:
        return None
    how, sense = graded
    if target is not None and target.kind == "attribute" and not any(target.value.values()):
        return None  # "an even pace" is a state, there is no more or less of it
    if not alone and how == "step" and any(mark.text in _warnings() for mark in ask.grades):
        how, sense = "hold", 1  # "sadder, but not too slow"
    size = _size(ask)
    if target is None:
        return (Move("intensity", sense or 1, how, size, ask.text),)
    if target.kind == "exact":
        return _exact_moves(target.value, sense, how, ask.text, polar=bool(kinds & {"more", "less", "soft"}))
    if target.kind == "emotion":
        factor = _factor(ask, sense)
        return _emotion_moves(target.value[0], how, sense, size, factor, ask.text, removed="not" in kinds)
    if target.kind == "intensity":
        upward = 1 if target.value >= 1 else -1
        if (factor := _factor(ask, sense)) is not None:
            return (Move("intensity", sense * upward, "factor", factor, ask.text),)
        if how == "limit" and "not" in kinds:
            return (Move("intensity", -upward, "step", 2.0, ask.text),)  # "no drama" leaves some feeling
        how = "limit" if target.value >= 2 and sense > 0 and how == "step" else how
        return (Move("intensity", sense * upward, how, size, ask.text),)
    if target.kind == "axis":
        return (Move(target.value, sense, how, size, ask.text),)
    if target.kind == "step":
        name, sign = target.value
        return (Move(name, (sense or 1) * sign, how, size, ask.text),)
    return _attribute_moves(target.value, how, sense, size, ask.text, removed="not" in kinds)


def _graded(ask: Ask, kinds: set[str]) -> tuple[How, int] | None:
    """How and in which sense the words around a target move it; None where they do not."""
    target = ask.target
    form = comparison(target.text) if target and target.kind in ("emotion", "attribute") else ""
    if "enough" in kinds:
        return ("step", 1) if "not" in kinds else ("hold", 0)
    if "keep" in kinds:
        # "keep the pace" holds it; "keep it slow" describes.
        held = target is None or target.kind in ("axis", "intensity") or bool(form)
        return ("hold", 0) if held else None
    if "limit" in kinds or form == "est":
        return "limit", -1 if kinds & {"less", "soft"} else 1
    if "not" in kinds and kinds & {"less", "soft"}:
        return "hold", -1
    if "not" in kinds and ("more" in kinds or form or (target and target.kind == "step")):
        return "hold", 1
    if "not" in kinds:
        return "limit", -1
    if kinds & {"less", "soft"}:
        return "step", -1
    if "more" in kinds or form or target is None or target.kind in ("step", "intensity"):
        return "step", 1
    if target.kind == "exact":
        return ("amount", 1) if target.value.directed else None
    if target.kind in ("emotion", "attribute") and _is_step(target):
        return "step", 1
    comparing = any(mark.kind == "degree" for mark in ask.after) and HAN.match(target.text)
    if "times" in kinds or (comparing and target.kind in ("emotion", "attribute")):
        return "step", 1
    return None


def _size(ask: Ask) -> float:
    """How many steps the degree words make, 0.5–4."""
    sizes = {0.4: 0.6, 0.6: 0.75, 0.9: 1.0, 1.2: 1.0, 1.4: 2.0, 1.8: 3.0}
    factors = [sizes[mark.value] for mark in ask.grades if mark.kind == "degree"]
    factors += [0.6 for mark in ask.grades if mark.kind == "share" and not _has_digit(mark)]
    if ask.target and ask.target.kind in ("emotion", "attribute") and _ends_graded(ask.target.text):
        factors.append(0.75)
    return min(max(prod(factors), 0.5), 4.0)


def _factor(ask: Ask, sense: int) -> float | None:
    """The factor of "twice as sad" or "30 % less angry", None where there is none."""
    for mark in ask.grades:
        if mark.kind == "times":
            return float(max(mark.value, 0.0))
        if mark.kind == "share" and _has_digit(mark):
            return float(1 + sense * mark.value)
    return None


def _exact_moves(figure: Figure, sense: int, how: How, text: str, *, polar: bool) -> tuple[Move, ...]:
    name, amount = figure.name, figure.amount
    if polar:  # "3 dB less", "2 semitones more range"
        amount = copysign(amount, sense)
    if how == "hold":
        return (Move(name, sense, "hold", 1.0, text),)
    return (Move(name, 1 if amount >= 0 else -1, "amount", amount, text),)


def _emotion_moves(
    mixture: Any, how: How, sense: int, size: float, factor: float | None, text: str, *, removed: bool
) -> tuple[Move, ...]:
    if "neutral" in mixture:  # more neutral is less of everything
        return (Move("intensity", -sense, "step" if removed else how, size, text),)
    if factor is not None:
        return tuple(Move(name, 1 if factor > 1 else -1, "factor", factor, text) for name in mixture)
    return tuple(Move(name, sense, how, size * part, text) for name, part in mixture.items())


def _attribute_moves(
    values: Any, how: How, sense: int, size: float, text: str, *, removed: bool
) -> tuple[Move, ...]:
    """The first number of an attribute by its step, the others in proportion."""
    moves: list[Move] = []
    share = 1.0
    for place, (name, value) in enumerate(values.items()):
        if isinstance(value, bool):
            moves.append(Move(name, sense, how, 1.0, text))
            continue
        if not value:
            continue
        up = 1 if value > 0 else -1
        steps = abs(value) / STEPS[name]
        if place == 0:
            share = min(1.0, 1 / steps)
        if how in ("hold", "limit") and place:
            continue
        if removed and how == "limit" and name not in ONE_SIDED:
            moves.append(Move(name, -up, "step", 1.0, text))  # "don't rush" is slower, not as slow as can be
            continue
        least = 0.0 if place else 0.5
        moves.append(Move(name, sense * up, how, max(steps * share, least) * size, text, minor=place > 0))
    return tuple(moves)


def only_shares(described: Iterable[Ask]) -> bool:
    """Whether every emotion that is described is a small share, as in "a hint of fear"."""
    shares = [
        sum(mark.value for mark in ask.grades if mark.kind == "share") for ask in described if ask.feels
    ]
    return bool(shares) and all(0 < share < 0.5 for share in shares) and sum(shares) < 0.7


def added(ask: Ask) -> tuple[Move, ...] | None:
    """A described emotion as a move towards it, None where it is none."""
    if ask.target is None or ask.target.kind != "emotion":
        return None
    return _emotion_moves(ask.target.value[0], "step", 1, _size(ask), None, ask.text, removed=False)


def phrases_of(text: str) -> list[str]:
    """The phrases of a table's entry, as they come out of a caption."""
    return [joined(tokens) for phrase in text.split(",") if (tokens := tokenize(phrase))]


def _has_digit(mark: Mark) -> bool:
    return any(char.isdigit() for char in mark.text)


def _is_step(target: Mark) -> bool:
    """Whether a phrase asks for a step by itself: "slow down", "lower voice", "turn it down", 声音大点."""
    text, tokens = target.text, set(tokenize(target.text))
    if text in _step_words() or _ends_graded(text):
        return True
    if target.kind != "attribute" or tokens & {"and", "than"} or len(tokens) > 4:
        return False
    if any(comparison(token) == "er" for token in tokens):
        return True
    finished = any(token.endswith("ed") for token in tokens)  # "cranked up" describes
    return not finished and bool(tokens & {"up", "down"}) and bool(tokens & _moved_things() or _ends_up(text))


def _ends_up(text: str) -> bool:
    return text.endswith((" up", " down"))


def _ends_graded(text: str) -> bool:
    """Whether a Chinese phrase ends with its own "a bit"."""
    return len(text) > 2 and text.endswith(direction_words.ENDINGS)


@cache
def _moved_things() -> frozenset[str]:
    return frozenset(phrases_of(direction_words.MOVED))


@cache
def _step_words() -> frozenset[str]:
    own = (phrase for _, phrases in direction_words.STEPS for phrase in phrases_of(phrases))
    return frozenset([*phrases_of(direction_words.STEP_WORDS), *own])


@cache
def _warnings() -> frozenset[str]:
    return frozenset(phrases_of(direction_words.WARNINGS))
