"""pyvideotrans' custom speech address: a form in, {"code", "msg", "data"} out.

The client writes its whole URL in small letters. Some statuses (401, 403, 404, 405, 415, 422) make it give up
the whole film, so that a line which cannot be spoken is told with 200 and a code; others make it try again.
Its modes "OpenAI" and "Kokoro" use /v1/audio/speech.
"""

from __future__ import annotations

import base64
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Form, Request

from personas import DEFAULT
from studio.api import reading, replies
from studio.api.errors import ApiError, described
from studio.api.service import CallerOf, ServiceOf
from studio.asked import options
from studio.encoding import MEDIA_TYPES, encode
from studio.provenance import Origin
from studio.voices import language_for, voice_named
from tts.errors import DramatisError

router = APIRouter(tags=["pyvideotrans"])

_FORMAT = "wav"


@router.post("/pyvideotrans")
async def speak(
    http: Request,
    service: ServiceOf,
    caller: CallerOf,
    text: Annotated[str, Form()] = "",
    language: Annotated[str, Form(description="Two letters.")] = "",
    extra: Annotated[str, Form(description="How it is spoken, as in instructions.")] = "",
    voice: Annotated[str, Form(description="Id or name of a voice.")] = "",
    ostype: Annotated[str, Form(description="The client's system; it changes nothing.")] = "",
    rate: Annotated[str, Form(description='A factor such as "1.2", or "+20%".')] = "",
) -> dict[str, Any]:
    """Speak a line; the audio comes back as a data URI."""
    try:
        persona = await anyio.to_thread.run_sync(voice_named, voice or DEFAULT, service.store.voices)
        wanted = options(
            input=text,
            voice=persona.id,
            instructions=extra,
            speed=speed(rate),
            language=language_for(language, persona),
        )
        asked = await reading.read(service, caller, wanted)
        take = await replies.speak(service, http, caller, asked.request)
    except DramatisError as error:
        told = described(error)
        if told.status not in (400, 404, 422):
            raise
        return {"code": 1, "msg": str(told)}
    origin = Origin(asked.persona.id)
    audio = await anyio.to_thread.run_sync(encode, take.samples, take.sample_rate, _FORMAT, origin)
    uri = f"data:{MEDIA_TYPES[_FORMAT]};base64,{base64.b64encode(audio).decode()}"
    return {"code": 0, "msg": "ok", "data": uri}


def speed(rate: str) -> float:
    """A factor on the rate from "1.2", "+20%" or "", kept within .25–4.

    Raises ApiError (400) for anything else.
    """
    wanted = rate.strip()
    try:
        factor = 1 + float(wanted[:-1]) / 100 if wanted.endswith("%") else float(wanted or 1.0)
        if not 0.25 <= factor <= 4.0:
            raise ValueError
    except ValueError:
        raise ApiError(f"rate must be a factor within .25–4 or a percentage, not {rate[:20]!r}") from None
    return factor
