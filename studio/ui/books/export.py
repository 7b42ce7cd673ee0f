"""The finished book: its report with a picture of each chapter's loudness, and its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from studio.jobs.job import Job
from studio.ui.books import state
from studio.ui.books.view import View
from studio.ui.jobs.row import duration, rows
from studio.ui.words import Words, plain
from studio.ui.work import Work, is_open, work

FORMATS = ("m4b", "mp3", "epub", "flac", "wav", "srt", "vtt", "stems")
_SHOWN = 12  # exports


def export(view: View, words: Words) -> None:
    """Make files, take them home; measure the chapters."""
    with st.spinner(words("books.reading")):
        inventory = view.inventory()
    works = work()
    missing = sum(inventory.delivered(line) is None for line in inventory.spoken)
    if missing == len(inventory.spoken):
        st.info(words("books.export.none"), icon=":material/graphic_eq:")
        return
    _make(view, missing, words)
    rows(lambda: _exports(view, works), works, words, _title)
    st.subheader(words("books.report"), anchor=False)
    _report(view, works, words)


def _make(view: View, missing: int, words: Words) -> None:
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        format = st.selectbox(
            words("books.format"),
            FORMATS,
            format_func=lambda format: words(f"books.format.{format}"),
            key="books.format",
        )
    allowed = False
    if missing:
        allowed = st.checkbox(words("books.missing", count=missing), key="books.allow")
    with right:
        st.button(
            words("books.export"),
            key="books.export",
            type="primary",
            icon=":material/ios_share:",
            width="stretch",
            on_click=state.export,
            args=[view.name, format, allowed],
        )


def _title(job: Job) -> str:
    return str(job.payload.get("format", "")).upper()


def _exports(view: View, works: Work) -> list[Job]:
    found = [job for job in works.of(project=view.name) if job.kind == "book-export"]
    return [job for job in found if job.payload.get("format") != "report"][:_SHOWN]


def _report(view: View, works: Work, words: Words) -> None:
    reports = works.of(project=view.name, format="report")
    st.button(
        words("books.measure"),
        key="books.measure",
        icon=":material/monitoring:",
        help=words("books.measure.help"),
        disabled=any(is_open(job) for job in reports),
        on_click=state.export,
        args=[view.name, "report", True],
    )
    rows(
        lambda: [job for job in works.of(project=view.name, format="report")[:1] if job.state != "done"],
        works,
        words,
        lambda _: words("books.report"),
    )
    done = next((job for job in reports if job.state == "done"), None)
    if done is None:
        st.caption(words("books.report.none"))
        return
    files = works.desk.files(done)
    told = _read(str(files["report.json"]))
    for number, piece in enumerate(told["pieces"], 1):
        _piece(number, piece, files, words)


@st.cache_data(show_spinner=False, max_entries=8)
def _read(path: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


def _piece(number: int, piece: Mapping[str, Any], files: Mapping[str, Path], words: Words) -> None:
    measured = piece["measured"]
    facts = []
    if measured:
        facts = [duration(measured["seconds"], words), f"{measured['integrated']:.1f} LUFS"]
        facts += [f"RMS {measured['rms']:.1f} dB", words("books.peak", value=measured["peak"])]
    if piece["missing"]:
        facts.append(words("books.lacks", count=piece["missing"]))
    if piece["suspects"]:
        facts.append(words("books.listen.to", count=piece["suspects"]))
    good = bool(measured) and not piece["faults"] and not piece["missing"]
    icon = ":green[:material/check_circle:]" if good else ":orange[:material/error:]"
    with st.expander(f"{icon} **{number} · {plain(piece['title'])}** :gray[{' · '.join(facts)}]"):
        for fault in piece["faults"]:
            st.warning(plain(words.told(fault)))
        picture = files.get(str(piece["picture"]))
        if picture is not None and picture.is_file():
            st.image(str(picture), width="stretch")
            st.caption(words("books.picture"))
        elif not measured:
            st.caption(words("books.unmeasured"))
