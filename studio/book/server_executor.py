"""Lines spoken by a server of OpenAI's protocol, several at once, each by itself.

The client waits for a server that is busy and asks a failing one again (`tts.remote`). Where that is not
enough, all wait for a busy server as long as it says, and what it refused is asked again; another failure is
a line that failed. When nothing but failures of the server comes back, it is gone, and the render ends rather
than mark every line of the book: what was spoken is kept, and the next render goes on from there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from queue import Empty, SimpleQueue

from personas import Persona
from studio.book.coverage import Judge
from studio.book.executors import Batch, Outcome, Speaker, failed
from studio.engines import EngineOptions, engine_from, fingerprint
from tts.errors import BusyError, EngineError

PATIENCE = 300.0
"""Seconds for which a server may be busy with others while a book is rendered."""

_GONE = 8  # failures in a row
_LONGEST = 60.0  # s until a busy server is asked again


def server_speaker(options: EngineOptions, speakers: Iterable[Persona]) -> tuple[Speaker, Mapping[str, str]]:
    """What speaks at a server, and which of its voices each persona has.

    Raises EngineError where the server cannot be reached, RequestError where a persona has no voice.
    """
    chosen = engine_from(options, speakers)
    return Speaker(chosen.engine, Judge(None), fingerprint(options), at_server=True), chosen.voices or {}


class AtServer:
    """An executor of threads that ask one server and wait for it."""

    name = "server"
    together = 1

    def __init__(
        self, speaker: Speaker, voices: Mapping[str, str], workers: int, patience: float = PATIENCE
    ) -> None:
        """speaker, voices: as of `server_speaker`. workers: requests under way at once. patience: s for which
        the server may be busy with others."""
        self.voices, self.workers, self._patience = voices, workers, patience
        self._speaker = speaker
        self._waiting: SimpleQueue[Batch | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[Outcome, EngineError | None]] = SimpleQueue()
        self._threads = 0
        self._failures = 0  # of the server, in a row
        self._spoken = time.monotonic()  # when it last spoke
        self._busy_until = 0.0
        self._closed = False

    def submit(self, batch: Batch) -> None:
        self._waiting.put(batch)
        if self._threads < self.workers:
            threading.Thread(target=self._serve, daemon=True).start()  # who ends it does not wait for answers
            self._threads += 1

    def finished(self, timeout: float) -> list[Outcome]:
        """As of `Executor`. Raises EngineError when the server is gone."""
        try:
            outcome, error = self._done.get(timeout=timeout)
        except Empty:
            return []
        self._failures = self._failures + 1 if error else 0
        if error and self._failures >= max(_GONE, 2 * self.workers):
            raise EngineError(
                f"{self._failures} lines in a row have failed, and the rest is left alone: {error}; "
                "what was spoken is kept, render again to go on"
            )
        return [outcome]

    def close(self) -> None:
        self._closed = True
        try:
            while True:
                self._waiting.get_nowait()
        except Empty:
            pass
        for _ in range(self._threads):
            self._waiting.put(None)
        self._threads = 0

    def _serve(self) -> None:
        while batch := self._waiting.get():
            time.sleep(max(0.0, self._busy_until - time.monotonic()))
            if self._closed:
                return
            try:
                self._done.put((Outcome(batch, self._speaker.speak(batch)), None))
                self._spoken = time.monotonic()
            except BusyError as error:
                if time.monotonic() - self._spoken > self._patience:
                    self._done.put((failed(batch, error), error))
                else:
                    self._busy_until = time.monotonic() + min(error.after or 1.0, _LONGEST)
                    self._waiting.put(batch)
            except EngineError as error:
                self._done.put((failed(batch, error), error))
            except Exception as error:  # noqa: BLE001  one line must not end a book
                self._done.put((failed(batch, error), None))
