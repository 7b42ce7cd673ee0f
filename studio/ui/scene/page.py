"""Scene: write a script, choose who speaks and how, hear it, direct it, compare the takes."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from studio.ui.frame import head
from studio.ui.roster import roster
from studio.ui.scene import session, state
from studio.ui.scene.card import card
from studio.ui.scene.desk import desk
from studio.ui.scene.line import Scene
from studio.ui.scene.listing import script
from studio.ui.scene.take import KEPT, SceneTake, Takes
from studio.ui.voice import Voice
from studio.ui.words import Words, plain
from tts.errors import DramatisError


def page(words: Words) -> None:
    """The whole page."""
    voice = head(words)
    scene, people = state.gather(words), roster()
    session.keep(scene)
    session.in_address()
    if note := session.NOTE.take():
        st.toast(words(note), icon=":material/info:")
    if fault := session.FAULT.get():
        st.warning(words("scene.unkept", what=plain(fault)), icon=":material/info:")
    left, right = st.columns([5, 7], gap="large")
    with left:
        script(scene, people, words)
    with right:
        desk(scene, people, words)
        for fault in people.faults:
            st.caption(words("persona.fault", what=plain(words.told(fault))))
    takes(scene, voice, words)


def takes(scene: Scene, voice: Voice, words: Words) -> None:
    """The takes of the line on the desk: the current one, and another beside it."""
    all_takes = scene.takes_of(scene.at)
    _head(scene, all_takes, words)
    place = st.empty()
    _speak(place, voice, words)
    for trouble in state.TROUBLE.get():
        st.warning(plain(words.told(trouble)), icon=":material/info:")
    present = all_takes.present
    if present is None:
        if not state.PENDING.get():
            st.info(words("scene.takes.none"), icon=":material/graphic_eq:")
        return
    playing = state.PLAY.get()
    left, right = st.columns(2, gap="medium")
    other = _compared(scene, all_takes)
    play = playing == (scene.at, present.number)
    if play:
        state.PLAY.take()
    with left:
        card(present, all_takes, words, present=True, play=play, beside=other)
    if other is not None:
        with right:
            card(other, all_takes, words, present=False, play=False, beside=present)
    if len(all_takes.kept) == KEPT:
        st.caption(words("scene.takes.dropped", count=KEPT))


def _head(scene: Scene, takes: Takes, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="icons-takes"):
        st.subheader(words("scene.takes"), anchor=False, width="content")
        if len(takes.kept) < 2:
            return
        _numbers("current", scene, takes, takes.current, words)
        for action, icon, possible in (
            ("back", "undo", takes.before is not None),
            ("forth", "redo", bool(takes.undone)),
        ):
            st.button(
                "",
                key=f"scene.{icon}",
                icon=f":material/{icon}:",
                help=words(icon),
                type="tertiary",
                disabled=not possible,
                on_click=state.step,
                args=[action, 0, words],
            )
        other = _compared(scene, takes)
        if len(takes.kept) > 2 and other is not None:
            st.space("stretch")
            with st.container(horizontal=True, vertical_alignment="center", width="content", key="compared"):
                st.caption(words("scene.compare"), width="content")
                _numbers("other", scene, takes, other.number, words)


def _numbers(which: str, scene: Scene, takes: Takes, chosen: int, words: Words) -> None:
    """Choose the current take by its number, or the other one on the page."""
    key = f"scene.{which}.{scene.at}"
    st.session_state[key] = chosen
    current = which == "current"
    st.segmented_control(
        words("scene.takes" if current else "scene.compare"),
        [take.number for take in takes.kept if current or take.number != takes.current],
        format_func=lambda number: f"{number} :material/lock:" if number == takes.locked else str(number),
        required=True,
        key=key,
        label_visibility="collapsed",
        on_change=_chosen,
        args=[key, which, scene.at, words],
    )


def _chosen(key: str, which: str, line: int, words: Words) -> None:
    number = st.session_state[key]
    if which == "current":
        state.choose(line, number, words)
    else:
        state.compare(line, number)


def _compared(scene: Scene, takes: Takes) -> SceneTake | None:
    others = [take for take in takes.kept if take.number != takes.current]
    wanted = takes.take(state.COMPARED.get().get(scene.at, 0))
    return next((each for each in (wanted, takes.before) if each in others), others[-1] if others else None)


def _speak(place: DeltaGenerator, voice: Voice, words: Words) -> None:
    """Go on with the take that is being made, slice by slice; the page is drawn anew when it is done.

    Whoever touches a control meanwhile starts the page anew, which goes on here.
    """
    pending = state.PENDING.get()
    if pending is None:
        return
    with place.container(horizontal=True, vertical_alignment="center", key="progress"):
        bar = st.progress(pending.work.share, words("speaking" if voice.loaded else "loading"))
        st.button(
            words("stop"), key="scene.stop", icon=":material/stop:", type="tertiary", on_click=state.stop
        )
    try:
        while not voice.advance(pending.work):
            bar.progress(pending.work.share, words("speaking"))
    except DramatisError as error:
        state.PENDING.take()
        state.TROUBLE.set((str(error),))
        st.rerun()
    except Exception:
        state.PENDING.take()  # a fault of ours is not repeated at every touch
        raise
    state.keep(pending)
    if pending.whole:
        state.go_on(pending, words)
    st.rerun()
