"""The lexicon: expressions of feeling, manner, situation and role with what each says, as package data.

A file of ``tts/style/lexicon`` holds paragraphs. A header in brackets says what its expressions mean, such as
``[sad 1, strength 1.6]`` or ``[role undertaker, age 60, sad 1, rate -12]``; the lines below it list them,
separated by commas. "#" begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tts.errors import StyleError
from tts.style.emotions import EMOTION_IDS
from tts.style.space import FLAGS, NUMBERS

LANGUAGES: tuple[str, ...] = ("english", "chinese")
KINDS: tuple[str, ...] = ("emotions", "scenes", "manners", "roles")
"""Expressions of feeling; situations that imply one; manners of speaking; people who speak."""

_FOLDER = Path(__file__).with_name("lexicon")


@dataclass(frozen=True)
class Entry:
    """What a paragraph says, and the expressions that say it.

    emotions: emotion id → share. strength: intensity 0–2 at which they are meant. delivery: field of
    `Style` → value in its unit. hints: gender, age (years) and role of the speaker.
    """

    kind: str
    language: str
    expressions: tuple[str, ...]
    emotions: Mapping[str, float] = field(default_factory=dict, hash=False)
    strength: float = 1.0
    delivery: Mapping[str, float | bool] = field(default_factory=dict, hash=False)
    hints: Mapping[str, str | int] = field(default_factory=dict, hash=False)


@cache
def lexicon() -> tuple[Entry, ...]:
    """Every entry. Raises StyleError when a file is not of the form that the module describes."""
    return tuple(
        entry
        for kind in KINDS
        for language in LANGUAGES
        for entry in parse((_FOLDER / f"{kind}_{language}.txt").read_text("utf-8"), kind, language)
    )


def parse(text: str, kind: str, language: str) -> Iterator[Entry]:
    """The entries of one file. Raises StyleError for a header that says nothing known."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for paragraph in re.split(r"^(?=\[)", "\n".join(lines), flags=re.M):
        header, _, body = paragraph.strip().removeprefix("[").partition("]")
        expressions = tuple(dict.fromkeys(filter(None, map(str.strip, re.split("[,，、\n]", body)))))
        if header and expressions:
            yield _entry(header, expressions, kind, language)


def _entry(header: str, expressions: tuple[str, ...], kind: str, language: str) -> Entry:
    emotions: dict[str, float] = {}
    delivery: dict[str, float | bool] = {}
    hints: dict[str, str | int] = {}
    strength = 1.0
    for item in header.split(","):
        name, _, value = item.strip().partition(" ")
        try:
            if name in EMOTION_IDS:
                emotions[name] = float(value or 1)
            elif name in NUMBERS:
                delivery[name] = float(value)
            elif name in FLAGS:
                delivery[name] = True
            elif name == "strength":
                strength = float(value)
            elif name == "age":
                hints[name] = int(value)
            elif name in ("gender", "role") and value:
                hints[name] = value
            else:
                raise ValueError(name)
        except ValueError:
            known = ", ".join((*EMOTION_IDS, *NUMBERS, *FLAGS, "strength, age, gender, role"))
            raise StyleError(f"the header [{header}] has {item.strip()!r}; use {known}") from None
    return Entry(kind, language, expressions, emotions, strength, delivery, hints)
