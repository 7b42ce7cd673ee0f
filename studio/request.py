"""A persona and a caption → a request, the same for the command line, the demo and the studio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from personas import Persona
from tts.errors import RequestError
from tts.markup import NOTATIONS, Marked, parse, parse_ssml
from tts.request import SpeechRequest
from tts.style.captions import understand
from tts.style.space import Style


@dataclass(frozen=True)
class Directed:
    """A persona that has been told how to speak.

    style: the persona's habits, then the caption, then an intensity set by hand. not_understood: parts of the
    caption that no rule knows. conflicts: sentences about asks that contradict each other or the persona.
    """

    persona: Persona
    caption: str | None
    style: Style
    not_understood: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    def marked(self, source: str, notation: str, language: str | None = None) -> Marked:
        """A text with markup, read against this style and speaker; notation: of `tts.markup.NOTATIONS`.

        Raises MarkupError where the markup is wrong, RequestError for another notation, or where the text is
        in another language than the one given.
        """
        if notation == "script":
            return parse(source, self.style, self.caption)
        if notation != "ssml":
            raise RequestError(f"unknown markup {notation!r}; valid: {', '.join(NOTATIONS)}")
        spoken = language or self.persona.language
        found = parse_ssml(source, self.style, self.caption, self.persona.identity, spoken)
        if language and found.language not in (None, language):
            raise RequestError(
                f"the document is in {found.language}, the request in {language}; give only one of them"
            )
        return found

    def request(
        self,
        text: str | Marked,
        *,
        speed: float = 1.0,
        duration: float | None = None,
        seed: int | None = None,
        language: str | None = None,
    ) -> SpeechRequest:
        """The request that speaks a text so; seed and language are the persona's unless given.

        A language that the markup names goes before the persona's.

        Units, ranges and errors as in `SpeechRequest`.
        """
        marked = text if isinstance(text, Marked) else Marked(text)
        return SpeechRequest(
            marked.text,
            identity=self.persona.identity,
            style=self.style,
            caption=self.caption,
            language=language or marked.language or self.persona.language,
            speed=speed,
            duration=duration,
            seed=self.persona.seed if seed is None else seed,
            spans=marked.spans,
            breaks=marked.breaks,
            asterisks=not isinstance(text, Marked),
        )


def direct(persona: Persona, caption: str | None = None, intensity: float | None = None) -> Directed:
    """A persona told how to speak: caption None = by habit alone; intensity 0–2, None = the caption's.

    Raises StyleError when the caption is empty or too long, or the intensity is out of range.
    """
    style = persona.style
    not_understood: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    if caption is not None:
        understood = understand(caption)
        style = style.merge(understood.style)
        not_understood = understood.not_understood
        conflicts = (*understood.conflicts, *speaker_conflicts(persona, understood.persona))
    if intensity is not None:
        style = replace(style, intensity=intensity)
    return Directed(persona, caption, style, not_understood, conflicts)


def speaker_conflicts(persona: Persona, said: Mapping[str, str | int]) -> tuple[str, ...]:
    """Sentences about where a caption speaks of somebody else than the persona.

    said: its hints, as in `tts.style.captions.Understanding`.
    """
    gender = said.get("gender")
    if not gender or gender == persona.gender:
        return ()
    asked = f"the style asks for a {gender} speaker"
    return (f"{asked}, {persona.id} is {persona.gender}; the persona is kept",)
