"""The server's journal: one JSON object a line, about requests and failures, never their texts or keys."""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from collections.abc import Mapping
from typing import IO, Any

LOGGER = "dramatis.server"


class Journal:
    """What happens on a server, told to the logger `LOGGER`."""

    def __init__(self) -> None:
        self._logger = logging.getLogger(LOGGER)

    def request(self, **facts: Any) -> None:
        """A request that was answered."""
        self._logger.info("request", extra={"facts": facts})

    def event(self, name: str, **facts: Any) -> None:
        """Anything else worth knowing."""
        self._logger.info(name, extra={"facts": facts})

    def failure(self, scope: Mapping[str, Any], error: BaseException) -> None:
        """An error that is the server's: its kind and where it arose, not what was being said."""
        route = getattr(scope.get("route"), "path", "")
        facts = {"error": type(error).__name__, "at": places(error), "route": route}
        self._logger.error("failure", extra={"facts": facts | {"request": scope.get("request_id")}})


def places(error: BaseException) -> list[str]:
    """Where an error arose: file, line and function of its last frames."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]


class JsonLines(logging.Formatter):
    """Records as JSON: time (s since 1970), level, event, and the facts."""

    def format(self, record: logging.LogRecord) -> str:
        facts = getattr(record, "facts", {})
        head = {
            "time": round(time.time(), 3),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        return json.dumps({**head, **facts}, ensure_ascii=False, default=str)


def write_to(stream: IO[str] | None = None) -> None:
    """Write the journal, and uvicorn's warnings, as JSON lines to a stream; None = standard error."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in ((LOGGER, logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
