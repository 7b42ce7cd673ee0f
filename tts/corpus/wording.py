"""The words that captions are made of, one YAML file a language."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES: tuple[str, ...] = ("en", "zh")

Words = tuple[str, ...]


@dataclass(frozen=True)
class EmotionWords:
    """How one emotion is said.

    weak, plain, strong: adjectives by strength. nouns: of the feeling. adverbs: of the manner.
    ways: what a speaker in that mood does. scenes: complete "as if …" or 像…一样.
    """

    weak: Words
    plain: Words
    strong: Words
    nouns: Words
    adverbs: Words
    ways: Words
    scenes: Words


@dataclass(frozen=True)
class Role:
    """A part that a voice of this gender and age ("any" = not told) can play with one of these emotions."""

    gender: str
    age: str
    emotions: frozenset[str]
    names: Words


@dataclass(frozen=True)
class Wording:
    """One language's words.

    emotions: emotion id → words. traits: delivery field and sign ("rate+") → form → words, where the forms
    are adj and adv (absolute) and more (comparative). people: "gender age" → nouns. qualities: size or
    timbre → attributes. degrees: part of speech → level → words, "" for none.
    In Chinese, ~ in a trait is where its degree stands, ^ where that of a comparison does.
    """

    emotions: dict[str, EmotionWords]
    traits: dict[str, dict[str, Words]]
    people: dict[str, Words]
    qualities: dict[str, Words]
    roles: tuple[Role, ...]
    degrees: dict[str, dict[int, Words]]


@lru_cache
def wording(language: str) -> Wording:
    """The words of one of `LANGUAGES`, read once."""
    import yaml

    file = Path(__file__).with_name(f"wording_{language}.yaml")
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    names = [field.name for field in fields(EmotionWords)]
    return Wording(
        emotions={
            key: EmotionWords(*(tuple(forms[n]) for n in names)) for key, forms in data["emotions"].items()
        },
        traits={
            key: {n: tuple(words) for n, words in forms.items()} for key, forms in data["traits"].items()
        },
        people={key: tuple(words) for key, words in data["people"].items()},
        qualities={key: tuple(words) for key, words in data["qualities"].items()},
        roles=tuple(
            Role(role["gender"], role["age"], frozenset(role["emotions"]), tuple(role["names"]))
            for role in data["roles"]
        ),
        degrees={
            key: {level: tuple(words) for level, words in levels.items()}
            for key, levels in data["degrees"].items()
        },
    )
