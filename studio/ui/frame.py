"""What every page stands in: its settings, its head with the language switch, its small print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from studio.engines import default_engine, server_name
from studio.ui.session import Slot
from studio.ui.voice import Voice, shared_voice
from studio.ui.words import LANGUAGES, Words, plain
from tts.errors import DramatisError

_LOOK = Path(__file__).with_name("look.css")
_CHINESE = Path(__file__).with_name("chinese.css")
LANGUAGE: Slot[str] = Slot("language.chosen", lambda: _asked_for())
"""Key of the interface language in `studio.ui.words.LANGUAGES`."""

_PATIENCE = 0.1  # s that a page waits for a missing pack to be told


def begin() -> Words:
    """Set up the page that is being served; returns its wording."""
    st.set_page_config("Dramatis", page_icon="🎭", layout="wide")
    return Words(LANGUAGE.get())


def head(words: Words) -> Voice:
    """The switch between languages; returns the voice, which may still load.

    An engine that cannot be loaded, and what another one than ours cannot do, is told beneath.
    """
    if words.language != _usual():
        st.query_params["lang"] = words.language  # so that a reload keeps it
    st.html(_LOOK)
    if words.language == "zh":
        st.html(_CHINESE)
    st.segmented_control(
        words("language"),
        LANGUAGES,
        format_func=LANGUAGES.__getitem__,
        default=words.language,
        required=True,
        key="language",
        on_change=_switch,
        label_visibility="collapsed",
    )
    try:
        options = default_engine()
        name = "" if options.kind == "native" else server_name(options)
    except DramatisError as error:  # the variables contradict one another: nothing can be shown
        st.error(plain(words.told(error)), icon=":material/error:")
        st.stop()
    if name:
        st.caption(words("engine.server", name=plain(name)))
    voice = shared_voice(str(options), options)
    if fault := voice.fault(0.0 if voice.loaded else _PATIENCE):
        st.error(words("error.pack", what=plain(words.told(fault))), icon=":material/error:")
        shared_voice.clear(str(options), options)
    return voice


def tell(sentences: Sequence[str], words: Words) -> None:
    """Sentences of the library as small print."""
    for sentence in sentences:
        st.caption(plain(words.told(sentence)))


def chips(parts: Sequence[str], label: str = "") -> None:
    """Short things in a row."""
    if parts:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            if label:
                st.caption(label, width="content")
            for part in parts:
                st.badge(plain(part), color="gray")


def _asked_for() -> str:
    """The language that the address names (?lang=zh), or else the browser's."""
    wanted = st.query_params.get("lang", "")
    return wanted if wanted in LANGUAGES else _usual()


def _usual() -> str:
    """The browser's language, or else English."""
    language = (st.context.locale or "en")[:2]
    return language if language in LANGUAGES else "en"


def _switch() -> None:
    chosen = st.session_state.language
    LANGUAGE.set(chosen)
    st.query_params["lang"] = chosen
