"""Who speaks whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from studio.dubbing.cue import NARRATOR
from studio.dubbing.project import Project
from studio.ui.dubbing import state
from studio.ui.roster import Roster, roster
from studio.ui.words import Words

_ON_A_PAGE = 10


def cast(name: str, project: Project, shade: Mapping[str, str], words: Words) -> None:
    """Every speaker: colour, number of cues, persona."""
    people = roster()
    counts = Counter(cue.speaker for cue in project.spoken)
    speakers = list(project.cast)
    at = 1
    if len(speakers) > _ON_A_PAGE:
        at = st.pagination(-(-len(speakers) // _ON_A_PAGE), key="dubs.cast.at")
    for number, speaker in enumerate(speakers):
        if (at - 1) * _ON_A_PAGE <= number < at * _ON_A_PAGE:
            left, right = st.columns([2, 3], vertical_alignment="center")
            with left:
                told = escape(called(speaker, words))
                count = escape(words("dubs.cues", count=counts[speaker]))
                dot = f'<span style="color:{shade[speaker]}">●</span>'
                st.html(f'{dot} <b>{told}</b> <span style="opacity:.65">{count}</span>')
            with right:
                field = f"dubs.persona.{name}.{number}"
                personas(
                    field, called(speaker, words), project.cast[speaker], people, words, state.recast,
                    (name, speaker, field),
                )  # fmt: skip


def called(speaker: str, words: Words) -> str:
    """A speaker's name; who names nobody is the narrator."""
    return words("dubs.narrator") if speaker == NARRATOR else speaker


def personas(
    field: str,
    label: str,
    persona: str,
    people: Roster,
    words: Words,
    action: Callable[..., None] | None,
    args: tuple[str, ...],
) -> None:
    """A choice of personas that stands at one.

    action: called when another one is chosen, and makes it what the choice stands at; None = the field is
    read later, and shows its label.
    """
    ids = list(people.everyone)
    if persona not in ids:
        ids = [persona, *ids]
    if action is not None or field not in st.session_state:
        st.session_state[field] = persona
    st.selectbox(
        label,
        ids,
        format_func=lambda id: people.label(id, words),
        key=field,
        on_change=action,
        args=args,
        label_visibility="visible" if action is None else "collapsed",
    )
