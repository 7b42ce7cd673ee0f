"""Sound to take home: one button, several formats, encoded when it is asked for."""

from __future__ import annotations

import io
from functools import partial

import streamlit as st

from studio.ui.words import Words
from tts.audio import encode

FORMATS = ("wav", "mp3", "flac")


def downloads(wav: bytes, name: str, words: Words) -> None:
    """A menu that downloads a WAV file in one of `FORMATS`. name: of the file, without its ending; unique."""
    with st.popover(
        "", icon=":material/download:", help=words("download"), type="tertiary", key=f"icons-{name}"
    ):
        for ending in FORMATS:
            st.download_button(
                ending.upper(),
                partial(recoded, wav, ending),
                f"{name}.{ending}",
                f"audio/{'mpeg' if ending == 'mp3' else ending}",
                key=f"{name}.{ending}",
                type="tertiary",
                on_click="ignore",
            )


def recoded(wav: bytes, ending: str) -> bytes:
    """A WAV file as a file of another format."""
    import soundfile

    if ending == "wav":
        return wav
    samples, rate = soundfile.read(io.BytesIO(wav), dtype="float32")
    return encode(samples, rate, ending)
