"""One job on a page: what it is, how far, how to steer it, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import streamlit as st

from studio.jobs.book import Told
from studio.jobs.job import Job, JobError
from studio.ui.session import Slot
from studio.ui.words import Words, plain
from studio.ui.work import Work, is_open

TROUBLE: Slot[str] = Slot("jobs.trouble", str)
"""Why the last button did nothing."""

_COLOURS: Mapping[str, Literal["green", "red", "violet", "orange"]] = {
    "done": "green",
    "failed": "red",
    "running": "violet",
    "paused": "orange",
}
_LOOK = 1.0  # s between two looks at what is being done
_LEAST = 0.03  # of a job that must be done before it tells how long the rest will take


def rows(found: Callable[[], Sequence[Job]], works: Work, words: Words, title: Callable[[Job], str]) -> None:
    """Jobs one below the other, looked at again as long as one is still to be done.

    found: the jobs now. title: of one. The whole page is drawn anew when one has ended or begun.
    """
    before = [(job.id, job.state) for job in found()]
    going = any(is_open(job) for job in found())

    def draw() -> None:
        jobs = found()
        if [(job.id, job.state) for job in jobs] != before:
            st.rerun()
        for job in jobs:
            row(job, works, words, title(job))

    st.fragment(draw, run_every=_LOOK if going else None)()
    if trouble := TROUBLE.take():
        st.warning(plain(words.told(trouble)), icon=":material/info:")


def row(job: Job, works: Work, words: Words, title: str) -> None:
    """Draw one job."""
    with st.container(border=True, key=f"job-{job.id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"icons-{job.id}"):
            st.markdown(f"**{plain(title)}**", width="stretch")
            state = "stopping" if job.wish and is_open(job) else job.state
            st.badge(words(f"jobs.{state}"), color=_COLOURS.get(job.state, "gray"))
            for wish, icon in _wishes(job):
                st.button(
                    "",
                    key=f"{wish}-{job.id}",
                    icon=f":material/{icon}:",
                    help=words(f"jobs.{wish}"),
                    type="tertiary",
                    on_click=_steer,
                    args=[wish, job.id, works],
                )
        if is_open(job):
            st.progress(min(max(job.progress, 0.0), 1.0), progress(job, words))
        elif job.error:
            st.error(plain(words.told(job.error)), icon=":material/error:")
        elif job.result:
            _results(job, works, words)


def progress(job: Job, words: Words) -> str:
    """How far a job is, and how long the rest will take."""
    if job.state == "queued":
        return words("jobs.waiting")
    told = Told.read(job.doing)
    parts = []
    if told:
        parts.append(words("jobs.lines", done=told.lines, total=told.total))
        if told.speed is not None:
            parts.append(words("jobs.speed", value=told.speed))
    left = told.left if told else _left(job)
    if job.state == "running" and left is not None:
        parts.append(words("jobs.left", time=duration(left, words)))
    return " · ".join(parts) or words("jobs.preparing")


def duration(seconds: float, words: Words) -> str:
    """A length of time for people."""
    if seconds < 90:
        return words("jobs.seconds", value=round(seconds))
    minutes = round(seconds / 60)
    if minutes < 100:
        return words("jobs.minutes", value=minutes)
    return words("jobs.hours", hours=minutes // 60, minutes=minutes % 60)


def _left(job: Job) -> float | None:
    """Seconds to go at the speed so far, where the first attempt has got some way."""
    if job.attempt != 1 or job.started is None or job.progress < _LEAST:
        return None
    return (time.time() - job.started) * (1 - job.progress) / job.progress


def _wishes(job: Job) -> Sequence[tuple[str, str]]:
    """What can be asked of a job, with an icon."""
    if job.wish == "cancel":
        return ()
    if job.state in ("queued", "running") and not job.wish:
        return (("pause", "pause"), ("cancel", "close"))
    if job.state == "paused" or job.wish == "pause":
        return (("resume", "play_arrow"), ("cancel", "close"))
    return (("resume", "refresh"),) if job.state == "failed" else ()


def _steer(wish: str, id: str, works: Work) -> None:
    try:
        {"pause": works.desk.pause, "cancel": works.desk.cancel, "resume": works.desk.resume}[wish](id)
    except JobError as error:
        TROUBLE.set(str(error))


def _results(job: Job, works: Work, words: Words) -> None:
    result = job.result or {}
    facts = [
        words("jobs.takes", value=result["takes"]) if result.get("takes") else "",
        words("jobs.audio", time=duration(result["seconds"], words)) if result.get("seconds") else "",
        words("jobs.failures", value=result["failed"]) if result.get("failed") else "",
    ]
    if any(facts):
        st.caption(" · ".join(fact for fact in facts if fact))
    for note in result.get("notes", ()):
        st.caption(plain(words.told(note)))
    files = works.desk.files(job)
    shown = result.get("files", ())
    if shown and result.get("format") != "report":  # which is shown on the book's page
        with st.container(horizontal=True, gap="small"):
            for each in shown:
                _download(job, files[each["name"]], each, words)


def _download(job: Job, path: Path, told: dict[str, object], words: Words) -> None:
    size = int(str(told["bytes"]))
    st.download_button(
        f"{plain(told['name'])} · {_size(size)}",
        partial(_read, path),
        str(told["name"]),
        str(told["media_type"]),
        key=f"file-{job.id}-{told['name']}",
        icon=":material/download:",
        help=words("download"),
        on_click="ignore",
    )


def _read(path: Path) -> bytes:
    """The file, read when somebody wants it."""
    return path.read_bytes()


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{max(count / 1e3, 0.1):.1f} kB"
