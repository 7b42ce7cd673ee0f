"""Styles and their changes in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from studio.ui.words import Words
from tts.errors import StyleError
from tts.style.captions import understand
from tts.style.emotions import EMOTIONS
from tts.style.space import FLAGS, STYLE_LIMITS, Change, Style

_UNITS = {"semitones": "unit.semitones", "%": "unit.percent", "dB": "unit.decibel"}


def parts(style: Style, words: Words) -> list[str]:
    """What a style asks for, intensity apart."""
    told = [
        f"{emotion(name, words)} {share:.0%}" if share < 1 else emotion(name, words)
        for name, share in style.shares().items()
        if share
    ]
    for name in STYLE_LIMITS:
        if (value := getattr(style, name)) is not None:
            told.append(f"{words(name)} {number(name, value, words)}")
    for name in FLAGS:
        if (flag := getattr(style, name)) is not None:
            told.append(words(name) if flag else f"{words(name)}: {words('no')}")
    return told


def caption(said: str, words: Words) -> str:
    """A caption that was written from a style, in the page's language; others stay as they are."""
    if words.language == "en" or not said.isascii():
        return said
    try:
        return words.listed(parts(_style(said), words)) or said
    except StyleError:  # it is told where the line is spoken
        return said


def changes(made: Sequence[Change], words: Words) -> list[str]:
    """The differences between two styles, one part each: "intensity 1.00 → 1.35", "rate +12 %"."""
    return [_change(each, words) for each in made]


def emotion(name: str, words: Words) -> str:
    """An emotion's name."""
    return EMOTIONS[name].chinese if words.language == "zh" else EMOTIONS[name].english


def named(name: str, words: Words) -> str:
    """The name of an emotion or of a quantity."""
    return emotion(name, words) if name in EMOTIONS else words(name)


def number(name: str, value: float, words: Words) -> str:
    """A number of `Style` with its sign and unit."""
    told = f"{value:+.2g}" if abs(value) < 100 else f"{value:+.0f}"
    told = told.replace("-", "−")
    unit = STYLE_LIMITS[name][2]
    return (words(_UNITS[unit], value=told) if unit else told).replace(" ", "\N{NO-BREAK SPACE}")


@lru_cache(maxsize=1024)
def _style(said: str) -> Style:
    return understand(said).style


def _change(change: Change, words: Words) -> str:
    name = named(change.name, words)
    before, after = (_value(change.name, value, words) for value in (change.before, change.after))
    if change.name in FLAGS and change.after is not None:
        return name if change.after else f"{name}: {words('no')}"
    if change.before is None and change.after is not None:
        return f"{name} {after}"
    return f"{name} {before} → {after}"


def _value(name: str, value: float | bool | None, words: Words) -> str:
    if value is None:
        return words("unset")
    if isinstance(value, bool):
        return words("yes" if value else "no")
    return number(name, value, words) if name in STYLE_LIMITS else f"{value:.2f}"
