"""Dubbing: subtitles in; a cast, a timeline, a table of what fits, and the finished track out."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from studio.dubbing.project import Project, Shelf
from studio.jobs.job import Job
from studio.ui.dubbing import state
from studio.ui.dubbing.cast import cast
from studio.ui.dubbing.cue import desk
from studio.ui.dubbing.fit import Dubbed, dubbed, fit
from studio.ui.dubbing.shelf import shelf
from studio.ui.dubbing.timeline import colours, timeline
from studio.ui.frame import head, tell
from studio.ui.jobs.row import duration, rows
from studio.ui.shelves import leave
from studio.ui.words import Words, plain
from studio.ui.work import Work, is_open, work
from tts.errors import DramatisError


def page(words: Words) -> None:
    """The whole page."""
    head(words)
    name = state.OPEN.get()
    if not name:
        shelf(words)
        return
    st.query_params["dub"] = name  # so that the address opens it again
    try:
        project = Shelf.default().project(name)
    except DramatisError as error:
        leave("dubs", words, state.go_to)
        st.error(plain(words.told(error)), icon=":material/error:")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="icons-dub"):
        leave("dubs", words, state.go_to)
        st.title(plain(project.title), anchor=False, width="stretch")
    if trouble := state.TROUBLE.get():
        st.warning(plain(words.told(trouble)), icon=":material/info:")
    _dub(name, project, words)


def _dub(name: str, project: Project, words: Words) -> None:
    works = work()
    jobs = [job for job in works.of(dub=name) if job.kind == "dub-render"]
    done = next((job for job in jobs if job.state == "done"), None)
    going = any(is_open(job) for job in jobs)
    result = dubbed(works, done) if done else None
    facts = [
        words("dubs.cues", count=len(project.spoken)),
        words("dubs.speakers", count=len(project.cast)),
        duration(project.end, words),
        *([plain(Path(project.source).name)] if project.source else []),
    ]
    st.caption(" · ".join(facts))
    tell(project.notes, words)
    shade = colours(project)
    with st.expander(words("dubs.cast"), expanded=result is None, icon=":material/groups:"):
        cast(name, project, shade, words)
    _start(name, project, done, going, words)
    rows(lambda: _shown(works, name), works, words, lambda job: words("jobs.kind.dub-render"))
    if going:
        st.caption(words("dubs.close"))
    chosen = timeline(name, project, result, shade, words)
    if chosen:
        state.put(chosen)
    if result is not None:
        _listen(result)
        fit(name, project, result, words)
    desk(name, project, result, going, words)


def _shown(works: Work, name: str) -> list[Job]:
    """What is being done and the latest result; else what went wrong last."""
    found = [job for job in works.of(dub=name) if job.kind == "dub-render"]
    latest = found[:1]
    return latest + [job for job in found if job.state == "done" and job not in latest][:1]


def _start(name: str, project: Project, done: Job | None, going: bool, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="start"):
        st.button(
            words("dubs.dub" if done is None else "dubs.again"),
            key="dubs.dub",
            type="primary",
            icon=":material/graphic_eq:",
            disabled=going,
            on_click=state.dub,
            args=[name],
        )
        with st.popover(words("dubs.options"), icon=":material/tune:", key="dubs.options"):
            offered = ["auto_direct", *(["perform"] if project.source else [])]
            offered += ["keep", "subtitled"] if project.pictured else []
            for option in offered:
                field = f"dubs.option.{name}.{option}"
                st.session_state[field] = getattr(project.options, option)
                st.checkbox(
                    words(f"dubs.option.{option}"),
                    key=field,
                    on_change=state.choose,
                    args=[name, option, field],
                )
        if done is not None and not going and Shelf.default().changed(name) > done.created:
            st.caption(words("dubs.changed"))


def _listen(result: Dubbed) -> None:
    sound = result.sound
    if sound is not None:
        st.audio(str(sound))
