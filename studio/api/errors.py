"""Every error of the server in OpenAI's shape: {"error": {"message", "type", "param", "code"}}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sql
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from studio.api.keys import AccessError
from studio.engine_process import EngineLostError
from studio.jobs.job import JobError
from studio.scheduler import BusyError, LateError
from studio.store import StoreError
from studio.uploads import UploadError
from tts.errors import (
    DramatisError,
    DurationError,
    MediaError,
    PackError,
    PersonaError,
    StyleError,
    TextError,
)

_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    405: "invalid_request_error",
    408: "invalid_request_error",
    409: "conflict_error",
    413: "invalid_request_error",
    415: "invalid_request_error",
    422: "invalid_request_error",
    429: "rate_limit_error",
    500: "server_error",
    503: "service_unavailable_error",
}

_PARAMS: dict[type[DramatisError], str] = {
    DurationError: "target_duration_ms",
    PersonaError: "voice",
    StyleError: "style",
    TextError: "input",
}
"""Kind of an error → the field of a request that it is about."""


class ApiError(DramatisError):
    """What a request did wrong: the status of HTTP, the field it is about, a code, and further facts."""

    def __init__(
        self,
        message: str,
        status: int = 400,
        param: str | None = None,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.param, self.code = status, param, code
        self.headers, self.facts = dict(headers or {}), dict(facts or {})


def described(error: BaseException) -> ApiError:
    """Any error as the server tells it; what nobody foresaw gives nothing away."""
    if isinstance(error, ApiError):
        return error
    message = str(error)
    if isinstance(error, AccessError):
        headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
        return ApiError(message, error.status, code="invalid_api_key", headers=headers)
    if isinstance(error, (JobError, UploadError)):
        headers = {"Retry-After": "30"} if error.status == 429 else {}
        return ApiError(message, error.status, error.param, headers=headers)
    if isinstance(error, BusyError):
        status = 503 if isinstance(error, LateError) else 429
        return ApiError(message, status, code="overloaded", headers={"Retry-After": str(error.retry_after)})
    if isinstance(error, EngineLostError):
        return ApiError(message, 503, code="engine_lost", headers={"Retry-After": "1"})
    if isinstance(error, DurationError):
        facts = {
            "closest_duration_ms": round(1000 * error.closest),
            "shortest_duration_ms": round(1000 * error.shortest),
            "natural_duration_ms": round(1000 * error.natural),
            "longest_duration_ms": round(1000 * error.longest),
        }
        return ApiError(message, 422, _PARAMS[DurationError], "duration_does_not_fit", facts=facts)
    if isinstance(error, (MediaError, PackError, StoreError)):
        return ApiError(message, 503, code="unavailable")
    if isinstance(error, (OSError, sql.exc.OperationalError)):
        why = getattr(error, "strerror", None) or "its database does not answer"
        return ApiError(
            f"the server cannot keep anything now ({why}); nothing was accepted, try again later",
            503,
            code="storage",
            headers={"Retry-After": "30"},
        )
    if isinstance(error, DramatisError):
        param = next((name for kind, name in _PARAMS.items() if isinstance(error, kind)), None)
        return ApiError(message, 400, param)
    return ApiError("the server failed; its log says why", 500, code="internal_error")


def content(error: ApiError) -> dict[str, Any]:
    """The body of an error's reply."""
    kind = _TYPES.get(error.status, "invalid_request_error" if error.status < 500 else "server_error")
    return {
        "error": {
            "message": str(error),
            "type": kind,
            "param": error.param,
            "code": error.code,
            **error.facts,
        }
    }


def reply(error: BaseException) -> JSONResponse:
    """The reply that tells an error."""
    told = described(error)
    return JSONResponse(content(told), told.status, told.headers)


def install(app: FastAPI) -> None:
    """Have an app tell every error so; what is left over is the guard's."""

    async def tell(request: Request, error: Exception) -> JSONResponse:
        if described(error).status == 500:
            request.app.state.service.journal.failure(request.scope, error)
        return reply(error)

    async def tell_http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        messages = {
            404: "there is nothing at this address; /docs lists what there is",
            405: "this address takes another method; /docs lists what there is",
        }
        message = messages.get(error.status_code, str(error.detail))
        return reply(ApiError(message, error.status_code, headers=error.headers))

    async def tell_invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return reply(invalid(error))

    app.add_exception_handler(HTTPException, tell_http)
    app.add_exception_handler(RequestValidationError, tell_invalid)
    app.add_exception_handler(DramatisError, tell)
    app.add_exception_handler(OSError, tell)


def invalid(error: RequestValidationError) -> ApiError:
    """The first fault of a request as one sentence; the values themselves are not repeated."""
    first = error.errors()[0]
    kind, place = str(first["type"]), [str(part) for part in first["loc"]]
    if kind == "json_invalid":
        why = first.get("ctx", {}).get("error", "malformed")
        return ApiError(f"the body is not valid JSON ({why}); escape quotes and line ends", code="bad_json")
    where = ".".join(part for part in place[1:] if not part.startswith(("function-", "tagged-"))) or place[0]
    said = str(first["msg"]).removeprefix("Value error, ")
    if kind == "missing":
        return ApiError(f"the field {where} is missing", param=where, code="missing_required_parameter")
    if kind == "extra_forbidden":
        return ApiError(
            f"unknown field {where[:80]!r}; /docs lists those of this request",
            param=where[:80],
            code="unknown_parameter",
        )
    return ApiError(f"{where}: {said[:1].lower()}{said[1:]}", param=where)
