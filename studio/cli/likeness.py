"""“Say it like this”: a recording directs a take by its style and, of the same words, its melody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.speech import Spoken, speak
from studio.cli.terminal import tell
from tts.errors import RequestError

if TYPE_CHECKING:
    from tts.engine import NativeEngine
    from tts.request import SpeechRequest
    from tts.style.recording import Heard, Recording


def checked_recording(path: Path | None, text: str | None) -> Recording | None:
    """The recording to be imitated, before any model is loaded; text: what it says, None when not known."""
    from tts.style.recording import read_recording

    if path is None:
        if text is not None:
            raise RequestError("--like-text says what a recording speaks; give the recording with --like")
        return None
    return read_recording(path, text)


def speak_like(
    engine: NativeEngine, request: SpeechRequest, recording: Recording, target: Path, keep: bool
) -> Spoken:
    """Speak a request like a recording into a file."""
    import time

    import numpy as np

    from tts.audio import write
    from tts.imitation import imitate, like, same_words

    heard = _hear(engine, request, recording)
    for note in heard.notes:
        tell(f"note: {note}")
    request = like(request, heard)
    if not same_words(request, heard):
        if heard.melody is not None:
            tell("note: the melody is left to the persona: the text is not what the recording speaks")
        return speak(engine, request, target, keep)
    started = time.perf_counter()
    take = imitate(engine, request, heard)
    write(target, take.samples, take.sample_rate)
    spoken = take if keep else replace(take, samples=np.zeros(0, np.float32))
    return Spoken(request, spoken, take.seconds, time.perf_counter() - started)


def _hear(engine: NativeEngine, request: SpeechRequest, recording: Recording) -> Heard:
    """How it is spoken; without a text of its own it may speak that of the request."""
    from tts.style.recording import OtherWordsError, hear

    recording = replace(recording, language=request.language)
    if recording.text is not None:
        return hear(recording, pack=engine.pack)
    try:
        heard = hear(replace(recording, text=request.text), pack=engine.pack)
    except OtherWordsError:
        return hear(recording)
    tell(f"note: {recording.name} sounds like the text; its pace and melody are taken over")
    return heard
