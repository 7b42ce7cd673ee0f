"""Voice design: voices proposed for a description, heard, and saved under a name."""

from __future__ import annotations

import base64
import re
import time
from typing import Annotated, Any

import anyio.to_thread
import sqlalchemy as sql
from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from personas import Persona, preset_ids
from personas.design import Design, design, named
from studio.api import reading, replies
from studio.api.errors import ApiError
from studio.api.service import CallerOf, Service, ServiceOf
from studio.asked import Body, Name, Text
from studio.encoding import MEDIA_TYPES, encode
from studio.provenance import Origin
from studio.request import direct
from studio.store import new_id, previews
from studio.voices import shown, voice_named
from tts.errors import PersonaError

router = APIRouter(tags=["voices"])

_OFFERED = 86_400.0  # s that a proposed voice can be saved
_FORMAT = "mp3"
VoiceName = Annotated[str, Path(max_length=200)]


class DesignBody(Body):
    """A voice in words."""

    description: Annotated[Text, Field(min_length=1, max_length=2000)]
    """In English or Chinese, such as "a hoarse old pirate"."""

    text: Annotated[Text, Field(min_length=1, max_length=1000)] | None = None
    """What the voices are heard with; by default a sentence that suits each."""

    n: Annotated[int, Field(ge=1, le=8)] = 4
    """How many."""

    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    """Another seed gives other voices."""


class SaveBody(Body):
    """A proposed voice under a name of its own."""

    generated_voice_id: Name
    name: Annotated[Text, Field(min_length=1, max_length=64)]
    """Its English name; the id is made of it."""

    name_zh: Annotated[Text, Field(min_length=1, max_length=64)] | None = None
    """Its Chinese name."""


@router.post("/v1/voices/design")
async def propose(body: DesignBody, http: Request, service: ServiceOf, caller: CallerOf) -> dict[str, Any]:
    """Propose voices that fit a description and differ from one another; each can be saved for a day."""
    made: Design = await anyio.to_thread.run_sync(
        design, body.description, body.n, body.seed, service.pack or None
    )
    voices = []
    for candidate in made.candidates:
        text = body.text or candidate.audition.english
        reading.check_length(service, text)
        service.spend_characters(caller, len(text))
        take = await replies.speak(service, http, caller, direct(candidate.persona).request(text))
        audio = await anyio.to_thread.run_sync(
            encode, take.samples, take.sample_rate, _FORMAT, Origin(candidate.persona.id)
        )
        voices.append(
            {
                "generated_voice_id": await anyio.to_thread.run_sync(_offer, service, candidate.persona),
                "audio_base_64": base64.b64encode(audio).decode(),
                "media_type": MEDIA_TYPES[_FORMAT],
                "duration_secs": round(take.seconds, 3),
                "text": text,
                "persona": candidate.persona.to_dict(),
            }
        )
    return {
        "previews": voices,
        "not_understood": list(made.wanted.not_understood),
        "conflicts": list(made.wanted.conflicts),
        "notes": list(made.notes),
    }


@router.post("/v1/voices", status_code=201)
async def save(body: SaveBody, service: ServiceOf) -> JSONResponse:
    """Keep a proposed voice; from now on it can be asked for by its id."""
    kept = await anyio.to_thread.run_sync(_save, service, body)
    return JSONResponse(shown(kept, service.store.voices), 201)


@router.get("/v1/voices/{name}")
async def one(name: VoiceName, service: ServiceOf) -> dict[str, Any]:
    """A voice, with all that it is made of."""
    try:
        found = await anyio.to_thread.run_sync(voice_named, name, service.store.voices)
    except PersonaError as error:
        raise ApiError(str(error), 404, "name") from None
    return {**shown(found, service.store.voices), "persona": found.to_dict()}


@router.delete("/v1/voices/{name}")
async def remove(name: VoiceName, service: ServiceOf) -> dict[str, Any]:
    """Forget a voice that was saved; those that ship stay."""
    own = service.store.voices
    if name in preset_ids():
        raise ApiError("this voice ships with dramatis; only saved ones can be deleted", 403, "name")
    if name not in own.ids():
        raise ApiError("there is no saved voice of this id; GET /v1/audio/voices lists them", 404, "name")
    await anyio.to_thread.run_sync(own.remove, name)
    return {"id": name, "object": "voice", "deleted": True}


def _offer(service: Service, persona: Persona) -> str:
    id = new_id("voice")
    row = {"id": id, "persona": persona.to_dict(), "expires": time.time() + _OFFERED}
    service.store.change(sql.insert(previews).values(**row))
    return id


def _save(service: Service, body: SaveBody) -> Persona:
    query = sql.select(previews.c.persona).where(
        previews.c.id == body.generated_voice_id, previews.c.expires > time.time()
    )
    rows = service.store.rows(query)
    if not rows:
        raise ApiError(
            "there is no such voice on offer, or its day is over; propose voices again",
            404,
            "generated_voice_id",
        )
    id = "-".join(re.findall(r"[a-z0-9]+", body.name.lower()))
    if not id:
        raise ApiError("the name needs a Latin letter or a digit, of which the id is made", 400, "name")
    persona = named(Persona.from_dict(rows[0].persona), id, body.name, body.name_zh)
    try:
        service.store.voices.save(persona)
    except PersonaError as error:
        status = 409 if id in service.store.voices.ids() or id in preset_ids() else 400
        message = f"there is a voice {id!r} already; choose another name" if status == 409 else str(error)
        raise ApiError(message, status, "name") from None
    return persona
