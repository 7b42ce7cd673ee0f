"""GPT-SoVITS' api_v2, as VideoLingo and pyvideotrans speak it: /tts → audio.

A client names its speaker by the path of a recording. Here that path is only a name: of a voice
("any/folder/witch.wav" is the voice witch), or of a reference recording that was kept with consent. No file
is opened that a client names.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

import anyio.to_thread
from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from personas import DEFAULT
from studio.api import reading, replies
from studio.api.access import Caller
from studio.api.errors import ApiError
from studio.api.service import CallerOf, Service, ServiceOf
from studio.asked import Body, Text, options
from studio.encoding import MEDIA_TYPES, encode
from studio.provenance import Origin
from studio.uploads import UploadError
from studio.voices import is_voice, language_for, voice_named

router = APIRouter(tags=["GPT-SoVITS"])

_FORMATS = {"wav": "wav", "raw": "pcm", "ogg": "opus", "aac": "aac"}


class TtsBody(Body):
    """The fields of api_v2. Those about its own models and sampling are taken and change nothing."""

    text: Text
    text_lang: Text = ""
    ref_audio_path: Text = ""
    """Name of a voice or of a reference recording, in any folder."""

    prompt_text: Text | None = None
    prompt_lang: Text | None = None
    speed_factor: Annotated[float, Field(ge=0.25, le=4.0)] = 1.0
    seed: Annotated[int, Field(ge=-1, le=2**63 - 1)] = -1
    """-1: the voice's own."""

    media_type: Literal["wav", "raw", "ogg", "aac"] = "wav"
    streaming_mode: bool = False
    aux_ref_audio_paths: list[Text] | None = None
    text_split_method: Text | None = None
    top_k: float | None = None
    top_p: float | None = None
    temperature: float | None = None
    batch_size: int | None = None
    batch_threshold: float | None = None
    split_bucket: bool | None = None
    fragment_interval: float | None = None
    parallel_infer: bool | None = None
    repetition_penalty: float | None = None
    sample_steps: int | None = None
    super_sampling: bool | None = None
    return_fragment: bool | None = None


_AUDIO: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.post("/tts", response_class=Response, responses=_AUDIO)
async def post(body: TtsBody, http: Request, service: ServiceOf, caller: CallerOf) -> Response:
    """Speak a text."""
    return await _spoken(body, http, service, caller)


@router.get("/tts", response_class=Response, responses=_AUDIO)
async def get(
    body: Annotated[TtsBody, Query()], http: Request, service: ServiceOf, caller: CallerOf
) -> Response:
    """Speak a text."""
    return await _spoken(body, http, service, caller)


async def _spoken(body: TtsBody, http: Request, service: Service, caller: Caller) -> Response:
    voice, like = await anyio.to_thread.run_sync(_speaker, body.ref_audio_path, service, caller)
    persona = await anyio.to_thread.run_sync(voice_named, voice, service.store.voices)
    wanted = options(
        input=body.text,
        voice=persona.id,
        speed=body.speed_factor,
        seed=None if body.seed < 0 else body.seed,
        language=language_for(body.text_lang, persona),
        like=like,
    )
    asked = await reading.read(service, caller, wanted)
    format = _FORMATS[body.media_type]
    if body.streaming_mode:
        return await replies.stream_audio(service, http, caller, asked, format)
    take = await replies.speak(service, http, caller, asked.request)
    origin = Origin(asked.persona.id)
    audio = await anyio.to_thread.run_sync(encode, take.samples, take.sample_rate, format, origin)
    return Response(audio, media_type=MEDIA_TYPES[format], headers=replies.headers(asked))


def _speaker(path: str, service: Service, caller: Caller) -> tuple[str, str | None]:
    """The voice that a path names, and the reference recording. Raises ApiError when it names neither."""
    if "://" in path:
        raise ApiError("ref_audio_path must be a name; nothing is fetched here", 400, "ref_audio_path")
    name = PurePosixPath(path.replace("\\", "/")).stem.strip()
    if not path.strip():
        return service.settings.unknown_reference or DEFAULT, None
    if is_voice(name, service.store.voices):
        return name, None
    try:
        return DEFAULT, service.references.get(name, caller.owner).id
    except UploadError:
        pass
    if service.settings.unknown_reference is not None:
        return service.settings.unknown_reference, None
    raise ApiError(
        f"ref_audio_path {name[:80]!r} is neither a voice (GET /v1/audio/voices) nor a recording kept here "
        "(POST /v1/references); name one, or start the server with --unknown-reference VOICE",
        400,
        "ref_audio_path",
    )
