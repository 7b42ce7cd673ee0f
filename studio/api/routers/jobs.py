"""Jobs: long work handed in, watched, steered and fetched."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncGenerator
from typing import Annotated, Any, Literal

import anyio
import anyio.to_thread
from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import FileResponse, JSONResponse
from starlette.responses import Response, StreamingResponse

from studio.api.access import Caller
from studio.api.errors import ApiError
from studio.api.service import CallerOf, Service, ServiceOf
from studio.asked import Body, Name
from studio.jobs.job import ENDED, Job

router = APIRouter(tags=["jobs"])

_LOOK = 0.25  # s between two looks at a job that is watched
_SIGN = 15.0  # s between signs of life in a stream of events
Id = Annotated[str, Path(max_length=64)]


class JobBody(Body):
    """A kind of work, and what it is about."""

    kind: Name
    """Such as "speech": GET /v1/jobs/kinds lists them."""

    payload: dict[str, Any]


@router.get("/v1/jobs/kinds")
async def kinds(service: ServiceOf, caller: CallerOf) -> dict[str, Any]:
    """The kinds of jobs, and the fields of their payload that hold the id of an uploaded file."""
    known = [kind for kind in service.desk.kinds.values() if not kind.shelf or not caller.owner]
    return {"kinds": [{"kind": k.name, "does": k.told, "uploads": list(k.uploads)} for k in known]}


@router.post("/v1/jobs", status_code=202, responses={200: {"description": "It was handed in before."}})
async def submit(
    body: JobBody,
    service: ServiceOf,
    caller: CallerOf,
    idempotency_key: Annotated[str | None, Header(max_length=255)] = None,
) -> JSONResponse:
    """Hand a job in; it is done even if the server dies. The same Idempotency-Key gives the same job."""
    job, fresh = await anyio.to_thread.run_sync(
        service.desk.submit, body.kind, body.payload, caller.owner, idempotency_key
    )
    return JSONResponse(job.to_dict(), 202 if fresh else 200, {"Location": f"/v1/jobs/{job.id}"})


@router.get("/v1/jobs")
async def listed(
    service: ServiceOf,
    caller: CallerOf,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    status: Annotated[str | None, Query(max_length=20)] = None,
) -> dict[str, Any]:
    """The caller's jobs, newest first."""
    found = await anyio.to_thread.run_sync(service.desk.listed, caller.owner, limit, status)
    return {"object": "list", "data": [job.to_dict() for job in found]}


@router.get("/v1/jobs/{id}")
async def one(id: Id, service: ServiceOf, caller: CallerOf) -> dict[str, Any]:
    """How far a job is."""
    job = await anyio.to_thread.run_sync(service.desk.get, id, caller.owner)
    return job.to_dict()


@router.post("/v1/jobs/{id}/{wish}")
async def steer(
    id: Id, wish: Literal["pause", "resume", "cancel"], service: ServiceOf, caller: CallerOf
) -> dict[str, Any]:
    """Pause a job, go on with it (after a failure as well), or end it for good."""
    act = {"pause": service.desk.pause, "resume": service.desk.resume, "cancel": service.desk.cancel}[wish]
    job = await anyio.to_thread.run_sync(act, id, caller.owner)
    return job.to_dict()


@router.get(
    "/v1/jobs/{id}/events",
    response_class=Response,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def events(id: Id, service: ServiceOf, caller: CallerOf) -> Response:
    """The job whenever it changes, as server-sent events, until it has ended."""
    first = await anyio.to_thread.run_sync(service.desk.get, id, caller.owner)
    return StreamingResponse(_events(service, first, caller), media_type="text/event-stream")


@router.get("/v1/jobs/{id}/download", response_class=FileResponse)
async def download(id: Id, http: Request, service: ServiceOf, caller: CallerOf) -> Response:
    """The most important file of what came of a job."""
    return await _file(service, caller, id, None)


@router.get("/v1/jobs/{id}/files/{name}", response_class=FileResponse)
async def file(
    id: Id, name: Annotated[str, Path(max_length=255)], service: ServiceOf, caller: CallerOf
) -> Response:
    """One of the files that came of a job."""
    return await _file(service, caller, id, name)


async def _file(service: Service, caller: Caller, id: str, name: str | None) -> Response:
    job = await anyio.to_thread.run_sync(service.desk.get, id, caller.owner)
    files = service.desk.files(job)
    chosen = next(iter(files), None) if name is None else name
    if chosen is None or chosen not in files:
        raise ApiError(f"the job has no such file; it has {', '.join(files) or 'none'}", 404, "name")
    return FileResponse(files[chosen], filename=chosen)


async def _events(service: Service, job: Job, caller: Caller) -> AsyncGenerator[bytes, None]:
    revision, told = -1, time.monotonic()
    while True:
        if job.revision != revision:
            revision, told = job.revision, time.monotonic()
            name = job.state if job.state in ENDED else "progress"
            yield f"event: {name}\ndata: {json.dumps(job.to_dict(), ensure_ascii=True)}\n\n".encode()
            if job.state in ENDED:
                return
        elif time.monotonic() - told > _SIGN:
            told = time.monotonic()
            yield b": still at it\n\n"
        await anyio.sleep(_LOOK)
        now = await anyio.to_thread.run_sync(service.desk.revision, job.id)
        if now is None:
            return
        if now != revision:
            job = await anyio.to_thread.run_sync(service.desk.get, job.id, caller.owner)
