"""Several texts in one request, spoken together."""

from __future__ import annotations

from typing import Any

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request

from studio.api import reading, replies
from studio.api.access import Caller
from studio.api.errors import content, described
from studio.api.routers.openai import BatchBody, BatchItem, check_model
from studio.api.service import CallerOf, Service, ServiceOf

router = APIRouter(tags=["speech"])


@router.post("/v1/audio/speech/batch")
async def batch(body: BatchBody, http: Request, service: ServiceOf, caller: CallerOf) -> dict[str, Any]:
    """Speak 1–32 texts; each has its audio or its own error, in their order."""
    check_model(body.model)
    spoken: list[dict[str, Any]] = [{} for _ in body.items]

    async def one(number: int, item: BatchItem) -> None:
        spoken[number] = {"index": number, **await _item(service, http, caller, item)}

    async def everything() -> None:
        async with anyio.create_task_group() as group:
            for number, item in enumerate(body.items):
                group.start_soon(one, number, item)

    await replies.while_there(http, everything())
    return {"items": spoken}


async def _item(service: Service, http: Request, caller: Caller, item: BatchItem) -> dict[str, Any]:
    try:
        asked = await reading.read(service, caller, item)
        take = await service.scheduler.speak(asked.request, caller.line)
        replies.note(http, asked.request, take.seconds)
        audio = await anyio.to_thread.run_sync(replies.file_of, asked, take, item.response_format)
        return replies.whole(asked, take, audio, item.response_format, item.timestamps, item.receipt)
    except Exception as error:  # noqa: BLE001  # the others are not to blame
        told = described(error)
        if told.status == 500:
            service.journal.failure(http.scope, error)
        return {**content(told), "status": told.status}
