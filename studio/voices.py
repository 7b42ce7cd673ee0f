"""Names of voices as clients know them → personas; never a path, whatever the name looks like."""

from __future__ import annotations

from typing import Any

from personas import Persona, Store, preset_ids, presets
from personas.shipped import called
from tts.errors import PersonaError

OPENAI_VOICES: dict[str, str] = {
    "alloy": "neutral-narrator",
    "ash": "young-officer",
    "ballad": "narrator-deep-male",
    "cedar": "documentary",
    "coral": "brisk-professional",
    "echo": "control-room",
    "fable": "professor",
    "marin": "late-night-host",
    "nova": "kindergarten-teacher",
    "onyx": "detective",
    "sage": "meditation-guide",
    "shimmer": "narrator-warm-female",
    "verse": "sunny-youth",
}
"""OpenAI's voices → the personas that take their place, so that a client needs no other names."""

_LANGUAGES = {"en": "eng", "zh": "zho", "cmn": "zho", "de": "deu", "fr": "fra", "es": "spa", "it": "ita"}
_SHORT = {"en": "en-us", "zh": "cmn", "zh-cn": "cmn", "zh-tw": "cmn", "fr": "fr-fr", "pt": "pt-br"}
_REGIONS = {"en-us": "US", "en-gb": "GB"}


def voice_named(name: str, own: Store) -> Persona:
    """The persona of this id or name: the users' own first, then those that ship, then OpenAI's names.

    Raises PersonaError with the nearest and all valid ids.
    """
    wanted = name.strip()
    if wanted in own.ids():
        return own.get(wanted)
    if wanted in preset_ids():
        return called(wanted, presets())
    if wanted.lower() in OPENAI_VOICES:
        return called(OPENAI_VOICES[wanted.lower()], presets())
    return called(wanted, voices(own))


def voices(own: Store) -> tuple[Persona, ...]:
    """Every persona that can be asked for, the users' own first."""
    return (*own.read()[0], *presets())


def is_voice(name: str, own: Store) -> bool:
    """Whether there is a persona of this name."""
    try:
        voice_named(name, own)
    except PersonaError:
        return False
    return True


def shown(persona: Persona, own: Store) -> dict[str, Any]:
    """A persona as lists of voices show it."""
    return {
        "id": persona.id,
        "name": persona.names["en"],
        "names": dict(persona.names),
        "language": persona.language,
        "gender": persona.gender,
        "age": persona.age,
        "caption": persona.caption,
        "tags": list(persona.tags),
        "own": persona.id in own.ids(),
        "aliases": [alias for alias, id in OPENAI_VOICES.items() if id == persona.id],
    }


def language_for(code: str, persona: Persona) -> str | None:
    """The language that a client means by a short code such as "zh", None = the persona's own.

    "" and "auto" mean none in particular; a code that is not known is returned as it is.
    """
    wanted = code.strip().lower().replace("_", "-").removeprefix("all-")
    if not wanted or wanted.startswith("auto") or wanted == persona.language.partition("-")[0]:
        return None
    return _SHORT.get(wanted, wanted)


def three_letters(language: str) -> str:
    """A language as ISO 639-3 has it: "en-us" → "eng"."""
    family = language.partition("-")[0]
    return _LANGUAGES.get(family, family)


def region(language: str) -> str:
    """The region of a language, as ISO 3166 has it, "" where it names none."""
    return _REGIONS.get(language, "")
