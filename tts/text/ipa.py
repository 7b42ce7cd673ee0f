"""From the sounds of any language to the inventory of `symbols`.

A sound that the inventory has stays itself. Another one becomes the nearest sound by articulation: place,
manner and voicing of consonants, height, backness and rounding of vowels (the dimensions of the chart of
the International Phonetic Association), and the exchange is reported as "sound → symbols".
"""

from __future__ import annotations

import functools
import unicodedata

from tts.text.symbols import CONSONANTS, VOWELS

Sound = tuple[str, int]
"""A symbol of the inventory and its stress (0 none, 1 stressed)."""

_PLACES = (
    "bilabial", "labiodental", "dental", "alveolar", "postalveolar", "retroflex", "palatal", "velar",
    "uvular", "pharyngeal", "glottal",
)  # fmt: skip

_CONSONANT_ROWS = """
bilabial      stop p b   nasal m    fricative ɸ β   approximant w ʍ   click ʘ   implosive ɓ
labiodental   nasal ɱ    fricative f v ʋ
dental        fricative θ ð   click ǀ
alveolar      stop t d   nasal n    fricative s z   lateral ɬ l   rhotic r ɾ ɹ   click ǃ   implosive ɗ
postalveolar  fricative ʃ ʒ   affricate tʃ dʒ
retroflex     stop ʈ ɖ   nasal ɳ    fricative ʂ ʐ   lateral ɭ   rhotic ɽ ɻ
palatal       stop c ɟ   fricative ç ʝ ɕ ʑ   approximant j ɥ   affricate tɕ dʑ   click ǂ   implosive ʄ
velar         stop k ɡ   nasal ŋ    fricative x ɣ   approximant ɰ   lateral ʟ   implosive ɠ
uvular        stop q ɢ   nasal ɴ    fricative χ   rhotic ʀ ʁ
pharyngeal    fricative ħ ʕ
glottal       fricative h ɦ
"""
_VOICELESS = frozenset("p ɸ f θ t s ɬ ʃ tʃ ʈ ʂ c ç ɕ tɕ k x q χ ħ h ʍ ʘ ǀ ǃ ǂ".split())
_SPOKEN_AS = {"click": "stop", "implosive": "stop"}

_VOWEL_CHART: dict[str, tuple[float, float, float]] = {
    "i": (6, 0, 0), "y": (6, 0, 1), "ɨ": (6, 1, 0), "ʉ": (6, 1, 1), "ɯ": (6, 2, 0.5), "u": (6, 2, 1),
    "ɪ": (5, 0.5, 0), "ʏ": (5, 0.5, 1), "ʊ": (5, 1.5, 1), "e": (4, 0, 0), "ø": (4, 0, 1), "ɘ": (4, 1, 0),
    "ɵ": (4, 1, 1), "ɤ": (4, 2, 0), "o": (4, 2, 1), "ə": (3, 1, 0), "ɛ": (2, 0, 0), "œ": (2, 0, 1),
    "ɜ": (2, 1, 0), "ɞ": (2, 1, 1), "ʌ": (2, 1.5, 0), "ɔ": (2, 2, 1), "æ": (1, 0, 0), "ɐ": (1.5, 1.2, 0),
    "a": (0, 1, 0), "ɶ": (0, 0, 1), "ɑ": (0, 1.8, 0), "ɒ": (0, 2, 1),
}  # fmt: skip
"""Height 0 open … 6 close, backness 0 front … 2 back, rounding 0 … 1 (½: the compressed ɯ of Japanese)."""

_CONVENTIONS: dict[str, tuple[str, ...]] = {
    "ts": ("t", "s"), "dz": ("d", "z"), "pf": ("p", "f"), "ɲ": ("n", "j"), "ʎ": ("l", "j"), "ɣ": ("ɡ",),
    "ʔ": (), "e": ("eɪ",), "o": ("oʊ",), "eː": ("eɪ",), "oː": ("oʊ",), "ei": ("eɪ",), "ou": ("oʊ",),
    "əʊ": ("oʊ",), "ai": ("aɪ",), "ae": ("aɪ",), "au": ("aʊ",), "ɑu": ("aʊ",), "ao": ("aʊ",),
    "oi": ("ɔɪ",), "ɔi": ("ɔɪ",), "ɔø": ("ɔɪ",), "ɔʏ": ("ɔɪ",), "ɚ": ("ɝ",), "r̩": ("ɝ",), "ɹ̩": ("ɝ",),
    "l̩": ("ə", "l"), "m̩": ("ə", "m"), "n̩": ("ə", "n"), "g": ("ɡ",), "ʦ": ("t", "s"), "ʣ": ("d", "z"),
    "ʧ": ("tʃ",), "ʤ": ("dʒ",), "ʨ": ("tʃ",), "ʥ": ("dʒ",),
}  # fmt: skip
"""Sounds that speakers of English render by habit, often with a sequence or a diphthong; ʔ is left out."""

_NASAL = "\u0303"
_SAME: frozenset[str] = frozenset(
    {"ɚ", "əʊ", "g", "ʧ", "ʤ", "l̩", "m̩", "n̩", "eː", "oː", "ai", "ei", "ou", "au"}
)
"""Other notations of what the inventory has: no approximation to report."""


@functools.cache
def _consonant_chart() -> dict[str, tuple[int, str, bool]]:
    chart: dict[str, tuple[int, str, bool]] = {}
    for row in _CONSONANT_ROWS.split("\n"):
        place, manner = -1, ""
        for cell in row.split():
            if cell in _PLACES:
                place = _PLACES.index(cell)
            elif len(cell) > 2:
                manner = _SPOKEN_AS.get(cell, cell)
            else:
                chart[cell] = (place, manner, cell not in _VOICELESS)
    return chart


def _consonant_distance(a: tuple[int, str, bool], b: tuple[int, str, bool]) -> float:
    # manner outweighs four steps of place: German x is nearer to h than to k, French ʁ to ɹ than to ɡ
    return abs(a[0] - b[0]) + 5 * (a[1] != b[1]) + 2 * (a[2] != b[2])


def _vowel_distance(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    # rounding outweighs backness: listeners of English hear French y as u rather than as i
    return abs(a[0] - b[0]) + 1.5 * abs(a[1] - b[1]) + 3.5 * abs(a[2] - b[2])


@functools.cache
def nearest(sound: str) -> tuple[str, ...]:
    """Symbols of the inventory for one IPA sound without diacritics; empty when it is no sound we know."""
    if sound in VOWELS or sound in CONSONANTS:
        return (sound,)
    if sound in _CONVENTIONS:
        return _CONVENTIONS[sound]
    if sound in _VOWEL_CHART:
        place = _VOWEL_CHART[sound]
        return (
            min(
                (v for v in VOWELS if v in _VOWEL_CHART),
                key=lambda v: _vowel_distance(place, _VOWEL_CHART[v]),
            ),
        )
    chart = _consonant_chart()
    if sound in chart:
        return (min(CONSONANTS, key=lambda c: _consonant_distance(chart[sound], chart[c])),)
    return ()


def segments(token: str) -> list[str]:
    """Cut one token into sounds, the longest known first, each with its diacritics: "ɑ̃", "tʃʰ"."""
    sounds: list[str] = []
    at = 0
    while at < len(token):
        size = next((n for n in (2, 1) if len(token[at : at + n]) == n and nearest(token[at : at + n])), 1)
        end = at + size
        while end < len(token) and (
            unicodedata.category(token[end]) in ("Mn", "Lm", "Sk") or token[end] in "ːˑ"
        ):
            end += 1
        sounds.append(token[at:end])
        at = end
    return sounds


def approximate(token: str) -> tuple[tuple[str, ...], str | None]:
    """Symbols for a token of one or more IPA sounds without stress marks, and what was exchanged.

    >>> approximate("tʃ")
    (('tʃ',), None)
    >>> approximate("y")
    (('u',), 'y → u')
    """
    symbols: list[str] = []
    exact = True
    for sound in segments(unicodedata.normalize("NFD", token).replace("c\u0327", "ç")):
        base = "".join(
            c for c in sound if unicodedata.category(c) not in ("Mn", "Lm", "Sk") and c not in "ːˑ"
        )
        known = next(
            (form for form in (sound, base + "ː" * ("ː" in sound), base) if nearest(form) or form == "ʔ"),
            base,
        )
        found = nearest(known)
        if _NASAL in sound and found and found[-1] in VOWELS:
            found = (*found, "n")
        symbols += found
        exact = exact and (found == (known.rstrip("ː"),) or (known in _SAME and _NASAL not in sound))
    return tuple(symbols), None if exact else f"{token} → {' '.join(symbols) or 'nothing'}"
