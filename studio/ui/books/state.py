"""What a session remembers of the book that it has open, and what its buttons do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from studio.book import redo
from studio.book.cast import Role
from studio.book.names import BookLexicon
from studio.book.preflight import choose
from studio.book.shelf import Shelf
from studio.book.store import TakeRecord
from studio.ui.books.view import View
from studio.ui.session import Slot, telling
from studio.ui.voice import Work
from studio.ui.voices.audition import Heard
from studio.ui.work import work

STEPS = ("chapters", "cast", "names", "render", "listen", "export")
"""The way of a book, in order."""


@dataclass(frozen=True)
class Asked:
    """A line that is to be spoken again. anew: another take of it as it is."""

    book: str
    place: str
    anew: bool


@dataclass(frozen=True)
class Pending:
    """Something that is being spoken for a place of the page; what: an `Asked` or the key of an audition."""

    what: Asked | str
    work: Work[Any]


OPEN: Slot[str] = Slot("books.open", lambda: str(st.query_params.get("book", "")))
"""Name of the project on the page, "" = the shelf."""
STEP: Slot[str] = Slot("books.step", lambda: STEPS[0])
AT: Slot[str] = Slot("books.at", str)
"""Place of the line that is heard, such as "3:14"."""
IMPORT: Slot[str] = Slot("books.import", str)
"""Id of the job that opens the book which this session uploaded last."""
UPLOAD: Slot[int] = Slot("books.uploads", int)
"""Counts uploads, so that each begins with an empty field."""
TROUBLE: Slot[str] = Slot("books.trouble", str)
"""Why the last action did nothing; shown once."""
NOTES: Slot[tuple[str, ...]] = Slot("books.notes", tuple)
"""What the last direction changed, and what was not understood; shown until the next."""
ASKED: Slot[Asked | None] = Slot("books.asked", lambda: None)
PENDING: Slot[Pending | None] = Slot("books.pending", lambda: None)
HEARD: Slot[tuple[str, Heard] | None] = Slot("books.heard", lambda: None)
"""The audition that was spoken last, and whose it is."""
PLAY: Slot[bool] = Slot("books.play", lambda: False)
"""Whether the player starts by itself, once."""


# The shelf


@telling(TROUBLE)
def take_in(field: str) -> None:
    """A file was uploaded: make a book of it."""
    file: Any = st.session_state.get(field)
    if file is None:
        return
    UPLOAD.set(UPLOAD.get() + 1)
    works = work()
    id = works.upload(file.name, file)
    IMPORT.set(works.begin("book-new", {"source": id, "name": file.name}).id)


def go_to(name: str, step: str = "") -> None:
    """Open a book, at the step that comes next; "" closes it."""
    for slot in (AT, NOTES, ASKED, PENDING, HEARD, TROUBLE):
        slot.take()
    OPEN.set(name)
    if name:
        STEP.set(step or STEPS[0])
        st.query_params["book"] = name
    else:
        st.query_params.pop("book", None)


@telling(TROUBLE)
def remove(name: str) -> None:
    """Delete a book, and end what is being done to it."""
    work().cancel(project=name)
    Shelf.default().remove(name)


# What a book says, and who says it


@telling(TROUBLE)
def take_chapter(name: str, number: int, field: str) -> None:
    """Read a chapter, counted from 1, or leave it out, as its box says."""
    view = View.of(name)
    listed = [str(number)]
    wanted = st.session_state[field]
    view.project.write_script(choose(view.script, listed if wanted else (), () if wanted else listed))


@telling(TROUBLE)
def recast(name: str, who: str, field: str) -> None:
    """Give a character, the narrator ("narrator") or the others ("others") the persona in a field."""
    project = View.of(name).project
    cast, persona = project.cast(), str(st.session_state[field])
    if who in ("narrator", "others"):
        narrator = persona if who == "narrator" else cast.narrator
        others = persona if who == "others" else cast.others
        cast = replace(cast, narrator=narrator, others=others)
    else:
        role = replace(cast.characters.get(who, Role("")), persona=persona)
        cast = replace(cast, characters={**cast.characters, who: role})
    project.write_cast(cast)


@telling(TROUBLE)
def say(name: str, word: str, field: str) -> None:
    """Set how a name is said; empty = as it is read anyway."""
    project = View.of(name).project
    said = str(st.session_state[field]).strip()
    found = dict(project.book_lexicon().words)
    found[word] = replace(found[word], say=said, reviewed=bool(said) or found[word].reviewed)
    project.write_lexicon(BookLexicon(found))


@telling(TROUBLE)
def review(name: str, word: str, field: str) -> None:
    """Agree with how a name is said, or no more."""
    project = View.of(name).project
    found = dict(project.book_lexicon().words)
    found[word] = replace(found[word], reviewed=bool(st.session_state[field]))
    project.write_lexicon(BookLexicon(found))


# Long work


@telling(TROUBLE)
def render(name: str, chapters: tuple[int, ...]) -> None:
    """Speak what is missing. chapters: only these, from 1; empty = all."""
    payload: dict[str, Any] = {"project": name}
    if chapters:
        payload["chapters"] = list(chapters)
    work().begin("book-render", payload)


@telling(TROUBLE)
def export(name: str, format: str, allow_missing: bool) -> None:
    """Make a file of the book."""
    payload = {"project": name, "format": format, "allow_missing": allow_missing}
    work().begin("book-export", payload)


# One line


def hear(place: str, play: bool = True) -> None:
    """Put a line on the desk."""
    AT.set(place)
    PLAY.set(play)
    NOTES.take()
    TROUBLE.take()


@telling(TROUBLE)
def direct(name: str, place: str, direction: str) -> None:
    """Direct a line on, and speak it again."""
    NOTES.take()
    if not direction.strip():
        return
    view = View.of(name)
    inventory = view.inventory()
    line = redo.line_at(inventory.lines, place)
    redo.check_unlocked(inventory, line)
    told = redo.redirect(view.project, line, direction)
    NOTES.set((told.diff, *told.notes))
    ASKED.set(Asked(name, place, anew=False))


def direct_typed(name: str, place: str, field: str) -> None:
    """Direct a line by what is written in a field, which is emptied."""
    written = str(st.session_state[field])
    st.session_state[field] = ""
    direct(name, place, written)


@telling(TROUBLE)
def reword(name: str, place: str, field: str) -> None:
    """Give a line the words in a field, and speak it again."""
    view = View.of(name)
    inventory = view.inventory()
    line = redo.line_at(inventory.lines, place)
    redo.check_unlocked(inventory, line)
    redo.reword(view.project, line, str(st.session_state[field]))
    ASKED.set(Asked(name, place, anew=False))


@telling(TROUBLE)
def again(name: str, place: str) -> None:
    """Speak a line once more as it is; one that has no take yet gets its first."""
    view = View.of(name)
    inventory = view.inventory()
    line = redo.line_at(inventory.lines, place)
    redo.check_unlocked(inventory, line)
    ASKED.set(Asked(name, place, anew=inventory.delivered(line) is not None))


@telling(TROUBLE)
def deliver(name: str, place: str, take: TakeRecord, locked: bool | None = None) -> None:
    """Deliver this take of a line; locked: None = as it is."""
    view = View.of(name)
    line = redo.line_at(view.lines(), place)
    redo.choose(view.project, line, take, locked)
    PLAY.set(locked is None)


def stop() -> None:
    """Leave what is being spoken."""
    PENDING.take()
    ASKED.take()
