"""The line on the desk: its words, who speaks it, how, and how much."""

from __future__ import annotations

import streamlit as st

from studio.request import Directed
from studio.ui.frame import chips, tell
from studio.ui.roster import Roster
from studio.ui.scene import state
from studio.ui.scene.ask import Reading, understood
from studio.ui.scene.line import Line, Scene
from studio.ui.style import caption, parts
from studio.ui.words import Words, plain
from tts.errors import StyleError


def desk(scene: Scene, people: Roster, words: Words) -> None:
    """The widgets of the line on the desk."""
    line = scene.present
    with st.container(border=True, key="desk"):
        _head(scene, words)
        # No max_chars: it would cut a long text without a word.
        st.text_area(
            words("scene.text"),
            line.text,
            key=state.key("text", line.id, words),
            height=76,
            placeholder=words("scene.text.example"),
            label_visibility="collapsed",
        )
        left, right = st.columns([2, 3])
        with left:
            ids = list(people.everyone)
            ids = ids if line.persona in ids else [line.persona, *ids]
            st.selectbox(
                words("persona"),
                ids,
                ids.index(line.persona),
                key=state.key("persona", line.id, words),
                format_func=lambda id: people.label(id, words),
            )
        with right:
            st.text_input(
                words("scene.direction"),
                line.direction,
                key=state.key("direction", line.id, words),
                placeholder=words("scene.direction.example"),
                help=words("scene.direction.help"),
            )
        reading, trouble = _reading(line, people, words)
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            _intensity(line, reading, words)
        with right:
            st.button(
                words("scene.speak"),
                key="scene.speak",
                type="primary",
                icon=":material/play_arrow:",
                width="stretch",
                shortcut="Ctrl+Enter",
                disabled=reading is None or state.PASTING.get(),  # its shortcut is heard everywhere
                on_click=state.speak,
                args=[words],
            )
        if trouble:
            st.error(plain(words.told(trouble)))
        if reading is not None:
            _understood(line, reading, words)


def _head(scene: Scene, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="icons-desk"):
        title = words("scene.line", number=scene.number)
        st.markdown(f"**{title}**", width="stretch", help=words("scene.text.help"))
        for action, icon in (("up", "arrow_upward"), ("down", "arrow_downward"), ("drop", "delete")):
            st.button(
                "",
                key=f"scene.{action}",
                icon=f":material/{icon}:",
                help=words(f"scene.{action}"),
                type="tertiary",
                on_click=state.edit_script,
                args=[action, words],
            )


def _reading(line: Line, people: Roster, words: Words) -> tuple[Reading | None, str | None]:
    """How the line is understood, or why it is not."""
    who = people.everyone.get(line.persona)
    if who is None:
        return None, words("scene.lost")
    try:
        return understood(line, who), None
    except StyleError as error:
        return None, str(error)


def _intensity(line: Line, reading: Reading | None, words: Words) -> None:
    graded = reading is not None and reading.graded
    shown = line.intensity if line.intensity is not None else reading.own if reading else 1.0
    name = state.key("intensity", line.id, words)
    st.session_state[name] = round(shown * 20) / 20  # it follows the direction and the take
    st.slider(
        words("scene.intensity"),
        0.0,
        2.0,
        step=0.05,
        key=name,
        help=words("scene.intensity.help" if graded else "scene.intensity.none"),
        disabled=not graded,
        on_change=state.grade,
        args=[line.id, words],
    )


def _understood(line: Line, reading: Reading, words: Words) -> None:
    directed: Directed = reading.directed
    if reading.evidence:
        said = [f"“{each.quote}” → {caption(each.says, words)}" for each in reading.evidence[:4]]
        chips(said, words("scene.words"))
    elif line.direction.strip():
        chips(parts(directed.style, words), words("understood"))
    if directed.not_understood:
        st.warning(words("not understood", parts=plain(words.listed(directed.not_understood))))
    tell(directed.conflicts, words)
