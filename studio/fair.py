"""A queue that is fair between clients: start-time fair queueing (Goyal, Vin and Cheng 1996).

Every client has a clock of its own that moves by the cost of what it was given. The client whose clock is
behind comes next, so that one with many or long requests waits for itself and not the others for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from tts.errors import DramatisError

T = TypeVar("T")


class QueueFullError(DramatisError):
    """No more can wait, altogether or of this client."""


@dataclass(frozen=True)
class _Item(Generic[T]):
    content: T
    cost: float
    start: float  # on its client's clock


class FairQueue(Generic[T]):
    """Items that wait, at most `room` and at most `room_each` of one client; each client's keep their order.

    Not safe between threads: its owner holds a lock.
    """

    def __init__(self, room: int, room_each: int) -> None:
        self.room, self.room_each = room, room_each
        self._waiting: dict[str, deque[_Item[T]]] = {}
        self._clocks: dict[str, float] = {}  # where each client's next item starts
        self._now = 0.0  # start of the latest item that was taken

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    @property
    def cost(self) -> float:
        """Of all items that wait."""
        return sum(item.cost for queue in self._waiting.values() for item in queue)

    def put(self, client: str, item: T, cost: float) -> None:
        """Queue an item that will cost so much of any unit. Raises QueueFullError when there is no room."""
        own = self._waiting.get(client, ())
        if len(self) >= self.room:
            raise QueueFullError(f"{self.room} requests are waiting already; try again later")
        if len(own) >= self.room_each:
            raise QueueFullError(
                f"{self.room_each} requests of this client are waiting already; wait for their replies"
            )
        start = max(self._now, self._clocks.get(client, 0.0))
        self._clocks[client] = start + cost
        self._waiting.setdefault(client, deque()).append(_Item(item, cost, start))

    def take(self, fits: Callable[[T], bool] = lambda _: True) -> T | None:
        """Of the clients' first items, the one whose turn it is; those that do not fit are passed over."""
        ready = [(queue[0].start, client) for client, queue in self._waiting.items()]
        for start, client in sorted(ready, key=lambda entry: entry[0]):
            item = self._waiting[client][0]
            if fits(item.content):
                self._drop(client, item)
                self._now = max(self._now, start)
                self._forget()
                return item.content
        return None

    def remove(self, content: T) -> bool:
        """Take an item out of the queue; False when it does not wait."""
        for client, queue in self._waiting.items():
            for item in queue:
                if item.content is content:
                    self._drop(client, item)
                    return True
        return False

    def _drop(self, client: str, item: _Item[T]) -> None:
        queue = self._waiting[client]
        queue.remove(item)
        if not queue:
            del self._waiting[client]

    def _forget(self) -> None:
        """A clock that is behind says nothing any more."""
        self._clocks = {
            client: clock
            for client, clock in self._clocks.items()
            if clock > self._now or client in self._waiting
        }
