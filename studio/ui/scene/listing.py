"""The script as a list: one line is on the desk, the others can be put there."""

from __future__ import annotations

import numpy as np
import streamlit as st

from studio.ui.files import downloads
from studio.ui.roster import Roster
from studio.ui.scene import state
from studio.ui.scene.line import Line, Scene
from studio.ui.scene.script import write
from studio.ui.session import Slot
from studio.ui.words import Words, plain
from tts.audio import encode
from tts.errors import RequestError
from tts.request import SAMPLE_RATE

_COLOURS = ("violet", "orange", "green", "blue", "red", "yellow", "gray")
_SHOWN = 7  # lines beyond which the list has a scroll bar of its own
_HEIGHT = 430  # px of it
_EXCERPT = 90  # characters
_PAUSE = 0.45  # s between lines

_WHOLE: Slot[tuple[tuple[int, ...], bytes] | None] = Slot("scene.whole", lambda: None)


def script(scene: Scene, people: Roster, words: Words) -> None:
    """The list of lines, and the scene as a whole."""
    with st.container(horizontal=True, vertical_alignment="center", key="script-head"):
        st.title(words("scene"), anchor=False, width="stretch")
        st.button(
            words("scene.add"),
            key="scene.add",
            icon=":material/add:",
            type="tertiary",
            on_click=state.edit_script,
            args=["add", words],
        )
        st.button(
            words("scene.paste"),
            key="scene.paste",
            icon=":material/edit_note:",
            type="tertiary",
            on_click=state.PASTING.set,
            args=[True],
        )
        st.link_button(
            "",
            f"./?lang={words.language}",
            key="scene.start",
            icon=":material/note_add:",
            help=words("scene.start"),
            type="tertiary",
        )
    if state.PASTING.get():
        _paste(scene, people, words)
    long = len(scene.lines) > _SHOWN
    with st.container(height=_HEIGHT if long else "content", key="script", border=False):
        _lines(scene, people, words)
    _whole(scene, words)


def _lines(scene: Scene, people: Roster, words: Words) -> None:
    colours = {
        who: _COLOURS[place % len(_COLOURS)]
        for place, who in enumerate(dict.fromkeys(_who(line) for line in scene.lines))
    }
    numbers = {line.id: number for number, line in enumerate(scene.lines, 1)}

    def label(id: int) -> str:
        line = scene.line(id)
        who = people.everyone.get(line.persona)
        name = line.character or (words.name(who) if who else line.persona)
        used = scene.used(id)
        length = f" · {words('seconds.short', value=used.take.seconds)}" if used else ""
        locked = " :material/lock:" if scene.takes_of(id).locked else ""
        return f":{colours[_who(line)]}[●] {numbers[id]} · **{plain(name)}**:gray[{length}{locked}]"

    ids = [line.id for line in scene.lines]
    st.session_state["scene.at"] = scene.at
    st.radio(
        words("scene.lines"),
        ids,
        format_func=label,
        captions=[_excerpt(line, words) for line in scene.lines],
        key="scene.at",
        on_change=state.go_to,
        args=[words],
        label_visibility="collapsed",
        width="stretch",
    )


def _who(line: Line) -> tuple[str, str]:
    return line.persona, line.character


def _excerpt(line: Line, words: Words) -> str:
    text = " ".join(line.text.split())
    if not text:
        return words("scene.new")
    return plain(text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…")


def _paste(scene: Scene, people: Roster, words: Words) -> None:
    """The script as text, in a window of its own."""

    @st.dialog(words("scene.paste"), width="medium", on_dismiss=_done)
    def window() -> None:
        st.caption(words("scene.paste.help"))
        written = st.text_area(
            words("scene.script"),
            write(scene.lines, people, words),
            key="scene.written",
            height=320,
            placeholder=words("scene.paste.example"),
            label_visibility="collapsed",
        )
        if st.button(words("apply"), type="primary", key="scene.written.apply"):
            try:
                cast = state.rewrite(written or "", words)
            except RequestError as error:
                st.error(plain(words.told(error)))
                return
            _done()
            for name, id in cast.items():
                told = words("scene.cast", name=name, persona=words.name(people.everyone[id]))
                st.toast(plain(told))
            st.rerun()

    window()


def _done() -> None:
    state.PASTING.set(False)


def _whole(scene: Scene, words: Words) -> None:
    """Speak all that is left, hear the takes in use one after the other, and take them home."""
    wav = _joined(scene)
    play = wav is not None and state.PLAY.get() == (0, 0)
    if play:
        state.PLAY.take()
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key="whole"):
        st.button(
            words("scene.all"),
            key="scene.all",
            icon=":material/playlist_play:",
            on_click=state.speak_all,
            args=[words],
        )
        if wav is None:
            return
        st.audio(wav, format="audio/wav", autoplay=play)
        downloads(wav, "scene", words)


def _joined(scene: Scene) -> bytes | None:
    """The takes in use as one file, with a pause between them; None where there is none."""
    used = [take for line in scene.lines if (take := scene.used(line.id)) is not None]
    if not used:
        return None
    waves = [take.take.samples for take in used]
    signature = tuple(id(wave) for wave in waves)
    cached = _WHOLE.get()
    if cached is None or cached[0] != signature:
        pause = np.zeros(round(_PAUSE * SAMPLE_RATE), np.float32)
        joined = np.concatenate([part for wave in waves for part in (wave, pause)][:-1])
        cached = (signature, encode(joined, SAMPLE_RATE, "wav"))
        _WHOLE.set(cached)
    return cached[1]
