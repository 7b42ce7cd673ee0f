"""What a finished book is made of: credits, chapters, parts of long chapters, in the order they are heard."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from studio.book.assembly import Levels, Timeline, lay_out, parts
from studio.book.credits import credited, reading_order
from studio.book.inventory import Inventory
from studio.book.pauses import Pauses
from studio.book.project import Project
from studio.book.script import Script, ScriptLine
from studio.book.takes import Delivered, StoredTake

LONGEST = 118 * 60.0
"""Seconds of one file at most: stores take less than 120 minutes."""


@dataclass(frozen=True)
class PieceLine:
    """A line of a piece. audio: file of its take, None where there is none, and its size, bytes; missing:
    whether it lacks one. persona: id. suspect: why a person should listen to it. error: why it could not be
    spoken."""

    line: ScriptLine
    persona: str
    audio: Path | None
    missing: bool = False
    suspect: tuple[str, ...] = ()
    error: str = ""
    size: int = 0


@dataclass(frozen=True)
class Piece:
    """One file of the finished book. chapter: its number in the script, from 0; credits come behind the
    script's own. first: number of its first line in the chapter."""

    title: str
    chapter: int
    first: int
    lines: tuple[PieceLine, ...]

    @property
    def complete(self) -> bool:
        """Whether every line has its take."""
        return not any(line.missing for line in self.lines)

    def timeline(self, pauses: Pauses) -> Timeline:
        """Where everything stands in time; reads what is known of the takes."""
        return lay_out(self.title, self._delivered(), pauses, self.first)

    def parted(self, pauses: Pauses, longest: float) -> tuple[Piece, ...]:
        """Itself, or its parts where it is longer than so many seconds."""
        found = parts(self.title, self._delivered(), pauses, longest)
        return tuple(
            Piece(
                part.title,
                self.chapter,
                part.placed[0].number,
                self.lines[part.placed[0].number : part.placed[-1].number + 1],
            )
            for part in found
        )

    def fingerprint(self, pauses: Pauses, levels: Levels) -> str:
        """Hash of all that its sound depends on, 64 hexadecimal digits; no take is read for it. A server may
        speak a lost take otherwise than before, which its size tells."""
        lines = [each.line for each in self.lines]
        following = [*lines[1:], None]
        heard = [
            [_told(each), pauses.after(line, after)]
            for each, line, after in zip(self.lines, lines, following, strict=True)
        ]
        whole = {"heard": heard, "head": pauses.head, "levels": asdict(levels)}
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()

    def _delivered(self) -> list[Delivered]:
        """Made anew each time, so that what is read of a chapter's takes is freed with it."""
        return [
            Delivered(each.line, StoredTake(each.audio) if each.audio else None, each.missing)
            for each in self.lines
        ]


def _told(line: PieceLine) -> str:
    if line.audio is None:
        return "missing" if line.missing else ""
    return f"{line.audio.stem} {line.size}"


def full_script(project: Project) -> tuple[Script, tuple[int, ...]]:
    """The project's script with its credits, and the numbers of its chapters in the order they are heard."""
    texts: Mapping[str, str] = project.settings().credits
    script = credited(project.script(), texts)
    return script, reading_order(script, texts)


def pieces(
    project: Project, inventory: Inventory, pauses: Pauses, longest: float = LONGEST
) -> tuple[Piece, ...]:
    """The files that the book becomes. Raises BookError where a single line is longer than `longest`, s."""
    script, order = full_script(project)
    by_chapter: dict[int, list[PieceLine]] = {number: [] for number in order}
    seconds = dict.fromkeys(order, 0.0)
    for planned in inventory.lines:
        record = inventory.delivered(planned)
        spoken = planned.request is not None or bool(planned.error)
        by_chapter[planned.chapter].append(
            PieceLine(
                planned.line,
                planned.persona.id,
                project.takes.take(record.key).path if record else None,
                missing=record is None and spoken,
                suspect=record.verdict.told if record else (),
                error=inventory.error(planned),
                size=record.size if record else 0,
            )
        )
        seconds[planned.chapter] += record.seconds if record else 1.0
    found: list[Piece] = []
    for number in order:
        lines = by_chapter[number]
        if not lines:
            continue
        piece = Piece(script.chapters[number].title, number, 0, tuple(lines))
        whole = seconds[number] + _paused([each.line for each in lines], pauses)
        found += piece.parted(pauses, longest) if whole > longest else (piece,)
    return tuple(found)


def _paused(lines: Sequence[ScriptLine], pauses: Pauses) -> float:
    return pauses.head + sum(
        pauses.after(line, after) for line, after in zip(lines, [*lines[1:], None], strict=True)
    )
