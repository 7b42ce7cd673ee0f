"""What a client asks for in JSON → a `SpeechRequest`: OpenAI's fields, and our own, which are optional.

Fields that nobody knows are refused, so that nothing that was asked for vanishes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from personas import Persona, Store
from studio.request import Directed, direct
from studio.voices import voice_named
from tts.errors import RequestError
from tts.markup import Marked
from tts.request import SpeechRequest
from tts.style.reading import propose, readable
from tts.style.space import Style
from tts.text.lexicon import Lexicon

_MOST_ENTRIES = 2000


def _whole(text: str) -> str:
    """A text that can be written down: JSON allows halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("the text holds half of a character (a lone surrogate); remove it") from None
    if "\0" in text:
        raise ValueError("the text holds a zero character; remove it")
    return text


Text = Annotated[str, AfterValidator(_whole)]
"""A string without halves of characters."""

Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_whole)]


class Body(BaseModel):
    """A JSON object of exactly the fields that are known."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True, use_attribute_docstrings=True)


class VoiceId(Body):
    """A voice as OpenAI's clients may name it."""

    id: Name


class SpeechOptions(Body):
    """What is spoken, by whom, and how."""

    input: Text
    """The text."""

    voice: Name | VoiceId | None = None
    """Id or name of a voice: GET /v1/audio/voices lists them."""

    instructions: Text | None = None
    """How it is spoken, in English or Chinese: "happy, with sadness showing through"."""

    speed: Annotated[float, Field(ge=0.25, le=4.0)] = 1.0
    """Factor on the rate of the voice and style."""

    persona: Name | None = None
    """In place of voice."""

    style: Text | dict[str, Any] | None = None
    """In place of instructions: a caption, or a style as /v1/directions returns it."""

    intensity: Annotated[float, Field(ge=0.0, le=2.0)] | None = None
    """Of the emotions; 1 = natural."""

    seed: Annotated[int, Field(ge=0, le=2**63 - 1)] | None = None
    """The same seed gives the same take."""

    target_duration_ms: Annotated[int, Field(ge=100, le=36_000_000)] | None = None
    """Length of the speech, held exactly; in place of speed."""

    language: Name | None = None
    """Such as "en-us"; in place of the voice's own."""

    lexicon: Annotated[dict[Name, Name], Field(max_length=_MOST_ENTRIES)] | None = None
    """Word → "/IPA/" or a respelling."""

    markup: Literal["script", "ssml"] | None = None
    """The notation of input."""

    like: Name | None = None
    """Id or name of a reference recording whose style is followed."""

    auto_direct: bool = False
    """Without a style, let the words of the text direct."""

    verify: bool = False
    """Measure the take, and speak it again where it misses what is asked."""


@dataclass(frozen=True)
class Asked:
    """A request that is ready to be spoken, who speaks it, and sentences on what could not be followed."""

    request: SpeechRequest
    persona: Persona
    notes: tuple[str, ...] = ()


def options(**fields: Any) -> SpeechOptions:
    """Options from a dialect's own fields. Raises RequestError, which names the field that is wrong."""
    try:
        return SpeechOptions.model_validate(fields)
    except ValidationError as error:
        raise RequestError(first_fault(error)) from None


def first_fault(error: ValidationError) -> str:
    """What is wrong first, with its place, as one sentence."""
    fault = error.errors()[0]
    said = str(fault["msg"]).removeprefix("Value error, ")
    return f"{'.'.join(map(str, fault['loc']))}: {said[:1].lower()}{said[1:]}"


def read(options: SpeechOptions, voices: Store, reference: Callable[[str], Style] | None = None) -> Asked:
    """The request that speaks what is asked. voices: the users' own. reference: id → style of a recording.

    Raises PersonaError for an unknown voice, and what `direct` and `SpeechRequest` raise.
    """
    persona = voice_named(_voice(options), voices)
    directed = _directed(options, persona)
    notes = [f"not understood: {part}" for part in directed.not_understood]
    notes += [f"conflict: {conflict}" for conflict in directed.conflicts]
    text: str | Marked = options.input
    if options.markup is not None:
        text = directed.marked(options.input, options.markup, options.language)
        notes += text.notes
    milliseconds = options.target_duration_ms
    request = directed.request(
        text,
        speed=options.speed,
        duration=None if milliseconds is None else milliseconds / 1000,
        seed=options.seed,
        language=options.language,
    )
    if options.auto_direct and directed.caption is None and options.style is None and options.like is None:
        if not readable(request.language):
            notes.append(f"the words of {request.language!r} cannot direct themselves")
        else:
            request = propose(request.text, language=request.language).applied(request, options.intensity)
    if options.like is not None:
        if reference is None:
            raise RequestError("reference recordings cannot be followed here; leave `like` out")
        request = replace(request, style=request.style.merge(reference(options.like)))
    lexicon = None if options.lexicon is None else Lexicon.of(options.lexicon)
    return Asked(replace(request, lexicon=lexicon, verify=options.verify), persona, tuple(notes))


def _voice(options: SpeechOptions) -> str:
    if options.persona is not None:
        return options.persona
    if options.voice is None:
        raise RequestError("the field voice is missing; GET /v1/audio/voices lists the voices")
    return options.voice if isinstance(options.voice, str) else options.voice.id


def _directed(options: SpeechOptions, persona: Persona) -> Directed:
    """The persona told how to speak; empty instructions are none."""
    instructions = (options.instructions or "").strip() or None
    style = options.style
    if isinstance(style, str):
        style = style.strip() or None
    if style is not None and instructions is not None:
        raise RequestError("instructions and style are two ways to say one thing; give one of them")
    if isinstance(style, dict):
        asked = Style.from_dict(style)
        if options.intensity is not None:
            asked = replace(asked, intensity=options.intensity)
        return Directed(persona, None, asked)
    return direct(persona, style or instructions, options.intensity)
