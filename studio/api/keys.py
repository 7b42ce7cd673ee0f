"""API keys: made, checked, listed and revoked; of a key the store knows a salted hash alone.

A key is ``dk-ID-SECRET`` in small letters and digits, so that it survives clients that change the case of
URLs. The hash is scrypt (Percival 2009; RFC 7914) with N = 2¹⁴, r = 8, p = 1. It costs some 40 ms, so that
a key that was found right is remembered for a minute; that it was not revoked is asked every time.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sql

from studio.store import Row, Store, keys
from tts.errors import DramatisError

SCOPES: dict[str, str] = {
    "speech": "speak, direct, and list models and voices",
    "voices": "design, save and delete voices; keep reference recordings",
    "jobs": "upload files, and hand in, steer and fetch jobs",
    "metrics": "read the server's metrics",
}
"""What a key may be used for."""

_KEY = re.compile(r"dk-([0-9a-f]{8})-([0-9a-f]{32})")
_REMEMBERED = 60.0  # s
_N, _R, _P = 2**14, 8, 1


class AccessError(DramatisError):
    """A key that is wrong, revoked or may not do this. status: of HTTP."""

    def __init__(self, message: str, status: int = 401) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Key:
    """What is known of a key.

    requests_a_minute, characters_a_minute: its limits, None = the server's. created, revoked: s since 1970.
    """

    id: str
    name: str
    scopes: tuple[str, ...]
    requests_a_minute: int | None
    characters_a_minute: int | None
    created: float
    revoked: float | None


class KeyRing:
    """The keys of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._right: dict[bytes, tuple[str, float]] = {}  # digest of a key → its id, and until when

    def new(
        self,
        name: str,
        scopes: Collection[str] = tuple(SCOPES),
        requests_a_minute: int | None = None,
        characters_a_minute: int | None = None,
    ) -> str:
        """Make a key and return it; nobody can read it again. Raises AccessError for bad names and scopes."""
        if not name.strip() or len(name) > 80 or not name.isprintable():
            raise AccessError("give the key a name of 1 to 80 printable characters", 400)
        if unknown := [scope for scope in scopes if scope not in SCOPES]:
            raise AccessError(f"unknown scope {unknown[0]!r}; valid: {', '.join(SCOPES)}", 400)
        id, secret, salt = secrets.token_hex(4), secrets.token_hex(16), secrets.token_bytes(16)
        row = {
            "id": id,
            "name": name.strip(),
            "salt": salt.hex(),
            "digest": _digest(secret, salt).hex(),
            "scopes": sorted(set(scopes)),
            "requests_a_minute": requests_a_minute,
            "characters_a_minute": characters_a_minute,
            "created": time.time(),
        }
        self._store.change(sql.insert(keys).values(**row))
        return f"dk-{id}-{secret}"

    def check(self, key: str) -> Key:
        """Whose key this is. Raises AccessError when it is malformed, unknown or revoked."""
        wrong = AccessError("the API key is wrong or was revoked; ask for a new one")
        parts = _KEY.fullmatch(key.strip())
        if parts is None:
            raise wrong
        rows = self._store.rows(sql.select(keys).where(keys.c.id == parts[1]))
        if not rows or rows[0].revoked is not None:
            raise wrong
        known, now = hashlib.sha256(key.strip().encode()).digest(), time.monotonic()
        with self._lock:
            id, until = self._right.get(known, ("", 0.0))
        if id != parts[1] or until < now:
            found = _digest(parts[2], bytes.fromhex(rows[0].salt))
            if not hmac.compare_digest(found, bytes.fromhex(rows[0].digest)):
                raise wrong
            with self._lock:
                self._right = {each: kept for each, kept in self._right.items() if kept[1] > now}
                self._right[known] = (parts[1], now + _REMEMBERED)
        return _key(rows[0])

    def listed(self) -> tuple[Key, ...]:
        """All keys, revoked ones as well, oldest first."""
        return tuple(_key(row) for row in self._store.rows(sql.select(keys).order_by(keys.c.created)))

    def revoke(self, id: str) -> None:
        """Take a key's rights away at once. Raises AccessError when there is none of this id."""
        revoked = sql.update(keys).where(keys.c.id == id, keys.c.revoked.is_(None))
        if not self._store.change(revoked.values(revoked=time.time())):
            raise AccessError(f"no key {id[:20]!r} is in use; `dramatis keys list` shows them", 404)

    def any(self) -> bool:
        """Whether a key is in use."""
        return bool(self._store.rows(sql.select(keys.c.id).where(keys.c.revoked.is_(None)).limit(1)))


def _digest(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=64 * 1024 * 1024)


def _key(row: Row) -> Key:
    values = row._mapping
    return Key(
        id=values["id"],
        name=values["name"],
        scopes=tuple(values["scopes"]),
        requests_a_minute=values["requests_a_minute"],
        characters_a_minute=values["characters_a_minute"],
        created=values["created"],
        revoked=values["revoked"],
    )
