"""AllTalk's dialect, as Subtitle Edit speaks it: a form in, the path of a file on this machine out.

Every reply has a folder of its own, so that a client that calls each file "output" overwrites nothing.
"""

from __future__ import annotations

import re
from pathlib import Path as FilePath
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import FileResponse
from starlette.responses import Response

from studio.api import reading, replies
from studio.api.errors import ApiError
from studio.api.service import CallerOf, Service, ServiceOf
from studio.asked import options
from studio.encoding import MEDIA_TYPES, encode
from studio.provenance import Origin
from studio.store import new_id
from studio.voices import language_for, voice_named, voices

router = APIRouter(tags=["AllTalk"])

_FORMAT = "wav"


@router.get("/api/voices")
async def listed(service: ServiceOf) -> dict[str, Any]:
    """The names of the voices."""
    found = await anyio.to_thread.run_sync(voices, service.store.voices)
    return {"status": "success", "voices": [persona.id for persona in found]}


@router.post("/api/tts-generate")
async def speak(
    http: Request,
    service: ServiceOf,
    caller: CallerOf,
    text_input: Annotated[str, Form()],
    character_voice_gen: Annotated[str, Form(description="Id or name of a voice.")],
    text_filtering: Annotated[str, Form(description="It changes nothing.")] = "standard",
    narrator_enabled: Annotated[str, Form(description="false alone.")] = "false",
    narrator_voice_gen: Annotated[str, Form()] = "",
    text_not_inside: Annotated[str, Form()] = "character",
    language: Annotated[str, Form(description="Two letters.")] = "",
    output_file_name: Annotated[str, Form(description="Of the file, without its ending.")] = "output",
    output_file_timestamp: Annotated[str, Form(description="It changes nothing.")] = "false",
    autoplay: Annotated[str, Form(description="A server has no loudspeaker.")] = "false",
    autoplay_volume: Annotated[str, Form()] = "0.8",
) -> dict[str, Any]:
    """Speak a text into a file on this machine."""
    if narrator_enabled.strip().lower() not in ("false", ""):
        raise ApiError(
            "there is no narrator here; send the lines of each voice by themselves", 400, "narrator_enabled"
        )
    name = character_voice_gen.removesuffix(".wav")
    persona = await anyio.to_thread.run_sync(voice_named, name, service.store.voices)
    wanted = options(input=_unescaped(text_input), voice=persona.id, language=language_for(language, persona))
    asked = await reading.read(service, caller, wanted)
    take = await replies.speak(service, http, caller, asked.request)
    origin = Origin(asked.persona.id)
    audio = await anyio.to_thread.run_sync(encode, take.samples, take.sample_rate, _FORMAT, origin)
    path = await anyio.to_thread.run_sync(_write, service, output_file_name, audio)
    return {
        "status": "generate-success",
        "output_file_path": str(path),
        "output_file_url": f"/audio/{path.parent.name}/{path.name}",
    }


@router.get("/audio/{id}/{name}", response_class=FileResponse)
async def fetch(
    id: Annotated[str, Path(max_length=64)], name: Annotated[str, Path(max_length=120)], service: ServiceOf
) -> Response:
    """The file again, for clients on other machines; it is kept for a day."""
    if not re.fullmatch(r"said_[0-9a-f]{20}", id) or not re.fullmatch(r"[\w.-]+\.wav", name, re.ASCII):
        raise ApiError("there is no such file", 404, "name")
    path = service.store.path("said", id) / name
    if not path.is_file():
        raise ApiError("there is no such file, or its day is over", 404, "name")
    return FileResponse(path, media_type=MEDIA_TYPES[_FORMAT])


def _unescaped(text: str) -> str:
    """The text, where a client has escaped it for JSON and then sent it in a form."""
    return re.sub(r'\\(["\\/])', r"\1", text).replace("<br />", " ")


def _write(service: Service, asked: str, audio: bytes) -> FilePath:
    """A file in a new folder, under as much of the asked name as is harmless."""
    stem = re.sub(r"[^\w-]+", "_", asked.removesuffix(".wav"), flags=re.ASCII).strip("_")[:80]
    folder = service.store.path("said", new_id("said"))
    folder.mkdir()
    path = folder / f"{stem or 'output'}.{_FORMAT}"
    path.write_bytes(audio)
    return path
