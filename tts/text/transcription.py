"""IPA as people write it → sounds of the inventory, word by word."""

from __future__ import annotations

import unicodedata

from tts.errors import TextError
from tts.text.ipa import Sound, approximate, segments
from tts.text.phonemize import Pronunciation
from tts.text.symbols import CONSONANTS, VOWELS

LONGEST_IPA = 1_000
"""Characters; more than a person transcribes in one go."""

_ALIKE = str.maketrans(
    {"'": "ˈ", "’": "ˈ", ",": "ˌ", ":": "ː", "ɚ": "ɝ", "ɜ": "ɝ", "r": "ɹ", "g": "ɡ", "ɫ": "l"}
)
_TIES = dict.fromkeys(map(ord, "\u035c\u0361.-‿"))
"""Joined letters and syllable marks: they say nothing about which sound it is."""


def transcribe(ipa: str) -> tuple[Pronunciation, ...]:
    """One pronunciation for each group between blanks; ˈ and ˌ stress the next vowel of their group.

    A sound that the inventory lacks becomes the nearest one and is told in `approximated`. Where a group
    marks no stress its first vowel is stressed. Slashes or brackets around the whole are allowed.

    >>> [sound for sound, _ in transcribe("təˈmɑːtoʊ")[0].sounds]
    ['t', 'ə', 'm', 'ɑ', 't', 'oʊ']

    Raises TextError naming a symbol that is no sound of the IPA, or that there is no sound at all.
    """
    if len(ipa) > LONGEST_IPA:
        raise TextError(f"the IPA has {len(ipa)} characters; transcribe at most {LONGEST_IPA} at a time")
    bare = ipa.strip()
    if len(bare) > 1 and bare[0] + bare[-1] in ("//", "[]"):
        bare = bare[1:-1]
    groups = unicodedata.normalize("NFD", bare).translate(_TIES).translate(_ALIKE).split()
    if not groups:
        raise TextError(f"the IPA {ipa!r} has no sound; write some, as in təˈmɑːtoʊ")
    return tuple(_group(group, ipa) for group in groups)


def _group(group: str, ipa: str) -> Pronunciation:
    sounds: list[Sound] = []
    approximated: dict[str, None] = {}
    stress = 0
    for syllable in group.replace("ˌ", "ˈ").split("ˈ"):
        for sound in segments(syllable):
            symbols, exchanged = approximate(sound)
            if not symbols and not sound.startswith("ʔ"):
                raise TextError(
                    f"{sound!r} (U+{ord(sound[0]):04X}) in the IPA {ipa!r} is no sound; write it in symbols "
                    f"of the International Phonetic Alphabet such as {' '.join((*VOWELS, *CONSONANTS))}, "
                    "with ˈ before a stressed syllable"
                )
            if exchanged:
                approximated[exchanged] = None
            for symbol in symbols:
                sounds.append((symbol, stress if symbol in VOWELS else 0))
                stress = 0 if symbol in VOWELS else stress
        stress = 1
    if not sounds:
        raise TextError(f"{group!r} in the IPA {ipa!r} has no sound; leave it out or write its sounds")
    vowels = [index for index, (symbol, _) in enumerate(sounds) if symbol in VOWELS]
    if vowels and not any(stress for _, stress in sounds):
        sounds[vowels[0]] = (sounds[vowels[0]][0], 1)
    return Pronunciation(tuple(sounds), tuple(approximated))
