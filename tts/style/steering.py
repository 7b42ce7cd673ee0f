"""Steering: what a caption's "higher", "more" and "turn down" are about, before its wishes are read.

A direction takes the axis it is nearest to ("lower the pitch"), the axis that it means by itself ("higher"),
or grades the emotion beside it ("less anger").
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tts.style import wordings
from tts.style.figures import lone, nearest
from tts.style.phrases import Mark


def steered(part: list[Mark], before: str | None = None) -> list[Mark]:
    """One part of a clause with its directions, and the axes they are about, turned into attributes, and
    with degree words where emotions follow.

    before: the axis that the caption spoke of last; "the pitch is too high, bring it down".
    """
    marks = list(part)
    for at in range(1, len(part)):
        around = [mark.text for mark in part[at - 1 : at + 2]]
        named = part[at].kind == "unknown" and around[0] in ("a", "an") and around[2:] == ["of"]
        if named and part[at + 2 : at + 3] and part[at + 2].kind == "emotion":
            marks[at] = Mark("carrying", 0.3, part[at].text)  # "joy with an undertow of dread"
        if _so_much(part[at - 1], part[at]):
            mixture, strength = part[at - 1].value
            marks[at - 1] = replace(part[at - 1], value=(mixture, max(strength, 1.4)))
        if part[at].text in _loudest() and part[at - 1].kind == "emotion":
            marks[at] = Mark("degree", 1.8, "to the max")  # "joy at full blast"
    for at, mark in enumerate(part):
        factor = _before_emotions().get(mark.text)
        if factor is not None and _grades_emotion(part, at):
            marks[at] = Mark("degree", factor, mark.text)
            continue
        if mark.kind != "move":
            continue
        axis_at = nearest(marks, at, lambda m: m.kind == "axis")
        feels = any(m.kind in ("emotion", "intensity") for m in part)
        feels = feels and (not lone(mark.text) or _after_emotion(part, at))
        if axis_at is None and feels:
            marks[at] = Mark("less", None, mark.text) if mark.value < 0 else Mark("degree", 1.4, mark.text)
        elif axis_at is not None:
            name = marks[axis_at].value
            marks[at] = marks[axis_at] = Mark("filler", None, "")
            marks[max(at, axis_at)] = _step(name, mark.value, mark.text)
        elif axis := lone(mark.text) or _of_voice(part) or before:
            marks[at] = _step(axis, mark.value, mark.text)
        else:
            marks[at] = Mark("unknown", None, mark.text)
    return [
        mark
        if mark.kind != "axis"
        else _step(mark.value, 1, mark.text)
        if mark.value in wordings.SELF_SUFFICIENT_AXES or _amount_before(mark, marks[:at])
        else replace(mark, kind="filler")
        for at, mark in enumerate(marks)
    ]


def axis_of(part: list[Mark]) -> str | None:
    """The last axis that one part of a clause names, or that a direction in it means by itself."""
    named = [m.value if m.kind == "axis" else lone(m.text) for m in part if m.kind in ("axis", "move")]
    return next((axis for axis in reversed(named) if axis), None)


def _of_voice(part: list[Mark]) -> str | None:
    """What a direction is about where it names the voice alone: "turn your voice up"."""
    return "loudness" if any(mark.text.endswith("voice") for mark in part) else None


def _so_much(emotion: Mark, after: Mark) -> bool:
    """Whether something follows that the emotion leads to, as in 紧张到手心冒汗 and 累得抬不起头."""
    text = emotion.text[1:] + (after.text if after.kind == "filler" else "")
    return emotion.kind == "emotion" and bool(re.search("[得到]", text)) and after.kind != "degree"


def _grades_emotion(part: list[Mark], at: int) -> bool:
    """Whether a word grades the emotion after it: "deep sorrow" is strong, "a deep sad voice" is low."""
    after = [mark for mark in part[at + 1 :] if mark.kind not in ("degree", "share")]
    while after and after[0].kind in ("filler", "unknown") and after[0].text not in _voices():
        after = after[1:]
    voiced = len(after) > 1 and after[1].text in _voices() and part[at].kind in ("move", "attribute")
    kinds = ("emotion", "role") if part[at].text.endswith("ly") else ("emotion",)  # "hopelessly in love"
    return bool(after) and after[0].kind in kinds and not voiced


def _after_emotion(part: list[Mark], at: int) -> bool:
    """Whether a direction grades the English emotion before it: "keep the fear small"."""
    earlier = [mark for mark in part[:at] if mark.kind not in ("filler", "degree")]
    follows = part[at + 1].text if at + 1 < len(part) else ""
    return (
        bool(earlier)
        and earlier[-1].kind == "emotion"
        and part[at].text.isascii()
        and follows not in _voices()
    )


def _amount_before(axis: Mark, marks: list[Mark]) -> bool:
    """Whether the last words say how much of it there shall be: "less volume", "no highs and lows"."""
    last = next((mark for mark in reversed(marks) if mark.kind != "filler" or not mark.text), None)
    if last is None:
        return False
    denied = last.kind == "not" and axis.value == "range"
    return denied or last.kind == "less" or last.text in wordings.AMOUNTS


def _step(name: str, sign: int, text: str) -> Mark:
    step = sign * wordings.AXIS_STEPS[name]
    return Mark("intensity", 1 + step, text) if name == "intensity" else Mark("attribute", {name: step}, text)


def _loudest() -> tuple[str, ...]:
    return ("at full blast", "full blast", "at full volume", "at maximum volume", "at top volume")


@cache
def _voices() -> frozenset[str]:
    return frozenset(wordings.VOICES.split(", "))


@cache
def _before_emotions() -> dict[str, float]:
    return {word: factor for factor, words in wordings.BEFORE_EMOTIONS.items() for word in words.split(", ")}
