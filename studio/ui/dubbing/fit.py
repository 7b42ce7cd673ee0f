"""What came of each cue: asked, achieved, by which factor, and what does not fit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from studio.dubbing.fit import FAILED, TOO_LONG
from studio.dubbing.project import Project
from studio.dubbing.report import SILENT
from studio.jobs.job import Job
from studio.ui.dubbing import state
from studio.ui.dubbing.cast import called
from studio.ui.words import Words, plain
from studio.ui.work import Work
from tts.errors import DramatisError

_LONGEST = 900.0  # s of a track that is played on the page
_AROUND = 0.15  # s that are heard before and after a cue


@dataclass(frozen=True)
class Dubbed:
    """A finished dub. report: as `studio.dubbing.report.Report.to_dict` tells. files: by name."""

    report: Mapping[str, Any]
    files: Mapping[str, Path]

    @property
    def cues(self) -> Sequence[Mapping[str, Any]]:
        """See `studio.dubbing.report.CueReport`."""
        found: Sequence[Mapping[str, Any]] = self.report["cues"]
        return found

    def cue(self, number: int) -> Mapping[str, Any] | None:
        """A cue's report, None where it has none."""
        return next((cue for cue in self.cues if cue["number"] == number), None)

    @property
    def sound(self) -> Path | None:
        """What is heard of the whole, None where it is too long for a page."""
        if self.report["seconds"] > _LONGEST:
            return None
        return self.files.get("mix.wav") or self.files["track.wav"]

    def speech(self, cue: Mapping[str, Any]) -> bytes | None:
        """The track around a cue as a WAV file; None where nothing is heard."""
        import soundfile

        from tts.audio import encode

        if cue["heard_start"] is None:
            return None
        with soundfile.SoundFile(str(self.files["track.wav"])) as track:
            first = max(0, round((cue["heard_start"] - _AROUND) * track.samplerate))
            last = min(track.frames, round((cue["heard_end"] + _AROUND) * track.samplerate))
            track.seek(first)
            return encode(track.read(last - first, dtype="float32"), track.samplerate, "wav")


def dubbed(works: Work, job: Job) -> Dubbed | None:
    """What a finished job left; None when it is gone."""
    try:
        files = works.desk.files(job)
        return Dubbed(_read(str(files["report.json"])), files)
    except (DramatisError, OSError, KeyError):
        return None


@st.cache_data(show_spinner=False, max_entries=8)
def _read(path: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


def fit(name: str, project: Project, result: Dubbed, words: Words) -> None:
    """How many fit, and the table; a row that is chosen comes to the desk."""
    st.subheader(words("dubs.fit"), anchor=False)
    counts = {state: count for state, count in result.report["counts"].items() if count}
    told = [
        words("dubs.count", count=count, state=words(f"dubs.state.{each}")) for each, count in counts.items()
    ]
    if result.report["good"]:
        st.success(words.listed(told), icon=":material/check_circle:")
    else:
        st.warning(words.listed(told), icon=":material/timer:")
    for note in result.report["notes"]:
        if note not in project.notes:
            st.caption(plain(words.told(note)))
    only = not result.report["good"] and st.checkbox(words("dubs.only"), key="dubs.only")
    shown = [cue for cue in result.cues if not only or bad(cue)]
    if not shown:
        return
    key = f"dubs.table.{name}.{only}"

    def chosen() -> None:
        rows = st.session_state[key].selection.rows
        if rows and shown[rows[0]]["state"] != SILENT:
            state.put(int(shown[rows[0]]["number"]))

    st.dataframe(
        [_row(cue, words) for cue in shown],
        key=key,
        hide_index=True,
        placeholder="–",
        on_select=chosen,
        selection_mode="single-row",
        column_config={
            words(f"dubs.{name}"): st.column_config.NumberColumn(format=format, width="small")
            for name, format in {
                "number": "%d", "asked": "%.2f s", "achieved": "%.2f s", "factor": "× %.2f",
                "borrowed": "%.2f s", "shortest": "%.2f s",
            }.items()
        },
    )  # fmt: skip


def bad(cue: Mapping[str, Any]) -> bool:
    """Whether a person should look at a cue."""
    return cue["state"] in (TOO_LONG, FAILED) or bool(cue["skipped"] or cue.get("doubts"))


def _row(cue: Mapping[str, Any], words: Words) -> dict[str, Any]:
    return {
        words("dubs.number"): cue["number"],
        words("dubs.speaker"): called(cue["speaker"], words),
        words("dubs.text"): cue["text"] or " ".join(cue["asides"]),
        words("dubs.state"): words(f"dubs.state.{cue['state']}"),
        words("dubs.asked"): cue["asked"],
        words("dubs.achieved"): cue["spoken"],
        words("dubs.factor"): cue["stretch"],
        words("dubs.borrowed"): cue["borrowed_before"] + cue["borrowed_after"] or None,
        words("dubs.shortest"): cue["shortest"],
    }
