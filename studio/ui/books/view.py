"""A project as its pages see it, read again only where its files have changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import streamlit as st

from personas import Persona, Store
from studio.book.cast import Cast
from studio.book.credits import credited
from studio.book.document import Document
from studio.book.inventory import Inventory
from studio.book.names import BookLexicon
from studio.book.plan import PlannedLine
from studio.book.preflight import Preflight, preflight
from studio.book.project import CAST, LEXICON, SCRIPT, SETTINGS, STORE, Project
from studio.book.script import Script
from studio.book.shelf import Shelf
from tts.errors import BookError

Signature = tuple[tuple[str, int, int], ...]
"""Name, time of the last change (ns) and size of files: while it stays, so do they."""


@dataclass(frozen=True)
class View:
    """A project on the shelf. What needs its lines takes seconds where many of them are new."""

    name: str
    project: Project

    @staticmethod
    def of(name: str) -> View:
        """Raises BookError when there is no such project, or its settings are wrong."""
        return View(name, Shelf.default().project(name))

    @property
    def script(self) -> Script:
        """Raises BookError when it is malformed."""
        return _script(str(self._folder), _signature(self._folder, SCRIPT))

    @property
    def full_script(self) -> Script:
        """With the credits as chapters behind the others."""
        return credited(self.script, self.project.settings().credits)

    @property
    def looked_over(self) -> Preflight:
        """Its chapters, and why they are in or out."""
        return _looked_over(str(self._folder), _signature(self._folder, SCRIPT))

    @cached_property
    def cast(self) -> Cast:
        """Who speaks whom."""
        return self.project.cast()

    @cached_property
    def lexicon(self) -> BookLexicon:
        """How names are said."""
        return self.project.book_lexicon()

    @cached_property
    def voices(self) -> Mapping[str, Persona]:
        """File → persona of the voices that were made for the book."""
        from personas import SUFFIX, load

        folder = self._folder / "voices"
        files = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ()
        return {f"voices/{file.name}": load(file) for file in files}

    def lines(self) -> tuple[PlannedLine, ...]:
        """Every line that is read, with its request. Raises BookError."""
        return _lines(str(self._folder), self._plan_signature(), str(self.project.engine))

    def inventory(self) -> Inventory:
        """What there is of the book now."""
        lines = self.lines()
        state = _signature(self._folder, STORE, f"{STORE}-wal")
        return _inventory(str(self._folder), self._plan_signature(), str(self.project.engine), state, lines)

    @property
    def _folder(self) -> Path:
        return self.project.folder

    def _plan_signature(self) -> Signature:
        own = Store.default().folder
        return (
            *_signature(self._folder, SETTINGS, SCRIPT, CAST, LEXICON, "voices/*"),
            *_signature(own, "*.yaml"),
        )


def title_of(name: str) -> str:
    """The title of a project; "" where it cannot be read."""
    try:
        return View.of(name).script.title
    except BookError:
        return ""


def _signature(folder: Path, *patterns: str) -> Signature:
    if not folder.is_dir():
        return ()
    found = []
    for pattern in patterns:
        for file in sorted(folder.glob(pattern)):
            try:
                told = file.stat()
            except FileNotFoundError:  # a store's journal comes and goes
                continue
            found.append((file.name, told.st_mtime_ns, told.st_size))
    return tuple(found)


@st.cache_resource(show_spinner=False, max_entries=64)
def _script(folder: str, signature: Signature) -> Script:
    return Project(Path(folder)).script()


@st.cache_resource(show_spinner=False, max_entries=16)
def _looked_over(folder: str, signature: Signature) -> Preflight:
    project = Project(Path(folder))
    return preflight(project.script(), _document(folder, project.settings().source))


@st.cache_resource(show_spinner=False, max_entries=8)
def _document(folder: str, source: str) -> Document | None:
    """The imported file, for its reasons; None where it is gone or cannot be read again."""
    from studio.book.readers import Asides, read

    file = Path(folder) / "source" / source
    if not source or not file.is_file():
        return None
    try:
        return read(file, Asides.of(Project(Path(folder)).settings().asides))
    except BookError:
        return None


@st.cache_resource(show_spinner=False, max_entries=8)
def _lines(folder: str, signature: Signature, engine: str) -> tuple[PlannedLine, ...]:
    return Project(Path(folder)).lines()


@st.cache_resource(show_spinner=False, max_entries=8)
def _inventory(
    folder: str, plan: Signature, engine: str, state: Signature, _planned: tuple[PlannedLine, ...]
) -> Inventory:
    project = Project(Path(folder))
    with project.store() as store:
        return Inventory.of(_planned, store, project.takes)
