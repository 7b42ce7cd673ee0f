"""The report of a book: what was asked and measured in each file, who speaks, what to listen to, the cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from studio.book.inventory import Inventory
from studio.book.masters import Master
from studio.book.pieces import Piece
from studio.book.presets import Measured, Preset
from studio.book.project import Project
from studio.book.store import PastRender


@dataclass(frozen=True)
class PieceReport:
    """One file of the book.

    measured: of its encoded sound, None where it has not been mastered, since lines are missing. missed: mean
    differences between asked and measured (see `masters.Facts`). picture: its file name.
    """

    title: str
    lines: int
    missing: int
    suspects: int
    measured: Measured | None
    gain: float | None
    rounds: int
    faults: tuple[str, ...]
    missed: Mapping[str, float]
    picture: str | None


@dataclass(frozen=True)
class Speaker:
    """Who speaks: name in the script, persona, lines and seconds of audio."""

    name: str
    persona: str
    lines: int
    seconds: float


@dataclass(frozen=True)
class Remark:
    """A line that wants a person. place: "3:14". why: sentences."""

    place: str
    speaker: str
    text: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """What it took. audio: seconds spoken, alternative takes among them. cpu: seconds. wall: seconds of past
    renders on this store; takes: how many there are."""

    takes: int
    audio: float
    cpu: float
    wall: float


@dataclass(frozen=True)
class BookReport:
    """All of it. limits: what the engine cannot do of this book, as sentences."""

    title: str
    authors: tuple[str, ...]
    preset: str
    asked: str
    pieces: tuple[PieceReport, ...]
    cast: tuple[Speaker, ...]
    missing: tuple[Remark, ...]
    suspects: tuple[Remark, ...]
    cost: Cost
    limits: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """Length of what has been mastered."""
        return sum(piece.measured.seconds for piece in self.pieces if piece.measured)

    @property
    def passed(self) -> bool:
        """Whether every line is there and every file passes its preset."""
        mastered = all(piece.measured and not piece.faults for piece in self.pieces)
        return bool(self.pieces) and mastered and not self.missing

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {"passed": self.passed, "seconds": self.seconds, **asdict(self)}


def book_report(
    project: Project,
    inventory: Inventory,
    pieces: Sequence[Piece],
    masters: Sequence[Master | None],
    preset: Preset,
) -> BookReport:
    """The report of a project. masters: of each piece, None where it has none."""
    script = project.script()
    with project.store() as store:
        renders = store.renders()
    return BookReport(
        script.title,
        script.authors,
        preset.name,
        preset.told,
        tuple(
            _piece(piece, master, number)
            for number, (piece, master) in enumerate(zip(pieces, masters, strict=True), 1)
        ),
        _cast(inventory),
        tuple(
            Remark(
                line.place, line.line.speaker, line.line.text, (inventory.error(line) or "not rendered yet",)
            )
            for line in inventory.spoken
            if inventory.delivered(line) is None
        ),
        tuple(
            Remark(line.place, line.line.speaker, line.line.text, take.verdict.told)
            for line, take in inventory.suspects
        ),
        _cost(inventory, renders),
        project.limits(),
    )


def _piece(piece: Piece, master: Master | None, number: int) -> PieceReport:
    mastered = master.mastered if master else None
    return PieceReport(
        piece.title,
        len(piece.lines),
        sum(line.missing for line in piece.lines),
        sum(bool(line.suspect) for line in piece.lines),
        mastered.measured if mastered else None,
        mastered.gain if mastered else None,
        mastered.rounds if mastered else 0,
        mastered.faults if mastered else (),
        master.facts.missed if master else {},
        f"{number:03d}.png" if master else None,
    )


def _cast(inventory: Inventory) -> tuple[Speaker, ...]:
    found: dict[str, Speaker] = {}
    for line in inventory.lines:
        take = inventory.delivered(line)
        name = line.line.speaker
        known = found.get(name, Speaker(name, line.persona.id, 0, 0.0))
        seconds = known.seconds + (take.seconds if take else 0.0)
        found[name] = Speaker(name, known.persona, known.lines + 1, seconds)
    return tuple(sorted(found.values(), key=lambda speaker: (-speaker.lines, speaker.name)))


def _cost(inventory: Inventory, renders: Sequence[PastRender]) -> Cost:
    takes = inventory.takes.values()
    return Cost(
        len(takes),
        sum(take.seconds for take in takes),
        sum(take.cost for take in takes),
        sum(render.wall for render in renders),
    )
