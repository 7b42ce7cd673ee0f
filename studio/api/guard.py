"""What happens to every request before it is read and after it is answered.

The guard lets nobody in who may not, reads no body that is too large, adds the headers that browsers should
obey, and tells journal and metrics how it went. It sees the request's path and headers, never its texts.
"""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.api.access import Caller, check_origin, identify, scope_of
from studio.api.errors import ApiError, described, reply

if TYPE_CHECKING:
    from studio.api.service import Service

_UPLOADS = ("/v1/files", "/v1/references")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_EVERYBODY = Caller("", "")


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            service: Service = scope["app"].state.service
            await _Visit(self._app, service, self._under_way, scope, receive, send).run()
        # There are no web sockets; without an answer the server refuses them.


class _Visit:
    """One request on its way."""

    def __init__(
        self,
        app: ASGIApp,
        service: Service,
        under_way: Counter[str],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        self._app, self._service, self._under_way = app, service, under_way
        self._scope, self._receive, self._send = scope, receive, send
        self._headers = Headers(scope=scope)
        self._started = time.monotonic()
        self._status: int | None = None
        self._first: float | None = None
        self._read = 0
        self._refused: ApiError | None = None
        self._caller = _EVERYBODY
        self._largest, self._complete = service.settings.body, False
        scope["request_id"] = uuid.uuid4().hex

    async def run(self) -> None:
        settings = self._service.settings
        try:
            await self._admit()
            if self._under_way[self._caller.id] >= settings.at_once and self._caller is not _EVERYBODY:
                raise ApiError(
                    f"{settings.at_once} requests of yours are under way; wait for a reply",
                    429,
                    code="too_many_at_once",
                    headers={"Retry-After": "1"},
                )
            self._under_way[self._caller.id] += 1
            try:
                await self._app(self._scope, self._take, self._give)
            finally:
                self._under_way[self._caller.id] -= 1
                self._under_way += Counter()  # drops those with none
        except Exception as error:  # noqa: BLE001  # whatever it is, the client is told in the one shape
            if described(error).status == 500:
                self._service.journal.failure(self._scope, error)
            await self._answer(self._refused or error)
        else:
            if self._refused is not None and self._status is None:
                await self._answer(self._refused)
        finally:
            self._tell()

    async def _admit(self) -> None:
        """Find out who calls, before anything of the body is read."""
        scope, settings = self._scope, self._service.settings
        method, path = scope["method"], scope["path"]
        headers = {name.lower(): value for name, value in self._headers.items()}
        if method == "OPTIONS" and settings.origins:  # a preflight carries no key; the CORS layer answers
            return
        check_origin(headers, settings)
        wanted = scope_of(method, path)
        if wanted is not None:
            self._caller = await anyio.to_thread.run_sync(
                identify, scope.get("client"), headers, wanted, settings, self._service.keys
            )
            key = self._caller.key
            allowed = (key.requests_a_minute if key else None) or settings.requests_a_minute
            self._service.rates.spend(self._caller.id, "requests", 1, allowed)
        scope["caller"] = self._caller
        self._largest = settings.upload if path in _UPLOADS else settings.body
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            raise ApiError("the header Content-Length must be a number")
        if int(length) > self._largest:
            raise self._too_large()

    def _too_large(self) -> ApiError:
        limit = self._largest
        size = f"{limit >> 20} MiB" if limit >= 1 << 20 else f"{limit} bytes"
        return ApiError(f"the body is larger than {size}", 413, code="body_too_large")

    async def _take(self) -> Message:
        """The next part of the body, which must neither grow beyond its limit nor take forever."""
        if self._complete:  # whoever asks now waits for the client to go away
            return await self._receive()
        with anyio.move_on_after(self._service.settings.stall) as waiting:
            message = await self._receive()
        if waiting.cancelled_caught:
            self._refused = ApiError("the rest of the body did not come", 408, code="body_too_slow")
            raise self._refused
        if message["type"] == "http.request":
            self._complete = not message.get("more_body", False)
            self._read += len(message.get("body", b""))
            if self._read > self._largest:
                self._refused = self._too_large()
                raise self._refused
        return message

    async def _give(self, message: Message) -> None:
        """The next part of the reply; that of an app whose request was refused meanwhile is dropped."""
        if self._refused is not None and self._status is None:
            return
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(raw=list(message.get("headers", [])))
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if self._scope["path"] == "/docs":
                headers["Content-Security-Policy"] = _PAGE
            headers["X-Request-ID"] = self._scope["request_id"]
            message = {**message, "headers": headers.raw}
        elif self._first is None and message.get("body"):
            self._first = time.monotonic() - self._started
        await self._send(message)

    async def _answer(self, error: Exception) -> None:
        if self._status is None:
            self._refused = None
            await reply(error)(self._scope, self._receive, self._give)

    def _tell(self) -> None:
        scope, spent = self._scope, time.monotonic() - self._started
        # The route's pattern, not the path: paths may hold names, and there is no end of them.
        route = getattr(scope.get("route"), "path", "other")
        status = self._status or 499  # nobody was there any more
        self._service.metrics.answered(route, scope["method"], status, self._first, spent)
        facts: dict[str, Any] = {
            "request": scope["request_id"],
            "caller": self._caller.id,
            "method": scope["method"],
            "route": route,
            "status": status,
            "ms": round(1000 * spent),
            "first_ms": None if self._first is None else round(1000 * self._first),
            "bytes_in": self._read,
        }
        facts |= _spoken(scope)
        self._service.journal.request(**facts)


def _spoken(scope: Mapping[str, Any]) -> dict[str, Any]:
    """What a route noted for the journal: numbers only."""
    noted: dict[str, Any] = scope.get("noted", {})
    return noted
