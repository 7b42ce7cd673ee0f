"""The personas that pages offer: the user's own before those that ship."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from personas import Persona, Store, presets
from studio.ui.words import Words


@dataclass(frozen=True)
class Roster:
    """own, shipped: sorted by id. faults: a sentence about each of the user's files that cannot be read."""

    own: tuple[Persona, ...]
    shipped: tuple[Persona, ...]
    faults: tuple[str, ...] = ()

    @cached_property
    def everyone(self) -> dict[str, Persona]:
        """Id → persona, the user's own first."""
        return {each.id: each for each in (*self.own, *self.shipped)}

    def label(self, id: str, words: Words) -> str:
        """A persona's name with what tells it from others; the id of one that is gone."""
        who = self.everyone.get(id)
        if who is None:
            return words("persona.gone", id=id)
        name = words.name(who)
        mine = words("persona.own") if who in self.own else ""
        return words("persona.one", name=name, gender=words(who.gender), age=who.age) + mine

    def called(self, name: str) -> Persona | None:
        """The persona of that id or name, whatever its letter case."""
        wanted = name.strip().casefold()
        for each in self.everyone.values():
            if wanted == each.id or wanted in {known.casefold() for known in each.names.values()}:
                return each
        return None


def roster() -> Roster:
    """Who there is now. The user's files are read again only when one of them changed."""
    store = Store.default()
    files = sorted(store.folder.glob("*.yaml")) if store.folder.is_dir() else []
    signature = tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    return _read(str(store.folder), signature)


@st.cache_resource(show_spinner=False, max_entries=4)
def _read(folder: str, signature: tuple[tuple[str, int, int], ...]) -> Roster:
    own, faults = Store.default().read()
    return Roster(own, presets(), faults)
