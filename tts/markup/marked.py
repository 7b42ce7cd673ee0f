"""What markup says: the text to speak, and how its parts are spoken."""

from __future__ import annotations

from dataclasses import dataclass

from tts.request import Break, Span


@dataclass(frozen=True)
class Marked:
    """A text without its markup; its parts are the fields of a `SpeechRequest` of the same names.

    text: what is spoken. spans: in the order in which they begin, an outer one before those inside it; a
    span's style is complete: that of the markup around it, or of the request, with its own laid over.
    breaks: in order, at most one between two words.
    notes: sentences about what was left out or limited, each with its place.
    language: what the markup says about the whole text (espeak's identifier), or None.
    """

    text: str
    spans: tuple[Span, ...] = ()
    breaks: tuple[Break, ...] = ()
    notes: tuple[str, ...] = ()
    language: str | None = None
