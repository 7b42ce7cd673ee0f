"""Lines spoken by a pool of actors on a Ray cluster: where one machine is not enough.

The cluster is the one that `RAY_ADDRESS` names, or one that Ray starts on this machine. Its nodes need the
same release of dramatis and the same voice pack; takes come back here, and only here is the store written.
An actor whose process or node ends is replaced, and its lines go to another.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from studio.book.executors import BATCH, Batch, Outcome, Speaker
from tts.errors import BookError, DramatisError

_MOST_EARLY_ENDS = 3  # actors in a row that end before they are ready


class RayActors:
    """An executor of at most `workers` actors with one core each; as many as the cluster has room for."""

    name = "ray"
    together = BATCH

    def __init__(self, pack: str | None, expected: str, workers: int) -> None:
        """pack, expected: as in `Speaker.load`. Raises BookError when Ray is not installed."""
        try:
            import ray
        except ImportError:
            raise BookError(
                "the executor 'ray' needs Ray; install it with `pip install 'dramatis[ray]'`"
            ) from None
        self.workers = workers
        self._ray = ray
        self._asked = (pack, expected)
        self._starting: dict[Any, Any] = {}  # what tells that it is ready → actor
        self._idle: list[Any] = []
        self._busy: dict[Any, tuple[Any, Batch]] = {}  # what will become of the batch → actor, batch
        self._waiting: deque[Batch] = deque()
        self._early_ends = 0
        self._ours = False

    def submit(self, batch: Batch) -> None:
        self._waiting.append(batch)
        self._feed()

    def finished(self, timeout: float) -> list[Outcome]:
        self._feed()
        awaited = [*self._busy, *self._starting]
        if not awaited:
            return []
        outcomes = []
        for reference in self._ray.wait(awaited, num_returns=1, timeout=timeout)[0]:
            if reference in self._starting:
                self._welcome(reference)
            else:
                outcomes.append(self._outcome(reference))
        self._feed()
        return outcomes

    def close(self) -> None:
        self._waiting.clear()
        busy = [actor for actor, _ in self._busy.values()]
        for actor in (*self._idle, *busy, *self._starting.values()):
            self._ray.kill(actor)
        self._idle, self._busy, self._starting = [], {}, {}
        if self._ours:
            self._ray.shutdown()
            self._ours = False

    def _feed(self) -> None:
        """Give batches to idle actors, and have as many actors as there is work for."""
        if self._waiting and not self._ray.is_initialized():
            self._ray.init(log_to_driver=False, include_dashboard=False)
            self._ours = True
        while self._waiting and self._idle:
            actor, batch = self._idle.pop(), self._waiting.popleft()
            self._busy[actor.speak.remote(batch)] = actor, batch
        while len(self._starting) < min(len(self._waiting), self.workers - len(self._busy)):
            # Ray lets an actor of one core compute with one thread.
            remote = self._ray.remote(num_cpus=1, max_restarts=0)(_Actor)
            started: Any = remote.remote(*self._asked)
            self._starting[started.load.remote()] = started

    def _welcome(self, reference: Any) -> None:
        """An actor is ready, or cannot be."""
        actor = self._starting.pop(reference)
        try:
            fault = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            self._early_ends += 1
            if self._early_ends > _MOST_EARLY_ENDS:
                why = " ".join(str(error).split())[:300]
                raise BookError(f"actors on the Ray cluster end before they have spoken: {why}") from None
            return
        if fault:
            raise BookError(fault)
        self._early_ends = 0
        self._idle.append(actor)

    def _outcome(self, reference: Any) -> Outcome:
        actor, batch = self._busy.pop(reference)
        try:
            outcome: Outcome = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:  # it has ended; another takes its place
            return Outcome(batch, error=f"the actor ended: {type(error).__name__}", lost=True)
        self._idle.append(actor)
        return outcome


class _Actor:
    """A worker on the cluster."""

    def __init__(self, pack: str | None, expected: str) -> None:
        self._asked = (pack, expected)

    def load(self) -> str:
        """Get ready to speak; why it cannot be done, "" if it can."""
        try:
            self._speaker = Speaker.load(*self._asked)
        except DramatisError as error:
            return str(error)
        return ""

    def speak(self, batch: Batch) -> Outcome:
        """What became of the batch."""
        return self._speaker.outcome(batch)
