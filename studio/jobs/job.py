"""A job: what was asked, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studio.store import Row
from tts.errors import DramatisError

ENDED = ("done", "failed", "cancelled")
STATES = ("queued", "running", "paused", *ENDED)


class JobError(DramatisError):
    """A job that is unknown, malformed or cannot do what is asked of it. status: of HTTP."""

    def __init__(self, message: str, status: int = 400, param: str | None = None) -> None:
        super().__init__(message)
        self.status, self.param = status, param


@dataclass(frozen=True)
class Job:
    """One job as it is now.

    owner: id of the key that handed it in, "" without one. progress: 0–1; doing: in words. attempt: how often
    a worker took it. Times: s since 1970. error: a sentence. result: {"files": [{"name", "bytes",
    "media_type"}, …], "attempt", …facts of the kind}. revision: counts changes.
    """

    id: str
    kind: str
    owner: str
    payload: Mapping[str, Any]
    state: str
    wish: str
    progress: float
    doing: str
    attempt: int
    created: float
    started: float | None
    ended: float | None
    expires: float | None
    error: str | None
    result: Mapping[str, Any] | None
    revision: int

    @property
    def ended_well(self) -> bool:
        return self.state == "done"

    @staticmethod
    def of(row: Row) -> Job:
        """A row of the table as a job."""
        values = row._mapping
        return Job(**{name: values[name] for name in Job.__dataclass_fields__})

    def to_dict(self) -> dict[str, Any]:
        """What clients are told: everything but the payload, as JSON-ready values."""
        result = None
        if self.result is not None:
            result = {key: value for key, value in self.result.items() if key != "attempt"}
        return {
            "id": self.id,
            "object": "job",
            "kind": self.kind,
            "status": self.state,
            "wish": self.wish or None,
            "progress": round(self.progress, 4),
            "doing": self.doing,
            "attempt": self.attempt,
            "created_at": self.created,
            "started_at": self.started,
            "ended_at": self.ended,
            "expires_at": self.expires,
            "error": None if self.error is None else {"message": self.error},
            "result": result,
        }
