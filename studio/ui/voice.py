"""The voice that all sessions of this process share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import streamlit as st

from tts.engine import Engine, load
from tts.request import AudioChunk, SpeechRequest, Take


@dataclass(frozen=True)
class Voice:
    """An engine with a lock: lines are spoken one after the other, so that each is heard soon."""

    engine: Engine
    turn: Lock

    def speak(self, request: SpeechRequest, progress: Callable[[float], object]) -> Take:
        """The take of a request. progress: called with the share of the text that is done, 0–1.

        Raises a DramatisError for what cannot be honoured.
        """
        chunks: list[AudioChunk] = []
        with self.turn:
            for chunk in self.engine.stream(request):
                chunks.append(chunk)
                if chunk.words:
                    progress(min(chunk.words[-1].char_end / len(request.text), 1.0))
        return Take.from_chunks(chunks)


@st.cache_resource(show_spinner=False)
def shared_voice(pack: str | None) -> Voice:
    """The voice of a pack, loaded once per process. Raises PackError."""
    return Voice(load(pack), Lock())
