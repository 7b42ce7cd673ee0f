"""The phone inventory that text, corpus and models share.

One phone is an IPA symbol of General American (the inventory of CMUdict, which the corpus' teachers
use), with its lexical stress kept beside it as a number rather than glued to the symbol. A pause is a
phone as well: its symbol is the punctuation that caused it, so that the models hear where a clause,
a statement, a question or an exclamation ends.
"""

from __future__ import annotations

from dataclasses import dataclass

VOWELS: tuple[str, ...] = (
    "ɑ", "æ", "ʌ", "ɔ", "aʊ", "ə", "aɪ", "ɛ", "ɝ", "eɪ", "ɪ", "i", "oʊ", "ɔɪ", "ʊ", "u",
)  # fmt: skip
CONSONANTS: tuple[str, ...] = (
    "b", "tʃ", "d", "ð", "f", "ɡ", "h", "dʒ", "k", "l", "m", "n", "ŋ", "p", "ɹ", "s", "ʃ", "t", "θ",
    "v", "w", "j", "z", "ʒ",
)  # fmt: skip
PAUSES: tuple[str, ...] = ("_", ",", ".", "?", "!", "…")
"""Silence without punctuation (also the silence at both edges), clause break (, ; : and brackets),
full stop, question, exclamation, and a break that trails off (ellipsis and dashes)."""

PHONES: tuple[str, ...] = ("<pad>", *PAUSES, *VOWELS, *CONSONANTS)
"""Index in this tuple = phone id. A voice pack stores the tuple and refuses to load under another."""

PHONE_IDS: dict[str, int] = {symbol: index for index, symbol in enumerate(PHONES)}

VOICED: frozenset[str] = frozenset(VOWELS) | frozenset("b ð d ɡ dʒ l m n ŋ ɹ v w j z ʒ".split())


@dataclass(frozen=True)
class Phone:
    """One phone of an utterance.

    symbol: member of `PHONES` (never ``<pad>``).
    stress: 0 none, 1 primary, 2 secondary; only vowels carry it.
    word: index of the source word in the utterance, -1 for a pause.
    emphasis: whether the speaker is asked to stress this word.
    """

    symbol: str
    stress: int = 0
    word: int = -1
    emphasis: bool = False

    @property
    def is_pause(self) -> bool:
        return self.symbol in PAUSES

    @property
    def is_vowel(self) -> bool:
        return self.symbol in VOWELS
