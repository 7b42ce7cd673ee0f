"""Voices are heard: auditions, spoken once each and kept in the session."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from personas import Persona
from personas.audition import audition as sentence_for
from studio.engines import Chosen
from studio.request import direct
from studio.ui.voice import Steps, taken
from tts.audio import encode
from tts.request import SpeechRequest

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

    def steps(speaks: Chosen) -> Generator[float, None, Heard]:
        take = yield from taken(speaks, request)
        return Heard(encode(take.samples, take.sample_rate, "wav"), take.seconds)

    return steps
