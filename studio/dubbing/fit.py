"""Takes → places in time: stretched a little, borrowing from the silence around, never cut.

In this order, until the speech fits: as it is; stretched within fine limits; lent time by the gap after the
slot, then by the one before; stretched to the hard limit. What still does not fit is heard whole, runs over
its slot and is reported with the shortest time that it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studio.dubbing.pacing import TOLERANCE, Paced
from studio.dubbing.slots import SPACING, Slot
from tts.errors import DubError

FITS, STRETCHED, BORROWED, TOO_LONG, FAILED = "fits", "stretched", "borrowed", "too long", "failed"
"""What became of a line: it fits; is stretched; borrows from its neighbours' gaps; does not fit; cannot be
spoken."""

_SHORT = 0.04  # s of a slot left over before a line is stretched to fill it


@dataclass(frozen=True)
class Limits:
    """How far lines are stretched and moved. Tempo factors: 1.15 = an eighth shorter.

    slower, faster: that nobody hears. hardest: rather than not to fit. borrow: s from each neighbouring gap.

    Raises DubError when they are out of order or range.
    """

    slower: float = 0.95
    faster: float = 1.15
    hardest: float = 1.3
    borrow: float = 1.0

    def __post_init__(self) -> None:
        if not 0.5 <= self.slower <= 1 <= self.faster <= self.hardest <= 2:
            raise DubError(
                "stretch limits must be in order, within 0.5–1 slower, 1–2 faster and hardest, not "
                f"{self.slower:g}, {self.faster:g}, {self.hardest:g}"
            )
        if not 0 <= self.borrow <= 10:
            raise DubError(f"0–10 s can be borrowed from a gap, not {self.borrow:g}")


@dataclass(frozen=True)
class Placed:
    """A line in time.

    start, seconds: where and how long it is heard, s. stretch: tempo factor, 1 = none. before, after: s
    borrowed from the gaps. state: `FITS` … `FAILED`. shortest: s that it needs at least, where it does not
    fit.
    """

    paced: Paced
    start: float
    seconds: float = 0.0
    stretch: float = 1.0
    before: float = 0.0
    after: float = 0.0
    state: str = FITS
    shortest: float | None = None

    @property
    def slot(self) -> Slot:
        """Where it should be heard."""
        return self.paced.line.slot

    @property
    def end(self) -> float:
        """Where it ends, s."""
        return self.start + self.seconds

    @property
    def over(self) -> float:
        """s by which it runs over what it has, borrowed time included."""
        if self.state != TOO_LONG or self.shortest is None:
            return 0.0
        return self.seconds - (room(self.slot) + self.before + self.after)


def fitted(lines: Iterable[Paced], limits: Limits | None = None) -> Iterator[Placed]:
    """Place lines that come in the order of time."""
    limits = limits or Limits()
    until = 0.0  # where all that was placed so far has ended
    for paced in lines:
        placed = _place(paced, limits, until)
        until = max(until, placed.end)
        yield placed


def room(slot: Slot) -> float:
    """s that a line has without borrowing."""
    if slot.seconds is not None:
        return slot.seconds
    return float("inf") if slot.after is None else max(slot.after - SPACING, 0.0)


def _place(paced: Paced, limits: Limits, until: float) -> Placed:
    slot = paced.line.slot
    if paced.spoken is None:
        return Placed(paced, slot.start, state=FAILED)
    length, time = paced.spoken.seconds, room(slot)
    if length <= time + TOLERANCE:
        short = slot.seconds is not None and time - length > _SHORT
        if short and time / length <= 1 / limits.slower:
            return Placed(paced, slot.start, time, length / time, state=STRETCHED)
        return Placed(paced, slot.start, length)
    if length <= time * limits.faster:
        return Placed(paced, slot.start, time, length / time, state=STRETCHED)
    needed = length / limits.faster - time
    after = min(needed, _lent(slot.after, limits) if slot.end is not None else 0.0)
    before = min(needed - after, _lent(min(slot.before, slot.start - until), limits))
    time += after + before
    start = slot.start - before
    stretch = max(length / time, limits.faster) if time > 0 else limits.hardest
    if stretch <= limits.hardest:
        state = BORROWED if after or before else STRETCHED
        return Placed(paced, start, length / stretch, stretch, before, after, state)
    shortest = length / limits.hardest
    return Placed(paced, start, shortest, limits.hardest, before, after, TOO_LONG, shortest)


def _lent(gap: float | None, limits: Limits) -> float:
    """s that a gap can give; None = it has no end."""
    return limits.borrow if gap is None else min(max(gap - SPACING, 0.0), limits.borrow)
