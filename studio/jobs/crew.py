"""Worker processes, started beside a server and started again when they die."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

_LOOK = 0.5  # s between two looks at them
_SOONEST = 2.0  # s that a worker must have lived to be started again at once
_PATIENCE = 20.0  # s that a worker may take to give its job back


class Crew:
    """So many processes of one command, kept alive by a thread until they are dismissed.

    command: of one worker. tell: the journal, given the name of an event and facts.
    """

    def __init__(
        self,
        command: Sequence[str],
        count: int,
        tell: Callable[..., None] = lambda event, **facts: None,
    ) -> None:
        self._command, self._tell = list(command), tell
        self._stop = threading.Event()
        self._processes = [self._start() for _ in range(count)]
        self._thread = threading.Thread(target=self._watch, name="dramatis-crew", daemon=True)
        self._thread.start()

    @property
    def pids(self) -> tuple[int, ...]:
        """Ids of the processes that run."""
        return tuple(process.pid for process, _ in self._processes if process.poll() is None)

    def dismiss(self, patience: float = _PATIENCE) -> None:
        """Have every worker give its job back and end; those that do not within `patience` s are ended."""
        self._stop.set()
        self._thread.join()
        for process, _ in self._processes:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + patience
        for process, _ in self._processes:
            try:
                process.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self) -> tuple[subprocess.Popen[bytes], float]:
        return subprocess.Popen(self._command, stdin=subprocess.DEVNULL), time.monotonic()

    def _watch(self) -> None:
        while not self._stop.wait(_LOOK):
            for number, (process, born) in enumerate(self._processes):
                code = process.poll()
                if code is None or time.monotonic() - born < _SOONEST:
                    continue
                self._tell("worker died", pid=process.pid, code=code)
                self._processes[number] = self._start()


def worker_command(*options: str) -> list[str]:
    """The command line of one worker with this Python; options as of `dramatis worker`."""
    return [sys.executable, "-m", "studio.cli", "worker", *options]
