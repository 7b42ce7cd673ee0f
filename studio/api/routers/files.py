"""Files for jobs: books, subtitles, films."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, File, Path, UploadFile
from fastapi.responses import JSONResponse

from studio.api.service import CallerOf, ServiceOf

router = APIRouter(tags=["jobs"])


@router.post("/v1/files", status_code=201)
async def add(
    service: ServiceOf,
    caller: CallerOf,
    file: Annotated[UploadFile, File(description="A book, text, subtitles, audio or video.")],
) -> JSONResponse:
    """Upload a file; a job names its id."""
    kept = await anyio.to_thread.run_sync(service.uploads.add, file.filename or "", file.file, caller.owner)
    return JSONResponse(asdict(kept), 201)


@router.get("/v1/files")
async def listed(service: ServiceOf, caller: CallerOf) -> dict[str, Any]:
    """The caller's files, newest first."""
    found = await anyio.to_thread.run_sync(service.uploads.listed, caller.owner)
    return {"files": [asdict(each) for each in found]}


@router.delete("/v1/files/{id}")
async def remove(
    id: Annotated[str, Path(max_length=200)], service: ServiceOf, caller: CallerOf
) -> dict[str, Any]:
    """Forget a file; jobs that use it keep theirs."""
    await anyio.to_thread.run_sync(service.uploads.remove, id, caller.owner)
    return {"id": id, "object": "file", "deleted": True}
