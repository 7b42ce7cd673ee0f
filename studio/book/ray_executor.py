"""Lines spoken by a pool of actors on a Ray cluster: where one machine is not enough.

The cluster is the one that `RAY_ADDRESS` names, or one that Ray starts on this machine. Its nodes need the
same release of dramatis and the same voice pack; takes come back here, and only here is the store written.
An actor whose process or node ends is started again by Ray, and its lines go to another.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from studio.book.executors import Batch, Outcome, Speaker
from tts.errors import BookError, DramatisError

_MOST_EARLY_ENDS = 3  # actors in a row that end before they have spoken anything


class RayActors:
    """An executor of `workers` actors with one core each."""

    name = "ray"

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
        self._idle: list[Any] = []
        self._busy: dict[Any, tuple[Any, Batch]] = {}
        self._waiting: deque[Batch] = deque()
        self._early_ends = 0
        self._ours = False

    def submit(self, batch: Batch) -> None:
        self._waiting.append(batch)
        self._feed()

    def finished(self, timeout: float) -> list[Outcome]:
        self._feed()
        if not self._busy:
            return []
        done, _ = self._ray.wait(list(self._busy), num_returns=1, timeout=timeout)
        outcomes = [self._outcome(reference) for reference in done]
        self._feed()
        return outcomes

    def close(self) -> None:
        self._waiting.clear()
        actors = [*self._idle, *(actor for actor, _ in self._busy.values())]
        self._idle, self._busy = [], {}
        for actor in actors:
            self._ray.kill(actor)
        if self._ours:
            self._ray.shutdown()
            self._ours = False

    def _feed(self) -> None:
        """Give batches to idle actors, and have as many actors as there is work for."""
        if self._waiting and not self._ray.is_initialized():
            self._ray.init(log_to_driver=False, include_dashboard=False)
            self._ours = True
        while self._waiting:
            if not self._idle:
                if len(self._busy) >= self.workers:
                    return
                self._idle.append(self._started())
            actor, batch = self._idle.pop(), self._waiting.popleft()
            self._busy[actor.speak.remote(batch)] = actor, batch

    def _started(self) -> Any:
        lean = {"env_vars": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}}
        remote = self._ray.remote(num_cpus=1, max_restarts=0, runtime_env=lean)(_Actor)
        return remote.remote(*self._asked)

    def _outcome(self, reference: Any) -> Outcome:
        actor, batch = self._busy.pop(reference)
        try:
            told = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:  # the actor has ended; another takes its place
            self._early_ends += 1
            if self._early_ends > _MOST_EARLY_ENDS:
                why = " ".join(str(error).split())[:300]
                raise BookError(f"actors on the Ray cluster end before they have spoken: {why}") from None
            return Outcome(batch, error=f"the actor ended: {type(error).__name__}", lost=True)
        if isinstance(told, str):
            raise BookError(told)
        self._early_ends = 0
        self._idle.append(actor)
        return told  # type: ignore[no-any-return]


class _Actor:
    """A worker on the cluster; loads its voice pack when it first speaks."""

    def __init__(self, pack: str | None, expected: str) -> None:
        self._asked = (pack, expected)
        self._speaker: Speaker | None = None

    def speak(self, batch: Batch) -> Outcome | str:
        """What became of the batch, or why nothing can be spoken here at all."""
        if self._speaker is None:
            try:
                self._speaker = Speaker.load(*self._asked)
            except DramatisError as error:
                return str(error)
        return self._speaker.outcome(batch)
