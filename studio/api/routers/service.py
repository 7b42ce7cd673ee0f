"""The server about itself: its page, its figures."""

from __future__ import annotations

import anyio.to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from studio.api.metrics import MEDIA_TYPE
from studio.api.page import page
from studio.api.service import ServiceOf

router = APIRouter(tags=["service"])


@router.get("/", response_class=PlainTextResponse)
async def root() -> str:
    """What this is; clients look here to see that a server is up."""
    return "Dramatis speaks here. /docs tells how to ask.\n"


@router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
async def docs(request: Request) -> str:
    """The OpenAPI document as a page."""
    return page(request.app.openapi())


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(service: ServiceOf) -> Response:
    """Figures in Prometheus' text format."""
    told = await anyio.to_thread.run_sync(service.metrics.page)
    return Response(told, media_type=MEDIA_TYPE)
