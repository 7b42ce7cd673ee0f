"""Lines → takes as long as their slots: the part that the voice does itself.

A line is spoken freely, which tells how long it naturally is, and then at the length of its slot, within
limits of pace. What counts is the speech without the silence at its ends; since that silence differs from
take to take, a line that misses its slot is asked for again with the difference, and then in other takes; so
is one of which it is doubtful whether it speaks its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from studio.dubbing.slots import SPACING, Slot
from studio.dubbing.takes import Spoken, Takes
from tts.errors import DramatisError, DubError, DurationError
from tts.request import REQUEST_LIMITS, SpeechRequest

if TYPE_CHECKING:
    from tts.engine import Engine

TOLERANCE = 0.02
"""Seconds by which speech may miss its slot unheard: no more than a frame of the picture."""

_TOGETHER = 24  # lines of a batch


@dataclass(frozen=True)
class Pace:
    """How far a voice may go to meet a slot.

    fastest, slowest: shortest and longest length, times the natural one. tries: takes of one line at most,
    besides the free one. exact: whether the engine can be asked for a duration; else it is asked for a speed.
    """

    fastest: float = 0.7
    slowest: float = 1.4
    tries: int = 8
    exact: bool = True

    def __post_init__(self) -> None:
        if not 0.5 <= self.fastest <= 1 <= self.slowest <= 2:
            limits = f"{self.fastest:g}–{self.slowest:g}"
            raise DubError(f"lines last 0.5–1 to 1–2 times their natural length, not {limits}")
        if self.tries < 1:
            raise DubError(f"a line needs at least one try, not {self.tries}")


@dataclass(frozen=True)
class Line:
    """A slot and the request that speaks its cue, without speed or duration. persona: its id. notes: for the
    report."""

    slot: Slot
    request: SpeechRequest
    persona: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paced:
    """A line as it was spoken.

    spoken: the take that comes closest to its slot; None where the line cannot be spoken. natural: length of
    its speech when spoken freely, s. asked: the length that was asked for, s. error: why it cannot be spoken.
    """

    line: Line
    spoken: Spoken | None
    natural: float = 0.0
    asked: float = 0.0
    tries: int = 0
    error: str | None = None

    @property
    def pace(self) -> float:
        """Length against the natural one."""
        return self.spoken.seconds / self.natural if self.spoken and self.natural else 1.0


def paced(
    lines: Sequence[Line],
    engine: Engine,
    takes: Takes,
    pace: Pace | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> Iterator[Paced]:
    """Speak lines at the length of their slots, in their order. told: is given how many are done.

    Raises EngineError when the engine itself fails; a line that cannot be spoken is returned with its error.
    """
    pace = pace or Pace()
    for start in range(0, len(lines), _TOGETHER):
        batch = [_Search(line, pace) for line in lines[start : start + _TOGETHER]]
        while waiting := [search for search in batch if search.next is not None]:
            told(start)
            results = takes.speak(engine, [search.next for search in waiting if search.next is not None])
            for search, result in zip(waiting, results, strict=True):
                search.heard(result)
        for number, search in enumerate(batch, start + 1):
            yield search.result()
            told(number)


@dataclass
class _Search:
    """The takes of one line so far, and what to ask for next."""

    line: Line
    pace: Pace
    next: SpeechRequest | None = None
    natural: Spoken | None = None
    wanted: float = 0.0
    error: DramatisError | None = None
    tried: list[tuple[float, Spoken]] = field(default_factory=list)  # seconds asked for, and the take

    def __post_init__(self) -> None:
        self.next = self.line.request

    def heard(self, result: Spoken | DramatisError) -> None:
        """The take of `next`, or why there is none; sets `next`."""
        asked, self.next = self.next, None
        assert asked is not None
        if self.natural is None:
            if isinstance(result, DramatisError):
                self.error = result
                return
            self.natural, self.wanted = result, _wanted(self.line.slot, result.seconds, self.pace)
            self.tried.append((result.seconds + result.around, result))
            if self._missed(result):
                self.next = self._asking(self.wanted + result.around)
        elif isinstance(result, DurationError) and (asked.duration or 0.0) != result.closest:
            self.next = self._asking(result.closest)
        elif not isinstance(result, DramatisError):
            self.tried.append((asked.duration or self.wanted, result))
            if self._missed(result) and len(self.tried) <= self.pace.tries:
                self.next = self._again()

    def _missed(self, spoken: Spoken) -> bool:
        return bool(spoken.doubts) or abs(spoken.seconds - self.wanted) > TOLERANCE

    def _asking(self, seconds: float, other: int = 0) -> SpeechRequest:
        """The request for so many seconds, silence included. other: number of another take."""
        request = self.line.request
        request = replace(request, seed=(request.seed + other) % (2**63))
        if self.pace.exact:
            return replace(request, duration=_within("duration", seconds))
        assert self.natural is not None
        return replace(request, speed=_within("speed", self.natural.seconds / self.wanted))

    def _again(self) -> SpeechRequest | None:
        """First with the last difference, then in other takes with the mean of all differences."""
        if not self.pace.exact:
            return None
        asked = self.tried[1:]  # the free take tells nothing of what is made of an ask
        if len(asked) == 1:
            return self._asking(asked[0][0] - (asked[0][1].seconds - self.wanted))
        mean = sum(seconds - (spoken.seconds - self.wanted) for seconds, spoken in asked) / len(asked)
        return self._asking(mean, other=len(asked) - 1)

    def _far(self, spoken: Spoken) -> bool:
        """Whether a take misses its slot by more than stretching mends unheard."""
        return not 0.95 <= spoken.seconds / self.wanted <= 1.1

    def result(self) -> Paced:
        if self.natural is None:
            return Paced(self.line, None, error=str(self.error))
        takes = [take for _, take in self.tried]
        best = min(
            takes, key=lambda take: (self._far(take), bool(take.doubts), abs(take.seconds - self.wanted))
        )
        return Paced(self.line, best, self.natural.seconds, self.wanted, len(self.tried))


def _wanted(slot: Slot, natural: float, pace: Pace) -> float:
    """How long the speech shall be, s."""
    seconds = slot.seconds
    if seconds is None:
        room = float("inf") if slot.after is None else max(slot.after - SPACING, 0.0)
        seconds = min(natural, room)
    return min(max(seconds, pace.fastest * natural), pace.slowest * natural)


def _within(name: str, value: float) -> float:
    """The value of a request's number that is nearest."""
    low, high, _ = REQUEST_LIMITS[name]
    return min(max(value, low), high)
