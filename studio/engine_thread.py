"""One engine at work for many clients: what it streams, and what it speaks together.

While fewer requests are under way than all engines can stream side by side, each is streamed at once, piece
by piece in turn, so that its first sound comes soonest. When there are more, an engine takes several short
ones together in one `speak_batch`, which makes most sound in a second; long ones are still streamed. A batch
waits until the streams are ahead of their listeners, and afterwards these get their share of the time.
"""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from studio.engine_process import EngineLostError
from studio.fair import FairQueue, QueueFullError
from tts.errors import DramatisError
from tts.request import AudioChunk, SpeechRequest, Take

if TYPE_CHECKING:
    from tts.engine import Engine

Piece: TypeAlias = "AudioChunk | BaseException | None"
"""What a client is told: a piece of audio, what went wrong, or None when its reply is complete."""

_PAUSE = 20  # characters that the silences of a request cost
_FIRST_GUESS = 0.004  # s of work for a character, until it is measured
_MEMORY = 0.8  # of the old pace in the new one
_GATHERING = 0.03  # s


class BusyError(DramatisError):
    """The server has too much to do. retry_after: s, when it is worth asking again."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class LateError(BusyError):
    """The server could not answer in time, or is about to end."""


def shutting_down() -> LateError:
    """What those are told who ask too late."""
    return LateError("the server is shutting down; try again later", 10)


@dataclass(frozen=True)
class Limits:
    """waiting: requests that may wait, waiting_each: of one client. streams: at once by one engine.

    batch: requests spoken together at most; batch_seconds: of work for one batch, aimed at. ahead: s of audio
    made before its client takes any. patience: s until the first sound, after which a request is refused.
    yielding: s that a batch is put off at most until streams are far enough ahead of their listeners.
    """

    waiting: int = 256
    waiting_each: int = 128
    streams: int = 3
    batch: int = 16
    batch_seconds: float = 3.0
    ahead: float = 30.0
    patience: float = 60.0
    yielding: float = 2.0


@dataclass(eq=False)
class Ticket:
    """One request on its way. tell: takes its pieces. untaken: s of audio that the client has not taken."""

    request: SpeechRequest
    client: str
    tell: Callable[[Piece], None]
    asked: float = field(default_factory=time.monotonic)
    untaken: float = 0.0
    cancelled: bool = False
    tries: int = 0

    @property
    def cost(self) -> int:
        return len(self.request.text) + _PAUSE


@dataclass(eq=False)
class Stream:
    """A ticket whose pieces are being made. chunks: None until the first is wanted."""

    ticket: Ticket
    chunks: Iterator[AudioChunk] | None = None
    began: float = 0.0
    spoken: float = 0.0

    @property
    def lead(self) -> float:
        """Seconds by which the audio is ahead of somebody who listens to it."""
        return self.spoken - (time.monotonic() - self.began) if self.spoken else 0.0

    def close(self) -> None:
        """Make no more of it."""
        if isinstance(self.chunks, Generator):
            self.chunks.close()


@dataclass(eq=False)
class Board:
    """What the engines' threads share: the requests that wait, under one lock."""

    limits: Limits
    queue: FairQueue[Ticket]
    changed: threading.Condition = field(default_factory=threading.Condition)
    threads: list[EngineThread] = field(default_factory=list)
    closing: bool = False


class EngineThread(threading.Thread):
    """One engine at work.

    pace: s of work for a character in a batch. owed: s of work that the streams under way may have before
    the next batch. wanted: when a batch was first put off for them. What others read is changed under the
    board's lock.
    """

    def __init__(self, board: Board, engine: Engine, number: int) -> None:
        super().__init__(name=f"dramatis-engine-{number}", daemon=True)
        self._board, self._engine = board, engine
        self._streams: list[Stream] = []
        self.pace, self._owed = _FIRST_GUESS, 0.0
        self._wanted: float | None = None
        self.idle = self.give_up = False
        self.batching = self.streamed = self.batches = self.batched = self.lost = 0
        self.spoken_seconds = self.busy_seconds = 0.0

    @property
    def active(self) -> int:
        """Requests being spoken; one whose client does not keep up costs nothing and does not count."""
        return len(self._moving()) + self.batching

    def run(self) -> None:
        changed = self._board.changed
        while True:
            with changed:
                self.idle = True
                changed.wait_for(self._has_work)
                self.idle = False
                if self.give_up or self._done():
                    break
                gone = self._gone()
                batch = self._choose()
                self.batching = len(batch)
                turn = [] if batch else self._moving()
            started = time.monotonic()
            for stream in gone:
                stream.close()
            if batch:
                self._speak(batch)
            for stream in turn:
                self._slice(stream)
            with changed:
                self._settle(batch, time.monotonic() - started)
                changed.notify_all()
        for stream in self._streams:
            stream.close()
            stream.ticket.tell(shutting_down())

    def _has_work(self) -> bool:
        return bool(
            self.give_up
            or self._done()
            or self._board.queue
            or self._moving()
            or any(stream.ticket.cancelled for stream in self._streams)
        )

    def _done(self) -> bool:
        return self._board.closing and not self._board.queue and not self._streams

    def _moving(self) -> list[Stream]:
        """Streams whose clients keep up with them."""
        ahead = self._board.limits.ahead
        return [stream for stream in self._streams if stream.ticket.untaken < ahead]

    def _gone(self) -> list[Stream]:
        """Streams that nobody wants any more, put aside."""
        gone = [stream for stream in self._streams if stream.ticket.cancelled]
        self._streams = [stream for stream in self._streams if not stream.ticket.cancelled]
        return gone

    # What to do next; called under the lock

    def _choose(self) -> list[Ticket]:
        """Open streams, or return requests that are to be spoken together."""
        board, limits = self._board, self._board.limits
        others = sum(thread.idle for thread in board.threads)
        if not board.queue or (others and self._moving()):
            return []  # somebody who has nothing to do is quicker
        threads = board.threads
        if len(board.queue) + sum(thread.active for thread in threads) <= limits.streams * len(threads):
            return self._take(math.ceil(len(board.queue) / (others + 1)), together=False)
        if self._must_stream():
            return []
        # Those who were just served are about to ask again.
        board.changed.wait_for(lambda: len(board.queue) >= limits.batch, _GATHERING)
        return self._take(min(math.ceil(len(board.queue) / (others + 1)), limits.batch), together=True)

    def _must_stream(self) -> bool:
        """Whether those who listen to a stream would notice that a batch comes in between."""
        moving = self._moving()
        if not moving:
            return False
        now = time.monotonic()
        self._wanted = self._wanted or now
        limits = self._board.limits
        late = now - self._wanted > limits.yielding
        return self._owed > 0 or not (late or all(s.lead > limits.batch_seconds for s in moving))

    def _take(self, count: int, together: bool) -> list[Ticket]:
        """Requests for a batch; those to be streamed, all that can be unless `together`, are opened."""
        limits = self._board.limits
        batch: list[Ticket] = []
        left = limits.batch_seconds / self.pace  # characters

        def fits(ticket: Ticket) -> bool:
            if self._streamed(ticket, together):
                return len(self._moving()) < limits.streams
            return not batch or ticket.cost <= left

        for _ in range(count):
            ticket = self._board.queue.take(fits)
            if ticket is None:
                break
            if self._streamed(ticket, together):
                self._streams.append(Stream(ticket))
                self.streamed += 1
            else:
                batch.append(ticket)
                left -= ticket.cost
        return batch

    def _streamed(self, ticket: Ticket, together: bool) -> bool:
        """Whether a request is streamed: one that has to be verified cannot be, a long one must be."""
        if ticket.request.verify:
            return False
        return not together or ticket.cost * self.pace > self._board.limits.batch_seconds / 2

    def _settle(self, batch: Sequence[Ticket], spent: float) -> None:
        """Learn the pace, and what is owed to the streams that had to wait."""
        self.batching = 0
        self.busy_seconds += spent
        if not batch:
            self._owed = max(self._owed - spent, 0.0)
            return
        pace = spent / sum(ticket.cost for ticket in batch)
        self.pace = _MEMORY * self.pace + (1 - _MEMORY) * pace
        streams = len(self._moving())
        self._owed = spent * streams / (streams + len(batch))
        self._wanted = None
        self.batches += 1
        self.batched += len(batch)

    # Speaking

    def _slice(self, stream: Stream) -> None:
        """One piece of a stream."""
        ticket = stream.ticket
        try:
            if stream.chunks is None:
                stream.chunks = iter(self._engine.stream(ticket.request))
            chunk = next(stream.chunks, None)
        except EngineLostError as error:
            self.lost += 1
            self._end(stream)
            self._again(ticket, error, fresh=not stream.spoken)
            return
        except Exception as error:  # noqa: BLE001  # the client has to be told, and the thread to go on
            self._end(stream)
            ticket.tell(error)
            return
        if chunk is None:
            self._end(stream)
            ticket.tell(None)
            return
        stream.began = stream.began or time.monotonic()
        stream.spoken += len(chunk.samples) / chunk.sample_rate
        self._deliver(ticket, chunk)

    def _end(self, stream: Stream) -> None:
        with self._board.changed:
            self._streams.remove(stream)

    def _speak(self, batch: Sequence[Ticket]) -> None:
        """Several requests together; when one of them is at fault, each alone."""
        try:
            takes = self._engine.speak_batch([ticket.request for ticket in batch])
        except EngineLostError as error:
            self.lost += 1
            for ticket in batch:
                self._again(ticket, error, fresh=True)
        except Exception as error:  # noqa: BLE001  # as above
            if len(batch) == 1:
                batch[0].tell(error)
                return
            for ticket in batch:
                self._speak([ticket])
        else:
            for ticket, take in zip(batch, takes, strict=True):
                self._deliver(ticket, _chunk(take))
                ticket.tell(None)

    def _again(self, ticket: Ticket, error: EngineLostError, fresh: bool) -> None:
        """Queue a request again whose engine died before anything of it was heard."""
        ticket.tries += 1
        with self._board.changed:
            if fresh and ticket.tries < 2 and not ticket.cancelled:
                with contextlib.suppress(QueueFullError):
                    self._board.queue.put(ticket.client, ticket, ticket.cost)
                    return
        ticket.tell(error)

    def _deliver(self, ticket: Ticket, chunk: AudioChunk) -> None:
        seconds = len(chunk.samples) / chunk.sample_rate
        with self._board.changed:
            ticket.untaken += seconds
            self.spoken_seconds += seconds
        ticket.tell(chunk)


def _chunk(take: Take) -> AudioChunk:
    """A whole take as the only piece of a stream."""
    return AudioChunk(
        take.samples, 0.0, take.sample_rate, take.words, take.phones, take.skipped, take.receipt
    )
