"""What a session remembers of the dub that it has open, and what its buttons do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from studio.dubbing.project import Shelf
from studio.ui.session import Slot, telling
from studio.ui.work import work

OPEN: Slot[str] = Slot("dubs.open", lambda: str(st.query_params.get("dub", "")))
"""Name of the dub on the page, "" = the shelf."""
CUE: Slot[int] = Slot("dubs.cue", int)
"""Number of the cue on the desk, 0 = the first that needs a look."""
TROUBLE: Slot[str] = Slot("dubs.trouble", str)
"""Why the last button did nothing."""
UPLOADS: Slot[int] = Slot("dubs.uploads", int)
"""Counts uploads, so that each begins with empty fields."""


@telling(TROUBLE)
def take_in(subtitles: str, source: str) -> None:
    """Make a dub of the files in two fields, and open it."""
    words: Any = st.session_state.get(subtitles)
    film: Any = st.session_state.get(source)
    if words is None:
        return
    name = Shelf.default().new(words.name, words, (film.name, film) if film is not None else None)
    UPLOADS.set(UPLOADS.get() + 1)
    go_to(name)


def go_to(name: str) -> None:
    """Open a dub; "" closes it."""
    TROUBLE.take()
    CUE.take()
    OPEN.set(name)
    if name:
        st.query_params["dub"] = name
    else:
        st.query_params.pop("dub", None)


@telling(TROUBLE)
def remove(name: str) -> None:
    """Delete a dub, and end what is being done to it."""
    work().cancel(dub=name)
    Shelf.default().remove(name)


@telling(TROUBLE)
def recast(name: str, speaker: str, field: str) -> None:
    """Give a speaker the persona in a field."""
    shelf = Shelf.default()
    shelf.write(name, shelf.project(name).recast(speaker, str(st.session_state[field])))


@telling(TROUBLE)
def choose(name: str, option: str, field: str) -> None:
    """Set one of the dub's options as its box says."""
    shelf = Shelf.default()
    project = shelf.project(name)
    options = replace(project.options, **{option: bool(st.session_state[field])})
    shelf.write(name, replace(project, options=options))


@telling(TROUBLE)
def dub(name: str) -> None:
    """Speak everything that has changed, and put it together."""
    work().begin("dub-render", {"dub": name})


@telling(TROUBLE)
def redo(name: str, number: int, fields: tuple[str, str, str]) -> None:
    """Speak a cue as the fields of text, direction and persona say; it stays on the desk."""
    CUE.set(number)
    shelf = Shelf.default()
    text, direction, persona = (str(st.session_state[field]) for field in fields)
    shelf.write(name, shelf.project(name).changed(number, text, direction, persona))
    work().begin("dub-render", {"dub": name})


def put(number: int) -> None:
    """Put a cue on the desk."""
    CUE.set(number)
    TROUBLE.take()
