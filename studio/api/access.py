"""Who calls, and what they may do: by key, or without one on this machine's own addresses."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from studio.api.errors import ApiError
from studio.api.keys import AccessError, Key, KeyRing
from studio.api.settings import ServerSettings, is_loopback

PUBLIC = frozenset({"/", "/health", "/docs", "/openapi.json"})
"""Paths that everybody may read."""

_SCOPES: tuple[tuple[str, frozenset[str], str], ...] = (
    ("/v1/voices", frozenset({"POST", "DELETE"}), "voices"),
    ("/v1/references", frozenset({"GET", "POST", "DELETE"}), "voices"),
    ("/v1/jobs", frozenset({"GET", "POST", "DELETE"}), "jobs"),
    ("/v1/files", frozenset({"GET", "POST", "DELETE"}), "jobs"),
    ("/metrics", frozenset({"GET"}), "metrics"),
)
"""Beginning of a path, methods, and the scope they need; all else needs "speech"."""

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""Headers of a request that a proxy on this machine passed on for somebody elsewhere."""


@dataclass(frozen=True)
class Caller:
    """Who calls. id: of the key, or the address. line: whose turn it is in the scheduler."""

    id: str
    line: str
    key: Key | None = None

    @property
    def owner(self) -> str:
        """Whose jobs and files they see: those of the key; without a key, those made without one."""
        return self.key.id if self.key else ""


def scope_of(method: str, path: str) -> str | None:
    """The scope that a request needs, None for a public one."""
    if path in PUBLIC:
        return None
    for beginning, methods, scope in _SCOPES:
        inside = path == beginning or path.startswith(beginning + "/")
        if inside and method in methods:
            return scope
    return "speech"


def check_origin(headers: Mapping[str, str], settings: ServerSettings) -> None:
    """Refuse what a browser sends on behalf of another site's page. Raises ApiError (403)."""
    origin = headers.get("origin")
    if origin is None or origin in settings.origins:
        return
    host = origin.partition("://")[2]
    if not host or host != headers.get("host"):
        raise ApiError(
            "pages of other sites may not call this server; allow theirs with --allow-origin",
            403,
            code="origin_not_allowed",
        )


def identify(
    address: tuple[str, int] | None,
    headers: Mapping[str, str],
    scope: str,
    settings: ServerSettings,
    ring: KeyRing,
) -> Caller:
    """Who calls, if they may use this scope.

    address: of the other end. headers: names in small letters. Raises AccessError: 401 without a key where
    one is needed, or with a wrong one; 403 for a key that is not for this.
    """
    host, port = address or ("unknown", 0)
    given = _given(headers.get("authorization", ""))
    forwarded = any(name in headers for name in _FORWARDED)
    if settings.loopback and is_loopback(host) and not forwarded:
        if not _own_name(headers.get("host", "")):
            raise AccessError("without a key this server answers to localhost only", 403)
        # Programs that insist on a key send any; as long as there is none, it means nothing.
        if given is None or not ring.any():
            return Caller(host, f"{host}:{port}")
    if given is None:
        raise AccessError("this server needs a key: Authorization: Bearer KEY; `dramatis keys new` makes one")
    key = ring.check(given)
    if scope not in key.scopes:
        raise AccessError(f"this key is not for {scope!r}; it is for {', '.join(key.scopes)}", 403)
    return Caller(key.id, key.id, key)


def _given(authorization: str) -> str | None:
    """The key of an Authorization header: a bearer token, or the password of https://any:KEY@host/."""
    kind, _, content = authorization.strip().partition(" ")
    if kind.lower() == "bearer":
        return content.strip()
    if kind.lower() == "basic":
        try:
            user, _, password = base64.b64decode(content, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return ""
        return password or user
    return None if not authorization else ""


def _own_name(host: str) -> bool:
    """Whether a Host header names this machine itself, which a page of another site cannot make it do."""
    try:
        return is_loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:  # such as half of an IPv6 address
        return False
