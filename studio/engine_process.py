"""An engine in a process of its own, so that several cores speak at once and a crash ends no server.

One Python process speaks on hardly more than one core, since a decoding step is many small operations; so a
server has one such engine a core (see docs/api.md for the figures). The process answers one call at a time.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from tts.errors import DramatisError
from tts.request import AudioChunk, SpeechRequest, Take

if TYPE_CHECKING:
    from tts.engine import Engine

_PATIENCE = 600.0  # s for one answer, after which the process is taken for stuck
_LOADING = 300.0  # s for the first answer at least, since a busy machine loads slowly


class EngineLostError(DramatisError):
    """An engine's process died or no longer answers; the next call starts another."""


def native(pack: str | None = None) -> Engine:
    """The engine on a voice pack, ready: what is loaded with the first words is loaded already.

    The models' libraries are imported where this is called.
    """
    from tts.engine import load
    from tts.request import SpeechRequest

    engine = load(pack)
    for _ in engine.stream(SpeechRequest("Ready.")):
        pass
    return engine


class EngineProcess:
    """The `Engine` protocol over a process that is started on the first call, and again after a crash.

    load: makes the engine, in the process; it must be picklable, such as ``partial(native, pack)``.
    niceness: added to the process' own. Calls of several threads wait for one another.
    """

    def __init__(self, load: Callable[[], Engine], niceness: int = 0, patience: float = _PATIENCE) -> None:
        self._load, self._niceness, self._patience = load, niceness, patience
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._numbers = itertools.count()

    @property
    def pid(self) -> int | None:
        """The process' id while it runs."""
        return self._process.pid if self._process is not None and self._process.is_alive() else None

    def start(self) -> str:
        """Load the engine now rather than on the first call; the hash of its voice pack, "" without one.

        Raises what loading raises.
        """
        return str(self._call("ready"))

    def speak(self, request: SpeechRequest) -> Take:
        return self.speak_batch([request])[0]

    def speak_batch(self, requests: Sequence[SpeechRequest]) -> list[Take]:
        takes: list[Take] = self._call("speak_batch", list(requests))
        return takes

    def stream(self, request: SpeechRequest) -> Iterator[AudioChunk]:
        """Each piece is made when it is asked for; several streams may be open at once."""
        number = next(self._numbers)
        process = self._call("open", number, request)
        try:
            while (chunk := self._call("next", number, same=process)) is not None:
                yield chunk
        finally:
            if self.pid == process:
                self._call("close", number, same=process)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _call(self, name: str, *arguments: Any, same: int | None = None) -> Any:
        """An answer of the process. same: the id of the process that must give it."""
        with self._lock:
            patience = self._patience
            if self.pid is None:
                if same is not None:
                    raise EngineLostError("the engine's process died in the middle of a stream; ask again")
                self._begin()
                patience = max(patience, _LOADING)
            assert self._pipe is not None
            if same is not None and self.pid != same:
                raise EngineLostError("the engine's process died in the middle of a stream; ask again")
            try:
                self._pipe.send((name, *arguments))
                if not self._pipe.poll(patience):
                    raise TimeoutError
                done, value = self._pipe.recv()
            except (EOFError, OSError) as error:  # TimeoutError is an OSError
                self._end()
                what = "does not answer" if isinstance(error, TimeoutError) else "died"
                raise EngineLostError(f"the engine's process {what}; ask again") from None
        if not done:
            raise value
        return value

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._load, self._niceness), name="dramatis-engine", daemon=True
        )
        self._process.start()
        theirs.close()

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.terminate()
            self._process.join(2)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        self._pipe = self._process = None


def _serve(pipe: Connection, load: Callable[[], Engine], niceness: int) -> None:
    """Answer calls until the other end is closed, which happens as well when the parent dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's affair
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    engine: Engine | None = None
    streams: dict[int, Iterator[AudioChunk]] = {}
    while True:
        try:
            name, *arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            engine = engine or load()
            answer = (True, _answer(engine, streams, name, arguments))
        except DramatisError as error:
            answer = (False, error)
        except Exception as error:  # noqa: BLE001  # whatever it is, the caller has to know
            answer = (False, RuntimeError(f"{type(error).__name__}: {error}"))
        try:
            pipe.send(answer)
        except OSError:
            return


def _answer(
    engine: Engine, streams: dict[int, Iterator[AudioChunk]], name: str, arguments: Sequence[Any]
) -> Any:
    if name == "speak_batch":
        return engine.speak_batch(arguments[0])
    if name == "open":
        streams[arguments[0]] = engine.stream(arguments[1])
        return os.getpid()
    if name == "next":
        return next(streams[arguments[0]], None)
    if name == "close":
        streams.pop(arguments[0], None)
        return None
    return getattr(getattr(engine, "pack", None), "hash", "")
