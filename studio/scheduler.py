"""Requests of many clients → engines, fairly (`studio.fair`) and batched under load (`studio.engine_thread`).

Whatever way a request goes, its reply is a row of `AudioChunk`. The same request gives the same words,
timings and receipt, and samples that differ by less than can be heard (`tts.engine`).
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.engine_thread import (
    Board,
    BusyError,
    EngineThread,
    LateError,
    Limits,
    Piece,
    Ticket,
    shutting_down,
)
from studio.fair import FairQueue, QueueFullError
from tts.request import AudioChunk, SpeechRequest, Take

if TYPE_CHECKING:
    from tts.engine import Engine

__all__ = ["BusyError", "LateError", "Limits", "Load", "Scheduler"]


@dataclass(frozen=True)
class Load:
    """What a scheduler is doing, and has done since it began.

    streamed, batched: requests, the latter in so many `batches`. lost: engines that died or got stuck.
    """

    waiting: int
    active: int
    streamed: int
    batches: int
    batched: int
    lost: int
    spoken_seconds: float
    busy_seconds: float


class Scheduler:
    """See the module. It lives until `close`; its methods may be called from any event loop."""

    def __init__(self, engines: Sequence[Engine], limits: Limits | None = None) -> None:
        if not engines:
            raise ValueError("a scheduler needs at least one engine")
        self.limits = limits or Limits()
        self._board = Board(self.limits, FairQueue(self.limits.waiting, self.limits.waiting_each))
        self._board.threads += [EngineThread(self._board, each, n) for n, each in enumerate(engines)]
        for thread in self._board.threads:
            thread.start()

    async def speak(self, request: SpeechRequest, client: str) -> Take:
        """The whole text; see `stream`."""
        async with contextlib.aclosing(self.stream(request, client)) as chunks:
            return Take.from_chunks([chunk async for chunk in chunks])

    async def stream(self, request: SpeechRequest, client: str) -> AsyncGenerator[AudioChunk, None]:
        """The pieces of a request as they are made; closing the generator cancels what is left.

        client: whose turn it is. Raises BusyError when too many wait, LateError when the patience is at an
        end, and what engines raise.
        """
        loop = asyncio.get_running_loop()
        inbox: asyncio.Queue[Piece] = asyncio.Queue()

        def tell(piece: Piece) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is gone, and the client with it
                loop.call_soon_threadsafe(inbox.put_nowait, piece)

        ticket = Ticket(request, client, tell)
        self._admit(ticket)
        patience: float | None = self.limits.patience
        try:
            while True:
                try:
                    piece = await asyncio.wait_for(inbox.get(), patience)
                except asyncio.TimeoutError:
                    late = f"nothing was spoken within {patience:g} s; try again later"
                    raise LateError(late, self._retry_after()) from None
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise piece
                patience = None
                yield piece
                self._taken(ticket, len(piece.samples) / piece.sample_rate)
        finally:
            self._cancel(ticket)

    def load(self) -> Load:
        """A snapshot."""
        with self._board.changed:
            threads = self._board.threads
            return Load(
                waiting=len(self._board.queue),
                active=sum(thread.active for thread in threads),
                streamed=sum(thread.streamed for thread in threads),
                batches=sum(thread.batches for thread in threads),
                batched=sum(thread.batched for thread in threads),
                lost=sum(thread.lost for thread in threads),
                spoken_seconds=sum(thread.spoken_seconds for thread in threads),
                busy_seconds=sum(thread.busy_seconds for thread in threads),
            )

    def close(self, patience: float = 0.0) -> None:
        """Take no more requests, finish those under way within `patience` s, and end the threads."""
        board = self._board
        with board.changed:
            board.closing = True
            board.changed.notify_all()
        until = time.monotonic() + patience
        for thread in board.threads:
            thread.join(max(until - time.monotonic(), 0.0))
        with board.changed:
            while (ticket := board.queue.take()) is not None:
                ticket.tell(shutting_down())
            for thread in board.threads:
                thread.give_up = True
            board.changed.notify_all()
        for thread in board.threads:
            thread.join()

    def _admit(self, ticket: Ticket) -> None:
        with self._board.changed:
            if self._board.closing:
                raise shutting_down()
            if self._ahead() > self.limits.patience:
                raise BusyError("those who wait will take too long; try again later", self._retry_after())
            try:
                self._board.queue.put(ticket.client, ticket, ticket.cost)
            except QueueFullError as error:
                raise BusyError(str(error), self._retry_after()) from None
            self._board.changed.notify_all()

    def _retry_after(self) -> int:
        """Seconds in which about half of those who wait will have been served, at most a minute."""
        return min(max(math.ceil(self._ahead() / 2), 1), 60)

    def _ahead(self) -> float:
        """Seconds of work for all engines that wait."""
        threads = self._board.threads
        pace = sum(thread.pace for thread in threads) / len(threads)
        return pace * self._board.queue.cost / len(threads)

    def _taken(self, ticket: Ticket, seconds: float) -> None:
        with self._board.changed:
            ticket.untaken -= seconds
            self._board.changed.notify_all()

    def _cancel(self, ticket: Ticket) -> None:
        with self._board.changed:
            ticket.cancelled = True
            self._board.queue.remove(ticket)
            self._board.changed.notify_all()
