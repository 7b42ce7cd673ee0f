"""Numbers in words, through num2words: cardinals, ordinals, years, decades, decimals, fractions, digits."""

from __future__ import annotations

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LONGEST = 18
"""Integers with more digits than this are read digit by digit."""


def _words(number: int, to: str, language: str) -> str:
    from num2words import num2words

    return str(num2words(number, lang=language, to=to))


def _plain(words: str, british: bool) -> str:
    words = words.replace(",", "").replace("-", " ")
    return words if british else words.replace(" and ", " ")


def cardinal(number: int, british: bool = False) -> str:
    """1234 → "one thousand two hundred thirty four"; British English keeps "and thirty four"."""
    if len(str(abs(number))) > LONGEST:
        return ("minus " if number < 0 else "") + digits(str(abs(number)))
    return _plain(_words(number, "cardinal", "en"), british)


def ordinal(number: int, british: bool = False) -> str:
    """21 → "twenty first"."""
    return _plain(_words(number, "ordinal", "en"), british)


def year(number: int, british: bool = False) -> str:
    """1905 → "nineteen oh five", 2024 → "twenty twenty four", 2005 → "two thousand five"."""
    return _plain(_words(number, "year", "en"), british)


def decade(number: int) -> str:
    """1980 → "nineteen eighties", 90 → "nineties", 1800 → "eighteen hundreds"."""
    words = year(number) if number >= 100 else cardinal(number)
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


def digits(text: str, zero: str = "zero") -> str:
    """Each digit by its name: "407" → "four zero seven"."""
    return " ".join(zero if c == "0" else DIGITS[int(c)] for c in text)


def decimal(text: str, british: bool = False) -> str:
    """A written number with optional thousands commas and decimals: "1,234.50" → "… point five zero".

    A leading zero ("007") or more than `LONGEST` digits are read digit by digit.
    """
    whole, _, fraction = text.replace(",", "").partition(".")
    if len(whole) > LONGEST or (len(whole) > 1 and whole[0] == "0"):
        said = digits(whole)
    else:
        said = cardinal(int(whole), british) if whole else ""
    return f"{said} point {digits(fraction)}".strip() if fraction else said


def fraction(numerator: int, denominator: int, british: bool = False) -> str:
    """3, 4 → "three quarters"; 1, 2 → "one half"; denominators over 100 → "five over two hundred"."""
    if not 2 <= denominator <= 100:
        return f"{cardinal(numerator, british)} over {cardinal(denominator, british)}"
    part = {2: "half", 4: "quarter"}.get(denominator) or ordinal(denominator, british)
    many = "halves" if part == "half" else part + "s"
    return f"{cardinal(numerator, british)} {part if numerator == 1 else many}"


def in_language(text: str, language: str) -> str | None:
    """A plain number in words of another language (espeak's identifier); None when num2words lacks it.

    text: digits, optionally in groups of three with points, commas or blanks, and one decimal part. What the
    language cannot count that far is read digit by digit.
    """
    from num2words import CONVERTER_CLASSES, num2words

    name = _NUM2WORDS.get(language, language.split("-")[0])
    if name not in CONVERTER_CLASSES or name in _UNSAFE:
        return None
    groups = text.replace(" ", ".").replace(",", ".").split(".")
    grouped = all(len(group) == 3 for group in groups[1:])
    if sum(map(len, groups)) <= 12:
        try:
            if grouped:
                return str(num2words(int("".join(groups)), lang=name))
            return str(num2words(float("".join(groups[:-1]) + "." + groups[-1]), lang=name))
        except (NotImplementedError, OverflowError):  # it counts less far, or has no decimals
            pass
    return " ".join(str(num2words(int(c), lang=name)) for c in text if c.isdecimal())


_NUM2WORDS = {"nb": "no", "fr-be": "fr_BE", "fr-ch": "fr_CH", "pt-br": "pt_BR", "kk": "kz"}
_UNSAFE = frozenset({"am"})  # num2words 0.5.14 does not return from Amharic numbers over a million
