"""open-dubbing's dialect: GET /voices and GET /speak."""

from __future__ import annotations

from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from studio.api import reading, replies
from studio.api.service import CallerOf, Service, ServiceOf
from studio.asked import options
from studio.voices import region, three_letters, voices

router = APIRouter(tags=["open-dubbing"])


@router.get("/voices")
async def listed(service: ServiceOf) -> list[dict[str, str]]:
    """The voices; a client takes one of the gender and language it needs."""
    return await anyio.to_thread.run_sync(_voices, service)


@router.get(
    "/speak",
    response_class=Response,
    responses={200: {"content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def speak(
    http: Request,
    service: ServiceOf,
    caller: CallerOf,
    voice: Annotated[str, Query(min_length=1, max_length=200)],
    text: Annotated[str, Query()],
) -> Response:
    """Speak a text as WAV."""
    asked = await reading.read(service, caller, options(input=text, voice=voice))
    return await replies.stream_audio(service, http, caller, asked, "wav")


def _voices(service: Service) -> list[dict[str, Any]]:
    """Voices of no gender are left out, since a client knows two."""
    return [
        {
            "id": persona.id,
            "language": three_letters(persona.language),
            "gender": persona.gender.capitalize(),
            "region": region(persona.language),
        }
        for persona in voices(service.store.voices)
        if persona.gender != "neutral"
    ]
