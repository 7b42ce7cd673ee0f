"""Steering: what a caption's "higher", "more" and "turn down" are about, before its wishes are read.

A direction takes the axis it is nearest to ("lower the pitch"), the axis that it means by itself ("higher"),
or grades the emotion beside it ("less anger").
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tts.style import wordings
from tts.style.figures import lone, nearest
from tts.style.phrases import Mark


def steered(part: list[Mark]) -> list[Mark]:
    """One part of a clause with its directions, and the axes they are about, turned into attributes, and
    with degree words where emotions follow."""
    marks = list(part)
    for at, mark in enumerate(part):
        follower = next((m for m in part[at + 1 :] if m.kind != "filler"), None)
        before_emotion = follower is not None and follower.kind == "emotion"
        factor = _before_emotions().get(mark.text)
        if before_emotion and factor is not None:
            marks[at] = Mark("degree", factor, mark.text)
            continue
        if mark.kind != "move":
            continue
        axis_at = nearest(marks, at, lambda m: m.kind == "axis")
        feels = any(m.kind in ("emotion", "intensity") for m in part) and not lone(mark.text)
        if axis_at is None and feels:
            marks[at] = Mark("less", None, mark.text) if mark.value < 0 else Mark("degree", 1.4, mark.text)
        elif axis_at is not None:
            name = marks[axis_at].value
            marks[at] = marks[axis_at] = Mark("filler", None, "")
            marks[max(at, axis_at)] = _step(name, mark.value, mark.text)
        elif axis := lone(mark.text):
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


@cache
def _before_emotions() -> dict[str, float]:
    return {word: factor for factor, words in wordings.BEFORE_EMOTIONS.items() for word in words.split(", ")}
