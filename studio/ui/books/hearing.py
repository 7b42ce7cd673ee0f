"""What is spoken on the page itself: it goes on slice by slice, wherever its place on the page is."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from studio.ui.books import state
from studio.ui.voice import Steps, Voice, Work
from studio.ui.voices.audition import Heard, auditioning
from studio.ui.words import Words, plain
from tts.errors import DramatisError
from tts.request import SpeechRequest


class Hearing:
    """The players of the page that is drawn."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._place: DeltaGenerator | None = None

    def player(self, key: str) -> None:
        """What was heard last, where it belongs to this key; and the progress of what will be."""
        heard, pending = state.HEARD.get(), state.PENDING.get()
        if pending is not None and pending.what == key:
            self.progress()
        elif heard is not None and heard[0] == key:
            if heard[1].fault:
                st.warning(plain(self._words.told(heard[1].fault)))
            else:
                play = state.PLAY.get()
                state.PLAY.set(False)
                st.audio(heard[1].wav, format="audio/wav", autoplay=play)

    def progress(self) -> None:
        """The place where the progress of what is being spoken is shown."""
        self._place = st.empty()
        self._place.progress(0.0, self._words("speaking"))

    def retake(self, asked: state.Asked, steps: Steps[None]) -> None:
        """A take that was asked for is begun, and shown here."""
        pending = state.PENDING.get()
        if pending is None or pending.what != asked:
            state.PENDING.set(state.Pending(asked, Work(steps)))
        self.progress()

    def speak(self, voice: Voice) -> None:
        """Go on with what is to be spoken, if its place is on the page, which is drawn anew then."""
        pending = state.PENDING.get()
        if pending is None or self._place is None:
            return
        self._place.progress(pending.work.share, self._words("speaking" if voice.loaded else "loading"))
        fault = ""
        try:
            while not voice.advance(pending.work):
                self._place.progress(pending.work.share, self._words("speaking"))
        except DramatisError as error:
            fault = str(error)
        finally:
            state.stop()  # a fault of ours is not repeated at every touch
        if isinstance(pending.what, state.Asked):
            state.TROUBLE.set(fault)
        else:
            result = Heard(b"", 0.0, fault) if fault else pending.work.result
            assert isinstance(result, Heard)
            state.HEARD.set((pending.what, result))
        state.PLAY.set(True)
        st.rerun()


def hear(key: str, request: Callable[[], SpeechRequest]) -> None:
    """A button's action: speak a request for the player of a key."""
    state.HEARD.take()
    try:
        state.PENDING.set(state.Pending(key, Work(auditioning(request()))))
    except DramatisError as error:
        state.HEARD.set((key, Heard(b"", 0.0, str(error))))
