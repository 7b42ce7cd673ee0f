"""``<say-as>``: how numbers, dates and letters are to be read → words that the front end reads just so."""

from __future__ import annotations

import re
import unicodedata

from tts.errors import TextError
from tts.text import numbers
from tts.text.vocabulary import MONTHS, SYMBOLS

KINDS: tuple[str, ...] = (
    "characters", "spell-out", "verbatim", "digits", "telephone", "cardinal", "number", "ordinal", "date",
    "time", "fraction", "unit", "measure", "currency",
)  # fmt: skip

DATE_FORMATS: tuple[str, ...] = ("mdy", "dmy", "ymd", "md", "dm", "ym", "my", "y", "m", "d")

_NAMES = {".": "dot", "-": "dash", ",": "comma", "!": "exclamation mark", "_": "underscore", "~": "tilde"}
_CHINESE_DIGITS = "零一二三四五六七八九"


def say_as(kind: str, written: str, language: str, date_format: str = "") -> tuple[str, str]:
    """What is spoken in place of `written`, and a sentence about why it is not read so, or "".

    kind: of `KINDS`. language: espeak's identifier. date_format: of `DATE_FORMATS`, or "" for the usual
    order of the language.
    Raises TextError naming the valid kinds or formats.
    """
    if kind not in KINDS:
        raise TextError(f"unknown interpret-as {kind[:40]!r}; valid: {', '.join(KINDS)}")
    if date_format and kind == "date" and date_format not in DATE_FORMATS:
        raise TextError(f"unknown format {date_format[:40]!r} of a date; valid: {', '.join(DATE_FORMATS)}")
    text = written.strip()
    in_english = language == "en" or language.startswith("en-")
    in_chinese = language.split("-")[0] in ("cmn", "yue")
    said = None
    if kind in ("characters", "spell-out", "verbatim"):
        said = _characters(text, in_english)
    elif kind in ("digits", "telephone"):
        said = _digits(text, in_english)
    elif kind in ("cardinal", "number"):
        said = _cardinal(text, language, in_english)
    elif kind == "ordinal":
        said = _ordinal(text, language, in_english, in_chinese)
    elif kind == "date":
        said = _date(text, date_format or ("mdy" if language == "en-us" else "dmy"), in_english, in_chinese)
        said = said or (text if in_english and any(c.isalpha() for c in text) else None)
    elif in_english:
        said = text  # the front end reads these as they are meant
    if not said:
        return text, f"{text[:40]!r} cannot be read as {kind} in {language}; it is read as written"
    return said, ""


def _characters(text: str, in_english: bool) -> str | None:
    said = []
    for character in unicodedata.normalize("NFC", text):
        if character.isspace():
            continue
        if character.isalpha():
            said.append(character.upper() if len(character.upper()) == 1 else character)
        elif character.isdecimal():
            said.append(numbers.digits(character) if in_english else character)
        elif in_english:
            name = unicodedata.name(character, "").lower()
            said.append(_NAMES.get(character) or SYMBOLS.get(character) or name.replace("-", " "))
        else:
            return None
    return " ".join(filter(None, said))


def _digits(text: str, in_english: bool) -> str | None:
    """Digit by digit, with a short pause between groups."""
    groups = re.findall(r"\+?\d+", text)
    if not groups or re.sub(r"[\d\s().+/-]", "", text):
        return None
    said = []
    for group in groups:
        plus = "plus " if group[0] == "+" and in_english else ""
        plain = group.lstrip("+")
        said.append(plus + (numbers.digits(plain) if in_english else " ".join(plain)))
    return ", ".join(said)


def _cardinal(text: str, language: str, in_english: bool) -> str | None:
    match = re.fullmatch(r"([-−+]?)\s?(\d+(?:,\d{3})*(?:\.\d+)?)", text, re.ASCII)
    if match is None:
        return None
    if not in_english:
        plain = match[2].replace(",", "")
        # without a counter for the language espeak reads the digits itself, as a number
        return None if match[1] else numbers.in_language(plain, language) or plain
    sign = {"": "", "+": "plus "}.get(match[1], "minus ")
    return sign + numbers.decimal(match[2], language != "en-us")


def _ordinal(text: str, language: str, in_english: bool, in_chinese: bool) -> str | None:
    match = re.fullmatch(r"(?:第\s*)?(\d{1,18})\s*(?:st|nd|rd|th|\.|º|ª)?", text, re.ASCII | re.IGNORECASE)
    if match is None:
        return None
    if in_english:
        return numbers.ordinal(int(match[1]), language != "en-us")
    return "第" + (numbers.in_language(match[1], language) or match[1]) if in_chinese else None


def _date(text: str, order: str, in_english: bool, in_chinese: bool) -> str | None:
    parts = [part for part in re.split(r"[\s/.,年月日-]+", text) if part]
    if len(parts[0] if parts else "") == 4 and len(parts) == 3:
        order = "ymd"
    if len(parts) != len(order) or not all(re.fullmatch(r"\d{1,4}", part, re.ASCII) for part in parts):
        return None
    found = {letter: int(part) for letter, part in zip(order, parts, strict=True)}
    if "y" in found and len(parts[order.index("y")]) <= 2:
        found["y"] += 2000 if found["y"] < 50 else 1900
    if not 1 <= found.get("m", 1) <= 12 or not 1 <= found.get("d", 1) <= 31:
        return None
    if in_chinese:
        year = "".join(_CHINESE_DIGITS[int(digit)] for digit in str(found["y"])) if "y" in found else ""
        counts = [(year, "年"), *((_chinese(found.get(letter)), sign) for letter, sign in ("m月", "d日"))]
        return "".join(count + sign for count, sign in counts if count)
    if not in_english:
        return None
    said = [MONTHS[found["m"] - 1]] if "m" in found else []
    said += [numbers.ordinal(found["d"])] if "d" in found else []
    said += [numbers.year(found["y"])] if "y" in found else []
    return " ".join(said)


def _chinese(number: int | None) -> str:
    """1–31."""
    if number is None:
        return ""
    tens, ones = divmod(number, 10)
    ten = (_CHINESE_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return ten + (_CHINESE_DIGITS[ones] if ones else "")
