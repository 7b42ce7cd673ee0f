"""Persona files: one persona as YAML, read with suspicion, written whole or not at all."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from personas.schema import Persona
from tts.errors import PersonaError

SUFFIX = ".persona.yaml"
"""Ending of a persona file that is made to be shared."""

_LARGEST = 64 * 1024  # bytes
_DEEPEST = 5  # levels
_LONGEST_NUMBER = 40  # characters
_PLAIN = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null"))


def load(path: str | Path) -> Persona:
    """The persona of one YAML file.

    Raises PersonaError, naming file and key, when the file is missing, larger than 64 KiB, not YAML, uses
    what a persona never needs (tags, anchors and aliases, several documents, a key twice, deep nesting,
    numbers of more than 40 characters), or does not hold a persona.
    """
    path = Path(path)
    if not path.is_file():
        raise PersonaError(f"there is no persona file {path}; check the path")
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise PersonaError(f"{path} is larger than {_LARGEST // 1024} KiB; a persona is a page of YAML")
    try:
        data = _parsed(content.decode("utf-8-sig"))
        return Persona.from_dict(data)
    except UnicodeDecodeError:
        raise PersonaError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    except PersonaError as error:
        raise PersonaError(f"{path}: {error}") from None


def dumps(persona: Persona) -> str:
    """The persona as YAML that `load` reads."""
    import yaml

    return yaml.safe_dump(persona.to_dict(), allow_unicode=True, sort_keys=False, width=110)


def save(persona: Persona, path: str | Path, replace: bool = False) -> Path:
    """Write a persona to a file, atomically; returns its path.

    Raises PersonaError when the folder does not exist, or when the file does and is not to be replaced.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise PersonaError(f"the folder {path.parent} does not exist; create it or choose another file")
    if not replace:
        try:  # an empty file of that name reserves it: of two processes, one wins
            path.open("x").close()
        except FileExistsError:
            raise PersonaError(f"{path} exists; ask to replace it, or choose another name") from None
    partial = path.with_name(f".{uuid.uuid4().hex}.partial")
    try:
        partial.write_text(dumps(persona), encoding="utf-8")
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        if not replace:
            path.unlink(missing_ok=True)
        raise
    return path


def _parsed(text: str) -> Any:
    """The data of a YAML text without anything that a persona never needs. Raises PersonaError."""
    import yaml

    try:
        _inspect(text)
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, PersonaError):
            raise
        raise PersonaError(f"not valid YAML: {' '.join(str(error).split())}") from None


@dataclass
class _Level:
    """A mapping or list that is being read. key: whose value comes next, or came last."""

    mapping: bool
    key: str = ""
    awaits_value: bool = False
    seen: set[str] = field(default_factory=set)


def _inspect(text: str) -> None:
    """Walk a YAML text without building anything. Raises PersonaError naming the key of what is refused."""
    import yaml

    resolver: Any = yaml.SafeLoader("")
    levels: list[_Level] = []
    documents = 0

    def refuse(reason: str) -> None:
        place = ".".join(level.key for level in levels if level.key)
        raise PersonaError(f"key {place!r}: {reason}" if place else reason)

    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                refuse("the file holds more than one document; a persona is one")
        elif isinstance(event, yaml.CollectionEndEvent):
            levels.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        top = levels[-1] if levels else None
        is_key = top is not None and top.mapping and not top.awaits_value
        if top is not None and is_key and isinstance(event, yaml.ScalarEvent):
            top.key = event.value[:_LONGEST_NUMBER]
            if event.value in top.seen:
                refuse("is given twice; keep one")
            top.seen.add(event.value)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            refuse("YAML anchors and aliases are not allowed; write the value out")
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag is not None:
            refuse(f"the YAML tag {event.tag[:60]!r} is not allowed; write a plain value")
        if isinstance(event, yaml.CollectionStartEvent):
            if is_key:
                refuse("a key must be a word, not a list or an object")
            if len(levels) >= _DEEPEST:
                refuse(f"is nested deeper than {_DEEPEST} levels; a persona never is")
        elif isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            kind = resolver.resolve(yaml.ScalarNode, event.value, (True, False))
            if kind not in _PLAIN:
                refuse(f"{event.value[:60]!r} is read as {kind.rpartition(':')[2]}; put it in quotes")
            if kind in _PLAIN[1:3] and len(event.value) > _LONGEST_NUMBER:
                refuse(f"a number of {len(event.value)} characters is not allowed")
        if top is not None:
            top.awaits_value = is_key
        if isinstance(event, yaml.CollectionStartEvent):
            levels.append(_Level(isinstance(event, yaml.MappingStartEvent)))
