"""Where lines are spoken: in this process, in processes of their own, or elsewhere (see `ray_executor`).

An executor is given batches and hands back what became of them, in any order. It knows nothing of projects:
whoever gives the batches keeps the takes. Every place speaks with one thread: all give the same takes.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import io
import json
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from personas import Persona
from studio.book.coverage import Verdict
from studio.book.store import TakeRecord
from tts.errors import BookError, DramatisError
from tts.request import SpeechRequest

if TYPE_CHECKING:
    from studio.book.coverage import Judge
    from tts.engine import Engine

EXECUTORS = ("inline", "processes", "ray", "server")

BATCH = 16
"""Lines that our own engine speaks together, at most."""


@dataclass(frozen=True)
class Job:
    """A take to be spoken. key: its address. line: address of the line's first take. persona: who asks."""

    key: str
    line: str
    persona: Persona
    request: SpeechRequest


Batch = tuple[Job, ...]


@dataclass(frozen=True)
class Spoken:
    """A take that was spoken and checked. audio: a FLAC file. facts: the JSON file that goes beside it.
    seconds: of audio. cost: CPU seconds, its share of the batch's."""

    job: Job
    audio: bytes
    facts: bytes
    seconds: float
    verdict: Verdict
    cost: float

    def record(self, made: float) -> TakeRecord:
        """What the store is to know of it. made: s since the epoch."""
        job = self.job
        size, seed = len(self.audio), job.request.seed
        return TakeRecord(job.key, job.line, seed, self.seconds, size, self.verdict, self.cost, made)


@dataclass(frozen=True)
class Outcome:
    """What became of a batch: takes in its order, or an error. lost: the worker that had it ended."""

    batch: Batch
    spoken: tuple[Spoken, ...] = ()
    error: str = ""
    lost: bool = False


class Executor(Protocol):
    """Speaks batches. name: one of `EXECUTORS`. workers: batches that are spoken at once. together: lines of
    a batch, at most."""

    name: str
    workers: int
    together: int

    def submit(self, batch: Batch) -> None:
        """Give it a batch; at most `workers` + 1 of them are worth giving at a time."""
        ...

    def finished(self, timeout: float) -> list[Outcome]:
        """What has become of batches since; waits up to `timeout` seconds for the next."""
        ...

    def close(self) -> None:
        """End all workers; what they have in hand is lost."""
        ...


@dataclass(frozen=True)
class Speaker:
    """Speaks and checks batches with one engine; every kind of worker is one of these.

    fingerprint: what its takes depend on besides the request: hash of the voice pack, or of a server.
    at_server: whether the work is done elsewhere, several lines at once.
    """

    engine: Engine
    judge: Judge
    fingerprint: str
    at_server: bool = False

    @staticmethod
    def load(pack: str | None, expected: str) -> Speaker:
        """A speaker with a voice pack: folder, hub id or None for ours. expected: the pack's hash.

        Raises PackError, or BookError when the pack is another one than the project was planned with.
        """
        from studio.book.coverage import proven
        from tts.engine import load

        engine = load(pack, threads=1)
        if engine.pack.hash != expected:
            raise BookError(
                f"the voice pack here is {engine.pack.hash[:12]}, the book is planned with {expected[:12]}; "
                "use the same pack everywhere"
            )
        return Speaker(engine, proven(engine), expected)

    def speak(self, batch: Batch) -> tuple[Spoken, ...]:
        """Speak and check every job, in order."""
        from studio.take import SavedTake
        from tts.audio import encode
        from tts.style.history import History

        clock = time.thread_time if self.at_server else time.process_time
        began = clock()
        takes = self.engine.speak_batch([job.request for job in batch])
        made = []
        for job, take in zip(batch, takes, strict=True):
            audio = encode(take.samples, take.sample_rate, "flac")
            delivered = replace(take, samples=_decoded(audio))
            verdict = self.judge.verdict(delivered, job.request)
            saved = SavedTake(
                audio=f"{job.key}.flac",
                digest=hashlib.sha256(audio).hexdigest(),
                name=job.key,
                pack=self.fingerprint,
                persona=job.persona,
                request=job.request,
                history=History.of(job.request.style, job.request.caption),
                take=replace(take, samples=np.zeros(0, np.float32)),
                seconds=take.seconds,
            )
            facts = json.dumps(saved.to_dict(), ensure_ascii=True, allow_nan=False) + "\n"
            made.append(Spoken(job, audio, facts.encode("ascii"), take.seconds, verdict, 0.0))
        whole = sum(spoken.seconds for spoken in made)
        spent = clock() - began
        return tuple(replace(spoken, cost=spent * spoken.seconds / whole) for spoken in made)

    def outcome(self, batch: Batch) -> Outcome:
        """The same, with what goes wrong told instead of raised."""
        try:
            return Outcome(batch, self.speak(batch))
        except Exception as error:  # noqa: BLE001  one line must not end a book
            return failed(batch, error)


def failed(batch: Batch, error: Exception) -> Outcome:
    """A batch that could not be spoken."""
    return Outcome(batch, error=f"{error}" if isinstance(error, ValueError) else repr(error))


def _decoded(audio: bytes) -> NDArray[np.float32]:
    """The samples as the file has them, which are those that are delivered."""
    import soundfile

    samples: NDArray[np.float32] = soundfile.read(io.BytesIO(audio), dtype="float32")[0]
    return samples


@dataclass
class Inline:
    """Speaks in this process, when it is waited for."""

    pack: str | None
    expected: str
    name: str = "inline"
    workers: int = 1
    together: int = BATCH
    _speaker: Speaker | None = None
    _waiting: deque[Batch] = field(default_factory=deque)

    def submit(self, batch: Batch) -> None:
        self._waiting.append(batch)

    def finished(self, timeout: float) -> list[Outcome]:
        if not self._waiting:
            return []
        if self._speaker is None:
            self._speaker = Speaker.load(self.pack, self.expected)
        return [self._speaker.outcome(self._waiting.popleft())]

    def close(self) -> None:
        self._waiting.clear()


class Processes:
    """Speaks in worker processes of one thread, which load the models once; one that ends is replaced."""

    name = "processes"
    together = BATCH

    def __init__(self, pack: str | None, expected: str, workers: int) -> None:
        """pack, expected: as in `Speaker.load`. workers: processes; they start when there is work."""
        self.workers = workers
        self._asked = (pack, expected)
        self._crew: list[_Worker] = []
        self._waiting: deque[Batch] = deque()
        self._early_ends = 0  # workers in a row that ended before they were ready

    def submit(self, batch: Batch) -> None:
        self._waiting.append(batch)
        self._feed()

    def finished(self, timeout: float) -> list[Outcome]:
        self._feed()
        watched = [end for worker in self._crew for end in (worker.connection, worker.process.sentinel)]
        ready = set(wait(watched, timeout)) if watched else set()
        outcomes = []
        for number, worker in enumerate(self._crew):
            if worker.connection in ready or worker.process.sentinel in ready:
                outcomes += self._heard(number, worker)
        self._feed()
        return outcomes

    def close(self) -> None:
        self._waiting.clear()
        for worker in self._crew:
            worker.process.kill()  # it holds nothing that would be lost
            worker.connection.close()
        for worker in self._crew:
            worker.process.join()
        self._crew.clear()

    def _feed(self) -> None:
        """Give batches to idle workers, and have as many workers as there is work for."""
        idle = sum(worker.batch is None for worker in self._crew)
        while len(self._crew) < self.workers and idle < len(self._waiting):
            self._crew.append(_Worker.started(*self._asked))
            idle += 1
        for worker in self._crew:
            if worker.ready and worker.batch is None and self._waiting:
                worker.batch = self._waiting.popleft()
                try:
                    worker.connection.send(worker.batch)
                except OSError:  # it has just ended, which its sentinel will tell
                    return

    def _heard(self, number: int, worker: _Worker) -> list[Outcome]:
        """What a worker has sent; where it has ended, another takes its place."""
        try:
            told = worker.connection.recv() if worker.connection.poll() else None
        except (EOFError, OSError):
            told = None
        if isinstance(told, Outcome):
            worker.batch = None
            return [told]
        if told == _READY:
            worker.ready, self._early_ends = True, 0
            return []
        if isinstance(told, str):
            raise BookError(told)
        worker.process.join()
        code = worker.process.exitcode
        worker.connection.close()
        self._early_ends += not worker.ready
        if self._early_ends > _MOST_EARLY_ENDS:
            raise BookError(
                f"worker processes end before they are ready (exit code {code}); "
                "is there too little memory? use fewer --workers"
            )
        self._crew[number] = _Worker.started(*self._asked)
        if worker.batch is None:
            return []
        why = f"the worker process ended (exit code {code})"
        return [Outcome(worker.batch, error=why, lost=True)]


_READY = "ready"
_MOST_EARLY_ENDS = 3


@dataclass
class _Worker:
    """One worker process. ready: whether its models are loaded. batch: what it has in hand."""

    process: BaseProcess
    connection: Connection
    ready: bool = False
    batch: Batch | None = None

    @staticmethod
    def started(pack: str | None, expected: str) -> _Worker:
        context = _context()
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, pack, expected), daemon=True)
        with _lean():
            process.start()
        theirs.close()
        return _Worker(process, ours)


def _context() -> ForkServerContext | SpawnContext:
    """How workers start. They are not forked off this process, which may hold threads of torch, but off one
    that has only imported what all of them need, so that its memory is shared, or else spawned."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tts.engine", "studio.book.coverage", "studio.take", "scipy.fft", "soxr"])
    return context


_LEAN = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "32",  # kept for every length of a line that ever occurred, else
}


@contextmanager
def _lean() -> Iterator[None]:
    """Processes that are started meanwhile compute with one thread and keep no memory that is free."""
    before = {name: os.environ.get(name) for name in _LEAN}
    os.environ.update(_LEAN)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _serve(connection: Connection, pack: str | None, expected: str) -> None:
    """A worker process: speak what comes until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asked decides what an interruption means
    try:
        speaker = Speaker.load(pack, expected)
    except DramatisError as error:
        connection.send(str(error))
        return
    try:
        connection.send(_READY)
        while True:
            connection.send(speaker.outcome(connection.recv()))
            _give_back()
    except (EOFError, OSError):
        return


def _give_back() -> None:
    """Hand free memory back to the system, which glibc keeps in pieces between batches of other lengths."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)
