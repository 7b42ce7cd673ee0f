"""Rewordings: constructions that are spread over a caption, brought into the form that the tables know.

"Keep the panic out of it" becomes "without panic", "a third faster" "33.3333 % faster", "a woman of sixty"
"a woman 60 years old". Everything else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_COMPARED = (
    "faster|slower|quicker|louder|quieter|softer|higher|lower|longer|shorter|deeper|more|less|again|off|"
    "up|down|of (?:the|its|your|normal|usual)"
)
_SMALL = "|".join(_UNITS)
_NUMBER = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[ -](?:{_SMALL}))?|{_SMALL}"
_PEOPLE = (
    "man|woman|lady|gentleman|girl|boy|lad|lass|guy|male|female|person|child|kid|teenager|mother|father|"
    "widow|widower|voice|someone|somebody|speaker"
)
_DECADE = "|".join(word[:-1] + "ies" for word in _TENS)
_NO = "|".join("air breath edge energy speed pitch voice volume pauses it this that words".split())


def _count(text: str) -> float:
    """A spelt number up to 99, or digits."""
    if text[0].isdigit():
        return float(text)
    return float(sum(_UNITS.get(word, 0) + _TENS.get(word, 0) for word in re.split("[ -]", text)))


def _fraction(found: re.Match[str]) -> str:
    count = 1.0 if found[1] in ("a", "an", "one") else _count(found[1])
    parts = _PARTS[found[2].removesuffix("s")]
    return f"{100 * count / parts:.6g}%"


def _half_more(found: re.Match[str]) -> str:
    return f"{_count(found[1]) + 0.5:g}"


def _years(found: re.Match[str]) -> str:
    return f"{found[1]} {_count(found[2]):g} years old"


def _of_decade(found: re.Match[str]) -> str:
    decade = _TENS[found[2][:-3] + "y"]
    return f"{decade + {'early': 2, 'mid': 5, 'middle': 5, 'late': 8}[found[1]]} years old"


def _about_decade(found: re.Match[str]) -> str:
    return f"{_count(found[1]):g} years old"


_RULES: tuple[Rule, ...] = (
    # Figures
    (re.compile(rf"\b({_NUMBER}) and a half\b"), _half_more),
    (re.compile(r"\b(one|two|three|four|five) (halves|thirds?|quarters|fifths?|sixths?|tenths?)\b"), _fraction),
    (re.compile(rf"\b(an?) (half|third|quarter|fourth|fifth|sixth|tenth)\b(?= (?:{_COMPARED})\b)"), _fraction),
    (re.compile(r"(?<=\bby )(an?) (half|third|quarter|fourth|fifth|sixth|tenth)\b"), _fraction),
    (re.compile(r"\bhalf an?(?= (?:octave|semitone|tone|step))"), "0.5"),
    (re.compile(r"\b(?:cut|reduced?|slashe?d?) (.{1,30}?) in half\b"), r"\1 down by 50%"),
    (
        re.compile(
            r"\b(double|twice|triple|half)(?: the| your| its| of)*(?: normal| usual| regular)*"
            r"(?= (?:speed|pace|tempo|rate|speaking|talking|volume|loudness|time\b))"
        ),
        lambda m: {"half": "50% lower", "triple": "200% higher"}.get(m[1], "100% higher"),
    ),
    (re.compile(r"\b(?:normal|usual|regular|standard|average) (?=speed|pace|tempo|rate|volume)"), ""),
    # Ages
    (re.compile(rf"\b({_PEOPLE})(?: of|,? aged|,? about|,? around|,? nearly|,? over|,) ({_NUMBER})\b(?!%| ?[a-z%])"), _years),
    (re.compile(rf"\b({_PEOPLE})(?: of|,? aged) ({_NUMBER})\b(?! ?%)"), _years),
    (re.compile(rf"\b(aged?) ({_NUMBER})\b(?! ?%)"), lambda m: f"{_count(m[2]):g} years old"),
    (re.compile(rf"\b(early|mid|middle|late)[ -]({_DECADE})\b"), _of_decade),
    (re.compile(rf"\b({'|'.join(_TENS)}|[2-9]0)[ -]?(?:ish|something)\b"), _about_decade),
    # What is to be kept out
    (
        re.compile(
            rf"\b(?:keep|take|leave|get|strip|drain|squeeze|cut)(?:s|ing)? "
            rf"(?!(?:{_NO})\b)((?:the |that |this |any |all |all the |every )?[a-z]+(?: [a-z]+)?) out(?: of)?\b"
        ),
        r"without \1",
    ),
    (re.compile(r"\b(?:leave|leaving|cut|cutting|take|taking|strip|rule) out (?=the |any |all |that )"), "without "),
)  # fmt: skip
"""Pattern → what takes its place, in this order; the text is in lower case."""


def reworded(text: str) -> str:
    """A text in lower case with every construction of `_RULES` in the form that the tables know."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text
