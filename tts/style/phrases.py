"""Phrases: a caption cut into the wordings that `tts.style.wordings` knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tts.style import wordings
from tts.style.tokens import BREAKS, HAN, joined, tokenize
from tts.style.vocabulary import PARTICLES, Meaning, Vocabulary, forms, vocabulary

_FACTORS = {"double": "2", "doubled": "2", "triple": "3", "halve": "0.5", "halved": "0.5"}


@dataclass(frozen=True)
class Mark:
    """A phrase of the caption: what kind of wording it is, what it says, and its text."""

    kind: str
    value: Any
    text: str


def cut(caption: str, own: Mapping[tuple[str, ...], tuple[str, Any]] | None = None) -> list[Mark]:
    """A caption as the longest phrases that the tables know; what they do not is of kind "unknown".

    own: tokens of further phrases → (kind, value); they go before the tables' phrases of the same length.
    """
    known = vocabulary()
    longest = max(map(len, own), default=0) if own else 0
    tokens = tokenize(caption)
    marks: list[Mark] = []
    at = 0
    while at < len(tokens):
        size, meaning = known.find(tokens, at) or (1, _plain(tokens[at]))
        size, meaning = _rather(known, tokens, at, size) or (size, meaning)
        for length in range(longest, size - 1, -1):
            if own and (found := own.get(tuple(tokens[at : at + length]))):
                size, meaning = length, found
                break
        marks.append(Mark(*meaning, joined(tokens[at : at + size])))
        at += size
    return _counted(_whole_words(marks))


def _rather(known: Vocabulary, tokens: list[str], at: int, size: int) -> tuple[int, Meaning] | None:
    """A shorter Chinese phrase, where the longest is followed by nothing that says anything, and the shorter
    leaves one that reaches beyond: 声音 and 粗粝, not 声音粗 and 粝; 嗓音 and 低声, not 嗓音低 and 声."""
    end = at + size
    if size < 2 or end >= len(tokens) or not HAN.match(tokens[end]) or tokens[end] in PARTICLES:
        return None
    rest = known.find(tokens, end)
    if rest and not (rest[0] == 1 and rest[1][0] == "filler"):
        return None
    for shorter in range(size - 1, 0, -1):
        found = known.exact.get(tuple(tokens[at : at + shorter]))
        after = known.find(tokens, at + shorter)
        if found and after and at + shorter + after[0] > end and after[1][0] in ("attribute", "emotion"):
            return shorter, found
    return None


def _whole_words(marks: list[Mark]) -> list[Mark]:
    """A single character that would be an attribute is part of an unknown word where it touches one, and 小
    before a person says nothing about the voice."""
    around = zip([None, *marks], marks, [*marks[1:], None], strict=False)
    return [
        replace(mark, kind="unknown", value=None)
        if mark.text in wordings.PARTIAL
        and any(each and each.kind == "unknown" and HAN.match(each.text) for each in (before, after))
        else replace(mark, kind="filler", value=None)
        if mark.text in ("大", "小") and after is not None and after.kind in ("role", "hint")
        else mark
        for before, mark, after in around
    ]


def _plain(token: str) -> tuple[str, Any]:
    if token in BREAKS:
        return "break", None
    if token[-1].isdigit() and token.lstrip("+-")[0].isdigit():
        return "number", token
    if unicodedata.category(token[0])[0] in "PZ" or token == "+":
        return "filler", None
    return "unknown", None


def _counted(marks: list[Mark]) -> list[Mark]:
    """Read spelt numbers where a unit or a comparison follows ("three semitones", "twice as fast"), and what
    stands between a quantity and its value ("pace: slow") as no break."""
    result: list[Mark] = []
    for mark, after in zip(marks, [*marks[1:], Mark("break", None, "")], strict=True):
        value = wordings.NUMBER_WORDS.get(mark.text)
        of_axis = bool(result) and result[-1].kind == "axis"
        if value is not None and (
            after.kind == "unit" or (of_axis and mark.text not in ("a", "an", "twice"))
        ):
            mark = Mark("number", f"{value:g}", mark.text)
        elif mark.kind == "break" and mark.text in ":：—–" and of_axis:
            mark = replace(mark, kind="filler", text="")
        elif mark.text == "twice" and after.text in ("as", "the"):
            result.append(Mark("number", "2", mark.text))
            mark = Mark("unit", "times", "")
        elif mark.text in _FACTORS and (after.kind == "axis" or after.text in ("the", "your")):
            result.append(Mark("number", _FACTORS[mark.text], mark.text))
            mark = Mark("unit", "times", "")
        elif mark.text == "half" and (after.text in ("as", "the") or after.kind == "axis"):
            result.append(Mark("number", "0.5", mark.text))
            mark = Mark("unit", "times", "")
        elif mark.text in ("drop the", "cut the") and after.kind == "axis":
            mark = Mark("move", -1, mark.text)  # "drop the whisper" is a negation, "drop the pitch" is not
        elif mark.kind == "unit" and (not result or result[-1].kind != "number"):
            mark = replace(mark, kind="filler")  # "times", "years" and 分 without a number
        result.append(mark)
    return result


def with_undertones(marks: list[Mark]) -> list[Mark]:
    """Marks with what an emotion's wording names inside after it, as marks without a text of their own: a
    manner, as in "shaking with rage", or who speaks, as in "proud father" and "sure of herself"."""
    result: list[Mark] = []
    for mark in marks:
        result.append(mark)
        if mark.kind == "emotion" and len(tokens := tokenize(mark.text)) > 1:
            result += _inside(tokens)
    return result


def _inside(tokens: list[str]) -> Iterator[Mark]:
    known = vocabulary()
    for at in range(len(tokens)):
        size, (kind, value) = known.find(tokens, at) or (0, ("", {}))
        manner = kind == "attribute" and size < len(tokens) and joined(tokens[at : at + size]) in _heard()
        named = kind == "hint" and "gender" in value and 0 < at == len(tokens) - size
        if manner or named or kind == "pronoun":
            yield Mark(kind, value, "")


@cache
def _heard() -> frozenset[str]:
    return frozenset(joined(tokenize(phrase)) for phrase in wordings.HEARD_INSIDE.split(","))


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


def comparison(text: str) -> str:
    """ "er" or "est" where a text is the comparative or superlative of a wording ("sadder"), else ""."""
    exact = vocabulary().exact
    entry = exact.get((text,))
    for ending in ("er", "est"):
        stem = text.removesuffix(ending)
        if entry and stem != text:
            bases = (stem, stem + "e", stem[:-1], stem[:-1] + "y")
            if any(exact.get((base,)) == entry and text in forms(base) for base in bases if base):
                return ending
    return ""
