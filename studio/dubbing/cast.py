"""The cast of a dub: speakers → personas, in a file that a person edits.

    narrator: narrator-warm-female
    Anna: teenage-girl
    Ben:
      persona: detective
      direction: tired, a little hoarse

The direction is how somebody speaks unless a cue says how. Who is missing gets a persona of the shipped ones:
of the gender and age that the name tells ("OLD WOMAN", "Mrs. Hill", "Anna"), and as unlike the others as can
be.
"""

from __future__ import annotations

import reprlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from personas import DEFAULT, Persona, find, presets
from personas.distance import distance
from studio.book.people.genders import of_first_name, of_title
from studio.dubbing.cue import NARRATOR
from tts.errors import DramatisError, DubError, StyleError

_KEYS = ("persona", "direction")
_SPECIAL = frozenset(
    "adventure|bedtime|drama|drill sergeant|fantasy|fast|late-night host|loud|meditation guide|military|"
    "narration|robot|science fiction|shy|sports commentator|technical|trailer|whisper".split("|")
)
"""Tags of personas that are nobody in particular's voice."""
_ADULT = 35  # years, where a name tells no age


@dataclass(frozen=True)
class Role:
    """persona: whose voice. direction: how they speak unless a cue says how, a caption. source: what the
    persona is found by, its id where empty."""

    persona: Persona
    direction: str | None = None
    source: str = ""

    @property
    def found_by(self) -> str:
        """The id, name or file of the persona."""
        return self.source or self.persona.id


@dataclass(frozen=True)
class Cast:
    """Speaker → role; names are the same in capitals and small letters."""

    roles: Mapping[str, Role]

    def role(self, speaker: str) -> Role | None:
        """Somebody's role, None for who is not in the cast."""
        return {name.casefold(): role for name, role in self.roles.items()}.get(speaker.casefold())

    def completed(self, speakers: Sequence[str]) -> Cast:
        """The cast with everybody who speaks, in this order; the missing ones get a persona."""
        roles: dict[str, Role] = {}
        for speaker in speakers:
            role = self.role(speaker)
            taken = [each.persona for each in (*self.roles.values(), *roles.values())]
            roles[speaker] = role or Role(_suited(speaker, taken))
        return Cast(roles)

    def unused(self, speakers: Sequence[str]) -> tuple[str, ...]:
        """Who is in the cast and says nothing."""
        known = {speaker.casefold() for speaker in speakers}
        return tuple(name for name in self.roles if name.casefold() not in known)


def read_cast(text: str, name: str = "the cast") -> Cast:
    """The cast in a YAML file's text. name: of the file, for errors.

    Raises DubError for an unknown or missing key, PersonaError for a persona that is not known.
    """
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DubError(f"{name} is malformed YAML: {' '.join(str(error).split())}") from None
    if data is None:
        return Cast({})
    if not isinstance(data, Mapping):
        raise DubError(f"{name} must have a line such as 'Anna: teenage-girl' for each speaker")
    roles: dict[str, Role] = {}
    for speaker, value in data.items():
        if not isinstance(speaker, str) or not speaker.strip():
            raise DubError(f"{name}: {reprlib.repr(speaker)} is no speaker's name; put it in quotes")
        if speaker.casefold() in {each.casefold() for each in roles}:
            raise DubError(f"{name}: {speaker!r} is there twice; leave one of them out")
        roles[speaker.strip()] = _role(value, f"{name}: {speaker}")
    return Cast(roles)


def assigned(pairs: Sequence[str]) -> Cast:
    """The cast of assignments such as ``Anna=teenage-girl``. Raises DubError where one is malformed."""
    roles = {}
    for pair in pairs:
        speaker, equals, persona = pair.rpartition("=")
        if not equals or not speaker.strip():
            raise DubError(f"say who speaks as whom, such as Anna=teenage-girl, not {pair!r}")
        roles[speaker.strip()] = Role(find(persona.strip()), source=persona.strip())
    return Cast(roles)


def dumped(cast: Cast) -> str:
    """The cast as the text of a file that `read_cast` reads."""
    import yaml

    data = {
        speaker: {"persona": role.found_by, "direction": role.direction} if role.direction else role.found_by
        for speaker, role in cast.roles.items()
    }
    head = "# Who speaks as whom; run again with --cast on this file after editing it.\n"
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def _role(value: Any, where: str) -> Role:
    if isinstance(value, str):
        value = {"persona": value}
    if not isinstance(value, Mapping):
        raise DubError(f"{where}: give a persona's id or name, or persona and direction")
    for key in value:
        if key not in _KEYS:
            raise DubError(f"{where}: unknown key {reprlib.repr(key)}; valid: {', '.join(_KEYS)}")
    persona, direction = value.get("persona"), value.get("direction")
    if not isinstance(persona, str) or not (direction is None or isinstance(direction, str)):
        raise DubError(f"{where}: persona and direction must be texts, and the persona there")
    try:
        return Role(find(persona), direction or None, persona)
    except DramatisError as error:
        raise type(error)(f"{where}: {error}") from None


def _suited(speaker: str, taken: Sequence[Persona]) -> Persona:
    """A shipped persona for a name, as far from those that are taken as can be."""
    shipped = {persona.id: persona for persona in presets()}
    if speaker == NARRATOR:
        return shipped[DEFAULT]
    gender, age = told(speaker)
    usual = [
        persona
        for persona in shipped.values()
        if not _SPECIAL & set(persona.tags) and persona.gender == (gender or persona.gender)
    ]
    near = min(abs(persona.age - age) for persona in usual) + 15
    fitting = [persona for persona in usual if abs(persona.age - age) <= near]

    def apart(persona: Persona) -> float:
        return min((distance(persona.identity, each.identity) for each in taken), default=0.0)

    return max(fitting, key=lambda persona: (apart(persona), -abs(persona.age - age)))


def told(speaker: str) -> tuple[str | None, int]:
    """Gender and age, years, that a name tells; an adult's age where it tells none."""
    from tts.style.captions import understand

    try:
        hints = understand(speaker, guess=False).persona
    except StyleError:  # no word in it
        return None, _ADULT
    gender, age = hints.get("gender"), hints.get("age")
    first = next(iter(speaker.split()), "")
    named = of_title(first) or of_first_name(first)
    return (gender if isinstance(gender, str) else named or None), (age if isinstance(age, int) else _ADULT)
