"""The vocabulary: every phrase of the tables and of the lexicon, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tts.style import wordings
from tts.style.lexicon import Entry, lexicon
from tts.style.tokens import HAN, is_base, phrases, stem

Tokens = tuple[str, ...]
Meaning = tuple[str, Any]
"""Kind of wording, and what it says."""

PARTICLES = frozenset("的地得了着过")
"""Chinese characters that stand between or after words and change nothing."""


@dataclass(frozen=True)
class Vocabulary:
    """exact: tokens → meaning. loose: stems without silent words → meaning, of phrases that may be inflected.
    longest: tokens of the longest exact phrase. beginnings: every beginning of a loose phrase."""

    exact: Mapping[Tokens, Meaning]
    loose: Mapping[Tokens, Meaning]
    longest: int
    beginnings: frozenset[Tokens]

    def find(self, tokens: list[str], at: int) -> tuple[int, Meaning] | None:
        """The longest phrase that begins at a token: its number of tokens and meaning."""
        size, meaning = 0, None
        for length in range(min(self.longest, len(tokens) - at), 0, -1):
            if found := self.exact.get(tuple(tokens[at : at + length])):
                size, meaning = length, found
                break
        key: Tokens = ()
        for end in range(at, len(tokens)):
            part = stem(tokens[end])
            if not part:
                if end == at or (HAN.match(tokens[at]) and len(key) == 1 and tokens[end] not in PARTICLES):
                    break
                if found := self.loose.get((*key, tokens[end])):  # a silent word is heard at the end
                    size, meaning = max((size, meaning), (end + 1 - at, found), key=lambda pair: pair[0])
                continue
            key = (*key, part)
            if key not in self.beginnings:
                break
            if end + 1 - at > size and (found := self.loose.get(key)):
                size, meaning = end + 1 - at, found
        return (size, meaning) if meaning else None


@cache
def vocabulary() -> Vocabulary:
    """All phrases; of two that are alike the earlier table's holds, and the tables go before the lexicon."""
    exact: dict[Tokens, Meaning] = {}
    inflected: dict[Tokens, Meaning] = {}
    loose: dict[Tokens, Meaning] = {}
    for text, kind, value, inflect in (*_tables(), *_lexicon()):
        for tokens in phrases(text):
            if not tokens:
                continue
            meaning = (kind, value)
            if exact.setdefault(tokens, meaning) is not meaning:
                continue
            if inflect and len(tokens) == 1 and tokens[0].isascii():
                for form in forms(tokens[0]):
                    inflected.setdefault((form,), meaning)
            if kind in ("emotion", "role", "attribute", "move"):
                key = (*filter(None, map(stem, tokens[:-1])), stem(tokens[-1]) or tokens[-1])
                if _may_vary(tokens, key):
                    loose.setdefault(key, meaning)
    for tokens, meaning in inflected.items():
        exact.setdefault(tokens, meaning)
    beginnings = frozenset(key[:end] for key in loose for end in range(1, len(key) + 1))
    return Vocabulary(exact, loose, max(map(len, exact)), beginnings)


def _may_vary(tokens: Tokens, key: Tokens) -> bool:
    """Whether a phrase may be heard in other forms, as the stems of its key.

    A single word may where it is no form itself: "touched" is no "touch". Two Chinese characters say too
    little once more than a particle is gone: 有意思 is not 意思.
    """
    if len(tokens) == 1:
        return is_base(tokens[0])
    if len(key) == 2 and HAN.match(key[0]) and HAN.match(key[1]):
        return all(token in key or token in PARTICLES for token in tokens)
    return sum(map(bool, map(stem, tokens))) > 1


def _tables() -> Iterator[tuple[str, str, Any, bool]]:
    """Phrases separated by commas, kind, what they say, and whether their words are adjectives."""
    for emotion, strengths in wordings.EMOTION_WORDS.items():
        for strength, words in strengths.items():
            yield words, "emotion", ({emotion: 1.0}, strength), True
    for words, mixture in wordings.EMOTION_MIXTURES:
        yield words, "emotion", (mixture, 1.0), True
    for emotion, characters in wordings.EMOJI.items():
        yield ",".join(characters), "emotion", ({emotion: 1.0}, 1.0), False
    for role in wordings.ROLES:
        for name in role.wordings.split(","):
            yield name, "role", _gendered(role, name), False
    for words, asks in wordings.ATTRIBUTE_WORDS:
        yield words, "attribute", asks, True
    for age, words in wordings.AGE_WORDS.items():
        yield words, "age", float(age), False
    for words, hints in wordings.HINT_WORDS:
        yield words, "hint", hints, False
    for gender, words in wordings.PRONOUNS.items():
        yield words, "pronoun", {"gender": gender}, False
    yield wordings.SOFT_NEGATIONS, "soft", None, False
    yield wordings.NEGATIONS, "not", None, False
    yield wordings.LESS_WORDS, "less", None, False
    for share, words in wordings.SHARE_WORDS.items():
        yield words, "share", share, False
    yield wordings.CARRYING_WORDS, "carrying", 0.3, False
    for axis, words in wordings.AXIS_WORDS.items():
        yield words, "axis", axis, False
    for unit, words in wordings.UNIT_WORDS.items():
        yield words, "unit", unit, False
    for factor, words in wordings.INTENSITY_WORDS.items():
        yield words, "intensity", factor, True
    for factor, words in wordings.DEGREE_WORDS.items():
        yield words, "degree", factor, False
    yield wordings.RISING_WORDS, "move", 1, False
    yield wordings.FALLING_WORDS, "move", -1, False
    yield wordings.JOINING_WORDS, "join", None, False
    yield wordings.CLAUSE_WORDS, "break", None, False
    yield wordings.SOFT_CLAUSE_WORDS, "soft break", None, False
    yield wordings.ELSEWHERE, "unknown", None, False
    yield wordings.FILLERS, "filler", None, False
    yield ",".join(wordings.NUMBER_WORDS), "filler", None, False


def _lexicon() -> Iterator[tuple[str, str, Any, bool]]:
    for entry in lexicon():
        kind, value = _meaning(entry)
        if entry.kind != "roles":
            yield ",".join(entry.expressions), kind, value, kind in ("emotion", "attribute")
            continue
        for name in entry.expressions:
            yield name, kind, _gendered(value, name), False


def _gendered(role: wordings.Role, name: str) -> wordings.Role:
    """A role with the gender that its name tells, where nothing else does."""
    gender = gender_of(name)
    return (
        role
        if gender is None or "gender" in role.hints
        else replace(role, hints={**role.hints, "gender": gender})
    )


def _meaning(entry: Entry) -> Meaning:
    if entry.kind == "emotions":
        return "emotion", (entry.emotions, entry.strength)
    if entry.kind == "manners":
        return "attribute", entry.delivery
    return "role", wordings.Role("", entry.hints, entry.emotions, entry.strength, entry.delivery)


def gender_of(name: str) -> str | None:
    """The gender that the name of a role tells by its words ("fisherman", 卖菜大妈); None where it tells none
    or two."""
    told = {
        gender
        for gender, (words, characters) in wordings.GENDERED.items()
        if re.search(rf"\b(?:{words})\b|{characters}", name.lower())
    }
    return told.pop() if len(told) == 1 else None


def forms(word: str) -> Iterator[str]:
    """Adverb, comparative, superlative and noun of an English adjective, as regular spelling makes them."""
    if word.endswith("y"):
        base = word[:-1] + "i"
        yield from (base + "ly", base + "er", base + "est", base + "ness", word + "ly")
        return
    base = word[:-1] if word.endswith("e") else word
    yield from (base + "er", base + "est", word + "ness")
    if len(word) >= 3 and word[-1] not in "aeiouwxy" and word[-2] in "aeiou" and word[-3] not in "aeiou":
        yield from (word + word[-1] + "er", word + word[-1] + "est")
    if word.endswith("le"):
        yield word[:-1] + "y"
    elif word.endswith("ic"):
        yield word + "ally"
    elif word.endswith("ll"):
        yield word + "y"
    else:
        yield word + "ly"
