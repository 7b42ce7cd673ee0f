"""The shelf: upload a book, open one, delete one."""

from __future__ import annotations

import streamlit as st

from studio.book.shelf import Shelf
from studio.jobs.job import Job, JobError
from studio.ui.books import state
from studio.ui.books.view import View
from studio.ui.jobs.row import progress, rows
from studio.ui.shelves import paged, removal
from studio.ui.words import Words, plain
from studio.ui.work import Work, is_open, work
from tts.errors import DramatisError

ENDINGS = ("epub", "txt", "md", "html", "htm", "docx", "pdf")
LARGEST = 500
"""MB of an upload."""


def shelf(words: Words) -> None:
    """The page without a book."""
    st.title(words("books"), anchor=False)
    works = work()
    field = f"books.upload.{state.UPLOAD.get()}"
    st.file_uploader(
        words("books.upload"),
        type=list(ENDINGS),
        key=field,
        max_upload_size=LARGEST,
        on_change=state.take_in,
        args=[field],
    )
    if trouble := state.TROUBLE.get():
        st.error(plain(words.told(trouble)), icon=":material/error:")
    _importing(works, words)
    names = Shelf.default().names()
    if not names:
        st.info(words("books.none"), icon=":material/auto_stories:")
        return
    st.subheader(words("books.mine"), anchor=False)
    jobs = works.jobs()
    for name in paged(names, "books.shelf.at"):
        going = [job for job in jobs if job.payload.get("project") == name and is_open(job)]
        _book(name, going, words)


def _importing(works: Work, words: Words) -> None:
    """The book that this session uploaded last, until it is open."""
    id = state.IMPORT.get()
    if not id:
        return
    try:
        job = works.desk.get(id)
    except JobError:
        state.IMPORT.take()
        return
    if job.state == "done" and job.result is not None:
        state.IMPORT.take()
        state.go_to(str(job.result["project"]))
        st.rerun()
    rows(lambda: [works.desk.get(id)], works, words, lambda job: str(job.payload["name"]))


def _book(name: str, going: list[Job], words: Words) -> None:
    with st.container(border=True, key=f"book-{name}"):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"icons-shelf-{name}"
        ):
            try:
                script = View.of(name).script
                read = [chapter for chapter in script.chapters if chapter.included]
                told = words("books.one", chapters=len(read), lines=sum(len(each.lines) for each in read))
                about = words.listed(script.authors)
                told = f"{plain(about)} · {told}" if about else told
                title = f"**{plain(script.title or name)}**  \n:gray[{told}]"
            except DramatisError as error:
                title = f"**{plain(name)}**  \n:red[{plain(words.told(error))}]"
            st.markdown(title, width="stretch")
            st.button(
                words("books.open"),
                key=f"open-{name}",
                icon=":material/menu_book:",
                on_click=state.go_to,
                args=[name, "render" if going else ""],
            )
            removal(name, "books", words, state.remove)
        for job in going:
            st.progress(min(max(job.progress, 0.0), 1.0), progress(job, words))
