"""Reference recordings: kept with consent, and followed in how they are spoken."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, File, Form, Path, UploadFile
from fastapi.responses import JSONResponse

from studio.api.service import CallerOf, ServiceOf

router = APIRouter(tags=["references"])

Id = Annotated[str, Path(max_length=200)]


@router.post("/v1/references", status_code=201)
async def add(
    service: ServiceOf,
    caller: CallerOf,
    file: Annotated[UploadFile, File(description="wav, flac, ogg or mp3, .3–60 s of speech.")],
    consent: Annotated[str, Form(description="The speaker's statement; it is kept with the recording.")],
    speaker: Annotated[str, Form(description="Who is heard and agrees.")],
    name: Annotated[str | None, Form()] = None,
    text: Annotated[str | None, Form(description="What is said, for the rate and the pauses.")] = None,
) -> JSONResponse:
    """Keep a recording; name its id in the field `like` of a speech request."""
    kept = await anyio.to_thread.run_sync(
        service.references.add, file.filename or "", file.file, consent, speaker, name, text, caller.owner
    )
    return JSONResponse(asdict(kept), 201)


@router.get("/v1/references")
async def listed(service: ServiceOf, caller: CallerOf) -> dict[str, Any]:
    """The caller's recordings, newest first."""
    found = await anyio.to_thread.run_sync(service.references.listed, caller.owner)
    return {"references": [asdict(each) for each in found]}


@router.delete("/v1/references/{id}")
async def remove(id: Id, service: ServiceOf, caller: CallerOf) -> dict[str, Any]:
    """Forget a recording and its consent."""
    await anyio.to_thread.run_sync(service.references.remove, id, caller.owner)
    return {"id": id, "object": "reference", "deleted": True}
