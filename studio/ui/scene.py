"""Scene: write a line, choose who speaks, direct it, hear it, compare the takes."""

from __future__ import annotations

import time
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import personas
from studio.request import Directed, direct
from studio.settings import default_pack
from studio.ui.takes import KEPT, SpokenTake, keep, kept_takes, next_number, remove_all
from studio.ui.voice import shared_voice
from studio.ui.words import Words, plain
from tts.errors import DramatisError, StyleError
from tts.style.emotions import EMOTIONS
from tts.style.space import FLAGS, STYLE_LIMITS, Style

TEXT_LIMIT = 2000
"""Longest line of the page, characters; it is spoken while the page waits."""

_UNITS = {"semitones": "unit.semitones", "%": "unit.percent", "dB": "unit.decibel"}


def page(words: Words) -> None:
    """The whole page."""
    st.title(words("scene"))
    st.caption(words("scene.about"))
    _begin(words)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        # No max_chars: it would cut a long text without a word.
        st.text_area(words("text"), key="text", height=214, help=words("text.help", limit=TEXT_LIMIT))
    with right:
        st.selectbox(
            words("persona"),
            personas.preset_ids(),
            key="persona",
            format_func=partial(_persona_name, words),
            on_change=_follow,
        )
        st.text_input(
            words("direction"),
            key="direction",
            placeholder=words("direction.example"),
            help=words("direction.help"),
            on_change=_follow,
        )
        directed = _directed(words)
        graded = directed is None or bool(directed.style.emotions)
        st.slider(
            words("intensity"),
            0.0,
            2.0,
            step=0.05,
            key="intensity",
            help=words("intensity.help" if graded else "intensity.none"),
            disabled=not graded,
        )
    if st.button(words("speak"), type="primary", icon=":material/play_arrow:", disabled=directed is None):
        st.session_state.asked = (directed, st.session_state.text)
    # Below the button, so that it does not move away from the pointer when the direction is taken in.
    if directed is not None:
        _show_understood(directed, words)
    place = st.empty()
    fresh = False
    if "asked" in st.session_state:
        fresh = _answer(place, words)
    else:
        _load(place, words)
    _show_takes(words, play=fresh)


# What is asked


def _begin(words: Words) -> None:
    """What the widgets hold in a new session."""
    if "text" not in st.session_state:
        st.session_state.text = words("text.default")
        st.session_state.persona = personas.DEFAULT
        st.session_state.direction = words("direction.default")
        _follow()
    if st.session_state.get("named_in") != words.language:
        # Only a value that is set anew is shown by its name in another language.
        st.session_state.persona = st.session_state.persona
        st.session_state.named_in = words.language


def _follow() -> None:
    """Set the slider to what persona and direction ask for."""
    try:
        style = _direct().style
    except StyleError:
        return  # the page shows why
    st.session_state.intensity = round(style.intensity * 20) / 20


def _direct(intensity: float | None = None) -> Directed:
    caption = st.session_state.direction.strip() or None
    return direct(personas.persona(st.session_state.persona), caption, intensity)


def _directed(words: Words) -> Directed | None:
    """What the widgets ask for, or None and the reason on the page."""
    try:
        return _direct(st.session_state.intensity)
    except StyleError as error:
        st.error(words("error", what=plain(error)))
        return None


def _persona_name(words: Words, id: str) -> str:
    who = personas.persona(id)
    return words("persona.one", name=who.names[words.language], gender=words(who.gender), age=who.age)


def _show_understood(directed: Directed, words: Words) -> None:
    if directed.caption is None:
        return
    if parts := _parts(directed.style, words):
        st.caption(words("understood", parts=words.listed(parts)))
    if directed.not_understood:
        st.warning(words("not understood", parts=plain(words.listed(directed.not_understood))))
    for conflict in directed.conflicts:
        st.warning(words("conflict", what=plain(conflict)))


def _parts(style: Style, words: Words) -> list[str]:
    """What a style asks for, intensity apart."""
    total = sum(style.emotions.values()) or 1.0
    parts = []
    for name, weight in style.emotions.items():
        if weight:
            emotion = EMOTIONS[name].chinese if words.language == "zh" else EMOTIONS[name].english
            parts.append(f"{emotion} {weight / total:.0%}")
    for name, (_, _, unit) in STYLE_LIMITS.items():
        if (value := getattr(style, name)) is not None:
            number = f"{value:+.2g}".replace("-", "−")
            parts.append(f"{words(name)} {words(_UNITS[unit], value=number) if unit else number}")
    for name in FLAGS:
        if (value := getattr(style, name)) is not None:
            parts.append(f"{words(name)}: {words('yes' if value else 'no')}")
    return parts


# Speaking


def _load(place: DeltaGenerator, words: Words) -> None:
    """Load the voice while the first line is being written; a pack that is missing is told at once."""
    try:
        with place, st.spinner(words("loading")):
            shared_voice(default_pack())
    except DramatisError as error:
        place.error(words("error", what=plain(error)))


def _answer(place: DeltaGenerator, words: Words) -> bool:
    """Speak what was asked into the list of takes; a reason why not goes to `place`.

    The ask stays until it is answered: touching a control meanwhile starts the page anew, and must not lose
    the take. Returns whether there is a new one.
    """
    directed, text = st.session_state.asked
    fresh = False
    try:
        if problem := _problem(text, words):
            place.error(problem)
        else:
            keep(_spoken(directed, text, place, words))
            fresh = True
    except DramatisError as error:
        place.error(words("error", what=plain(error)))
    except Exception:
        del st.session_state.asked  # a fault of ours is not repeated at every touch
        raise
    del st.session_state.asked
    return fresh


def _problem(text: str, words: Words) -> str | None:
    if not text.strip():
        return words("error.empty")
    if len(text) > TEXT_LIMIT:
        return words("error.long", count=len(text), limit=TEXT_LIMIT)
    return None


def _spoken(directed: Directed, text: str, place: DeltaGenerator, words: Words) -> SpokenTake:
    """Speak a line, with its progress in `place`. The same ask again is another reading: the next seed."""
    takes = kept_takes()
    seeds = [each.request.seed for each in takes if (each.directed, each.request.text) == (directed, text)]
    request = directed.request(text, seed=max(seeds) + 1 if seeds else None)
    with place, st.spinner(words("loading")):
        voice = shared_voice(default_pack())
    bar = place.progress(0.0, words("waiting" if voice.turn.locked() else "speaking"))
    started = time.perf_counter()
    take = voice.speak(request, lambda share: bar.progress(share, words("speaking")))
    spent = time.perf_counter() - started
    place.empty()
    return SpokenTake.of(next_number(), directed, request, take, spent)


def _show_takes(words: Words, *, play: bool) -> None:
    """All takes side by side, newest first. play: start the newest at once."""
    takes = kept_takes()
    st.subheader(words("takes"))
    if not takes:
        st.info(words("takes.none"))
        return
    columns = st.columns(min(len(takes), 2))
    for index, take in enumerate(takes):
        with columns[index % 2]:
            take.show(words, play=play and index == 0)
    st.caption(words("receipt.about"))
    if len(takes) == KEPT:
        st.caption(words("takes.kept", count=KEPT))
    st.button(words("remove all"), on_click=remove_all, type="tertiary")
