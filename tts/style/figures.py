"""Figures: the numbers of a caption or direction, and the quantities that they are about."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from tts.style import wordings
from tts.style.phrases import Mark
from tts.style.space import NATURAL_SPREAD

_WHOLE = ("emotion", "emotions", "emotional", "expressiveness", "情绪", "感情", "情感")

_MUSICAL = ("semitones", "octaves", "tones")

ONE_SIDED = ("breathiness", "roughness", "tremor")
"""Numbers of `Style` that start at 0, none."""


@dataclass(frozen=True)
class Figure:
    """An amount of a number of `Style` (or "intensity") in its unit, not yet limited to its range.

    directed: whether a word or a sign says up or down, so that it can be counted from where a take is.
    """

    name: str
    amount: float
    directed: bool


def figures(part: list[Mark]) -> list[Mark]:
    """One part of a clause with its numbers, and the words they use up, turned into what they say.

    Marks of kind "exact" hold a `Figure`; "share" one of a mixture, 0–1; "age" years; "times" a factor on an
    emotion ("twice as sad"). A number about nothing becomes "unknown".
    """
    marks = list(part)
    for at, mark in enumerate(part):
        if mark.kind != "number":
            continue
        unit = part[at + 1].value if at + 1 < len(part) and part[at + 1].kind == "unit" else ""
        used = [at, at + 1] if unit else [at]
        value = float(mark.value)
        if unit == "years":
            result = Mark("age", value, mark.text)
        elif unit == "parts":
            result = Mark("share", abs(value), mark.text)
        elif unit == "percent" and (felt := _felt(marks, value)) is not None:
            used += [felt] if marks[felt].text in _WHOLE else []
            result = Mark("exact", Figure("intensity", value / 100, False), mark.text)
        elif unit in ("tenths", "percent") and (
            part[used[-1]].text == "分" or nearest(marks, at, _is_about) is None or _is_felt(marks)
        ):
            share = abs(value) / (10 if unit == "tenths" else 100)
            result = Mark("share", min(share, 1.0), mark.text)
        else:
            if unit == "tenths":
                unit, value = "percent", 10 * value
            if not unit and mark.value[0] not in "+-" and _is_factor(marks, at, value):
                unit = "times"
            axis_at = nearest(marks, at, lambda m: m.kind == "axis")
            about_at = axis_at
            if about_at is None:
                about_at = nearest(marks, at, lambda m: m.kind == "attribute" and _is_about(m))
            if about_at is None:
                about_at = nearest(marks, at, _is_about)
            name = _quantity(unit, marks[about_at] if about_at is not None else None, part[used[-1]].text)
            if name is None:
                if unit == "times" and any(m.kind in ("emotion", "intensity") for m in part):
                    marks[at : at + 2] = [Mark("times", value, mark.text), Mark("filler", None, "")]
                continue
            musical = unit in _MUSICAL
            sign_at = nearest(marks, at, partial(_direction, name, musical))
            signed = mark.value[0] in "+-"
            sign = 1 if signed or sign_at is None else _direction(name, musical, marks[sign_at])
            compared = signed or (sign_at is not None and sign_at < at)
            directed = sign_at is not None or signed or mark.text in ("half", "double", "twice")
            if name == "intensity" and not unit:  # "raise the intensity to 1.4" names the value itself
                directed = signed or (directed and any(m.text == "by" for m in part))
            amount = _amount(name, unit, value, sign, directed, compared)
            if amount is None:
                continue
            used += [i for i in (axis_at, sign_at) if i is not None]
            text = " ".join(marks[i].text for i in sorted(set(used)) if marks[i].text)
            result = Mark("exact", Figure(name, amount, directed), text)
        for i in used:
            marks[i] = Mark("filler", None, "")
        marks[at] = result
    return [replace(mark, kind="unknown") if mark.kind == "number" else mark for mark in marks]


def _felt(marks: list[Mark], value: float) -> int | None:
    """Index of the feeling that a percentage is the intensity of: "emotion at 80 %", "120 % angry"."""
    if nearest(marks, 0, _is_about) is not None:
        return None
    return nearest(
        marks, 0, lambda m: m.text in _WHOLE or (value > 100 and m.kind in ("emotion", "intensity"))
    )


def _is_felt(marks: list[Mark]) -> bool:
    """Whether a part moves an emotion and nothing else, as 愤怒加三成 does."""
    about = [mark for mark in marks if _is_about(mark)]
    moves_alone = all(mark.kind == "move" and lone(mark.text) is None for mark in about)
    return moves_alone and any(mark.kind == "emotion" for mark in marks)


def _is_factor(marks: list[Mark], at: int, value: float) -> bool:
    """Whether a bare figure is a factor: "speed 0.8" is, "rate 10" is percent, and "speed up" has a sign."""
    axis_at = nearest(marks, at, lambda mark: mark.kind == "axis")
    free = not any(mark.kind == "move" for mark in marks)
    return axis_at is not None and marks[axis_at].value == "rate" and 0.25 <= value <= 4 and free


def _is_about(mark: Mark) -> bool:
    """Whether a number may be about what this mark says."""
    return mark.kind in ("axis", "move") or (
        mark.kind == "attribute" and not any(isinstance(value, bool) for value in mark.value.values())
    )


def nearest(marks: list[Mark], at: int, wanted: Callable[[Mark], object]) -> int | None:
    """Index of the wanted mark nearest to `at`, the earlier of two; None where there is none."""
    found = [i for i, mark in enumerate(marks) if wanted(mark)]
    return min(found, key=lambda i: abs(i - at), default=None)


def _quantity(unit: str, about: Mark | None, unit_text: str) -> str | None:
    """The number of `Style` (or "intensity") that a figure is about, None when nothing says."""
    axis = about.value if about is not None and about.kind == "axis" else None
    if unit in _MUSICAL:
        return axis if axis in ("range", "final") else "final" if _moves(about, "final") else "pitch"
    if unit == "dB":
        return "tilt" if axis == "tilt" else "loudness"
    if axis:
        return str(axis)
    if about is not None and about.kind == "attribute":
        return str(next(iter(about.value)))
    if about is not None and about.kind == "move" and unit:
        return lone(about.text)
    return "rate" if unit == "times" and unit_text in ("x", "×", "倍速") else None


def _moves(mark: Mark | None, name: str) -> bool:
    return mark is not None and mark.kind == "attribute" and name in mark.value


def _direction(name: str, musical: bool, mark: Mark) -> int:
    """+1 or -1 when a mark says that a quantity rises or falls, else 0.

    musical: whether it is counted in semitones or so; "drop your voice an octave" is not about volume.
    """
    if mark.kind == "move":
        return int(mark.value)
    if mark.kind == "attribute":
        said = mark.value.get(name) or (mark.value.get("loudness") if musical and name == "pitch" else None)
        if said:
            return 1 if said > 0 else -1
    return 0


def _amount(name: str, unit: str, value: float, sign: int, directed: bool, compared: bool) -> float | None:
    """A figure in the unit of `Style`, None when the unit does not suit the quantity.

    directed: whether a word or a sign says up or down. compared: whether it stands before the figure, as in
    快一倍, which adds to what there is; 1.5倍 alone is a factor.
    """
    if unit in _MUSICAL:
        return sign * value * {"semitones": 1, "octaves": 12, "tones": 2}[unit]
    if unit == "dB" or not unit:
        return sign * value if name != "intensity" or directed else value
    if unit == "times":
        factor = (1 + value if sign > 0 else 1 / (1 + value)) if compared else max(value, 0.01) ** sign
    elif name == "intensity":
        return value / 100
    elif not directed and value >= 50 and name in ("rate", "loudness", "pauses"):
        factor = value / 100  # "at 80 % speed"
    else:
        factor = 1 + sign * value / 100
    factor = max(factor, 0.01)
    if name in ("rate", "pauses"):
        return 100 * (factor - 1)
    if name == "loudness":
        return 20 * math.log10(factor)
    if name == "pitch":
        return 12 * math.log2(factor)
    if name == "range":
        return NATURAL_SPREAD * (factor - 1)
    return value / 100 if name in ONE_SIDED and unit == "percent" else None


def lone(text: str) -> str | None:
    """The axis that a direction word is about when none is named, None where that would be a guess."""
    for axis, phrases in wordings.LONE_DIRECTIONS.items():
        if text in phrases.split(", "):
            return axis
    return None
