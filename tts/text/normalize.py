"""Written text to spoken words, with the place in the text that each of them came from.

The text is read from left to right. At each place the rules for that kind of character (digit, letter, sign)
are tried in order, and the first that reads something wins. English has the grammar in `english`; elsewhere
words and numbers are read (`reading`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tts.text import english, reading
from tts.text.clean import clean
from tts.text.reading import LONGEST_WORD, Place
from tts.text.vocabulary import SYMBOLS


@dataclass(frozen=True)
class Token:
    """A piece of the text: words to say, or a pause, or something skipped.

    text, start, end: what is written and where (character offsets).
    spoken: the words to say, separated by blanks; a capital letter alone is the name of the letter.
    pause: a symbol of `PAUSES`, or empty. reason: why nothing is said for it, or empty.
    """

    text: str
    start: int
    end: int
    spoken: str = ""
    pause: str = ""
    reason: str = ""


def normalize(text: str, language: str = "en-us") -> tuple[Token, ...]:
    """Read a text; every character that is no blank, quote or joined mark belongs to a token.

    Lossless in words: each run of letters or digits is in a token with `spoken` or with `reason`.
    """
    cleaned = clean(text)
    tokens = [*read(cleaned.text, language)]
    tokens += [Token("", at, at + 1, reason=reason) for at, reason in cleaned.left_out]
    tokens.sort(key=lambda token: token.start)
    return tuple(replace(token, text=text[token.start : token.end]) for token in tokens)


def spoken(text: str, language: str = "en-us") -> str:
    """The words of `text` as they are said, without marks: "Dr. Li, 5 km" → "doctor li five kilometers"."""
    return " ".join(token.spoken for token in normalize(text, language) if token.spoken)


# ---------------------------------------------------------------- the reader


def read(text: str, language: str) -> Iterator[Token]:
    """Tokens of a text that `clean` has prepared, in order."""
    in_english = language == "en" or language.startswith("en-")
    grammar = english if in_english else reading
    at = 0
    before: tuple[int, int] | None = None
    while at < len(text):
        character = text[at]
        if character.isspace() or unicodedata.category(character) in ("Cf", "Mn", "Me"):
            at += 1
            continue
        rules = grammar.ALPHABETIC if character.isalpha() else grammar.NUMERIC
        place = Place(text, at, before, language)
        for rule in rules:
            found = rule(place)
            if found is not None:
                end, words = found
                reason = "" if words else f"longer than {LONGEST_WORD} letters"
                yield Token(text[at:end], at, end, spoken=words, reason=reason)
                before = (at, end)
                at = end
                break
        else:
            end, token = _mark(text, at, in_english)
            if token is not None:
                yield token
            at = end


def _mark(text: str, at: int, in_english: bool) -> tuple[int, Token | None]:
    """Punctuation, symbols and emoji."""
    if match := _DASHES.match(text, at):
        return match.end(), Token("", at, match.end(), pause="…")
    character = text[at]
    end = at + 1
    if character == "-" and text[at - 1 : at].isspace() and text[end : end + 1].isspace():
        return end, Token("", at, end, pause=",")
    if character == "_":
        return end, None  # joins words, or marks italics in plain text
    if (pause := _PAUSES.get(character)) is not None:
        return end, Token("", at, end, pause=pause) if pause else None
    if in_english and character in SYMBOLS:
        return end, Token("", at, end, spoken=SYMBOLS[character])
    while end < len(text) and (text[end] in _EMOJI_JOINERS or "\U0001f3fb" <= text[end] <= "\U0001f3ff"):
        end += 1 + (text[end] == "\u200d" and not text[end + 1 : end + 2].isspace())
    end = min(end, len(text))
    kind = "emoji" if unicodedata.category(character) == "So" else "symbol"
    return end, Token("", at, end, reason=f"{kind} without a reading")


_DASHES = re.compile(r"\.{2,}|…+|-{2,}|—+")
_EMOJI_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_PAUSES: dict[str, str] = {
    **dict.fromkeys(",;:()[]{}–|•·、：；（）【】「」『』《》〈〉・", ","),
    **dict.fromkeys(".。｡।۔", "."),
    **dict.fromkeys("?", "?"),
    **dict.fromkeys("!", "!"),
    "‽": "?",
    **dict.fromkeys("'\"-«»‹›¿¡‚", ""),
}
