"""Cues → slots: the time each line has, and the silence around it that it may borrow from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from studio.dubbing.cue import Cue

SPACING = 0.08
"""Seconds of silence that stay between two lines when one borrows from the gap between them."""

_OWN = 0.5  # share of its time that a line keeps when its speaker's next line cuts it short


@dataclass(frozen=True)
class Slot:
    """The place of a cue in time.

    start, end: s; end None = as long as it takes, up to the next line. before, after: s of silence on its
    sides up to the neighbouring lines, whoever speaks them, counted from the start where there is no end;
    after None = nothing follows. notes: sentences on what had to be changed of the cue's own times.
    """

    cue: Cue
    start: float
    end: float | None
    before: float
    after: float | None
    notes: tuple[str, ...] = ()

    @property
    def seconds(self) -> float | None:
        """Length, s; None when it is open."""
        return None if self.end is None else self.end - self.start


def slots(cues: Sequence[Cue], end: float | None = None) -> tuple[Slot, ...]:
    """The slots of the spoken cues, in the order of time.

    A cue without an end or of no length has an open slot. Different people may talk at once; where one
    person's cues overlap, the earlier one ends when the later begins, or they share the time by their words
    when it would lose more than half of its own. end: of the film, s; nothing is borrowed beyond it.
    """
    spoken = sorted((cue for cue in cues if cue.spoken), key=lambda cue: (cue.start, cue.number))
    placed = _untangled([_own(cue) for cue in spoken])
    starts = [slot.start for slot in placed]
    found, spoken_until = [], 0.0
    for slot in placed:
        border = slot.start if slot.end is None else slot.end
        following = bisect_right(starts, slot.start)
        later = starts[following] if following < len(starts) else end
        after = None if later is None else max(0.0, later - border)
        found.append(replace(slot, before=max(0.0, slot.start - spoken_until), after=after))
        spoken_until = max(spoken_until, border)
    return tuple(found)


def _own(cue: Cue) -> Slot:
    if cue.end is None:
        return Slot(cue, cue.start, None, 0.0, None)
    if cue.end == cue.start:
        return Slot(cue, cue.start, None, 0.0, None, ("the cue has no length: it lasts as long as it takes",))
    return Slot(cue, cue.start, cue.end, 0.0, None)


def _untangled(placed: Sequence[Slot]) -> list[Slot]:
    """The slots in their order, one person's without overlap."""
    result = list(placed)
    people: dict[str, list[int]] = {}
    for at, slot in enumerate(placed):
        people.setdefault(slot.cue.speaker, []).append(at)
    for places in people.values():
        for a, b in pairwise(places):
            result[a], result[b] = _apart(result[a], result[b])
    return sorted(result, key=lambda slot: (slot.start, slot.cue.number))


def _apart(one: Slot, other: Slot) -> tuple[Slot, Slot]:
    """Two slots of one person, the second beginning no earlier, without overlap."""
    if one.end is None or other.start >= one.end:
        return one, other
    note = f"{one.cue.speaker} has cues {one.cue.number} and {other.cue.number} at the same time"
    if other.start - one.start >= _OWN * (one.end - one.start):
        return replace(
            one, end=other.start, notes=(*one.notes, f"{note}: it ends where the next begins")
        ), other
    end = max(one.end, other.end or one.end)
    share = len(one.cue.text) / (len(one.cue.text) + len(other.cue.text))
    border = one.start + share * (end - one.start)
    note += ": they share it"
    return (
        replace(one, end=border, notes=(*one.notes, note)),
        replace(other, start=border, end=end, notes=(*other.notes, note)),
    )
