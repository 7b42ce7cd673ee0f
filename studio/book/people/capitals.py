"""Which words of an English text are names: those with a capital inside sentences, hardly ever without."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from studio.book.people import words_english as words
from studio.book.people.genders import is_first_name

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_TOKEN = re.compile(rf"(?:Mrs?|Ms|Dr|Prof|Capt|Lt|Col|Gen|Sgt|Rev|St|Messrs)\.(?=\s)|{_WORD}|[^\w\s]")
POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")


@dataclass(frozen=True)
class Token:
    """A word, or one mark. start: its offset."""

    text: str
    start: int

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def tokenized(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of text[start:end]."""
    return [Token(found[0], found.start()) for found in _TOKEN.finditer(text, start, end)]


def bare(word: str) -> str:
    """A word without "'s"."""
    return POSSESSIVE.sub("", word)


class Capitals:
    """How often each word of a text stands with a capital, within a sentence or first in it, and without.

    text: the chapter or book.
    """

    def __init__(self, text: str) -> None:
        self._inside: Counter[str] = Counter()  # with a capital, not where a sentence begins
        self._first: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        before, end = ".", 0
        for token in tokenized(text, 0, len(text)):
            if "\n" in text[end : token.start]:
                before = "."
            end = token.start + len(token.text)
            if token.word:
                plain = bare(token.text)
                if not token.capital:
                    self._small[plain.lower()] += 1
                elif before in ".?!:…“”‘\"'—–(":
                    self._first[plain] += 1
                else:
                    self._inside[plain] += 1
            before = token.text[-1] if not token.word or token.text.endswith(".") else "a"

    def is_name(self, word: str) -> bool:
        """Whether a word with a capital is a name, or a part of one."""
        plain = bare(word)
        if not plain[:1].isupper() or len(plain) < 2 or plain.isupper():
            return False
        small = self._small[plain.lower()]
        if plain.lower() in words.NOT_NAMES:
            return False
        if plain.lower() in words.KIN or plain.lower().rstrip(".") in words.TITLES:
            return True
        if self._inside[plain] > small:
            return True
        return not small and (self._first[plain] > 1 or is_first_name(plain))

    def stands_inside(self, word: str) -> bool:
        """Whether a word has a capital somewhere but at the beginning of a sentence."""
        return self._inside[bare(word)] > 0
