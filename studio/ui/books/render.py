"""What there is to speak, and the worker that speaks it; the tab may be closed meanwhile."""

from __future__ import annotations

import streamlit as st

from studio.book.estimate import Estimate, estimate, fitting_workers
from studio.book.inventory import Inventory
from studio.ui.books import state
from studio.ui.books.chapters import next_step
from studio.ui.books.view import View
from studio.ui.frame import tell
from studio.ui.jobs.row import duration, rows
from studio.ui.words import Words, plain
from studio.ui.work import is_open, work

_SHOWN = 20  # lines that could not be spoken
_JOBS = 3  # that are shown of those that have ended


def render(view: View, words: Words) -> None:
    """The estimate, the button, the progress, and what went wrong."""
    with st.spinner(words("books.reading")):
        inventory = view.inventory()
    works = work()
    ahead = _ahead(view, inventory)
    _cost(ahead, words)
    going = [job for job in works.of(project=view.name) if job.kind == "book-render" and is_open(job)]
    if ahead.spoken:
        _start(view, inventory, bool(going), words)
    elif not going:
        st.success(words("books.complete"), icon=":material/check_circle:")
    rows(
        lambda: [job for job in works.of(project=view.name) if job.kind == "book-render"][:_JOBS],
        works,
        words,
        lambda job: words("jobs.kind.book-render"),
    )
    if going:
        st.caption(words("books.close"))
    tell(ahead.notes, words)
    for line, why in inventory.failed[:_SHOWN]:
        st.warning(f"**{line.place}** {plain(line.line.text)}  \n{plain(words.told(why))}")
    if inventory.suspects:
        st.caption(words("books.suspects", count=len(inventory.suspects)))
    next_step("listen", words)


def _ahead(view: View, inventory: Inventory) -> Estimate:
    """What a render would do, by past ones."""
    with view.project.store() as store:
        past = store.renders()
    pack = view.project.voice().pack
    first = estimate(inventory, past, pack, 1)
    return estimate(inventory, past, pack, fitting_workers(first.seconds))


def _cost(ahead: Estimate, words: Words) -> None:
    with st.container(horizontal=True, gap="large", key="figures"):
        st.metric(words("books.there"), f"{ahead.there + ahead.silent:,} / {ahead.lines:,}", width="content")
        st.metric(words("books.length"), duration(ahead.whole, words), width="content")
        if ahead.spoken:
            st.metric(words("books.to.speak"), duration(ahead.seconds, words), width="content")
            wall = duration(ahead.wall, words) if ahead.wall else words("books.takes.unknown")
            st.metric(words("books.takes.time"), wall, width="content", help=words("books.takes.time.help"))


def _start(view: View, inventory: Inventory, going: bool, words: Words) -> None:
    chapters = sorted({line.chapter for line in inventory.missing})
    script = view.full_script
    with st.container(horizontal=True, vertical_alignment="bottom", key="start"):
        chosen = st.multiselect(
            words("books.only"),
            chapters,
            format_func=lambda at: f"{at + 1} · {script.chapters[at].title}",
            placeholder=words("books.all"),
            key=f"books.only.{view.name}",
        )
        st.button(
            words("books.render"),
            key="books.render",
            type="primary",
            icon=":material/graphic_eq:",
            disabled=going,
            on_click=state.render,
            args=[view.name, tuple(at + 1 for at in chosen)],
        )
