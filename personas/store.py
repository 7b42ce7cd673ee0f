"""The user's own personas: a folder with one portable `.persona.yaml` file each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from personas.files import SUFFIX, load, save
from personas.schema import Persona
from personas.shipped import called, persona, preset_ids, presets
from tts.errors import PersonaError

STORE_VARIABLE = "DRAMATIS_PERSONAS"
"""Environment variable that names another folder than the user's data folder."""


def default_folder() -> Path:
    """The folder that `STORE_VARIABLE` names, or `personas` in the user's data folder of dramatis."""
    if chosen := os.environ.get(STORE_VARIABLE):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("dramatis", appauthor=False) / "personas"


@dataclass(frozen=True)
class Store:
    """The personas of a folder, each in the file that its id names; the folder is made when one is saved."""

    folder: Path

    @staticmethod
    def default() -> Store:
        """The store of `default_folder`."""
        return Store(default_folder())

    def ids(self) -> tuple[str, ...]:
        """Ids of the personas in the store, sorted, whether they can be read or not."""
        return tuple(sorted(path.name.removesuffix(SUFFIX) for path in self.folder.glob(f"[!.]*{SUFFIX}")))

    def read(self) -> tuple[tuple[Persona, ...], tuple[str, ...]]:
        """The personas that can be read, sorted by id, and a sentence about each file that cannot."""
        found, faults = [], []
        for name in self.ids():
            try:
                found.append(self.get(name))
            except PersonaError as error:
                faults.append(str(error))
        return tuple(found), tuple(faults)

    def get(self, id: str) -> Persona:
        """The persona of this id. Raises PersonaError when there is none or its file is malformed."""
        if id not in self.ids():
            raise PersonaError(f"no persona {id[:80]!r} in {self.folder}; it holds {_listed(self.ids())}")
        path = self.folder / (id + SUFFIX)
        found = load(path)
        if found.id != id:
            raise PersonaError(f"{path}: its id is {found.id!r}; file name and id must agree")
        return found

    def save(self, persona: Persona, replace: bool = False) -> Path:
        """Keep a persona; returns its file. Raises PersonaError as `check` does."""
        self.check(persona, replace)
        self.folder.mkdir(parents=True, exist_ok=True)
        return save(persona, self.folder / (persona.id + SUFFIX), replace)

    def check(self, persona: Persona, replace: bool = False) -> None:
        """Raise PersonaError when a persona's id is that of a preset, or is taken and not to be replaced."""
        if persona.id in preset_ids():
            raise PersonaError(f"{persona.id!r} is the id of a shipped persona; choose another id")
        if persona.id in self.ids() and not replace:
            raise PersonaError(
                f"there is a persona {persona.id!r} in {self.folder}; choose another id, or ask to replace it"
            )

    def remove(self, id: str) -> None:
        """Forget a persona. Raises PersonaError when there is none."""
        if id not in self.ids():
            raise PersonaError(f"no persona {id[:80]!r} in {self.folder}; it holds {_listed(self.ids())}")
        (self.folder / (id + SUFFIX)).unlink()


def find(name: str, store: Store | None = None) -> Persona:
    """A persona by the path of a .yaml file, or by id or name: of the store first, then of the presets.

    store: None = the user's own. Raises PersonaError with the nearest and all valid ids.
    """
    if name.endswith((".yaml", ".yml")):
        return load(name)
    store = store or Store.default()
    if name.strip() in store.ids():
        return store.get(name.strip())
    if name.strip() in preset_ids():  # found by its id, so that the others need not be read
        return persona(name.strip())
    return called(name, (*store.read()[0], *presets()))


def _listed(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) or "none"
