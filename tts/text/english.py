"""The grammar of written English: what digits, signs and letters are read as.

Each rule is a pattern and a function that reads its match. The rules that are tried at a digit or a sign, and
at a letter, stand in order at the end of the file: a date before a fraction before a number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from tts.text.abbreviations import NUMBERED, PLAIN, PRONOUNCED, SHORT_WORDS, STARTERS, TITLES
from tts.text.numbers import cardinal, decade, decimal, digits, fraction, ordinal, year
from tts.text.reading import Place, Reading, Rule, rule, word
from tts.text.vocabulary import (
    BEFORE_ROMAN,
    CURRENCIES,
    MONTHS,
    REGNAL,
    SCALES,
    SYMBOLS,
    TOP_DOMAINS,
    UNITS,
)

# ---------------------------------------------------------------- numbers

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_MONTH_NUMBER = {
    name[:n]: i for i, name in enumerate(MONTHS, 1) for n in (3, 4 if name == "September" else 3, 20)
}
_MONTH = "|".join(sorted((m for m in _MONTH_NUMBER), key=len, reverse=True))
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_CODE = "|".join(code for code in CURRENCIES if code.isalpha())
_SIGN = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True) if not sign.isalpha())
_SCALE = "|".join(SCALES)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and 1100 <= int(text) <= 2099


def _number(text: str, place: Place) -> str:
    return year(int(text), place.british) if _is_year(text) else decimal(text, place.british)


def _date(day: int, month: int, year_text: str, place: Place) -> str | None:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    said = ordinal(day)
    words = f"the {said} of {MONTHS[month - 1]}" if place.british else f"{MONTHS[month - 1]} {said}"
    return f"{words} {_written_year(year_text, place)}" if year_text else words


def _written_year(text: str, place: Place) -> str:
    return (
        year(int(text), place.british)
        if len(text) == 4
        else ("oh " if text[0] == "0" else "") + cardinal(int(text))
    )


@rule(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])")
def _iso_date(match: re.Match[str], place: Place) -> str | None:
    return _date(int(match[4]), int(match[3]), match[1], place)


@rule(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d./-]*\d)")
def _slash_date(match: re.Match[str], place: Place) -> str | None:
    if match[2] != "/" and len(match[4]) == 2:
        return None
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if place.british or first > 12 or match[2] == "." else (second, first)
    return _date(*((day, month) if month <= 12 else (month, day)), match[4], place)


@rule(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?({_MONTH})\b\.?(?:,?\s(\d{{4}})\b)?")
def _day_month(match: re.Match[str], place: Place) -> str | None:
    words = _date(int(match[1]), _MONTH_NUMBER[match[2]], match[3] or "", place)
    if words and not place.british:
        words = f"{ordinal(int(match[1]))} of {MONTHS[_MONTH_NUMBER[match[2]] - 1]}" + (
            f" {year(int(match[3]))}" if match[3] else ""
        )
        words = words if place.previous().lower() == "the" else f"the {words}"
    elif words and place.previous().lower() == "the":
        words = words.removeprefix("the ")
    return words


@rule(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?([AaPp])\.?\s?[Mm]\b\.?)?(?![\d:])")
def _time(match: re.Match[str], place: Place) -> str | None:
    hour, minute = int(match[1]), int(match[2])
    if hour > 24 or minute > 59:
        return None
    half = f" {match[4].upper()} M" if match[4] else ""
    if minute:
        words = f"{cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)}"
    elif half or match[3]:
        words = cardinal(hour)
    else:
        words = f"{cardinal(hour)} o'clock" if 1 <= hour <= 12 else f"{cardinal(hour)} hundred"
    if match[3] and int(match[3]):
        words += f" and {cardinal(int(match[3]))} seconds"
    return words + half


@rule(r"(\d{1,2})\s?([AaPp])\.?[Mm]\b\.?")
def _hour(match: re.Match[str], place: Place) -> str | None:
    return f"{cardinal(int(match[1]))} {match[2].upper()} M" if int(match[1]) <= 24 else None


@rule(r"(\d+):(\d+)(?![\d:])")
def _ratio(match: re.Match[str], place: Place) -> str:
    return f"{decimal(match[1])} to {decimal(match[2])}"


@rule(r"(?:\+\d{1,3}[ .-]?|1[ .-])?(?:\(\d{2,4}\)\s?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d)|\d{3}-\d{4}(?![\d-])")
def _telephone(match: re.Match[str], place: Place) -> str:
    return _telephone_digits(match[0])


@rule(r"\+\d{1,3}(?:[ .-]?\d{2,5}){2,5}(?!\d)|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?!\d)")
def _foreign_telephone(match: re.Match[str], place: Place) -> str:
    return _telephone_digits(match[0])


def _telephone_digits(text: str) -> str:
    plus = "plus " if text.startswith("+") else ""
    return plus + digits("".join(c for c in text if c.isdigit()), zero="oh")


@rule(rf"-?({_SIGN}|(?:{_CODE})\s)\s?(-?)({_NUMBER})(?:\s?({_SCALE})\b)?")
def _money(match: re.Match[str], place: Place) -> str:
    return _amount(match[1].strip(), match[3], match[4], place, minus="-" in match[0][:1] + match[2])


@rule(rf"({_NUMBER})\s?(?:({_SCALE})\s?)?({_SIGN}|(?:{_CODE})\b)(?!\s?\d)")
def _money_after(match: re.Match[str], place: Place) -> str:
    return _amount(match[3], match[1], match[2], place)


def _amount(sign: str, number: str, scale: str | None, place: Place, minus: bool = False) -> str:
    one, many, part, parts = CURRENCIES[sign]
    words = "minus " if minus else ""
    whole, _, cents = number.replace(",", "").partition(".")
    if scale:
        return f"{words}{decimal(number, place.british)} {SCALES[scale]} {many}"
    if not part or len(cents) not in (0, 2) or len(whole) > 15:
        return f"{words}{decimal(number, place.british)} {one if number == '1' else many}"
    major, minor = int(whole or 0), int(cents or 0)
    if major or not minor:
        words += f"{cardinal(major, place.british)} {one if major == 1 else many}" + (
            " and " if minor else ""
        )
    return words + (f"{cardinal(minor, place.british)} {part if minor == 1 else parts}" if minor else "")


@rule(r"(\d{1,3})'(\d{1,2})\"")
def _feet_and_inches(match: re.Match[str], place: Place) -> str:
    return f"{cardinal(int(match[1]))} foot {cardinal(int(match[2]))}"


@rule(rf"(-?)(?:({_NUMBER})\s?[-–]\s?)?({_NUMBER})\s?({_UNIT})(?![\w²³])")
def _measure(match: re.Match[str], place: Place) -> str:
    one, many = UNITS[match[4]]
    low = f"{decimal(match[2], place.british)} to " if match[2] else ""
    said = decimal(match[3], place.british)
    return f"{'minus ' if match[1] else ''}{low}{said} {one if match[3] == '1' and not low else many}"


@rule(r"(?:(\d{1,6})\s)?(\d{1,4})/(\d{1,4})(?![\d/])")
def _fraction(match: re.Match[str], place: Place) -> str | None:
    whole, top, bottom = match[1], int(match[2]), int(match[3])
    if match[0] == "24/7":
        return "twenty four seven"
    if whole and not 0 < top < bottom:
        return None
    words = fraction(top, bottom, place.british)
    if whole:
        return f"{cardinal(int(whole), place.british)} and {words.replace('one ', 'a ', 1)}"
    return words


@rule(r"(\d{1,6})([½⅓⅔¼¾⅕⅛⅜⅝⅞])")
def _mixed_fraction(match: re.Match[str], place: Place) -> str:
    words = SYMBOLS[match[2]]
    return f"{cardinal(int(match[1]), place.british)} and {words.replace('one ', 'a ', 1)}"


@rule(r"\d+(?:\.\d+){2,}(?![\d])")
def _version(match: re.Match[str], place: Place) -> str:
    parts = match[0].split(".")
    return (" dot " if len(parts) == 4 else " point ").join(decimal(part, place.british) for part in parts)


@rule(r"'?(\d{1,3}0)'?s\b")
def _decade(match: re.Match[str], place: Place) -> str:
    return decade(int(match[1]))


@rule(r"(\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th|ST|ND|RD|TH)\b")
def _ordinal(match: re.Match[str], place: Place) -> str | None:
    number = match[1].replace(",", "")
    return ordinal(int(number), place.british) if len(number) <= 12 else None


@rule(r"(\d+(?:\.\d+)?)\s?[-–]\s?(\d+(?:\.\d+)?)(?![\d-]|\.\d)")
def _range(match: re.Match[str], place: Place) -> str:
    low, high = match[1], match[2]
    second = (
        cardinal(int(high)) if _is_year(low) and len(high) == 2 and high[0] != "0" else _number(high, place)
    )
    return f"{_number(low, place)} to {second}"


@rule(r"\d+[A-Za-z]+[A-Za-z\d]*")
def _digits_then_letters(match: re.Match[str], place: Place) -> str:
    return _mixed(match[0], place)


@rule(rf"([-+±~])({_NUMBER})")
def _signed(match: re.Match[str], place: Place) -> str | None:
    before = place.text[place.at - 1 : place.at]
    if before.isalnum() or before == ")":
        return None
    sign = {"-": "minus", "+": "plus", "±": "plus or minus", "~": "about"}[match[1]]
    return f"{sign} {decimal(match[2], place.british)}"


@rule(r"#\s?(\d+)")
def _numbered(match: re.Match[str], place: Place) -> str:
    return f"number {decimal(match[1], place.british)}"


@rule(rf"(?:{_NUMBER})")
def _plain_number(match: re.Match[str], place: Place) -> str:
    return _number(match[0], place)


@rule(r"#([^\W_][\w]*)")
def _hashtag(match: re.Match[str], place: Place) -> str:
    return "hashtag " + _mixed(match[1], place)


@rule(r"@([^\W_][\w.]*\w)")
def _handle(match: re.Match[str], place: Place) -> str:
    return "at " + _mixed(match[1], place)


@rule(r"\*(?=\s?\d)")
def _times(match: re.Match[str], place: Place) -> str | None:
    return "times" if place.text[max(0, place.at - 2) : place.at].rstrip()[-1:].isdigit() else None


_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+|[^\W\d_]+")


def _mixed(text: str, place: Place) -> str:
    """Letters and digits in one run: "MP3", "B2B", "COVID-19", "#ThrowbackThursday"."""
    words = []
    for part in _CAMEL.findall(text.replace("'", "")):
        if part.isdecimal():
            words.append(decimal(part, place.british))
        elif part.upper() in PRONOUNCED or (len(part) > 2 and not part.isupper()):
            words.append(part.lower())
        else:
            words.append(_cased(part))
    return " ".join(words)


def _cased(word: str) -> str:
    """A word in capitals, or a very short one beside digits: said or spelled."""
    if word.lower() in SHORT_WORDS and len(word) > 1:
        return word.lower()
    return word.lower() if len(word) > 4 and _has_vowel(word) else _spell(word)


# ---------------------------------------------------------------- words


def _spell(word: str) -> str:
    return " ".join(c.upper() for c in word if c.isalnum())


def _has_vowel(word: str) -> bool:
    return any(c in "aeiouy" for c in unicodedata.normalize("NFD", word.lower()))


@rule(r"(?:https?://|ftp://|www\.)[^\s<>\"]{1,2000}")
def _link(match: re.Match[str], place: Place) -> str:
    return _address(re.sub(r"^\w+://", "", match[0]))


@rule(r"[A-Za-z\d][\w.+-]{0,63}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63})+")
def _mail(match: re.Match[str], place: Place) -> str:
    return _address(match[0])


@rule(r"[A-Za-z\d][A-Za-z\d-]{0,62}(?:\.[A-Za-z\d-]{1,63}){0,4}\.([a-z]{2,6})\b(?:/[^\s<>\"]{0,2000})?")
def _domain(match: re.Match[str], place: Place) -> str | None:
    return _address(match[0]) if match[1] in TOP_DOMAINS else None


_ADDRESS_SIGNS: dict[str, str] = {
    ".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore", ":": "colon", "?": "question mark",
    "=": "equals", "&": "and", "#": "hash", "+": "plus", "%": "percent", "~": "tilde",
}  # fmt: skip
_SPELLED_IN_ADDRESSES = frozenset(["www", "html", "uk", "us", "tv", "fm", "php", "pdf"])


def _address(text: str) -> str:
    words = []
    for part in re.findall(r"[A-Za-z]+|\d+|[^\W\d_]+|.", text.rstrip("/")):
        if part.isdecimal():
            words.append(digits(part))
        elif part.isalpha():
            known = (
                part.isupper()
                or part in ("www", "html", "uk", "tv", "fm", "php", "pdf", "us")
                or not _has_vowel(part)
            )
            words.append(_spell(part) if known and part != "my" else part.lower())
        else:
            words.append(_ADDRESS_SIGNS.get(part, ""))
    return " ".join(word for word in words if word)


def _trim(untrimmed: Rule) -> Rule:
    """An address does not take the punctuation of the sentence with it."""

    def trimmed(place: Place) -> Reading | None:
        reading = untrimmed(place)
        if reading is None:
            return None
        end = reading[0]
        while end > place.at and place.text[end - 1] in ".,;:!?)]}'\"*":
            end -= 1
        return untrimmed(replace(place, text=place.text[:end])) if end < reading[0] else reading

    return trimmed


@rule(rf"({_MONTH})\b\.?\s(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:/.]\d|\d|\w)(?:,?\s(\d{{4}})\b)?")
def _month_day(match: re.Match[str], place: Place) -> str | None:
    if not 1 <= int(match[2]) <= 31:
        return None
    month = MONTHS[_MONTH_NUMBER[match[1]] - 1]
    said = f"{month} {'the ' if place.british else ''}{ordinal(int(match[2]))}"
    return f"{said} {year(int(match[3]), place.british)}" if match[3] else said


@rule(rf"({_MONTH})\.?\s(\d{{4}})(?![\d,])")
def _month_year(match: re.Match[str], place: Place) -> str | None:
    month = MONTHS[_MONTH_NUMBER[match[1]] - 1]
    return f"{month} {year(int(match[2]), place.british)}" if _is_year(match[2]) else None


@rule(r"v(?:er)?\.?\s?(\d+(?:\.\d+)+)(?![\d])")
def _named_version(match: re.Match[str], place: Place) -> str:
    return "version " + " point ".join(decimal(part, place.british) for part in match[1].split("."))


@rule(r"([A-Za-z]+(?:\.[A-Za-z]+)?|et al)\.")
def _abbreviation(match: re.Match[str], place: Place) -> str | None:
    form = match[1]
    after = place.following(match.end())[:1]
    if form == "St":
        named = after.isupper() and not place.previous()[:1].isupper() and not place.previous()[:1].isdigit()
        return "saint" if named else "street"
    if form == "Dr" and not after.isupper() and place.previous()[:1].isupper():
        return "drive"
    if form in NUMBERED and after.isdigit():
        return NUMBERED[form]
    if form in ("v", "est", "ed", "min", "max", "Sun", "Sat", "Mar", "Mon", "Wed") and not after.isdigit():
        return PLAIN[form] if form in ("v", "max") and after and not after.isupper() else None
    if form == "Fr" and not after.isupper():
        return None
    return TITLES.get(form) or PLAIN.get(form)


@rule(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b(?!'))?|[A-Z]\.(?=\s[A-Z])")
def _initials(match: re.Match[str], place: Place) -> str | None:
    if len(match[0]) == 2 and (match[0] == "I." or place.following(match.end()) in STARTERS):
        return None
    return _spell(match[0])


_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _roman_value(numeral: str) -> int:
    values = [_ROMAN_VALUES[c] for c in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


# "Chapter I. …", "Elizabeth I of England", but "In Part I agree", "With John I went"
_NOT_A_PRONOUN = re.compile(r"\s*(?:$|[.,:;)?!—\n-])|\s(?:of|ruled|reigned|became|died)\b")


@rule(r"[IVXLCDM]+\b(?!['.]\w)")
def _roman(match: re.Match[str], place: Place) -> str | None:
    numeral, previous = match[0], place.previous()
    if not _ROMAN.fullmatch(numeral) or not previous[:1].isupper():
        return None
    name = previous.removesuffix(".")
    if numeral == "I" and not _NOT_A_PRONOUN.match(place.text, match.end()):
        return None
    value = _roman_value(numeral)
    if name in BEFORE_ROMAN:
        return cardinal(value, place.british)
    if name in REGNAL and value <= 40:
        return f"the {ordinal(value, place.british)}"
    if len(numeral) >= 2 and set(numeral) <= set("IVX") and not previous.isupper():
        return cardinal(value, place.british)
    return None


@rule(r"[A-Za-z]+-?\d[A-Za-z\d]*(?:-\d[A-Za-z\d]*)*(?!\w)")
def _letters_then_digits(match: re.Match[str], place: Place) -> str:
    return _mixed(match[0], place)


def _greek(place: Place) -> Reading | None:
    name = SYMBOLS.get(place.text[place.at])
    return (place.at + 1, name) if name and not place.text[place.at + 1 : place.at + 2].isalpha() else None


@rule(r"(I)('[A-Za-z]+)?(?!\w)")
def _first_person(match: re.Match[str], place: Place) -> str:
    return "i" + (match[2] or "").lower()


@rule(r"A(?=[\s\"'(]+[^\W\d_])(?!\s[A-Z]\b(?!\s[a-z]))")
def _article(match: re.Match[str], place: Place) -> str | None:
    alone = place.previous()
    following = place.following(match.end())[:1]
    return "a" if following.islower() or not alone or alone.isupper() else None


@rule(r"([A-Z]{2,})(s|'s|S'|s')?(?![\w'])")
def _capitals(match: re.Match[str], place: Place) -> str | None:
    word, ending = match[1], "'s" if match[2] else ""
    if word in PRONOUNCED:
        return word.lower() + ending
    if not ending and (word.lower() in SHORT_WORDS or (len(word) >= 5 and _has_vowel(word))):
        return word.lower()
    if ending and len(word) >= 5 and _has_vowel(word):
        return word.lower() + ending
    if not ending and _shouted(match, place):
        return word.lower()
    return _spell(word) + ending


_SHOUT_BEFORE = re.compile(r"([A-Z][A-Z']+|I)[\s,;\"'-]+$")
_SHOUT_AFTER = re.compile(r"[\s,;\"'-]+([A-Z][A-Z']+)(?![a-z])")


def _shouted(match: re.Match[str], place: Place) -> bool:
    """Whether a neighbour in capitals is plainly a word: "DO IT NOW"."""
    before = _SHOUT_BEFORE.search(place.text, max(0, place.at - 24), place.at)
    after = _SHOUT_AFTER.match(place.text, match.end())
    neighbours = [m[1] for m in (before, after) if m]
    return _has_vowel(match[1]) and any(
        n == "I" or n.lower() in SHORT_WORDS or (len(n) >= 5 and _has_vowel(n)) or "'" in n
        for n in neighbours
    )


@rule(
    r"'(?:tis|twas|twere|em|til|cause|bout|n|round|cos|ere)\b|'n'",
)
def _clipped(match: re.Match[str], place: Place) -> str:
    word = match[0].strip("'")
    return {"n": "and", "tis": "tis"}.get(word, word)


NUMERIC: tuple[Rule, ...] = (
    _trim(_mail), _trim(_domain), _iso_date, _slash_date, _day_month, _time, _hour, _ratio, _telephone,
    _foreign_telephone, _money, _money_after, _feet_and_inches, _decade, _measure, _fraction,
    _mixed_fraction, _version, _ordinal, _range, _digits_then_letters, _signed, _numbered, _plain_number,
    _hashtag, _handle, _times, _clipped,
)  # fmt: skip
ALPHABETIC: tuple[Rule, ...] = (
    _trim(_link), _trim(_mail), _trim(_domain), _month_day, _month_year, _named_version, _money,
    _abbreviation, _roman, _initials, _letters_then_digits, _first_person, _article, _capitals, _greek, word,
)  # fmt: skip
