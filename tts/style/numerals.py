"""Numerals: numbers in English and Chinese words as digits, wherever something is counted."""

from __future__ import annotations

import re

UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8,
         "tenth": 10}  # fmt: skip
"""English fraction → how many of it make a whole."""

_SMALL = "|".join(UNITS)
_BELOW_HUNDRED = rf"(?:{'|'.join(TENS)})(?:[ -](?:{_SMALL}))?|{_SMALL}"
NUMBER = rf"\d{{1,3}}(?:\.\d+)?|{_BELOW_HUNDRED}"
"""Pattern of a number up to 999 in digits, or up to 99 in English words."""
HAN_NUMBER = "[零一二两三四五六七八九十百]+"
"""Pattern of a Chinese numeral up to 999."""

COUNTED = (
    r"percent|per ?cent|pct|semi-?tones?|half[ -]steps?|half[ -]tones?|whole[ -]tones?|whole[ -]steps?|st|"
    r"octaves?|cents|db|decibels?|times|fold|years?[ -]old|year[ -]olds?|years of age"
)
"""Pattern of English words before which a number counts."""

_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_WORDS = re.compile(
    rf"\b(?:(?P<hundreds>a|an|{_SMALL}) hundred(?: and)?(?: (?P<rest>{_BELOW_HUNDRED}))?|"
    rf"(?P<plain>{_BELOW_HUNDRED}))(?: point (?P<point>(?:{_SMALL})(?: (?:{_SMALL}))*))?"
    rf"(?=[ -]?(?:{COUNTED})\b)"
)


def han_number(text: str) -> float:
    """A Chinese numeral up to 999, or digits, as a number."""
    if text[0] not in "十百" and text[0] not in _HAN_DIGITS:
        return float(text)
    total, digit = 0.0, 0.0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return total + digit


def number(text: str) -> float:
    """An English number up to 99 in words ("twenty-five"), or digits, as a number."""
    if text[0].isdigit():
        return float(text)
    return float(sum(UNITS.get(word, 0) + TENS.get(word, 0) for word in re.split("[ -]", text)))


def in_digits(text: str) -> str:
    """A text in lower case with English numbers in digits where something is counted: "forty-five percent",
    "one point five times", "a hundred and twenty percent"."""
    return _WORDS.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    if found["hundreds"]:
        value = 100 * (UNITS.get(found["hundreds"], 1)) + (number(found["rest"]) if found["rest"] else 0)
    else:
        value = number(found["plain"])
    decimals = "".join(str(UNITS[word]) for word in (found["point"] or "").split())
    return f"{value:g}" + (f".{decimals}" if decimals else "")
