"""The bench: a voice is heard before and after, moved by sliders, directed in words, blended, and kept."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from personas import Persona, preset_ids
from personas.distance import distance
from studio.ui.frame import tell
from studio.ui.roster import Roster
from studio.ui.voices import state
from studio.ui.voices.audition import asked
from studio.ui.voices.bench import SLIDERS, Bench
from studio.ui.voices.pictures import nearest, profile
from studio.ui.words import Words, plain
from tts.request import SpeechRequest

Player = Callable[[SpeechRequest], None]
"""Draws the player of an audition, or its progress."""


def bench(on: Bench, people: Roster, words: Words, player: Player) -> None:
    """Everything about the voice on the bench."""
    voice = on.voice
    with st.container(border=True, key="bench"):
        _head(on, words)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            if on.changed:
                st.caption(words("voices.before"))
                player(asked(on.start, on.text))
                st.caption(words("voices.after"))
            player(asked(voice, on.text))
            if "voices.text" not in st.session_state:
                st.session_state["voices.text"] = on.text
            st.text_input(
                words("voices.text"),
                key="voices.text",
                placeholder=asked(voice).text,
                label_visibility="collapsed",
                icon=":material/format_quote:",
                on_change=state.hear,
            )
        with right:
            drawn = profile(voice.identity, words, on.start.identity if on.changed else None)
            st.vega_lite_chart(
                drawn,
                width="stretch",
                height=drawn["height"],
                theme=None,
                key="profile",
                alt=words("voices.profile"),
            )
            st.caption(_about(on, people, words))
        st.text_input(
            words("voices.direct"),
            key="voices.direct",
            placeholder=words("voices.direct.example"),
            label_visibility="collapsed",
            icon=":material/forum:",
            on_change=state.direct,
            args=["voices.direct", words],
        )
        _sliders(on, words)
        tell(state.TROUBLE.get().get("bench", ()), words)
        limited = on.shape.sculpted().clamped
        if limited:
            st.caption(words("limited", parts=words.listed([words(f"voices.{name}") for name in limited])))
        _foot(on, people, words)


def _head(on: Bench, words: Words) -> None:
    voice = on.voice
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="icons-bench"):
        who = words("persona.one", name=words.name(voice), gender=words(voice.gender), age=voice.age)
        st.markdown(f"**{plain(who)}**", width="stretch")
        st.button(
            "",
            key="voices.undo",
            icon=":material/undo:",
            help=words("undo"),
            type="tertiary",
            disabled=not on.past,
            on_click=state.back,
        )


def _about(on: Bench, people: Roster, words: Words) -> str:
    """How far the voice is from where it began, and whom it is most like."""
    voice = on.voice
    told = [words("voices.hertz", value=voice.identity.pitch)]
    if on.changed:
        told.append(words("voices.moved", value=distance(on.start.identity, voice.identity)))
    others = [each for each in people.everyone.values() if each.id not in (voice.id, on.start.id)]
    if like := nearest(voice.identity, others):
        told.append(words("voices.like", name=words.name(like[0]), value=like[1]))
    return " · ".join(told)


def _sliders(on: Bench, words: Words) -> None:
    columns: list[DeltaGenerator] = []
    for name, (most, step) in SLIDERS.items():
        columns = columns or list(st.columns(3, gap="medium"))  # row by row, also on a phone
        key = f"voices.{name}"
        if key not in st.session_state:
            st.session_state[key] = getattr(on.shape.moves, name)
        with columns.pop(0):
            st.slider(
                words(f"voices.move.{name}"),
                -most,
                most,
                step=step,
                format="%+.0f" if step >= 1 else "%+.1f" if step >= 0.1 else "%+.2f",
                key=key,
                on_change=state.slide,
            )


def _foot(on: Bench, people: Roster, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bench-foot"):
        with st.popover(words("voices.save"), icon=":material/save:", type="primary", key="save"):
            _save(on, words)
        with st.popover(words("voices.blend"), icon=":material/join_inner:", key="blend"):
            _blend(on.voice, people, words)


def _save(on: Bench, words: Words) -> None:
    voice = on.voice
    for language, title in (("en", "voices.name"), ("zh", "voices.name.zh")):
        key = f"voices.name.{language}"
        if key not in st.session_state:
            mine = words("voices.mine", name=voice.names[language])
            st.session_state[key] = mine if voice.id in preset_ids() else voice.names[language]
        st.text_input(words(title), key=key, max_chars=80)
    st.checkbox(words("voices.replace"), key="voices.replace")
    st.button(
        words("voices.save.now"),
        key="voices.save",
        type="primary",
        width="stretch",
        on_click=state.save,
        args=[words],
    )
    for sentence in state.TROUBLE.get().get("save", ()):
        st.error(plain(words.told(sentence)))


def _blend(voice: Persona, people: Roster, words: Words) -> None:
    others = [id for id in people.everyone if id != voice.id]
    st.selectbox(
        words("voices.blend.with"), others, key="voices.other", format_func=lambda id: people.label(id, words)
    )
    st.slider(words("voices.blend.share"), 0, 100, 50, 5, key="voices.share", format="%d %%")
    st.button(words("voices.blend"), key="voices.mix", type="primary", width="stretch", on_click=state.mix)
