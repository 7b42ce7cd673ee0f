"""Personas: who speaks. Each preset is one YAML file in `presets/`, read when it is asked for."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from tts.errors import PersonaError, StyleError
from tts.style.identity import Identity
from tts.style.space import Style

__all__ = ["DEFAULT", "GENDERS", "SCHEMA", "Persona", "load", "persona", "preset_ids", "presets"]

SCHEMA = 1
"""Version of the YAML schema; a file states the one it was written for."""

GENDERS = ("female", "male", "neutral")
DEFAULT = "narrator-warm-female"
"""Id of the preset that speaks when none is asked for."""

_PRESETS = Path(__file__).parent / "presets"


@dataclass(frozen=True)
class Persona:
    """A character: an identity that survives every direction, and how it speaks when nothing is asked.

    id: lower-case words joined by hyphens. names: {"en": …, "zh": …}. caption: the character in a sentence.
    age: years (3–110). gender: one of `GENDERS`. language: espeak code. identity: the voice.
    style: the habitual style, over which a caption is merged. seed: the take's seed when none is asked for.
    tags: words to search by. licence: SPDX id of the persona's description.

    Raises PersonaError when a field is malformed.
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
    tags: tuple[str, ...] = ()
    licence: str = "Apache-2.0"

    def __post_init__(self) -> None:
        words = self.id.split("-") if isinstance(self.id, str) else [""]
        if not all(word.isascii() and word.isalnum() and word == word.lower() for word in words):
            raise PersonaError(f"persona id {self.id!r} must be lower-case words joined by hyphens")
        label = f"persona {self.id}"
        if not isinstance(self.names, Mapping) or set(self.names) != {"en", "zh"}:
            raise PersonaError(f"{label}: names must be given for en and zh, not {self.names!r}")
        if self.gender not in GENDERS:
            raise PersonaError(f"{label}: gender must be one of {', '.join(GENDERS)}, not {self.gender!r}")
        if not isinstance(self.age, int) or not 3 <= self.age <= 110:
            raise PersonaError(f"{label}: age must be whole years within 3–110, not {self.age!r}")
        if not isinstance(self.seed, int) or self.seed < 0:
            raise PersonaError(f"{label}: seed must be a whole number of 0 or more, not {self.seed!r}")
        if not isinstance(self.caption, str) or not self.caption.strip():
            raise PersonaError(f"{label}: caption is empty; describe the character in a sentence")
        object.__setattr__(self, "names", dict(self.names))
        object.__setattr__(self, "tags", tuple(self.tags))

    def to_dict(self) -> dict[str, Any]:
        """The persona as JSON- and YAML-ready values with its version; unset style keys are left out."""
        style = {key: value for key, value in self.style.to_dict().items() if value not in (None, {})}
        return {
            "version": SCHEMA,
            **{f.name: getattr(self, f.name) for f in fields(self)},
            "names": dict(self.names),
            "identity": {**asdict(self.identity), "mix": list(self.identity.mix)},
            "style": style,
            "tags": list(self.tags),
        }

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Persona:
        """Inverse of `to_dict`. Raises PersonaError for another version, an unknown, missing or bad key."""
        if not isinstance(data, Mapping):
            raise PersonaError(f"a persona must be an object with keys such as id and identity, not {data!r}")
        values = dict(data)
        label = f"persona {values.get('id', '?')}"
        if (version := values.pop("version", None)) != SCHEMA:
            raise PersonaError(
                f"{label}: schema version {version!r} is not supported; this release reads {SCHEMA}"
            )
        _check_keys(label, values, Persona)
        identity = values.get("identity")
        if not isinstance(identity, Mapping):
            raise PersonaError(f"{label}: identity must be an object with keys such as mix and pitch")
        _check_keys(f"{label}: identity", identity, Identity)
        try:
            mix = {"mix": tuple(identity["mix"])} if "mix" in identity else {}
            values["identity"] = Identity(**{**identity, **mix})
            values["style"] = Style.from_dict(values.get("style") or {})
            return Persona(**values)
        except PersonaError:
            raise
        except StyleError as error:
            raise PersonaError(f"{label}: style: {error}") from None
        except (TypeError, ValueError) as error:
            raise PersonaError(f"{label}: {error}") from None


def load(path: str | Path) -> Persona:
    """The persona of one YAML file. Raises PersonaError when it is missing or malformed."""
    import yaml

    path = Path(path)
    if not path.is_file():
        raise PersonaError(f"there is no persona file {path}; check the path")
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PersonaError(f"{path} is not valid YAML: {' '.join(str(error).split())}") from None
    return Persona.from_dict(data)


def preset_ids() -> tuple[str, ...]:
    """Ids of the shipped personas, sorted."""
    return tuple(sorted(path.stem for path in _PRESETS.glob("*.yaml")))


def presets() -> tuple[Persona, ...]:
    """The shipped personas, sorted by id."""
    return tuple(_preset(name) for name in preset_ids())


def persona(name: str) -> Persona:
    """A shipped persona by its id, or by its English or Chinese name.

    Raises PersonaError with the nearest and all valid ids when there is none.
    """
    if name in preset_ids():
        return _preset(name)
    by_name = {title.casefold(): each for each in presets() for title in each.names.values()}
    if found := by_name.get(name.strip().casefold()):
        return found
    near = difflib.get_close_matches(name.lower(), [*preset_ids(), *by_name], n=1)
    hint = f" did you mean {by_name[near[0]].id if near[0] in by_name else near[0]!r}?" if near else ""
    raise PersonaError(f"unknown persona {name!r};{hint} valid: {', '.join(preset_ids())}")


@cache
def _preset(name: str) -> Persona:
    found = load(_PRESETS / f"{name}.yaml")
    if found.id != name:
        raise PersonaError(f"preset {name}.yaml has the id {found.id!r}; file name and id must agree")
    return found


def _check_keys(label: str, values: Mapping[str, Any], kind: type[Persona] | type[Identity]) -> None:
    known = [f.name for f in fields(kind)]
    for key in values:
        if key not in known:
            raise PersonaError(f"{label}: unknown key {key!r}; valid: {', '.join(known)}")
