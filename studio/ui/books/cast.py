"""Who speaks whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from studio.book.script import NARRATOR, ScriptLine
from studio.ui.books import state
from studio.ui.books.chapters import next_step
from studio.ui.books.hearing import Hearing, hear
from studio.ui.books.speaking import audition
from studio.ui.books.view import View
from studio.ui.frame import tell
from studio.ui.roster import Roster, roster
from studio.ui.words import Words, plain
from tts.request import SpeechRequest

_ON_A_PAGE = 10
_LEAST, _MOST = 20, 160  # characters of a line that is fit for an audition


def cast(view: View, hearing: Hearing, words: Words) -> None:
    """The narrator and every character: lines, persona, audition."""
    script, made, people = view.script, view.cast, roster()
    counts = Counter(
        line.speaker for chapter in script.chapters if chapter.included for line in chapter.lines
    )
    names = [name for name, _ in counts.most_common() if name != NARRATOR]
    names += [name for name in made.characters if name not in counts]
    everyone = [NARRATOR, *names, "others"]
    st.caption(words("books.cast.help"))
    at = 1
    if len(everyone) > _ON_A_PAGE:
        at = st.pagination(-(-len(everyone) // _ON_A_PAGE), key="books.cast.at")
    for who in everyone[(at - 1) * _ON_A_PAGE : at * _ON_A_PAGE]:
        _row(who, counts[who], view, people, hearing, words)
    tell(made.warnings(script), words)
    next_step("names", words)


def _row(who: str, count: int, view: View, people: Roster, hearing: Hearing, words: Words) -> None:
    made = view.cast
    role = made.characters.get(who)
    persona = made.others if who == "others" else made.persona_name(who)
    title = words(f"books.{who}") if who in (NARRATOR, "others") else plain(who)
    with st.container(border=True, key=f"who-{who}", gap="xsmall"):
        left, right = st.columns([3, 4], vertical_alignment="center")
        with left:
            told = [words("books.lines", count=count)] if count else []
            told += [plain(words.terms(role.why))] if role and role.why else []
            st.markdown(f"**{title}**  \n:gray[{' · '.join(told)}]")
        with (
            right,
            st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"icons-who-{who}"),
        ):
            _choice(who, title, persona, view, people, words)
            st.button(
                "",
                key=f"hear-{who}",
                icon=":material/play_arrow:",
                help=words("books.audition"),
                type="tertiary",
                on_click=hear,
                args=[f"who-{who}", lambda: _audition(who, view)],
            )
        hearing.player(f"who-{who}")


def _choice(who: str, title: str, persona: str, view: View, people: Roster, words: Words) -> None:
    ids: list[str] = [*view.voices, *people.everyone]
    if persona not in ids:
        ids = [persona, *ids]
    field = f"books.persona.{view.name}.{who}"
    st.session_state[field] = persona

    def label(id: str) -> str:
        if id in view.voices:
            return words("books.voice.own", name=words.name(view.voices[id]))
        return people.label(id, words)

    st.selectbox(
        title,
        ids,
        format_func=label,
        key=field,
        on_change=state.recast,
        args=[view.name, who, field],
        label_visibility="collapsed",
    )


def _audition(who: str, view: View) -> SpeechRequest:
    """What a character is heard with: a line of theirs of middling length."""
    persona = view.cast.personas(view.project.folder)(who)
    return audition(persona, _line_of(who, view), view.script)


def _line_of(who: str, view: View) -> ScriptLine | None:
    lines: Sequence[ScriptLine] = [
        line
        for chapter in view.script.chapters
        if chapter.included
        for line in chapter.lines
        if line.speaker == who and line.kind != "heading"
    ]
    fit = [line for line in lines if _LEAST <= len(line.text) <= _MOST]
    return next(iter([*fit, *lines]), None)
