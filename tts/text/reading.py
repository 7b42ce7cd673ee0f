"""What a rule of the text grammar is, and the rules that every language shares: plain words and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from tts.text.abbreviations import UNDOTTED
from tts.text.numbers import in_language

LONGEST_WORD = 64
"""Letters; a longer run is no word and is skipped with a report."""


@dataclass(frozen=True)
class Place:
    """Where a rule is tried.

    text: as `clean` prepared it. at: the position. before: start and end of the word before, if any.
    language: espeak's identifier.
    """

    text: str
    at: int
    before: tuple[int, int] | None
    language: str

    @property
    def british(self) -> bool:
        return self.language != "en-us"

    def following(self, end: int) -> str:
        """The word or number after `end`, past blanks, quotes and brackets."""
        match = _FOLLOWING.match(self.text, end)
        return match[1] if match else ""

    def previous(self) -> str:
        """The written word just before, when only blanks lie between."""
        if self.before is None or self.text[self.before[1] : self.at].strip(" "):
            return ""
        return self.text[self.before[0] : self.before[1]]


_FOLLOWING = re.compile(r"[\s\"'(\[]{0,8}([^\W_]{0,32})")
Reading = tuple[int, str]
"""Where the rule stopped, and the spoken words; no words = it cannot be spoken."""
Rule = Callable[[Place], "Reading | None"]
"""None = the rule does not apply here."""


def rule(pattern: str) -> Callable[[Callable[[re.Match[str], Place], str | None]], Rule]:
    """Make a rule of a pattern and of what reads its match (None = the next rule may try)."""
    compiled = re.compile(pattern)

    def decorate(reader: Callable[[re.Match[str], Place], str | None]) -> Rule:
        def apply(place: Place) -> Reading | None:
            match = compiled.match(place.text, place.at)
            words = reader(match, place) if match else None
            return (match.end(), words) if match and words else None

        return apply

    return decorate


def word(place: Place) -> Reading | None:
    """A run of letters with their marks, apostrophes and hyphens inside: "café", "don't", "well-known"."""
    text, at = place.text, place.at
    han = _is_han(text[at])
    end = at + 1
    while end < len(text) and not han:
        character = text[end]
        if character.isalpha():
            if _is_han(character):
                break
        elif character in "'-" and text[end + 1 : end + 2].isalpha() and text[end - 1].isalpha():
            pass
        elif not (unicodedata.category(character)[0] == "M" or character in _INVISIBLE):
            break
        end += 1
        if end - at >= 24 and _unspaced(text[at]):
            break
    written = text[at:end]
    parts = []
    for part in "".join(c for c in unicodedata.normalize("NFKC", written) if c not in _INVISIBLE).split("-"):
        said = _REPEATED.sub(r"\1\1\1", part)
        if len(said) > LONGEST_WORD:
            return end, ""
        if place.language.startswith("en"):
            said = UNDOTTED.get(said) or (said if len(said) == 1 and said.isupper() else said.lower())
        parts.append(said)
    return end, " ".join(part for part in parts if part)


_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_REPEATED = re.compile(r"([^\W\d_])\1{3,}")


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"


def _unspaced(character: str) -> bool:
    """Kana, Thai, Lao, Burmese, Khmer: written without blanks, so cut anywhere."""
    return (
        "\u3040" <= character <= "\u30ff"
        or "\u0e00" <= character <= "\u0eff"
        or "\u1000" <= character <= "\u17ff"
    )


@rule(r"\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
def number_elsewhere(match: re.Match[str], place: Place) -> str:
    said = in_language(match[0], place.language)
    # without a counter for the language espeak reads the digits itself
    return said.replace("-", " ") if said else match[0].replace(" ", "").replace(",", ".")


NUMERIC: tuple[Rule, ...] = (number_elsewhere,)
ALPHABETIC: tuple[Rule, ...] = (word,)
"""The grammar of languages other than English."""
