"""Persona: a character as a frozen record, and its form in files, where every key is checked by name."""

from __future__ import annotations

import difflib
import math
import re
import reprlib
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from typing import Any

from tts.errors import PersonaError, StyleError
from tts.style.identity import IDENTITY_LIMITS, SPEAKERS, Identity
from tts.style.space import Style

SCHEMA = 1
"""Version of the file's schema; a file states the one it was written for."""

GENDERS = ("female", "male", "neutral")
AGES = (3, 110)
"""Lowest and highest age, years."""

SYNTHETIC = "synthetic; modelled on no person"
"""Consent note of a voice that was drawn, not copied."""

_LONGEST = {"id": 64, "caption": 2000, "language": 20, "licence": 100, "consent": 500, "name": 80, "tag": 40}
_MOST_TAGS = 32
_LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True)
class Persona:
    """A character: an identity that survives every direction, and how it speaks when nothing is asked.

    id: lower-case words joined by hyphens, at most 64 characters. names: {"en": …, "zh": …}. caption: the
    character in a sentence. age: years (3–110). gender: one of `GENDERS`. identity: the voice.
    language: espeak code. style: the habitual style, over which a caption is merged. seed: the take's seed
    when none is asked for (0–2⁶³-1). pack: hash of the voice pack it was designed on, None for the one that
    ships. licence: SPDX id of the description. consent: whose voice it is and what they agreed to.
    tags: words to search by.

    Raises PersonaError, naming the key, when one is malformed.
    """

    id: str
    names: Mapping[str, str] = field(hash=False)
    caption: str
    age: int
    gender: str
    identity: Identity
    language: str = "en-us"
    style: Style = field(default_factory=Style)
    seed: int = 0
    pack: str | None = None
    licence: str = "Apache-2.0"
    consent: str = SYNTHETIC
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.id):
            raise PersonaError(
                f"persona id {reprlib.repr(self.id)} must be lower-case words joined by hyphens, "
                "such as old-pirate"
            )
        self._text("id", self.id, _LONGEST["id"])
        if not isinstance(self.names, Mapping) or set(self.names) != {"en", "zh"}:
            self._refuse(f"names must be given for en and zh, not {reprlib.repr(self.names)}")
        for language, name in self.names.items():
            self._text(f"names.{language}", name, _LONGEST["name"])
        for key in ("caption", "language", "licence", "consent"):
            self._text(key, getattr(self, key), _LONGEST[key])
        if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", self.language):
            self._refuse(f"language must be an espeak code such as en-us, not {self.language!r}")
        if self.gender not in GENDERS:
            self._refuse(f"gender must be one of {', '.join(GENDERS)}, not {reprlib.repr(self.gender)}")
        self._whole("age", self.age, *AGES, "whole years within 3–110")
        self._whole("seed", self.seed, 0, _LARGEST_SEED, "a whole number of 0 or more, below 2^63")
        if self.pack is not None and not (
            isinstance(self.pack, str) and re.fullmatch(r"[0-9a-f]{64}", self.pack)
        ):
            self._refuse(f"pack must be a hash of 64 hexadecimal digits, not {reprlib.repr(self.pack)}")
        if not isinstance(self.identity, Identity) or not isinstance(self.style, Style):
            self._refuse("identity and style must be an Identity and a Style")
        if not isinstance(self.tags, (list, tuple)) or len(self.tags) > _MOST_TAGS:
            self._refuse(f"tags must be a list of at most {_MOST_TAGS} words, not {reprlib.repr(self.tags)}")
        for tag in self.tags:
            self._text("tags", tag, _LONGEST["tag"])
        object.__setattr__(self, "names", dict(self.names))
        object.__setattr__(self, "tags", tuple(self.tags))

    def _text(self, key: str, value: object, longest: int) -> None:
        if isinstance(value, str) and not value.strip():
            self._refuse(f"{key} is empty")
        elif not isinstance(value, str):
            self._refuse(f"{key} must be a text, not {reprlib.repr(value)}")
        elif len(value) > longest:
            self._refuse(f"{key} has {len(value)} characters; use at most {longest}")
        elif not value.isprintable():  # such as the escape codes that steer a terminal
            self._refuse(f"{key} holds control characters: {reprlib.repr(value)}; use printable text")

    def _whole(self, key: str, value: object, low: int, high: int, allowed: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self._refuse(f"{key} must be {allowed}, not {reprlib.repr(value)}")

    def _refuse(self, reason: str) -> None:
        raise PersonaError(f"persona {self.id}: {reason}")

    def pack_note(self, pack: str) -> str | None:
        """A sentence when this persona was designed on another pack than the one of this hash, else None.

        An identity is a point in the space of `tts.style.identity`, which packs share: the persona works on
        every pack, and only the shade of the voice may differ.
        """
        if self.pack in (None, pack):
            return None
        return (
            f"persona {self.id} was designed on pack {str(self.pack)[:12]}, this is pack {pack[:12]}: "
            "the same identity, perhaps in another shade; audition it, and save it again to keep this one"
        )

    def to_dict(self) -> dict[str, Any]:
        """The persona as JSON- and YAML-ready values with its version; unset keys are left out."""
        style = {key: value for key, value in self.style.to_dict().items() if value not in (None, {})}
        values = {
            "version": SCHEMA,
            **{f.name: getattr(self, f.name) for f in fields(self)},
            "names": dict(self.names),
            "identity": {**asdict(self.identity), "mix": list(self.identity.mix)},
            "style": style,
            "tags": list(self.tags),
        }
        return {key: value for key, value in values.items() if value is not None}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Persona:
        """Inverse of `to_dict`. Raises PersonaError for another version, an unknown, missing or bad key."""
        if not isinstance(data, Mapping):
            raise PersonaError(
                f"a persona must be an object with keys such as id and identity, not {reprlib.repr(data)}"
            )
        values = dict(data)
        label = f"persona {reprlib.repr(values['id'])}" if "id" in values else "persona"
        if "version" not in values:
            raise PersonaError(f"{label}: the key 'version' is missing; this release reads version {SCHEMA}")
        version = values.pop("version")
        if type(version) is not int or version != SCHEMA:
            raise PersonaError(
                f"{label}: schema version {reprlib.repr(version)} is not supported; "
                f"this release reads {SCHEMA}"
            )
        _check_keys(label, values, Persona)
        values["identity"] = _identity(label, values["identity"])
        try:
            values["style"] = Style.from_dict({} if values.get("style") is None else values["style"])
        except StyleError as error:
            raise PersonaError(f"{label}: style: {error}") from None
        if not isinstance(values.get("tags", ()), (list, tuple)):
            raise PersonaError(f"{label}: tags must be a list of words, not {reprlib.repr(values['tags'])}")
        if isinstance(values["caption"], str):
            values["caption"] = " ".join(values["caption"].split())  # written over several lines
        return Persona(**values)


def _identity(label: str, data: Any) -> Identity:
    label = f"{label}: identity"
    if not isinstance(data, Mapping):
        raise PersonaError(f"{label} must be an object with keys such as mix and pitch")
    _check_keys(label, data, Identity)
    values = dict(data)
    for key, (low, high) in IDENTITY_LIMITS.items():
        if key in values and not (_is_number(values[key]) and low <= values[key] <= high):
            raise PersonaError(
                f"{label}: {key} must lie within {low:g}–{high:g}, not {reprlib.repr(values[key])}"
            )
    if "mix" in values:
        mix = values["mix"]
        speakers = ", ".join(SPEAKERS)
        if not isinstance(mix, (list, tuple)) or not all(_is_number(share) for share in mix):
            raise PersonaError(f"{label}: mix must be shares of {speakers}, not {reprlib.repr(mix)}")
        if len(mix) != len(SPEAKERS):
            raise PersonaError(
                f"{label}: mix has {len(mix)} shares, voices have {len(SPEAKERS)} here ({speakers}): "
                "the persona was made for a pack with other base speakers and cannot be spoken here"
            )
        values["mix"] = tuple(float(share) for share in mix)
    try:
        return Identity(**values)
    except ValueError as error:
        raise PersonaError(f"{label}: {error}") from None


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return isinstance(value, int) or math.isfinite(value)


def _check_keys(label: str, values: Mapping[str, Any], kind: type[Persona] | type[Identity]) -> None:
    """Raise PersonaError for a key that `kind` does not know, or lacks and has no default for."""
    known = [f.name for f in fields(kind)]
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f" did you mean {near[0]!r}?" if near else ""
            raise PersonaError(f"{label}: unknown key {reprlib.repr(key)};{hint} valid: {', '.join(known)}")
    for f in fields(kind):
        if f.name not in values and f.default is MISSING and f.default_factory is MISSING:
            raise PersonaError(f"{label}: the key {f.name!r} is missing")
