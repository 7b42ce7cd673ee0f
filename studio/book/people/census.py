"""What people are called: first names, surnames (US Census 1990, in `names`), short names (`nicknames`)."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType

from tts.errors import BookError


@cache
def first_names() -> dict[str, tuple[float, float]]:
    """Name in small letters → how often girls and boys are called so, percent."""
    shares: dict[str, tuple[float, float]] = {}
    for index, key in enumerate(("first:female", "first:male")):
        for row in _rows(key):
            name, share = row.split()[:2]
            both = list(shares.get(name.lower(), (0.0, 0.0)))
            both[index] = float(share)
            shares[name.lower()] = (both[0], both[1])
    return shares


@cache
def surnames(most: int) -> frozenset[str]:
    """The most frequent surnames, in small letters."""
    return frozenset(row.split()[0].lower() for row in _rows("last")[:most])


@lru_cache(maxsize=1024)
def long_forms(name: str) -> frozenset[str]:
    """The names that a short one stands for, in small letters: Elizabeth of Lizzy."""
    return frozenset(_package("nicknames").NickNamer().canonicals_of(name.lower())) - {name.lower()}


def _rows(key: str) -> list[str]:
    return Path(_package("names").FILES[key]).read_text(encoding="ascii").splitlines()


@cache
def _package(name: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise BookError(f"knowing who is who needs {name}; run pip install 'dramatis[book]'") from None
