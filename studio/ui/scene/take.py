"""Takes of one line: what each was made from, which one is used, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from personas import Persona
from studio.take import SavedTake, heard
from studio.ui.chart import Sketch
from tts.bend import Bend
from tts.request import SpeechRequest, Take
from tts.style.history import History
from tts.style.space import Change

KEPT = 16
"""Takes kept of a line; each holds its audio."""


@dataclass(frozen=True)
class Ask:
    """All that a take is made from.

    first: the request as it was first asked, less what directions lifted. history: the styles since then.
    request: what is spoken. intensity: of the line, set by hand. bends: of its melody. parent: number of the
    take it goes on from, 0 for none. led: what led to it: a direction, "" for the line as it is written, or
    "bend". changes: of the style.
    told: sentences for people. limited: names of what the direction asked beyond its range. not_understood:
    parts of the direction that no rule knows.
    """

    persona: Persona
    first: SpeechRequest
    history: History
    request: SpeechRequest
    intensity: float | None = None
    bends: tuple[Bend, ...] = ()
    parent: int = 0
    led: str = ""
    changes: tuple[Change, ...] = ()
    told: tuple[str, ...] = ()
    limited: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()

    def same_sound(self, other: Ask) -> bool:
        """Whether both give the same samples."""
        return (self.request, self.bends) == (other.request, other.bends)


@dataclass(frozen=True, eq=False)
class SceneTake:
    """A spoken line.

    number: counts from 1 in its line. plain: as spoken, before its bends; take: with them. outline: what is
    drawn of it. wav: the audio as a file. pack: hash of the voice pack, or fingerprint of a server. spent:
    time it took, s. own: whether our own engine spoke it.
    """

    number: int
    ask: Ask
    plain: Take
    take: Take
    outline: Sketch
    wav: bytes
    pack: str
    spent: float
    own: bool = True

    def saved(self) -> SavedTake:
        """As `studio.take` directs it."""
        ask = self.ask
        return SavedTake(
            f"take-{self.number}.wav", "", "take", self.pack, ask.persona, ask.first, ask.history,
            self.take, self.take.seconds,
        )  # fmt: skip

    def heard(self) -> dict[str, float]:
        """Pitch, range, rate and loudness as measured, in the units of `Style`."""
        return heard(self.take.receipt, self.ask.request)

    def asked(self) -> dict[str, float]:
        """What the style comes to, in the units of `Style`."""
        return self.ask.history.style.effective(self.ask.persona.identity.liveliness)


@dataclass(frozen=True)
class Takes:
    """The takes of a line, oldest first.

    current: number of the one that is directed next, 0 for none. locked: number of the one that the scene
    keeps whatever is tried, 0 for none. undone: numbers to redo, the next one last. last: highest number that
    was ever given.
    """

    kept: tuple[SceneTake, ...] = ()
    current: int = 0
    locked: int = 0
    undone: tuple[int, ...] = ()
    last: int = 0

    @property
    def present(self) -> SceneTake | None:
        """The take that is directed next."""
        return self.take(self.current)

    @property
    def used(self) -> SceneTake | None:
        """The take that the scene is made of: the locked one, else the current."""
        return self.take(self.locked) or self.present

    @property
    def before(self) -> SceneTake | None:
        """The take that the current one goes on from, if it is still there."""
        return self.take(self.present.ask.parent) if self.present else None

    def take(self, number: int) -> SceneTake | None:
        """The take of this number."""
        return next((take for take in self.kept if take.number == number), None)

    def of(self, ask: Ask) -> SceneTake | None:
        """A take that sounds as an ask would."""
        return next((take for take in self.kept if take.ask.same_sound(ask)), None)

    def added(self, take: SceneTake) -> Takes:
        """A new take, current from now on; beyond `KEPT` the oldest goes that is not needed."""
        kept = (*self.kept, take)
        if len(kept) > KEPT:
            needed = {take.number, take.ask.parent, self.locked}
            drop = next(each for each in kept if each.number not in needed)
            kept = tuple(each for each in kept if each is not drop)
        return replace(self, kept=kept, current=take.number, undone=(), last=max(self.last, take.number))

    def choosing(self, number: int) -> Takes:
        """Another take as the current one."""
        return replace(self, current=number, undone=())

    def back(self) -> Takes:
        """The take before as the current one, where there is one."""
        if self.before is None:
            return self
        return replace(self, current=self.before.number, undone=(*self.undone, self.current))

    def forth(self) -> Takes:
        """What was undone last, again."""
        if not self.undone:
            return self
        return replace(self, current=self.undone[-1], undone=self.undone[:-1])

    def locking(self, number: int) -> Takes:
        """Lock a take, or unlock it."""
        return replace(self, locked=0 if self.locked == number else number)

    def removed(self, number: int) -> Takes:
        """Without a take that is not locked."""
        if number == self.locked:
            return self
        gone = self.take(number)
        kept = tuple(take for take in self.kept if take.number != number)
        numbers = [take.number for take in kept]
        current = self.current
        if current == number:
            parent = gone.ask.parent if gone else 0
            current = parent if parent in numbers else max(numbers, default=0)
        undone = tuple(each for each in self.undone if each in numbers and each != current)
        return replace(self, kept=kept, current=current, undone=undone)
