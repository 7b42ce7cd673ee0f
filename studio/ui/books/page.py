"""Audiobook: upload a book, look it over, cast it, render it, listen, take it home."""

from __future__ import annotations

import streamlit as st

from studio.ui.books import state
from studio.ui.books.cast import cast
from studio.ui.books.chapters import chapters
from studio.ui.books.export import export
from studio.ui.books.hearing import Hearing
from studio.ui.books.listen import listen
from studio.ui.books.names import names
from studio.ui.books.render import render
from studio.ui.books.shelf import shelf
from studio.ui.books.view import View
from studio.ui.frame import head
from studio.ui.shelves import leave
from studio.ui.voice import Voice
from studio.ui.words import Words, plain
from tts.errors import DramatisError


def page(words: Words) -> None:
    """The whole page."""
    voice = head(words)
    name = state.OPEN.get()
    if not name:
        shelf(words)
        return
    st.query_params["book"] = name  # so that the address opens it again
    try:
        view = View.of(name)
        script = view.script
    except DramatisError as error:
        leave("books", words, state.go_to)
        st.error(plain(words.told(error)), icon=":material/error:")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="icons-book"):
        leave("books", words, state.go_to)
        st.title(plain(script.title or name), anchor=False, width="stretch")
    _steps(words)
    if trouble := state.TROUBLE.get():
        st.warning(plain(words.told(trouble)), icon=":material/info:")
    try:
        _step(view, voice, words)
    except DramatisError as error:  # a file of the project was edited by hand, and is wrong
        st.error(plain(words.told(error)), icon=":material/error:")


def _step(view: View, voice: Voice, words: Words) -> None:
    hearing = Hearing(words)
    match state.STEP.get():
        case "chapters":
            chapters(view, words)
        case "cast":
            cast(view, hearing, words)
        case "names":
            names(view, hearing, words)
        case "render":
            render(view, voice, words)
        case "listen":
            listen(view, hearing, words)
        case _:
            export(view, words)
    hearing.speak(voice)


def _steps(words: Words) -> None:
    st.session_state["books.at.step"] = state.STEP.get()
    st.segmented_control(
        words("books.steps"),
        state.STEPS,
        format_func=lambda step: words(f"books.step.{step}"),
        required=True,
        key="books.at.step",
        on_change=_walk,
        label_visibility="collapsed",
    )


def _walk() -> None:
    state.TROUBLE.take()
    state.STEP.set(st.session_state["books.at.step"])
