"""Personas: who speaks. Presets, the user's own, and the design of new ones."""

from __future__ import annotations

from personas.files import SUFFIX, dumps, load, save
from personas.schema import GENDERS, SCHEMA, SYNTHETIC, Persona
from personas.shipped import DEFAULT, persona, preset_ids, presets
from personas.store import STORE_VARIABLE, Store, find

__all__ = [
    "DEFAULT",
    "GENDERS",
    "SCHEMA",
    "STORE_VARIABLE",
    "SUFFIX",
    "SYNTHETIC",
    "Persona",
    "Store",
    "dumps",
    "find",
    "load",
    "persona",
    "preset_ids",
    "presets",
    "save",
]
