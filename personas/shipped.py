"""The personas that ship with dramatis: one YAML file each in `presets/`, read when it is asked for."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from personas.files import load
from personas.schema import Persona
from tts.errors import PersonaError

DEFAULT = "narrator-warm-female"
"""Id of the preset that speaks when none is asked for."""

_PRESETS = Path(__file__).parent / "presets"


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
    return called(name, presets())


def called(name: str, among: Sequence[Persona]) -> Persona:
    """The persona of that id or name. Raises PersonaError with the nearest and all valid ids."""
    known = {each.id: each for each in among}
    if found := known.get(name.strip()):
        return found
    by_name = {title.casefold(): each for each in among for title in each.names.values()}
    if found := by_name.get(name.strip().casefold()):
        return found
    near = difflib.get_close_matches(name.lower(), [*known, *by_name], n=1)
    hint = f" did you mean {by_name[near[0]].id if near[0] in by_name else near[0]!r}?" if near else ""
    raise PersonaError(f"unknown persona {name[:80]!r};{hint} valid: {', '.join(known)}")


@cache
def _preset(name: str) -> Persona:
    found = load(_PRESETS / f"{name}.yaml")
    if found.id != name:
        raise PersonaError(f"preset {name}.yaml has the id {found.id!r}; file name and id must agree")
    return found
