"""The kinds of jobs: a name, a check when one is handed in, and the function that does the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from tts.engine import Engine


Payload = Mapping[str, Any]

Progress = Callable[[float, str], None]
"""Tells how far a job is: 0–1, and what it is doing. It raises `Stopped` when the work has to end now."""


class Stopped(BaseException):  # no Exception, so that no kind takes it for a failure of its own
    """The job is to be paused, cancelled or given back; what has been done so far stays in its workspace."""


@dataclass(frozen=True)
class Workspace:
    """Where a job works. kept: survives pauses and crashes; out: for the results of this attempt alone."""

    kept: Path
    out: Path


@dataclass(frozen=True)
class Result:
    """What came of a job. files: in its `out`, the most important first. facts: JSON-ready values."""

    files: tuple[Path, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


class Run(Protocol):
    """The work of one kind.

    It may be broken off anywhere, even by a loss of power, and is then called again with the same payload
    and workspace: it has to go on from what it finds, and to write what it keeps whole or not at all. It
    calls `progress` every few seconds. Raises a DramatisError for what cannot be done.
    """

    def __call__(
        self, payload: Payload, workspace: Workspace, progress: Progress, engine: Engine
    ) -> Result: ...


@dataclass(frozen=True)
class Kind:
    """One kind of job.

    check: raises a DramatisError for a payload that cannot be done, when the job is handed in. uploads: the
    fields of the payload that hold the id of an uploaded file; `run` finds its path there instead.
    required: those of them that must be given. speaks: whether `run` uses the engine that it is given, which
    is loaded for those kinds alone. elsewhere: whether another engine speaks it at the moment, which it finds
    itself. shelf: whether it works on the projects of the studio, which all who use
    it share; nobody with a key of their own may hand such a job in.
    """

    name: str
    told: str
    check: Callable[[Payload], None]
    run: Run
    uploads: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    speaks: bool = True
    elsewhere: Callable[[], bool] = lambda: False
    shelf: bool = False


def kinds() -> dict[str, Kind]:
    """All kinds there are, by name."""
    from studio.jobs import audiobook, book, dub, dub_render, speech

    found = (speech.KIND, audiobook.KIND, dub.KIND, *book.KINDS, dub_render.KIND)
    return {kind.name: kind for kind in found}
