"""Voices are heard: auditions, spoken once each and kept in the session."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from personas import Persona
from personas.audition import audition as sentence_for
from studio.request import direct
from studio.ui.voice import Steps
from tts.audio import encode
from tts.engine import NativeEngine
from tts.request import AudioChunk, SpeechRequest, Take

KEPT = 48
"""Auditions kept in a session."""


@dataclass(frozen=True, eq=False)
class Heard:
    """A spoken audition. wav: as a file, empty where it failed; fault: why, or ""."""

    wav: bytes
    seconds: float
    fault: str = ""


def asked(persona: Persona, text: str = "") -> SpeechRequest:
    """What is spoken to hear a persona: a text, or the sentence that suits it. Raises a DramatisError."""
    return direct(persona).request(text.strip() or sentence_for(persona).english)


def auditioning(request: SpeechRequest) -> Steps[Heard]:
    """The work of an audition."""

    def steps(engine: NativeEngine) -> Generator[float, None, Heard]:
        chunks: list[AudioChunk] = []
        for chunk in engine.stream(request):
            chunks.append(chunk)
            if chunk.words:
                yield chunk.words[-1].char_end / len(request.text)
        take = Take.from_chunks(chunks)
        return Heard(encode(take.samples, take.sample_rate, "wav"), take.seconds)

    return steps
