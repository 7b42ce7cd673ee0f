"""What a render would do and how long it would take, before it is started.

The length of the audio comes from the phones and the voice pack's mean durations, corrected by what the takes
of this project came out like; the time from past renders of the project on this machine, else from a few of
its lines spoken as a trial, or from how fast the machine has proved before.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from studio.book.executors import Job, Speaker
from studio.book.inventory import Inventory
from studio.book.plan import PlannedLine
from studio.book.render import machine
from studio.book.store import PastRender
from tts.errors import EngineError

_ENOUGH = 10.0  # seconds of audio from which on a past render tells how fast another will be
_ALONE = 60.0  # seconds of audio up to which further processes take longer to start than they save
_TRIED = 8  # lines of a trial
_REMEMBERED = 5  # past renders that count


@dataclass(frozen=True)
class Estimate:
    """What a render has to do.

    lines: of the chapters asked for; there: those that have their take, or share one that is there;
    spoken: takes to be spoken; silent: lines without anything to speak. failed: lines that cannot be asked
    for, or could not be spoken last time. seconds: of audio to be made; whole: of all audio in the end, with
    no pauses between lines. by_speaker: takes to be spoken of each. outdated: locked takes that are delivered
    though something has changed. speed: seconds of audio a second, and basis: where it is known from; None
    where nothing is to be spoken. notes: what directions say that nobody understands, each once.
    """

    lines: int
    there: int
    spoken: int
    silent: int
    failed: int
    seconds: float
    whole: float
    by_speaker: dict[str, int]
    outdated: int
    workers: int
    speed: float | None
    basis: str
    notes: tuple[str, ...] = ()

    @property
    def wall(self) -> float | None:
        """Expected seconds until it is done."""
        return self.seconds / self.speed if self.speed else None


def estimate(
    inventory: Inventory,
    past: Iterable[PastRender],
    pack: str,
    workers: int,
    chapters: Collection[int] | None = None,
    trial: Callable[[], Speaker] | None = None,
    usual: float | None = None,
) -> Estimate:
    """What there is to do.

    past: renders of this project, the latest first. pack: hash of the voice pack. chapters: only these,
    counted from 0. Where no past render tells how fast it will be: usual is the `pace` of this machine, and
    trial loads a speaker to find out; without either, speed is None.
    """
    lines = [line for line in inventory.lines if chapters is None or line.chapter in chapters]
    wanted = [line for line in inventory.missing if chapters is None or line.chapter in chapters]
    factor = length_factor(inventory)
    seconds = factor * sum(line.seconds for line in wanted)
    whole = 0.0
    for line in lines:
        take = inventory.delivered(line)
        whole += take.seconds if take else factor * line.seconds
    speed, basis = _speed(tuple(past), pack, workers)
    if speed is None and usual:
        speed, basis = usual * min(workers, cores()), "the pace of this machine"
    if wanted and speed is None and trial is not None:
        speed, basis = _tried(trial(), wanted, workers), f"a trial of {min(_TRIED, len(wanted))} lines"
    to_speak = Counter(line.line.speaker for line in wanted)
    return Estimate(
        lines=len(lines),
        there=sum(inventory.delivered(line) is not None for line in lines),
        spoken=len(wanted),
        silent=sum(line.request is None and not line.error for line in lines),
        failed=sum(bool(inventory.error(line)) for line in lines),
        seconds=seconds,
        whole=whole,
        by_speaker=dict(to_speak.most_common()),
        outdated=sum(inventory.outdated(line) for line in lines),
        workers=workers,
        speed=speed if wanted else None,
        basis=basis if wanted else "",
        notes=_notes(lines),
    )


def length_factor(inventory: Inventory) -> float:
    """True length of the project's takes against the expected one; 1 before there are enough of them."""
    expected = true = 0.0
    for line in {line.key: line for line in inventory.lines if line.request}.values():
        if take := inventory.takes.get(line.key):
            expected, true = expected + line.seconds, true + take.seconds
    return true / expected if expected > _ENOUGH else 1.0


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def fitting_workers(seconds: float) -> int:
    """How many worker processes so much audio is worth: one a core, or none besides this process."""
    return cores() if seconds > _ALONE else 1


def _speed(past: tuple[PastRender, ...], pack: str, workers: int) -> tuple[float | None, str]:
    """Seconds of audio a second as past renders tell."""
    here = [p for p in past if p.pack == pack and p.machine == machine() and p.seconds > _ENOUGH]
    alike = [p for p in here if p.workers == workers][:_REMEMBERED]
    if alike:
        speed = sum(p.seconds for p in alike) / sum(p.wall for p in alike)
        return speed, f"{_counted(len(alike))} with {workers} worker{'s' if workers > 1 else ''}"
    others = here[:_REMEMBERED]
    if others:
        basis = f"{_counted(len(others))} with other numbers of workers"
        made = sum(p.seconds for p in others)
        if others[0].executor == "server":  # whose work costs this machine nothing
            return made * workers / sum(p.wall * p.workers for p in others), basis
        return made / sum(p.cost for p in others) * min(workers, cores()), basis
    return None, ""


def _counted(renders: int) -> str:
    return "the past render here" if renders == 1 else f"the past {renders} renders here"


def pace(speaker: Speaker, wanted: Collection[PlannedLine], count: int = _TRIED) -> float:
    """Seconds of audio that one process makes in a second of computing, by so many of some lines.

    They are of middling length, and spoken for nothing but this.
    """
    jobs = _middling(wanted, count)
    speaker.outcome(jobs[:1])  # what is slow the first time only
    began = time.process_time()
    outcome = speaker.outcome(jobs)
    spent = time.process_time() - began
    seconds = sum(spoken.seconds for spoken in outcome.spoken) or sum(line.seconds for line in wanted)
    return seconds / spent


def _tried(speaker: Speaker, wanted: Collection[PlannedLine], workers: int) -> float:
    """Speak some lines, and see. Raises EngineError when a server fails."""
    if not speaker.at_server:
        return pace(speaker, wanted) * min(workers, cores())
    began = time.perf_counter()
    outcome = speaker.outcome(_middling(wanted, _TRIED))
    if outcome.error:
        raise EngineError(f"the trial has failed: {outcome.error}")
    return sum(spoken.seconds for spoken in outcome.spoken) / (time.perf_counter() - began)


def _middling(wanted: Collection[PlannedLine], count: int) -> tuple[Job, ...]:
    by_length = sorted(wanted, key=lambda line: (line.phones, line.key))
    first = max(0, (len(by_length) - count) // 2)
    return tuple(
        Job(line.key, line.key, line.persona, line.request)
        for line in by_length[first : first + count]
        if line.request is not None
    )


def _notes(lines: Iterable[PlannedLine]) -> tuple[str, ...]:
    """What directions say that is not followed, once each, with the first place of it."""
    told: dict[str, str] = {}
    for line in lines:
        for note in line.notes:
            told.setdefault(f"[{line.line.direction}]: {note}", line.place)
    return tuple(f"{place} {note}" for note, place in told.items())
