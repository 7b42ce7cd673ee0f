"""Jobs: all long work of this studio, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from studio.dubbing.project import Shelf
from studio.jobs.job import Job
from studio.ui.books.view import title_of
from studio.ui.frame import head
from studio.ui.jobs.row import rows
from studio.ui.words import WORDS, Words
from studio.ui.work import is_open, work
from tts.errors import DubError

_ON_A_PAGE = 20


def page(words: Words) -> None:
    """The whole page."""
    head(words)
    st.title(words("jobs"), anchor=False)
    works = work()
    found = works.jobs()
    if not found:
        st.info(words("jobs.none"), icon=":material/pending_actions:")
        return
    at = 1
    if len(found) > _ON_A_PAGE:
        at = st.pagination(-(-len(found) // _ON_A_PAGE), key="jobs.at")

    def shown() -> Sequence[Job]:
        ordered = sorted(works.jobs(), key=lambda job: not is_open(job))  # what is going on comes first
        return ordered[(at - 1) * _ON_A_PAGE : at * _ON_A_PAGE]

    rows(shown, works, words, lambda job: named(job, words))


def named(job: Job, words: Words) -> str:
    """What a job is about."""
    key = f"jobs.kind.{job.kind}"
    parts = [words(key) if key in WORDS else job.kind]
    about = job.payload.get("project")
    if isinstance(about, str):
        parts.append(title_of(about) or words("jobs.gone"))
    elif isinstance(dub := job.payload.get("dub"), str):
        parts.append(_dub(dub) or words("jobs.gone"))
    elif job.payload.get("name"):
        parts.append(str(job.payload["name"]))
    if format := job.payload.get("format"):
        parts.append(words("books.report") if format == "report" else str(format).upper())
    parts.append(datetime.fromtimestamp(job.created).strftime("%Y-%m-%d %H:%M"))
    return " · ".join(parts)


def _dub(name: str) -> str:
    """The title of a dub, empty where it is gone."""
    try:
        return Shelf.default().project(name).title
    except DubError:
        return ""
