"""First names and words for people → the gender that they tell."""

from __future__ import annotations

from functools import lru_cache

from studio.book.people.census import first_names
from tts.errors import PersonaError

FEMALE_TITLES = frozenset(
    """mrs ms miss lady madam madame mademoiselle ma'am señora señorita frau queen princess duchess countess
    baroness empress mother sister aunt auntie grandmother grandma granny nana mama mum mummy mom mommy
    mistress dame abbess stepmother goddess priestess headmistress""".split()
)
MALE_TITLES = frozenset(
    """mr mister master sir lord monsieur señor herr king prince duke count baron emperor father brother uncle
    grandfather grandpa grandad granddad gramps papa dad daddy friar abbot stepfather headmaster""".split()
)

_CERTAIN = 3.0  # a name is given so many times as often to the one as to the other


def is_first_name(word: str) -> bool:
    """Whether people are called so."""
    return word.lower() in first_names()


def of_first_name(name: str) -> str:
    """ "female", "male", or "" where the name is not known or given to both."""
    girls, boys = first_names().get(name.lower(), (0.0, 0.0))
    if girls > _CERTAIN * boys:
        return "female"
    return "male" if boys > _CERTAIN * girls else ""


def of_title(title: str) -> str:
    """The gender that "Mrs" or "Uncle" tells, else ""."""
    plain = title.lower().rstrip(".")
    return "female" if plain in FEMALE_TITLES else "male" if plain in MALE_TITLES else ""


@lru_cache(maxsize=4096)
def of_description(words: str) -> str:
    """The gender that a description tells ("the old ferryman", 老太太), else ""."""
    from personas.description import read

    try:
        gender = read(words).gender
    except PersonaError:
        return ""
    return gender if gender in ("female", "male") else ""
