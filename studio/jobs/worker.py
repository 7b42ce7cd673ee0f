"""One worker: takes a job, does it, hands in the results, and takes the next."""

from __future__ import annotations

import mimetypes
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from studio.jobs.bench import Bench
from studio.jobs.job import Job
from studio.jobs.kinds import Kind, Result, Stopped, Workspace, kinds
from studio.journal import places
from tts.errors import DramatisError

if TYPE_CHECKING:
    from tts.engine import Engine

_WAIT = 0.5  # s between two looks for work
_SWEEP = 60.0  # s between two clearings


class Worker:
    """Does the jobs of a bench with one engine, until it is stopped.

    load: makes the engine, when the first job is there. sign: what is done to every result file before it is
    handed in. parent: id of a process without which the worker ends. tell: the journal, given the name of an
    event and facts.
    """

    def __init__(
        self,
        bench: Bench,
        load: Callable[[], Engine],
        known: Mapping[str, Kind] | None = None,
        sign: Callable[[Path], object] | None = None,
        parent: int | None = None,
        tell: Callable[..., None] = lambda event, **facts: None,
    ) -> None:
        self._bench, self._load, self._sign, self._tell = bench, load, sign, tell
        self._kinds = kinds() if known is None else known
        self._parent = parent
        self._engine: Engine | None = None
        self._stop = threading.Event()
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}"

    def stop(self) -> None:
        """Give the present job back and take no other; safe in a signal handler and from other threads."""
        self._stop.set()

    def stop_on_signals(self) -> None:
        """Stop at Ctrl+C and when the system asks."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stop())

    def run(self) -> None:
        """Work until stopped."""
        swept = 0.0
        while not self._stopping():
            if time.monotonic() - swept > _SWEEP:
                self._bench.sweep()
                swept = time.monotonic()
            if not self.work():
                self._stop.wait(_WAIT)

    def work(self) -> bool:
        """Do the next job, if there is one."""
        job = self._bench.claim(self.name)
        if job is None:
            return False
        self._tell("job taken", job=job.id, kind=job.kind, attempt=job.attempt)
        hold = _Hold(self._bench, job, self._stopping)
        started = time.monotonic()
        try:
            with hold:
                ended = self._do(job, hold)
        except Stopped:
            ended = hold.reason
            if ended != "lost":
                state = {"pause": "paused", "cancel": "cancelled"}.get(ended, "queued")
                self._bench.give_back(job, state)
        spent = round(time.monotonic() - started, 3)
        self._tell("job ended", job=job.id, kind=job.kind, how=ended, seconds=spent)
        return True

    def _do(self, job: Job, hold: _Hold) -> str:
        kind = self._kinds.get(job.kind)
        if kind is None:
            self._bench.fail(job, f"this release does not know the kind {job.kind!r}")
            return "failed"
        home = self._bench.home(job)
        workspace = Workspace(home / "kept", home / f"out-{job.attempt}")
        for folder in (workspace.kept, workspace.out):
            folder.mkdir(parents=True, exist_ok=True)
        payload = dict(job.payload)
        for name in kind.uploads:
            if payload.get(name) is not None:
                payload[name] = str(home / "inputs" / name)
        try:
            result = kind.run(payload, workspace, hold.progress, self._engine_for(kind))
            if self._sign is not None:
                for file in result.files:
                    self._sign(file)
            told = _told(result, workspace, job)
        except Exception as error:  # noqa: BLE001  # a job must end, whatever happens in it
            name = type(error).__name__
            self._tell("job failed", job=job.id, kind=job.kind, error=name, at=places(error))
            self._bench.fail(job, _sentence(error))
            shutil.rmtree(workspace.out, ignore_errors=True)
            return "failed"
        return "done" if self._bench.finish(job, told) else "lost"

    def _engine_for(self, kind: Kind) -> Engine:
        if kind.speaks and self._engine is None and not kind.elsewhere():
            self._engine = self._load()
        return cast("Engine", self._engine)

    def _stopping(self) -> bool:
        orphaned = self._parent is not None and os.getppid() != self._parent
        return orphaned or self._stop.is_set()


class _Hold:
    """Holds a job while it is being done: a thread renews the lease and hears what is wished."""

    def __init__(self, bench: Bench, job: Job, stopping: Callable[[], bool]) -> None:
        self._bench, self._job, self._stopping = bench, job, stopping
        self._done = threading.Event()
        self._at: tuple[float, str] = (job.progress, "")
        self.reason = ""  # why the work has to end
        self._thread = threading.Thread(target=self._renew, name=f"lease {job.id}", daemon=True)

    def __enter__(self) -> _Hold:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def progress(self, share: float, doing: str) -> None:
        """Tell how far the job is; see `kinds.Progress`."""
        self._at = (min(max(share, self._at[0]), 1.0), doing)
        if not self.reason and self._stopping():
            self.reason = "stopped"
        if self.reason:
            raise Stopped(self.reason)

    def _renew(self) -> None:
        told: tuple[float, str] | None = None
        last = 0.0
        while not self._done.wait(0.2):
            changed = self._at != told
            if not changed and time.monotonic() - last < self._bench.lease / 4:
                continue
            told, last = self._at, time.monotonic()
            # A database that does not answer is asked again; if it takes too long, the lease runs out.
            with suppress(Exception):
                self.reason = self.reason or self._bench.beat(self._job, *told)


def _told(result: Result, workspace: Workspace, job: Job) -> dict[str, Any]:
    """A result as it is kept. Raises ValueError when a file lies elsewhere than in `out`."""
    files = []
    for path in result.files:
        if path.parent != workspace.out:
            raise ValueError(f"the result {path.name} is not in the job's own folder")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        files.append({"name": path.name, "bytes": path.stat().st_size, "media_type": kind})
    return {"files": files, "attempt": job.attempt, **result.facts}


def _sentence(error: Exception) -> str:
    """What the job's owner is told; what nobody foresaw is named by its kind alone."""
    if isinstance(error, DramatisError):
        return str(error)
    if isinstance(error, OSError):
        why = error.strerror or type(error).__name__
        return f"the server could not write or read a file ({why}); resume the job when that is mended"
    return f"the work failed ({type(error).__name__}); the server's log says where"
