"""Phrases: a caption cut into the wordings that `tts.style.wordings` knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tts.style import wordings


@dataclass(frozen=True)
class Mark:
    """A phrase of the caption: what kind of wording it is, what it says, and its text."""

    kind: str
    value: Any
    text: str


_TOKEN = re.compile(
    r"[+\-]?\d+(?:\.\d+)?|[a-z]+n't|[^\W\d_a-z\u4e00-\u9fff]+|[a-z]+|[\u4e00-\u9fff]|[^\s\w]|\w"
)
HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "半": 0.5}
_HAN_NUMBER = "[零一二两三四五六七八九十百]+"
_BREAKS = frozenset(".,;:!?()[]{}/…—–、。·|")


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower().translate(wordings.TRADITIONAL)
    text = text.replace("’", "'").replace("−", "-").replace("\ufe0f", "")
    text = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    text = re.sub(r"(?<=[a-z\d])-(?=[a-z])", " ", text)
    text = re.sub(rf"百分之({_HAN_NUMBER}|\d+(?:\.\d+)?)", lambda m: f"{_han_number(m[1]):g}%", text)
    text = re.sub(r"(?<=[慢低少小弱减短])了?一半|(?<=\bby )half\b|(?<=\bin )half\b", "50%", text)
    counted = rf"({_HAN_NUMBER})(?=个?(?:半音|全音|八度)|分贝|倍|成|分(?!贝|钟)|岁)"
    return re.sub(counted, lambda m: f"{_han_number(m[1]):g}", text)


def _han_number(text: str) -> float:
    """A Chinese numeral up to 999, or digits, as a number."""
    if not HAN.match(text):
        return float(text)
    total, digit = 0.0, 0.0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return total + digit


def tokenize(text: str) -> list[str]:
    """Words, Chinese characters, figures and punctuation of a text, in simplified lower case."""
    return [token for token in _TOKEN.findall(_normal(text)) if token not in "'\"“”‘’《》「」*_~"]


def cut(caption: str, own: Mapping[tuple[str, ...], tuple[str, Any]] | None = None) -> list[Mark]:
    """A caption as the longest phrases that the tables know; what they do not is of kind "unknown".

    own: tokens of further phrases → (kind, value); they go before the tables' phrases of the same length.
    """
    index, longest = _index()
    if own:
        index, longest = {**index, **own}, max(longest, *map(len, own))
    tokens = tokenize(caption)
    marks: list[Mark] = []
    at = 0
    while at < len(tokens):
        for size in range(min(longest, len(tokens) - at), 0, -1):
            if found := index.get(tuple(tokens[at : at + size])):
                break
        else:
            size, found = 1, _plain(tokens[at])
        marks.append(Mark(*found, joined(tokens[at : at + size])))
        at += size
    return _counted(marks)


def _plain(token: str) -> tuple[str, Any]:
    if token in _BREAKS:
        return "break", None
    if token[-1].isdigit() and token.lstrip("+-")[0].isdigit():
        return "number", token
    if unicodedata.category(token[0])[0] in "PZ" or token == "+":
        return "filler", None
    return "unknown", None


def _counted(marks: list[Mark]) -> list[Mark]:
    """Read spelt numbers where a unit or a comparison follows ("three semitones", "twice as fast")."""
    result = []
    for mark, after in zip(marks, [*marks[1:], Mark("break", None, "")], strict=True):
        value = wordings.NUMBER_WORDS.get(mark.text)
        if value is not None and after.kind == "unit":
            mark = Mark("number", f"{value:g}", mark.text)
        elif mark.text in ("twice", "double") and (after.text == "as" or after.text == "the"):
            result.append(Mark("number", "2", mark.text))
            mark = Mark("unit", "times", "")
        elif mark.text == "half" and (after.text in ("as", "the") or after.kind == "axis"):
            result.append(Mark("number", "0.5", mark.text))
            mark = Mark("unit", "times", "")
        elif mark.text == "drop the" and after.kind == "axis":
            mark = Mark("move", -1, mark.text)  # "drop the whisper" is a negation, "drop the pitch" is not
        elif mark.kind == "unit" and (not result or result[-1].kind != "number"):
            mark = replace(mark, kind="filler")  # "times", "years" and 分 without a number
        result.append(mark)
    return result


def joined(tokens: list[str]) -> str:
    """Tokens as readable text: spaces between words, none between Chinese characters."""
    text = ""
    for token in tokens:
        gap = " " if text and not (HAN.match(token) or HAN.match(text[-1])) else ""
        text += gap + token
    return text


def split(marks: list[Mark], kinds: tuple[str, ...]) -> Iterator[list[Mark]]:
    """The marks between those of the given kinds."""
    part: list[Mark] = []
    for mark in marks:
        if mark.kind in kinds:
            yield part
            part = []
        else:
            part.append(mark)
    yield part


@cache
def _index() -> tuple[dict[tuple[str, ...], tuple[str, Any]], int]:
    """Every phrase's tokens → (kind, value), and the number of tokens of the longest; earlier tables win."""
    index: dict[tuple[str, ...], tuple[str, Any]] = {}
    inflected: dict[tuple[str, ...], tuple[str, Any]] = {}

    def enter(phrases: str, kind: str, value: Any, inflect: bool = False) -> None:
        for phrase in phrases.split(","):
            if tokens := tuple(tokenize(phrase)):
                index.setdefault(tokens, (kind, value))
                if inflect and len(tokens) == 1 and tokens[0].isascii():
                    for form in _forms(tokens[0]):
                        inflected.setdefault((form,), (kind, value))

    for emotion, strengths in wordings.EMOTION_WORDS.items():
        for strength, phrases in strengths.items():
            enter(phrases, "emotion", ({emotion: 1.0}, strength), inflect=True)
    for phrases, mixture in wordings.EMOTION_MIXTURES:
        enter(phrases, "emotion", (mixture, 1.0), inflect=True)
    for emotion, characters in wordings.EMOJI.items():
        enter(",".join(characters), "emotion", ({emotion: 1.0}, 1.0))
    for role in wordings.ROLES:
        enter(role.wordings, "role", role)
    for phrases, asks in wordings.ATTRIBUTE_WORDS:
        enter(phrases, "attribute", asks, inflect=True)
    for phrases, hints in wordings.HINT_WORDS:
        enter(phrases, "hint", hints)
    for gender, phrases in wordings.PRONOUNS.items():
        enter(phrases, "pronoun", {"gender": gender})
    enter(wordings.SOFT_NEGATIONS, "soft", None)
    enter(wordings.NEGATIONS, "not", None)
    enter(wordings.LESS_WORDS, "less", None)
    for share, phrases in wordings.SHARE_WORDS.items():
        enter(phrases, "share", share)
    enter(wordings.CARRYING_WORDS, "carrying", 0.3)
    for axis, phrases in wordings.AXIS_WORDS.items():
        enter(phrases, "axis", axis)
    for unit, phrases in wordings.UNIT_WORDS.items():
        enter(phrases, "unit", unit)
    for factor, phrases in wordings.INTENSITY_WORDS.items():
        enter(phrases, "intensity", factor, inflect=True)
    for factor, phrases in wordings.DEGREE_WORDS.items():
        enter(phrases, "degree", factor)
    enter(wordings.RISING_WORDS, "move", 1)
    enter(wordings.FALLING_WORDS, "move", -1)
    enter(wordings.JOINING_WORDS, "join", None)
    enter(wordings.CLAUSE_WORDS, "break", None)
    enter(wordings.SOFT_CLAUSE_WORDS, "soft break", None)
    enter(wordings.FILLERS, "filler", None)
    enter(",".join(wordings.NUMBER_WORDS), "filler", None)
    for tokens, entry in inflected.items():
        index.setdefault(tokens, entry)
    return index, max(map(len, index))


def comparison(text: str) -> str:
    """ "er" or "est" where a text is the comparative or superlative of a wording ("sadder"), else ""."""
    index, _ = _index()
    entry = index.get((text,))
    for ending in ("er", "est"):
        stem = text.removesuffix(ending)
        if entry and stem != text:
            bases = (stem, stem + "e", stem[:-1], stem[:-1] + "y")
            if any(index.get((base,)) == entry and text in _forms(base) for base in bases if base):
                return ending
    return ""


def _forms(word: str) -> Iterator[str]:
    """Adverb, comparative, superlative and noun of an English adjective, as regular spelling makes them."""
    if word.endswith("y"):
        stem = word[:-1] + "i"
        yield from (stem + "ly", stem + "er", stem + "est", stem + "ness", word + "ly")
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
