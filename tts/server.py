"""A server that speaks OpenAI's protocol: where it is, how it is asked, and what its failures mean."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tts.errors import BusyError, EngineError, RequestError

FORMATS = ("pcm", "wav")
"""Codings that a server may be asked for: raw 16-bit samples at 24 kHz, as OpenAI has it, or WAV files."""

OPENAI = "https://api.openai.com/v1"
"""Where a server is whose address is not given."""

KEY_VARIABLE = "OPENAI_API_KEY"
"""Environment variable of the key, where no file is named."""

LONGEST = 4096
"""Characters of one text that OpenAI's servers take."""


@dataclass(frozen=True)
class Server:
    """Where a server is and how it is asked.

    url: such as http://127.0.0.1:8000/v1; None = OpenAI's own. key: None = none is needed. format: of
    `FORMATS`. timeout: s without an answer. retries: after the first try. parallel: requests of a batch under
    way at once. longest: characters of one text; longer ones are sent in parts.

    Raises RequestError when a value is out of range.
    """

    model: str
    url: str | None = None
    key: str | None = field(default=None, repr=False)
    format: str = "pcm"
    timeout: float = 120.0
    retries: int = 4
    parallel: int = 4
    longest: int = LONGEST

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise RequestError("name the model that the server shall speak with")
        if self.format not in FORMATS:
            raise RequestError(f"unknown coding {self.format!r}; valid: {', '.join(FORMATS)}")
        if self.url is not None and urlsplit(self.url).scheme not in ("http", "https"):
            raise RequestError(f"{self.url!r} is no address of a server; such as http://127.0.0.1:8000/v1")
        for name, low, high in (
            ("timeout", 1, 3600),
            ("retries", 0, 20),
            ("parallel", 1, 64),
            ("longest", 100, 10**6),
        ):
            if not low <= getattr(self, name) <= high:
                raise RequestError(f"{name} must lie within {low}–{high}, not {getattr(self, name)}")

    @property
    def host(self) -> str:
        """Name of the server, for messages."""
        return urlsplit(self.url or OPENAI).netloc.rpartition("@")[2]


def read_key(path: Path | None = None) -> str | None:
    """The key in a file's first line, else that of `KEY_VARIABLE`, else None.

    Raises RequestError when the file cannot be read or is empty.
    """
    if path is None:
        return os.environ.get(KEY_VARIABLE) or None
    try:
        key = path.read_text(encoding="utf-8-sig").strip().partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"cannot read the key's file: {error}") from None
    if not key:
        raise RequestError(f"{path} is empty; its first line must be the server's key")
    if not re.fullmatch(r"[!-~]{1,512}", key):  # nothing else is sent anywhere: it may be another file
        raise RequestError(f"the first line of {path} is no key: letters, digits and signs without blanks")
    return key


class BrokenOffError(Exception):
    """A stream that ended before its time: worth another try."""


@contextmanager
def errors_told(server: Server) -> Iterator[None]:
    """What the client raises, as errors of ours."""
    import openai

    try:
        yield
    except openai.OpenAIError as error:
        raise failure(error, server) from None
    except _transport_errors() as error:
        raise BrokenOffError(f"{server.host} broke off while speaking ({type(error).__name__})") from None


def _transport_errors() -> tuple[type[Exception], ...]:
    """Errors of the HTTP library below the client, which lets those of a stream through."""
    from importlib import import_module

    found: list[type[Exception]] = []
    for name in ("httpx", "httpx2"):
        with suppress(ImportError):
            found.append(import_module(name).HTTPError)
    return tuple(found)


def _seconds(header: str | None) -> float:
    """A Retry-After in seconds; 0 where there is none, or it is a date."""
    try:
        return max(0.0, float(header or 0))
    except ValueError:
        return 0.0


def failure(error: Exception, server: Server) -> EngineError | RequestError:
    """An error of the client as one sentence that names the fix, without the key."""
    import openai

    status = error.status_code if isinstance(error, openai.APIStatusError) else None
    said = error.message if isinstance(error, openai.APIError) else str(error)
    if isinstance(error, openai.APIStatusError) and isinstance(error.body, dict):
        said = str(error.body.get("message") or said)
    if server.key:
        said = said.replace(server.key, "…")
    said = " ".join(said.split())[:400]
    if isinstance(error, openai.APITimeoutError):
        return EngineError(
            f"{server.host} did not answer within {server.timeout:g} s; try again, or allow it more"
        )
    if isinstance(error, openai.APIConnectionError):
        return EngineError(f"{server.host} cannot be reached; is it running, and is its address right?")
    if status in (401, 403):
        return EngineError(
            f"{server.host} refuses the key ({status}: {said}); set {KEY_VARIABLE} or --api-key-file"
        )
    if isinstance(error, openai.APIStatusError) and status == 429:
        told = f"{server.host} is too busy for us ({said}); wait, or ask for fewer lines at once"
        return BusyError(told, _seconds(error.response.headers.get("retry-after")))
    if status is not None and 400 <= status < 500:
        return RequestError(f"{server.host} refuses the request ({status}): {said}")
    return EngineError(f"{server.host} failed ({status or type(error).__name__}): {said}")
