"""OpenAI's dialect, the main one: speech, models and voices, with our optional fields."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import anyio.to_thread
from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import Field
from starlette.responses import Response

from studio.api import reading, replies
from studio.api.errors import ApiError
from studio.api.service import CallerOf, Service, ServiceOf
from studio.asked import Body, Name, SpeechOptions
from studio.encoding import MEDIA_TYPES
from studio.signing import MEDIA_TYPES as SIGNABLE
from studio.signing import Signer
from studio.voices import shown, voices

router = APIRouter(tags=["speech"])

MODEL = "dramatis"
ALIASES = ("tts-1", "tts-1-hd", "gpt-4o-mini-tts")
"""Names of OpenAI's models, which clients ask for out of habit."""

_BEGAN = 1_760_000_000  # s since 1970, which a list of models has to name
Format = Literal["mp3", "opus", "aac", "flac", "wav", "pcm"]
Timestamps = Literal["word", "phoneme"]

_AUDIO: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The audio; or JSON when timestamps or a receipt are asked for.",
        "content": {
            "audio/mpeg": {"schema": {"type": "string", "format": "binary"}},
            "text/event-stream": {"schema": {"type": "string"}},
            "application/json": {"schema": {"type": "object"}},
        },
    }
}


class SpeechBody(SpeechOptions):
    """A text to speak; what is absent is as OpenAI has it."""

    model: Name = MODEL
    """dramatis; OpenAI's names mean the same."""

    response_format: Format = "mp3"
    """pcm: 24 kHz, 16 bits, mono, little-endian."""

    stream_format: Literal["audio", "sse"] = "audio"
    """Raw audio, or events."""

    timestamps: Timestamps | None = None
    """When words, or words and phones, are heard; the reply is JSON."""

    receipt: bool = False
    """What was asked and what was measured; the reply is JSON."""

    c2pa: bool = False
    """Sign the file, which is then sent when it is complete: wav, mp3 and flac."""


class BatchItem(SpeechOptions):
    """One text of a batch."""

    response_format: Format = "mp3"
    timestamps: Timestamps | None = None
    receipt: bool = False


class BatchBody(Body):
    """Several texts, spoken together."""

    items: Annotated[list[BatchItem], Field(min_length=1, max_length=32)]
    model: Name = MODEL


@router.post("/v1/audio/speech", response_class=Response, responses=_AUDIO)
async def speech(body: SpeechBody, http: Request, service: ServiceOf, caller: CallerOf) -> Response:
    """Speak a text: as a file that begins to come before the line is finished, as events, or as JSON."""
    check_model(body.model)
    asked = await reading.read(service, caller, body)
    signer = _signer(body, service)
    if body.stream_format == "sse":
        return await replies.stream_events(
            service, http, caller, asked, body.response_format, body.timestamps, body.receipt
        )
    as_json = body.timestamps is not None or body.receipt
    if not as_json and signer is None:
        return await replies.stream_audio(service, http, caller, asked, body.response_format)
    take = await replies.speak(service, http, caller, asked.request)
    audio = await anyio.to_thread.run_sync(replies.file_of, asked, take, body.response_format, signer)
    headers = replies.headers(asked)
    if not as_json:
        return Response(audio, media_type=MEDIA_TYPES[body.response_format], headers=headers)
    told = replies.whole(asked, take, audio, body.response_format, body.timestamps, body.receipt)
    return JSONResponse(told, headers=headers)


@router.get("/v1/models")
async def models(service: ServiceOf) -> dict[str, Any]:
    """The models: ours, and OpenAI's names for it."""
    return {"object": "list", "data": [_model(name, service) for name in (MODEL, *ALIASES)]}


@router.get("/v1/models/{id}")
async def model(id: Annotated[str, Path(max_length=200)], service: ServiceOf) -> dict[str, Any]:
    """A model and its voices."""
    check_model(id)
    return _model(id, service)


@router.get("/v1/audio/models")
async def audio_models() -> dict[str, Any]:
    """The models' names alone."""
    return {"models": [{"id": name} for name in (MODEL, *ALIASES)]}


@router.get("/v1/audio/voices")
@router.get("/v1/voices", tags=["voices"])
async def list_voices(service: ServiceOf) -> dict[str, Any]:
    """The voices that can be asked for, the users' own first."""
    return {"voices": await anyio.to_thread.run_sync(_voices, service)}


@router.get("/health", response_class=PlainTextResponse, tags=["service"])
async def health() -> str:
    """OK while the server answers."""
    return "OK"


def check_model(name: str) -> None:
    """Raise ApiError (404) for a model that is not ours."""
    if name not in (MODEL, *ALIASES):
        raise ApiError(
            f"there is no model {name[:80]!r}; valid: {', '.join((MODEL, *ALIASES))}",
            404,
            "model",
            "model_not_found",
        )


def _signer(body: SpeechBody, service: Service) -> Signer | None:
    """What signs the reply, None when that is not asked. Raises ApiError when it cannot be done."""
    if not body.c2pa:
        return None
    if body.stream_format == "sse":
        raise ApiError("a stream of events cannot be signed; leave c2pa or stream_format out", param="c2pa")
    if body.response_format not in SIGNABLE:
        raise ApiError(
            f"{body.response_format} takes no C2PA manifest; choose wav, mp3 or flac", param="response_format"
        )
    if service.signer is None:
        raise ApiError("this server does not sign; install dramatis[c2pa] there", 503, "c2pa")
    return service.signer


def _model(name: str, service: Service) -> dict[str, Any]:
    own = service.store.voices
    return {
        "id": name,
        "object": "model",
        "created": _BEGAN,
        "owned_by": MODEL,
        "voices": [persona.id for persona in voices(own)],
    }


def _voices(service: Service) -> list[dict[str, Any]]:
    own = service.store.voices
    return [shown(persona, own) for persona in voices(own)]
