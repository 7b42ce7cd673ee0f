"""The studio as an ASGI application: Streamlit's, with an address of its own for every page."""

from __future__ import annotations

import asyncio
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.starlette import App

ADDRESSES = ("voices", "books", "dubbing", "jobs", "settings")
"""Keys of `studio.ui.pages.PAGES` but the first, which are imported when there is a session."""

_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
_BASE = "<script>window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href}</script>"
"""Tells a page where the server is: without it, Streamlit asks beneath the page's own address first, and the
browser complains that nothing is there."""

_SOON = 0.3  # s after which the server answers


def site(script: Path, browser: bool = False) -> App:
    """The application. script: what a session runs. browser: open the first page when it is served."""
    routes = [Route(f"/{key}", _page) for key in ADDRESSES]
    return App(script, routes=routes, lifespan=_opening if browser else None)


async def _page(request: Request) -> HTMLResponse:
    html = _INDEX.read_text(encoding="utf-8").replace("<head>", f"<head>{_BASE}", 1)
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


@asynccontextmanager
async def _opening(app: App) -> AsyncIterator[None]:
    host, port = (streamlit.get_option(f"server.{name}") for name in ("address", "port"))
    shown = host if host not in ("0.0.0.0", "::") else "localhost"
    asyncio.get_running_loop().call_later(_SOON, webbrowser.open, f"http://{shown}:{port}")
    yield
