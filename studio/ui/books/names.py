"""How the names of a book are said: hear them, set them, agree."""

from __future__ import annotations

import streamlit as st

from studio.book.names import Word
from studio.book.script import NARRATOR
from studio.ui.books import state
from studio.ui.books.chapters import next_step
from studio.ui.books.hearing import Hearing, hear
from studio.ui.books.speaking import pronunciation
from studio.ui.books.view import View
from studio.ui.words import Words, plain
from tts.request import SpeechRequest

_ON_A_PAGE = 10


def names(view: View, hearing: Hearing, words: Words) -> None:
    """Every name that may be said wrong, those that nobody has reviewed first."""
    found = view.lexicon.words
    if not found:
        st.info(words("books.names.none"), icon=":material/spellcheck:")
    else:
        st.caption(words("books.names.help"))
        reviewed = sum(entry.reviewed for entry in found.values())
        st.progress(reviewed / len(found), words("books.names.done", done=reviewed, total=len(found)))
    listed = list(found.items())
    at = 1
    if len(listed) > _ON_A_PAGE:
        at = st.pagination(-(-len(listed) // _ON_A_PAGE), key="books.names.at")
    for word, entry in listed[(at - 1) * _ON_A_PAGE : at * _ON_A_PAGE]:
        _row(word, entry, view, hearing, words)
    next_step("render", words)


def _row(word: str, entry: Word, view: View, hearing: Hearing, words: Words) -> None:
    with st.container(border=True, key=f"word-{word}", gap="xsmall"):
        left, right = st.columns([3, 4], vertical_alignment="center")
        with left:
            count = words("books.times", count=entry.count) if entry.count else ""
            guess = plain(entry.guess) if entry.guess else ""
            told = " · ".join(part for part in (guess, count) if part)
            example = plain(entry.example) if entry.example else ""
            st.markdown(f"**{plain(word)}** :gray[{told}]  \n:gray[:small[{example}]]")
        with (
            right,
            st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"icons-word-{word}"),
        ):
            said, agreed = f"books.say.{view.name}.{word}", f"books.agreed.{view.name}.{word}"
            st.session_state[said], st.session_state[agreed] = entry.say, entry.reviewed
            st.text_input(
                words("books.say", word=word),
                key=said,
                placeholder=words("books.say.example"),
                on_change=state.say,
                args=[view.name, word, said],
                label_visibility="collapsed",
            )
            st.button(
                "",
                key=f"hear-word-{word}",
                icon=":material/play_arrow:",
                help=words("books.hear"),
                type="tertiary",
                on_click=hear,
                args=[f"word-{word}", lambda: _spoken(word, view)],
            )
            st.checkbox(
                words("books.reviewed"),
                key=agreed,
                on_change=state.review,
                args=[view.name, word, agreed],
                width="content",
            )
        hearing.player(f"word-{word}")


def _spoken(word: str, view: View) -> SpeechRequest:
    entry = view.project.book_lexicon().words[word]  # the field beside the button may have just changed
    persona = view.cast.personas(view.project.folder)(NARRATOR)
    return pronunciation(word, entry.say, persona, view.script)
