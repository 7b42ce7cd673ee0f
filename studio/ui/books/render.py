"""What there is to speak, and the worker that speaks it; the tab may be closed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.book.estimate import Estimate, estimate
from studio.book.inventory import Inventory
from studio.book.plan import PlannedLine
from studio.book.speaking import workers_for
from studio.engines import default_engine
from studio.ui.books import state
from studio.ui.books.chapters import next_step
from studio.ui.books.speaking import timing
from studio.ui.books.view import View
from studio.ui.frame import tell
from studio.ui.jobs.row import duration, rows
from studio.ui.voice import Voice, Work
from studio.ui.words import Words, plain
from studio.ui.work import is_open, work
from tts.errors import DramatisError

_SHOWN = 20  # lines that could not be spoken
_MOMENT = 10.0  # s up to which it is the start of the worker that takes time
_JOBS = 3  # that are shown of those that have ended


def render(view: View, voice: Voice, words: Words) -> None:
    """The estimate, the button, the progress, and what went wrong."""
    with st.spinner(words("books.reading")):
        inventory = view.inventory()
    works = work()
    trial = _trial(view.project.voice().pack, inventory.missing)
    ahead = _ahead(view, inventory, trial.result if trial.done else None)
    ours = view.project.engine.kind == default_engine().kind == "native"
    timed = ahead.speed is None and bool(ahead.spoken) and ours
    _cost(ahead, timed and not trial.done, words)
    going = [job for job in works.of(project=view.name) if job.kind == "book-render" and is_open(job)]
    if ahead.spoken:
        st.caption(words("books.render.help"))
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
    tell((*view.project.limits(), *ahead.notes), words)
    for line, why in inventory.failed[:_SHOWN]:
        st.warning(f"**{line.place}** {plain(line.line.text)}  \n{plain(words.told(why))}")
    if inventory.suspects:
        st.caption(words("books.suspects", count=len(inventory.suspects)))
    next_step("listen", words)
    if timed and not trial.done:
        _measure(trial, voice)


@st.cache_resource(show_spinner=False, max_entries=4)
def _trial(pack: str, _lines: Sequence[PlannedLine]) -> Work[float | None]:
    """How fast this machine is, found out once, by the first book that is to be rendered."""
    return Work(timing(_lines))


def _measure(trial: Work[float | None], voice: Voice) -> None:
    """Find out, and draw the page anew; what is wrong with the voice is told at its top."""
    try:
        while not voice.advance(trial):
            pass
    except DramatisError:
        return
    st.rerun()


def _ahead(view: View, inventory: Inventory, usual: float | None) -> Estimate:
    """What a render would do, by past ones, or by how fast the machine usually is."""
    with view.project.store() as store:
        past = store.renders()
    pack = view.project.voice().pack
    first = estimate(inventory, past, pack, 1)
    return estimate(inventory, past, pack, workers_for(view.project, first.seconds), usual=usual)


def _cost(ahead: Estimate, trying: bool, words: Words) -> None:
    with st.container(horizontal=True, gap="large", key="figures"):
        st.metric(words("books.there"), f"{ahead.there + ahead.silent:,} / {ahead.lines:,}", width="content")
        st.metric(words("books.length"), duration(ahead.whole, words), width="content")
        if ahead.spoken:
            st.metric(words("books.to.speak"), duration(ahead.seconds, words), width="content")
            wall = words("books.takes.timing" if trying else "books.takes.unknown")
            if ahead.wall:
                short = ahead.wall < _MOMENT
                time = words("books.takes.moment") if short else duration(ahead.wall, words)
                wall = words("books.about", time=time)
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
