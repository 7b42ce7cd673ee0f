"""JSON read with suspicion: objects of exactly the keys that are known, values of exactly their types."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from tts.errors import RequestError

T = TypeVar("T")


def flat(kind: Callable[..., T], data: Any, label: str) -> T:
    """A dataclass whose fields are plain values, from a JSON object. label: its place, for errors.

    Raises RequestError naming the key that is unknown, missing or of another type.
    """
    named = {f.name: str(f.type) for f in fields(kind)}  # type: ignore[arg-type]
    values = keyed(data, label, named)
    return kind(**{name: read(type_, values[name], f"{label}.{name}") for name, type_ in named.items()})


def keyed(data: Any, label: str, keys: Collection[str]) -> dict[str, Any]:
    """A JSON object with exactly these keys. Raises RequestError naming the one that is wrong."""
    if not isinstance(data, Mapping):
        raise RequestError(f"{label} must be an object, not {short(data)}")
    for key in data:
        if key not in keys:
            raise RequestError(f"{label}: unknown key {short(key)}; valid: {', '.join(keys)}")
    for key in keys:
        if key not in data:
            raise RequestError(f"{label}: the key {key!r} is missing")
    return dict(data)


def listed(data: Any, label: str) -> list[tuple[str, Any]]:
    """The members of a JSON list with their places. Raises RequestError when it is none."""
    if not isinstance(data, list):
        raise RequestError(f"{label} must be a list, not {short(data)}")
    return [(f"{label}[{at}]", each) for at, each in enumerate(data)]


def read(kind: str, value: Any, label: str) -> Any:
    """A value of a type in `READERS`. Raises RequestError when it is of another."""
    suits, convert = READERS[kind]
    if not suits(value):
        raise RequestError(f"{label} must be of type {kind}, not {short(value)}")
    return convert(value)


def short(value: Any) -> str:
    """A value as it may stand in a message."""
    return reprlib.repr(value)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < math.inf


def _list_of(suits: Callable[[Any], bool], count: int | None = None) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, list) and (count is None or len(value) == count) and all(map(suits, value))
    )


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _same(value: Any) -> Any:
    return value


def _pairs(value: list[list[Any]]) -> tuple[tuple[Any, Any], ...]:
    return tuple((first, second) for first, second in value)


READERS: dict[str, tuple[Callable[[Any], bool], Callable[[Any], Any]]] = {
    "str": (_text, _same),
    "bool": (lambda value: isinstance(value, bool), _same),
    "int": (lambda value: isinstance(value, int) and not isinstance(value, bool), _same),
    "float": (_number, _same),
    "str | None": (lambda value: value is None or _text(value), _same),
    "float | None": (lambda value: value is None or _number(value), _same),
    "Style | None": (lambda value: value is None, _same),
    "tuple[str, ...]": (_list_of(_text), tuple),
    "Mapping[str, float]": (
        lambda value: isinstance(value, dict) and all(map(_number, value.values())),
        dict,
    ),
    "tuple[tuple[float, float], ...]": (_list_of(_list_of(_number, 2)), _pairs),
    "tuple[tuple[str, str], ...]": (_list_of(_list_of(_text, 2)), _pairs),
}
"""Type of a field, as it is written in Python → whether a JSON value is of it, and how it becomes one.

A style is an object of its own, which `Style.from_dict` reads; here it can only be absent.
"""
