"""The shelf: upload subtitles, with a film or its sound; open a dub, delete one."""

from __future__ import annotations

import streamlit as st

from studio.dubbing.mux import CONTAINERS
from studio.dubbing.project import Shelf
from studio.dubbing.sheet import FORMATS as SHEETS
from studio.dubbing.subtitles import FORMATS as SUBTITLES
from studio.ui.dubbing import state
from studio.ui.jobs.row import duration, progress
from studio.ui.shelves import paged, removal
from studio.ui.words import Words, plain
from studio.ui.work import is_open, work
from tts.errors import DramatisError

SOUNDS = ("wav", "flac", "mp3", "m4a", "ogg", "opus")
LARGEST, LARGEST_SOURCE = 10, 4000
"""MB of subtitles, and of a film."""


def shelf(words: Words) -> None:
    """The page without a dub."""
    st.title(words("dubbing"), anchor=False)
    number = state.UPLOADS.get()
    fields = (f"dubs.subtitles.{number}", f"dubs.source.{number}")
    left, right = st.columns(2)
    with left:
        given = st.file_uploader(
            words("dubs.subtitles"), type=[*SUBTITLES, *SHEETS], key=fields[0], max_upload_size=LARGEST
        )
    with right:
        endings = [*(ending.removeprefix(".") for ending in CONTAINERS), *SOUNDS]
        st.file_uploader(words("dubs.source"), type=endings, key=fields[1], max_upload_size=LARGEST_SOURCE)
    st.button(
        words("dubs.begin"),
        key="dubs.begin",
        type="primary",
        icon=":material/subtitles:",
        disabled=given is None,
        on_click=state.take_in,
        args=fields,
    )
    if trouble := state.TROUBLE.get():
        st.error(plain(words.told(trouble)), icon=":material/error:")
    names = Shelf.default().names()
    if not names:
        st.info(words("dubs.none"), icon=":material/subtitles:")
        return
    st.subheader(words("dubs.mine"), anchor=False)
    for name in paged(names, "dubs.shelf.at"):
        _dub(name, words)


def _dub(name: str, words: Words) -> None:
    with st.container(border=True, key=f"dub-{name}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"icons-dub-{name}"):
            try:
                project = Shelf.default().project(name)
                facts = [words("dubs.cues", count=len(project.spoken)), duration(project.end, words)]
                title = f"**{plain(project.title)}**  \n:gray[{' · '.join(facts)}]"
            except DramatisError as error:
                title = f"**{plain(name)}**  \n:red[{plain(words.told(error))}]"
            st.markdown(title, width="stretch")
            st.button(
                words("dubs.open"),
                key=f"open-{name}",
                icon=":material/subtitles:",
                on_click=state.go_to,
                args=[name],
            )
            removal(name, "dubs", words, state.remove)
        for job in work().of(dub=name):
            if is_open(job):
                st.progress(min(max(job.progress, 0.0), 1.0), progress(job, words))
