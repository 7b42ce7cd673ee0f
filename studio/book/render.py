"""Rendering: every line that lacks a take is spoken, checked and kept, whatever happens meanwhile.

Lines are leased (see `store`), spoken in batches of similar length, written so that a loss of power takes
nothing away, and only then entered as done: what is lost at most is what was being spoken. A line that fails
is tried alone, then with another seed, then marked failed, and the book goes on. A take that the coverage
check suspects is spoken once more with another seed, and the better one is delivered. A take depends on its
request alone, so that a book that was interrupted comes out as one that was not.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from studio.book.executors import BATCH, Batch, Executor, Job, Outcome, Spoken
from studio.book.inventory import Inventory
from studio.book.plan import PlannedLine, Voice
from studio.book.presence import present
from studio.book.project import Project
from studio.book.store import LEASE, PastRender, Store, TakeRecord
from studio.book.takes import Takes

_PHONES = 1000  # spoken together, at most: about 80 s of audio; more together is no faster, and costs memory
_WINDOW = 12 * BATCH  # lines among which those of similar length are looked for: chapters come out in order
_PATIENCE = 0.5  # s between looks at what others are doing
_SECOND = 1  # number of the take that is tried where the first fails or is suspect


@dataclass(frozen=True)
class Progress:
    """How far a render is. lines: of `total`. seconds: of audio made by this render, and wall: s it took;
    expected: of audio still to come."""

    lines: int
    total: int
    seconds: float
    expected: float
    wall: float

    @property
    def speed(self) -> float | None:
        """Seconds of audio a second; None before the first."""
        return self.seconds / self.wall if self.seconds and self.wall else None

    @property
    def remaining(self) -> float | None:
        """Seconds to go, if the speed stays."""
        return self.expected / self.speed if self.speed else None


@dataclass(frozen=True)
class Rendered:
    """What a render did: takes spoken, seconds of audio, and how long it took: wall, s, and cost, CPU s."""

    takes: int
    seconds: float
    wall: float
    cost: float


def render(
    project: Project,
    executor: Executor,
    chapters: Collection[int] | None = None,
    lines: Sequence[PlannedLine] | None = None,
    watch: Callable[[Progress], None] = lambda _: None,
    factor: float = 1.0,
) -> Rendered:
    """Speak every line that lacks a take; failed ones are tried again.

    chapters: only of these, counted from 0. lines: those of the book, or the ones among them that are wanted;
    None = all. watch: told whenever something is done. factor: of the audio's true length to the expected
    one. The executor is closed in the end.
    """
    planned = project.lines() if lines is None else lines
    with project.store() as store, present(project.locks) as owner:
        inventory = Inventory.of(planned, store, project.takes)
        wanted = [line for line in inventory.missing if chapters is None or line.chapter in chapters]
        gone = {line.key for line in wanted} & {k for k, s in inventory.states.items() if s.state == "done"}
        store.reopen(gone)
        work = _Render(project.takes, project.voice(), store, owner, executor, inventory, watch, factor)
        try:
            with _signs_of_life(project, owner):
                work.run(wanted)
        finally:
            executor.close()
            store.release(owner)
            done = work.done()
            if done.takes:
                store.record(
                    PastRender(
                        executor.name, executor.workers, work.voice.pack, machine(),
                        done.takes, done.seconds, done.wall, done.cost,
                    )
                )  # fmt: skip
        return done


def machine() -> str:
    """What past renders are compared by: the name of this machine and its cores."""
    return f"{platform.node()} ({os.cpu_count()} cores)"


@contextmanager
def _signs_of_life(project: Project, owner: str) -> Iterator[None]:
    """Keep the leases of an owner alive, however long its batches take."""
    ended = threading.Event()

    def beat() -> None:
        with project.store() as store:
            while not ended.wait(LEASE / 4):
                store.extend(owner)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@dataclass
class _Render:
    """One render under way."""

    takes: Takes
    voice: Voice
    store: Store
    owner: str
    executor: Executor
    inventory: Inventory
    watch: Callable[[Progress], None]
    factor: float
    _began: float = field(default_factory=time.perf_counter)
    _planned: dict[str, PlannedLine] = field(default_factory=dict)
    _open: dict[str, float] = field(default_factory=dict)  # line → seconds of audio expected
    _first: dict[str, TakeRecord] = field(default_factory=dict)  # suspect first takes of lines in hand
    _again: deque[Job] = field(default_factory=deque)  # to be spoken with others
    _alone: deque[Job] = field(default_factory=deque)
    _lost: dict[str, int] = field(default_factory=dict)  # address → workers that ended over it
    _in_hand: int = 0
    _made: list[tuple[float, float]] = field(default_factory=list)  # seconds and cost of each take

    def run(self, wanted: Sequence[PlannedLine]) -> None:
        """Until each of these lines is done or failed, here or elsewhere."""
        self._planned = {line.key: line for line in wanted}
        self._open = {line.key: line.seconds * self.factor for line in wanted}
        self._tell()
        while self._open:
            fresh = self._batches([line for line in wanted if line.key in self._open])
            while self._fill(fresh):
                for outcome in self.executor.finished(_PATIENCE):
                    self._in_hand -= 1
                    self._take_in(outcome)
            if self._open:  # what is left is in the hands of others
                time.sleep(_PATIENCE)
                self._look_around()

    def done(self) -> Rendered:
        """What was done so far."""
        seconds, cost = (
            (sum(values) for values in zip(*self._made, strict=True)) if self._made else (0.0, 0.0)
        )
        return Rendered(len(self._made), seconds, time.perf_counter() - self._began, cost)

    # What to speak next

    def _fill(self, fresh: Iterator[Batch]) -> bool:
        """Give the executor what it can take; False when nothing is left to give or to wait for."""
        while self._in_hand <= self.executor.workers:
            batch = self._next(fresh)
            if not batch:
                break
            self.executor.submit(batch)
            self._in_hand += 1
        return self._in_hand > 0

    def _next(self, fresh: Iterator[Batch]) -> Batch:
        if self._alone:
            return (self._alone.popleft(),)
        together = self.executor.together
        if len(self._again) < together and (batch := next(fresh, ())):
            return batch
        return tuple(self._again.popleft() for _ in range(min(together, len(self._again))))

    def _batches(self, wanted: Sequence[PlannedLine]) -> Iterator[Batch]:
        """Lines leased and put together by length."""
        for start in range(0, len(wanted), _WINDOW):
            window = sorted(wanted[start : start + _WINDOW], key=lambda line: (line.phones, line.key))
            most = min(self.executor.together, -(-len(window) // self.executor.workers))
            while window:
                size = next(
                    (n for n in range(most, 1, -1) if sum(line.phones for line in window[:n]) <= _PHONES), 1
                )
                together, window = window[:size], window[size:]
                claimed = self.store.claim(self.owner, [line.key for line in together])
                jobs = [job for key in claimed if (job := self._first_job(self._planned[key]))]
                if jobs:
                    yield tuple(jobs)

    def _first_job(self, line: PlannedLine) -> Job | None:
        """What is to be spoken first of a line just leased; None where its takes are there already."""
        assert line.request is not None
        first = self.inventory.takes.get(line.key)
        if first is None:
            return Job(line.key, line.key, line.persona, line.request)
        if not first.verdict.reasons:
            self._settle(line.key, first)
            return None
        key, request = line.another(self.voice, _SECOND)
        self._first[line.key] = first
        if second := self.inventory.takes.get(key):
            self._settle(line.key, second)
            return None
        return Job(key, line.key, line.persona, request)

    def _second_job(self, job: Job) -> Job:
        line = self._planned[job.line]
        key, request = line.another(self.voice, _SECOND)
        return Job(key, job.line, job.persona, request)

    # What became of it

    def _take_in(self, outcome: Outcome) -> None:
        if outcome.lost:
            self._lose(outcome)
        elif outcome.error and len(outcome.batch) > 1:
            self._alone.extend(outcome.batch)
        elif outcome.error:
            self._fail(outcome.batch[0], outcome.error)
        else:
            for spoken in outcome.spoken:
                self._keep(spoken)
        self._tell()

    def _lose(self, outcome: Outcome) -> None:
        """A worker has ended: its lines are tried together once more, then alone."""
        before = max(self._lost.get(job.key, 0) for job in outcome.batch)
        for job in outcome.batch:
            self._lost[job.key] = before + 1
        if not before:
            self._again.extend(outcome.batch)
        elif len(outcome.batch) > 1:
            self._alone.extend(outcome.batch)
        else:
            self._fail(outcome.batch[0], outcome.error)

    def _fail(self, job: Job, error: str) -> None:
        """A line failed alone: try another seed, then mark it, or deliver the suspect take that there is."""
        if first := self._first.get(job.line):
            self._settle(job.line, first)
        elif job.key == job.line:
            self._alone.append(self._second_job(job))
        else:
            self.store.fail(job.line, error)
            self._close(job.line)

    def _keep(self, spoken: Spoken) -> None:
        job = spoken.job
        self.takes.keep(job.key, spoken.audio, spoken.facts)
        record = spoken.record(time.time())
        self._made.append((spoken.seconds, spoken.cost))
        if spoken.verdict.reasons and job.key == job.line:
            self.store.keep([record], {})
            self._first[job.line] = record
            self._again.append(self._second_job(job))
        else:
            self._settle(job.line, record, fresh=True)

    def _settle(self, line: str, take: TakeRecord, fresh: bool = False) -> None:
        """The line is done: the better of this take and the first, if that was suspect, is delivered."""
        first = self._first.pop(line, take)
        best = take if take.verdict.better_than(first.verdict) else first
        self.store.keep([take] if fresh else [], {line: best.key})
        self._close(line)

    def _close(self, line: str) -> None:
        self._open.pop(line, None)

    def _look_around(self) -> None:
        """What others have done since."""
        states = self.store.lines()
        for key in list(self._open):
            state = states.get(key)
            if state and state.state in ("done", "failed"):
                self._close(key)
        self._tell()

    def _tell(self) -> None:
        seconds = sum(seconds for seconds, _ in self._made)
        total = len(self._planned)
        left = sum(self._open.values())
        self.watch(Progress(total - len(self._open), total, seconds, left, time.perf_counter() - self._began))
