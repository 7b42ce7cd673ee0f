"""Which chapters are read and which are left out, and why."""

from __future__ import annotations

import streamlit as st

from studio.book.preflight import Part
from studio.ui.books import state
from studio.ui.books.view import View
from studio.ui.frame import tell
from studio.ui.jobs.row import duration
from studio.ui.words import Words, plain

_ON_A_PAGE = 25


def chapters(view: View, words: Words) -> None:
    """A box for each chapter, and how long the book will be."""
    found = view.looked_over
    read = [part for part in found.parts if part.included]
    speech, unsure = sum(part.speech for part in read), sum(part.uncertain for part in read)
    with st.container(horizontal=True, gap="large", key="figures"):
        st.metric(words("books.chapters.read"), f"{len(read)} / {len(found.parts)}", width="content")
        st.metric(
            words("books.length"),
            words("books.about", time=duration(60 * found.minutes, words)),
            width="content",
        )
        st.metric(words("books.words"), f"{sum(part.words for part in read):,}", width="content")
        st.metric(words("books.speech"), f"{speech:,}", width="content")
        if unsure:
            st.metric(words("books.unsure"), f"{unsure:,}", width="content", help=words("books.unsure.help"))
    st.caption(words("books.chapters.help"))
    at = 1
    if len(found.parts) > _ON_A_PAGE:
        at = st.pagination(-(-len(found.parts) // _ON_A_PAGE), key="books.chapters.at")
    with st.container(gap="xsmall", key="rows-chapters"):
        for part in found.parts[(at - 1) * _ON_A_PAGE : at * _ON_A_PAGE]:
            _part(part, view, words)
    tell(found.notes, words)
    next_step("cast", words)


def _part(part: Part, view: View, words: Words) -> None:
    field = f"books.chapter.{view.name}.{part.number}"
    st.session_state[field] = part.included
    st.checkbox(
        f"**{part.number}** · {plain(part.title or part.opening)} :gray[· {_told(part, words)}]",
        key=field,
        on_change=state.take_chapter,
        args=[view.name, part.number, field],
        width="stretch",
    )


def _told(part: Part, words: Words) -> str:
    told = [duration(60 * part.minutes, words)]
    if part.speech:
        told.append(words("books.says", count=part.speech))
    if part.reason:
        told.append(plain(words.told(part.reason)))
    return " · ".join(told)


def next_step(step: str, words: Words) -> None:
    st.button(
        words("books.next", step=words(f"books.step.{step}")),
        key="books.next",
        icon=":material/arrow_forward:",
        on_click=state.STEP.set,
        args=[step],
    )
