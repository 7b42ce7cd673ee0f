"""Profiles → a cast: voices of their own for those who say most, shared ones for the rest."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from personas import DEFAULT, Persona, find, presets, save
from personas.ages import age_group
from personas.design import design, named
from personas.distance import THRESHOLD, distance
from studio.book.cast import Cast, Role
from studio.book.profiles import Profile, profiles
from studio.book.script import Script

VOICES = "voices"
"""Folder, beside the cast's file, of the voices that were made for a book."""

MOST_OWN = 12
"""Characters that get a voice of their own."""

_FEWEST_LINES = 3  # of somebody who gets one
_CANDIDATES = 8
_SHARED = {
    ("child", "female"): "little-girl", ("child", "male"): "schoolboy", ("child", "neutral"): "schoolboy",
    ("young", "female"): "teenage-girl", ("young", "male"): "sunny-youth",
    ("young", "neutral"): "sunny-youth", ("adult", "female"): "brisk-professional news-anchor",
    ("adult", "male"): "documentary narrator-deep-male",
    ("adult", "neutral"): "neutral-narrator", ("elder", "female"): "grandmother",
    ("elder", "male"): "elder-man", ("elder", "neutral"): "elder-man",
}  # fmt: skip
"""Age group and gender → the presets that those who say little share, in turn."""

_NOUNS = {
    ("child", "female"): "girl", ("child", "male"): "boy", ("child", "neutral"): "child",
    ("young", "female"): "young woman", ("young", "male"): "young man", ("young", "neutral"): "young person",
    ("adult", "female"): "woman", ("adult", "male"): "man", ("adult", "neutral"): "person",
    ("elder", "female"): "old woman", ("elder", "male"): "old man", ("elder", "neutral"): "old person",
}  # fmt: skip


@dataclass(frozen=True)
class Casting:
    """A suggested cast. voices: file, from the cast's folder → the persona that was made for it."""

    cast: Cast
    voices: Mapping[str, Persona]

    def save_voices(self, folder: Path, replace: bool = False) -> None:
        """Write the voices into the folder. Raises PersonaError where a file exists already."""
        if self.voices:
            (folder / VOICES).mkdir(exist_ok=True)
        for file, persona in self.voices.items():
            save(persona, folder / file, replace)


def suggest(script: Script, narrator: str = DEFAULT, keep: Cast | None = None) -> Casting:
    """Suggest who speaks whom; the same script gives the same cast.

    keep: a cast whose characters stay as they are; only who is missing in it is cast.
    Raises PersonaError when the narrator is no persona.
    """
    cast = keep or Cast(narrator, narrator)
    taken = [find(cast.narrator)] if not cast.narrator.endswith((".yaml", ".yml")) else []
    roles = dict(cast.characters)
    voices: dict[str, Persona] = {}
    for at, profile in enumerate(each for each in profiles(script) if each.name not in roles):
        why = _why(profile)
        preset = _of_role(profile, taken)
        if preset is None and at < MOST_OWN and profile.lines >= _FEWEST_LINES:
            persona = _own(profile, taken, {each.id for each in voices.values()})
            file = f"{VOICES}/{persona.id}.persona.yaml"
            voices[file] = persona
            taken.append(persona)
            roles[profile.name] = Role(file, why, profile.lines)
            continue
        if preset:
            taken.append(preset)
        roles[profile.name] = Role(preset.id if preset else _shared(profile, cast, roles), why, profile.lines)
    return Casting(replace(cast, characters=roles), voices)


def _why(profile: Profile) -> str:
    told = f"about {profile.age} years old" if profile.told else "age not told"
    if not profile.told and age_group(profile.age) != "adult":
        told = f"{age_group(profile.age)} by name"
    gender = profile.gender if profile.gender != "neutral" else "gender not told"
    words = "; ".join(f"“{each}”" for each in profile.described)
    return ", ".join(part for part in (gender, told, profile.role, words) if part)


def _of_role(profile: Profile, taken: Sequence[Persona]) -> Persona | None:
    """The preset that is made for a role, where its gender suits and nobody has it yet."""
    for preset in presets():
        suits = profile.gender in ("neutral", preset.gender) or preset.gender == "neutral"
        if profile.role and profile.role in preset.tags and suits and preset not in taken:
            return preset
    return None


def _shared(profile: Profile, cast: Cast, roles: Mapping[str, Role]) -> str:
    """The preset of an age and gender that fewest have."""
    had = Counter([cast.narrator, *(role.persona for role in roles.values())])
    return min(_SHARED[age_group(profile.age), profile.gender].split(), key=lambda name: had[name])


def _own(profile: Profile, taken: Sequence[Persona], ids: set[str]) -> Persona:
    """A voice for one character, as far as can be from those that are taken."""
    noun = _NOUNS[age_group(profile.age), profile.gender]
    gender = "androgynous, " if profile.gender == "neutral" else ""
    description = f"{gender}a {noun}, {profile.age} years old"
    drawn = design(description, _CANDIDATES, zlib.crc32(profile.name.encode("utf-8", "surrogatepass")))
    known = [each.identity for each in taken]

    def apart(persona: Persona) -> float:
        return min((distance(persona.identity, other) for other in known), default=THRESHOLD)

    best = max((candidate.persona for candidate in drawn.candidates), key=apart)
    plain = "-".join(re.findall(r"[a-z0-9]+", profile.name.lower()))[:40].strip("-")
    ident = plain or f"voice-{zlib.crc32(profile.name.encode('utf-8', 'surrogatepass')):08x}"
    while ident in ids:
        ident += "-2"
    return named(best, ident, _printable(profile.name), _printable(profile.name))


def _printable(name: str) -> str:
    return "".join(char for char in name if char.isprintable())[:80] or "Voice"
