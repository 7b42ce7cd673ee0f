"""Who speaks whom: the characters of a book and their personas, in one file that a person can edit.

    version: 1
    narrator: narrator-warm-female
    others: narrator-warm-female
    characters:
      Matty:
        persona: voices/matty.persona.yaml
        why: female, about 9 years old
        lines: 42

A persona is an id or name of a preset or of the user's own, or a file, looked up from the cast's folder. Who
speaks in the script and is not in the cast is spoken by `others`. why and lines are for people.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from personas import DEFAULT, Persona, find
from studio.book.plain_yaml import parse_mapping, read_mapping
from studio.book.script import NARRATOR, Script
from tts.errors import BookError, PersonaError

VERSION = 1

_KEYS = ("version", "narrator", "others", "characters")
_ROLE_KEYS = ("persona", "why", "lines")
_HEAD = """\
# Who speaks whom. A persona is the id of a preset (`dramatis personas list`), of one of your own, or a file
# from this folder. Speakers of script.txt that are missing here are spoken by `others`.
"""


@dataclass(frozen=True)
class Role:
    """A character's persona. why: what suggested it. lines: how many it had when it was cast."""

    persona: str
    why: str = ""
    lines: int = 0


@dataclass(frozen=True)
class Cast:
    """narrator, others: personas of the telling, and of speakers without a role. characters: by name."""

    narrator: str = DEFAULT
    others: str = DEFAULT
    characters: Mapping[str, Role] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if NARRATOR in self.characters:
            raise BookError(f"the cast has a character {NARRATOR!r}; set 'narrator' at its top instead")

    def persona_name(self, speaker: str) -> str:
        """The persona that a speaker of the script has."""
        if speaker == NARRATOR:
            return self.narrator
        role = self.characters.get(speaker)
        return role.persona if role else self.others

    def personas(self, folder: Path) -> Callable[[str], Persona]:
        """Speaker → persona; each file is read once. folder: of the cast's file.

        What is returned raises BookError, naming the character, when there is no such persona.
        """
        found: dict[str, Persona] = {}

        def persona_of(speaker: str) -> Persona:
            name = self.persona_name(speaker)
            if name not in found:
                try:
                    found[name] = find(str(folder / name) if name.endswith((".yaml", ".yml")) else name)
                except PersonaError as error:
                    raise BookError(f"the cast's persona of {speaker!r}: {error}") from None
            return found[name]

        return persona_of

    def everybody(self, folder: Path) -> tuple[Persona, ...]:
        """All personas of the cast, each once. Raises BookError as `personas` does."""
        persona_of = self.personas(folder)
        found = [persona_of(name) for name in (NARRATOR, "", *self.characters)]  # nobody's are the others'
        return tuple({persona.id: persona for persona in found}.values())

    def warnings(self, script: Script) -> tuple[str, ...]:
        """Sentences about speakers that are missing in the cast, and about characters that say nothing."""
        speakers = [name for name in script.speakers if name != NARRATOR]
        told = []
        for name in speakers:
            if name not in self.characters:
                near = difflib.get_close_matches(name, self.characters, n=1, cutoff=0.8)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                told.append(
                    f"{name!r} speaks in the script and is not in the cast: spoken by {self.others}{hint}"
                )
        told += [
            f"{name!r} is in the cast and says nothing" for name in self.characters if name not in speakers
        ]
        return tuple(told)

    def to_yaml(self) -> str:
        """The cast's file."""
        import yaml

        characters: dict[str, Any] = {}
        for name, role in self.characters.items():
            characters[name] = {"persona": role.persona}
            if role.why:
                characters[name]["why"] = role.why
            if role.lines:
                characters[name]["lines"] = role.lines
        data = {
            "version": VERSION,
            "narrator": self.narrator,
            "others": self.others,
            "characters": characters,
        }
        return _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def load(path: Path) -> Cast:
    """Read a cast's file. Raises BookError naming the file and what is wrong in it."""
    data = read_mapping(path)
    try:
        return _cast(data)
    except BookError as error:
        raise BookError(f"{path}: {error}") from None


def parse(text: str) -> Cast:
    """Read the text of a cast's file. Raises BookError."""
    return _cast(parse_mapping(text))


def _cast(data: Mapping[str, Any]) -> Cast:
    _check("the cast", data, _KEYS)
    if data.get("version") != VERSION or isinstance(data.get("version"), bool):
        raise BookError(
            f"the cast has version {data.get('version')!r}; this release of dramatis reads {VERSION}"
        )
    narrator = _text("narrator", data.get("narrator", DEFAULT))
    characters = data.get("characters") or {}
    if not isinstance(characters, Mapping):
        raise BookError("characters must map names to personas, such as 'Matty: teenage-girl'")
    roles = {}
    for name, value in characters.items():
        if not isinstance(name, str) or not name.strip():
            raise BookError(f"the character {name!r} must be a name; put it into quotes")
        roles[name] = _role(name, value)
    return Cast(narrator, _text("others", data.get("others", narrator)), roles)


def _role(name: str, value: Any) -> Role:
    if isinstance(value, str):  # "Matty: teenage-girl"
        return Role(_text(name, value))
    if not isinstance(value, Mapping):
        raise BookError(f"{name!r} needs a persona, such as '{name}: teenage-girl', not {value!r}")
    _check(repr(name), value, _ROLE_KEYS)
    lines = value.get("lines", 0)
    if isinstance(lines, bool) or not isinstance(lines, int) or lines < 0:
        raise BookError(f"{name!r}: lines must be a whole number, not {lines!r}")
    why = value.get("why", "")
    if not isinstance(why, str):
        raise BookError(f"{name!r}: why must be a text, not {why!r}")
    if "persona" not in value:
        raise BookError(f"{name!r} has no persona; give one, such as 'persona: teenage-girl'")
    return Role(_text(f"{name}: persona", value["persona"]), why, lines)


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BookError(f"{key} must be the id, name or file of a persona, not {value!r}")
    return value.strip()


def _check(what: str, data: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f" did you mean {near[0]!r}?" if near else ""
            raise BookError(f"{what}: unknown key {key!r};{hint} valid: {', '.join(known)}")
