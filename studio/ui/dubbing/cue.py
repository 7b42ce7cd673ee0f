"""The desk: one cue, to hear and to speak again."""

from __future__ import annotations

import streamlit as st

from studio.dubbing.project import Project
from studio.ui.dubbing import state
from studio.ui.dubbing.cast import called, personas
from studio.ui.dubbing.fit import Dubbed, bad
from studio.ui.frame import tell
from studio.ui.roster import roster
from studio.ui.words import Words, plain


def desk(name: str, project: Project, result: Dubbed | None, going: bool, words: Words) -> None:
    """The cue's words, direction and persona; its sound, and what was asked and achieved."""
    st.subheader(words("dubs.cue"), anchor=False)
    spoken = {cue.number: cue for cue in project.spoken}
    number = state.CUE.get()
    if number not in spoken:  # the first that needs a look, or the first of all
        unfit = (cue["number"] for cue in (result.cues if result else ()) if bad(cue))
        number = next((each for each in unfit if each in spoken), next(iter(spoken)))
    with st.container(border=True, key="desk"):
        _choice(list(spoken), number, project, words)
        cue = spoken[number]
        heard = result.cue(number) if result else None
        if result is not None and heard is not None:
            if sound := result.speech(heard):
                st.audio(sound, format="audio/wav")
            if heard["shortest"]:
                st.warning(words("dubs.long", value=heard["shortest"]), icon=":material/timer:")
            if heard["asked"]:
                told = words(
                    "dubs.told", asked=heard["asked"], spoken=heard["spoken"], factor=heard["stretch"]
                )
                st.caption(plain(told))
            if heard["skipped"]:
                st.warning(words("skipped", parts=plain(words.listed(heard["skipped"]))))
            for doubt in heard.get("doubts", ()):  # dubs of earlier versions have none
                st.warning(plain(words.told(doubt)), icon=":material/hearing:")
            tell(heard["notes"], words)
        persona = project.cast[cue.speaker]
        # What was changed elsewhere fills the fields anew.
        mark = f"{name}.{number}.{hash((cue.text, cue.direction, persona))}"
        fields = (f"dubs.text.{mark}", f"dubs.how.{mark}", f"dubs.who.{mark}")
        st.text_area(words("dubs.text"), cue.text, key=fields[0], height=80)
        left, right = st.columns(2, vertical_alignment="bottom")
        with left:
            st.text_input(
                words("dubs.direction"),
                cue.direction or "",
                key=fields[1],
                placeholder=words("dubs.direction.example"),
            )
        with right:
            personas(fields[2], words("persona"), persona, roster(), words, None, ())
        st.button(
            words("dubs.redo"),
            key="dubs.redo",
            icon=":material/refresh:",
            disabled=going,
            on_click=state.redo,
            args=[name, number, fields],
        )


def _choice(numbers: list[int], number: int, project: Project, words: Words) -> None:
    labels = {
        cue.number: f"{cue.number} · {called(cue.speaker, words)}: {cue.text[:60]}" for cue in project.spoken
    }
    at = numbers.index(number)
    st.session_state["dubs.chosen"] = number
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="icons-cue"):
        for step, icon, key in ((-1, "chevron_left", "back"), (1, "chevron_right", "on")):
            st.button(
                "",
                key=f"dubs.{key}",
                icon=f":material/{icon}:",
                help=words(f"dubs.{key}"),
                type="tertiary",
                disabled=not 0 <= at + step < len(numbers),
                on_click=state.put,
                args=[numbers[min(max(at + step, 0), len(numbers) - 1)]],
            )
        st.selectbox(
            words("dubs.cue"),
            numbers,
            format_func=labels.__getitem__,
            key="dubs.chosen",
            on_change=lambda: state.put(st.session_state["dubs.chosen"]),
            label_visibility="collapsed",
        )
