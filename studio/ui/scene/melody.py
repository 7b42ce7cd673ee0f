"""Bend the melody of some words of a take."""

from __future__ import annotations

import streamlit as st

from studio.ui.scene import state
from studio.ui.scene.take import SceneTake
from studio.ui.words import Words
from tts.bend import Bend

_BENDS: tuple[tuple[str, str, float, float], ...] = (
    ("raise", "north_east", 2.0, 1.0),
    ("lower", "south_east", -2.0, 1.0),
    ("widen", "unfold_more", 0.0, 1.5),
    ("flatten", "horizontal_rule", 0.0, 0.4),
)
"""Name, icon, semitones, factor on the excursions."""


def melody(take: SceneTake, words: Words) -> None:
    """The popover in which words are chosen and bent."""
    spoken = take.take.words
    with st.popover(words("scene.melody"), icon=":material/show_chart:", key="melody"):
        if not spoken:
            st.caption(words("scene.melody.none"))
            return
        st.caption(words("scene.melody.help"))
        chosen = st.pills(
            words("scene.melody.words"),
            range(len(spoken)),
            selection_mode="multi",
            format_func=lambda place: f"{spoken[place].text}{_INVISIBLE * place}",
            key=f"melody-{take.ask.history.cursor}-{len(spoken)}",
            label_visibility="collapsed",
        )
        with st.container(horizontal=True, gap="xsmall"):
            for name, icon, shift, width in _BENDS:
                st.button(
                    words(f"scene.melody.{name}"),
                    key=f"melody-{name}",
                    icon=f":material/{icon}:",
                    disabled=not chosen,
                    on_click=_bend,
                    args=[take, sorted(chosen), shift, width, words],
                )


_INVISIBLE = "\N{ZERO WIDTH SPACE}"  # tells apart what reads the same


def _bend(take: SceneTake, chosen: list[int], shift: float, width: float, words: Words) -> None:
    """The stretch from the first to the last of the chosen words."""
    first, last = take.take.words[chosen[0]], take.take.words[chosen[-1]]
    state.bend(Bend(first.char_start, last.char_end, shift, width), words)
