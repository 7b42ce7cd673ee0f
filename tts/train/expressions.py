"""Captions from the lexicon of `tts.style`, so that the pack's encoder knows its words as well."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tts.style import wordings
from tts.style.lexicon import Entry, lexicon
from tts.style.space import NUMBERS, Style

_DEGREES = {
    "english": {0.5: ("slightly", "a bit", "a little"), 1.4: ("very", "really", "so"), 1.8: ("extremely",)},
    "chinese": {0.5: ("有点", "略微", "稍微"), 1.4: ("很", "非常", "十分"), 1.8: ("极其", "极度")},
}
_FRAMES = {
    "english": {
        "emotions": ("{}", "{}", "{}.", "sounds {}", "say it {}", "the speaker is {}", "in a {} tone"),
        "scenes": ("{}", "{}", "like someone who {}", "as if {}", "as though {}", "like {}"),
        "manners": ("{}", "{}", "{} voice", "speak {}", "the delivery is {}"),
        "roles": ("{}", "like a {}", "a {}", "in the voice of a {}", "spoken by a {}", "{} voice"),
    },
    "chinese": {
        "emotions": ("{}", "{}", "{}地说", "用{}的语气", "语气{}", "听起来{}", "{}的声音"),
        "scenes": ("{}", "{}", "像{}一样", "仿佛{}", "好像{}似的", "{}的感觉", "{}的时候"),
        "manners": ("{}", "{}", "{}地说", "声音{}", "说话{}"),
        "roles": ("{}", "像{}一样", "{}的声音", "{}的口吻", "{}说话"),
    },
}  # fmt: skip


@cache
def taught() -> tuple[Entry, ...]:
    """The entries of the lexicon and of the tables of `tts.style.wordings`."""
    found = list(lexicon())
    for emotion, strengths in wordings.EMOTION_WORDS.items():
        for strength, words in strengths.items():
            found += _by_language("emotions", words, {emotion: 1.0}, strength)
    for words, mixture in wordings.EMOTION_MIXTURES:
        found += _by_language("emotions", words, mixture, 1.0)
    for words, asks in wordings.ATTRIBUTE_WORDS:
        found += _by_language("manners", words, {}, 1.0, asks)
    for role in wordings.ROLES:
        kind = "roles" if role.hints else "scenes"
        found += _by_language(kind, role.wordings, role.emotions, role.strength, role.delivery)
    return tuple(found)


def _by_language(
    kind: str,
    words: str,
    emotions: Mapping[str, float],
    strength: float,
    delivery: Mapping[str, float | bool] | None = None,
) -> list[Entry]:
    each = [word.strip() for word in words.split(",") if word.strip()]
    parts = {
        "english": [word for word in each if word.isascii()],
        "chinese": [word for word in each if not word.isascii()],
    }
    return [
        Entry(kind, language, tuple(some), emotions, strength, delivery or {})
        for language, some in parts.items()
        if some
    ]


def expressed(entries: Sequence[Entry], chance: random.Random) -> tuple[str, Entry, Style]:
    """A caption with one expression, its entry, and the style that it asks for; all by chance.

    Entries are drawn by the square root of their number of expressions, so that small ones are heard too.
    """
    entry = chance.choices(entries, [len(entry.expressions) ** 0.5 for entry in entries])[0]
    text = chance.choice(entry.expressions)
    degree = 1.0
    if entry.kind == "emotions" and chance.random() < 0.15:
        degree = chance.choice(list(_DEGREES[entry.language]))
        gap = " " if entry.language == "english" else ""
        text = chance.choice(_DEGREES[entry.language][degree]) + gap + text
    caption = chance.choice(_FRAMES[entry.language][entry.kind]).format(text)
    numbers: dict[str, Any] = {name: entry.delivery[name] for name in NUMBERS if name in entry.delivery}
    flags = {name: bool(value) for name, value in entry.delivery.items() if name not in numbers}
    strength = min(entry.strength * degree, 2.0)
    return caption, entry, Style(entry.emotions, strength, **numbers, **flags)
