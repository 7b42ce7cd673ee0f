"""One line again: another take, other words or another direction; and which of its takes is delivered."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.book.executors import Executor, Job
from studio.book.inventory import Inventory
from studio.book.plan import THEN, PlannedLine, directed
from studio.book.project import Project
from studio.book.store import Choice, TakeRecord
from tts.errors import BookError
from tts.style.directions import apply
from tts.style.history import History
from tts.style.instructions import instructions

_FIRST_OWN = 2  # number of the first take that a person asks for; the render makes those before


@dataclass(frozen=True)
class Redirected:
    """A line with a direction more. direction: as the script has it now. diff: what changes in the style.
    notes: what was not understood, contradicts itself, or changes nothing."""

    direction: str | None
    diff: str
    notes: tuple[str, ...]


def line_at(lines: Sequence[PlannedLine], place: str) -> PlannedLine:
    """The line at a place as a person counts, such as "3:14". Raises BookError when there is none."""
    found = re.fullmatch(r"\s*(\d+)\s*:\s*(\d+)\s*", place)
    if not found:
        raise BookError(f"a line is named by chapter and number, such as 3:14, not {place!r}")
    chapter, number = (int(part) - 1 for part in found.groups())
    of_chapter = [line for line in lines if line.chapter == chapter]
    if not of_chapter:
        chapters = sorted({line.chapter + 1 for line in lines})
        raise BookError(
            f"chapter {chapter + 1} is not read or does not exist; valid: {', '.join(map(str, chapters))}"
        )
    if not 0 <= number < len(of_chapter):
        raise BookError(f"chapter {chapter + 1} has lines 1–{len(of_chapter)}, not {number + 1}")
    return of_chapter[number]


def check_unlocked(inventory: Inventory, line: PlannedLine) -> None:
    """Raise BookError when the take of a line is locked."""
    choice = inventory.choices.get(line.anchor)
    if choice and choice.locked:
        raise BookError(
            f"the take of {line.place} is locked; "
            f"free it with `dramatis book takes PROJECT --line {line.place} --unlock`"
        )


def reword(project: Project, line: PlannedLine, text: str) -> None:
    """Give a line other words, in script.txt. Raises BookError when they are none."""
    if not text.strip():
        raise BookError(f"the text of {line.place} is empty; remove the line from script.txt instead")
    _edit(project, line, text=text.strip())


def redirect(project: Project, line: PlannedLine, direction: str) -> Redirected:
    """Direct a line on from how it is directed, in script.txt: "more emotional", "undo", or a caption.

    Raises StyleError when the direction is empty or too long, BookError when it cannot be followed here.
    """
    if THEN.strip() in direction:
        raise BookError(f"a direction has no {THEN.strip()!r}, which parts it from others; give it in words")
    persona, asked = line.persona, instructions(direction)
    present = directed(persona, line.line.direction, line.line.intensity)
    told = apply(
        direction, History.of(present.style), habit=persona.style, spread=persona.identity.liveliness
    )
    if any(command.name == "redo" for command in asked.commands):
        raise BookError("what was undone is not kept in a script; say the direction again")
    first, *later = [step.strip() for step in (line.line.direction or "").split(THEN.strip())]
    undone = sum(command.count for command in asked.commands if command.name == "undo")
    later = later[: max(0, len(later) - undone)]
    others = asked.moves or asked.caption or any(command.name != "undo" for command in asked.commands)
    if not first and not later and asked.caption and not asked.moves and not asked.commands:
        first = " ".join(direction.split())
    elif others:
        later.append(" ".join(direction.split()))
    chained = THEN.join((first, *later)).strip() or None
    after = directed(persona, chained, line.line.intensity)
    changes = ", ".join(map(str, present.style.diff(after.style)))
    if changes:
        _edit(project, line, direction=chained)
    notes = (*(f"not understood: {part}" for part in told.not_understood), *told.conflicts)
    return Redirected(
        chained if changes else line.line.direction,
        changes or "nothing changes",
        notes if changes else (*notes, *told.notes),
    )


def another(project: Project, line: PlannedLine, executor: Executor, seed: int | None = None) -> TakeRecord:
    """Speak another take of a line, and choose it. seed: of one's own, else the next one.

    The executor is closed. Raises BookError when the line is locked, has nothing to speak, or fails.
    """
    try:
        with project.store() as store:
            inventory = Inventory.of((line,), store, project.takes)
            check_unlocked(inventory, line)
            key, job = _next(project, inventory, line, seed)
            if key not in inventory.takes:
                executor.submit((job,))
                outcomes = executor.finished(0.0)
                while not outcomes:
                    outcomes = executor.finished(1.0)
                if outcomes[0].error:
                    raise BookError(f"{line.place} cannot be spoken: {outcomes[0].error}")
                (spoken,) = outcomes[0].spoken
                project.takes.keep(key, spoken.audio, spoken.facts)
                record = spoken.record(time.time())
                store.keep([record], {})
            else:
                record = inventory.takes[key]
            store.choose(Choice(line.anchor, line.key, key, locked=False))
            return record
    finally:
        executor.close()


def alternatives(inventory: Inventory, line: PlannedLine) -> tuple[TakeRecord, ...]:
    """The takes of a line, the oldest first; the delivered one is among them, even a locked one of old."""
    found = [take for take in inventory.takes.values() if take.line == line.key]
    delivered = inventory.delivered(line)
    if delivered and delivered not in found:
        found.append(delivered)
    return tuple(sorted(found, key=lambda take: (take.made, take.key)))


def choose(project: Project, line: PlannedLine, take: TakeRecord, locked: bool | None = None) -> None:
    """Deliver a take of a line; locked None = as it is.

    Raises BookError when another take of it is locked.
    """
    with project.store() as store:
        before = store.choices().get(line.anchor)
        if before and before.locked and before.take != take.key and locked is not False:
            check_unlocked(Inventory.of((line,), store, project.takes), line)
        kept = before.locked if before and locked is None else bool(locked)
        store.choose(Choice(line.anchor, take.line, take.key, kept))


def _next(project: Project, inventory: Inventory, line: PlannedLine, seed: int | None) -> tuple[str, Job]:
    if line.request is None:
        raise BookError(f"{line.place} has {line.error or 'nothing to speak'}")
    voice = project.voice()
    number = _FIRST_OWN
    key, request = line.another(voice, number, seed)
    while seed is None and key in inventory.takes:
        number += 1
        key, request = line.another(voice, number)
    return key, Job(key, line.key, line.persona, request)


def _edit(project: Project, line: PlannedLine, **changes: str | None) -> None:
    """Change one line of script.txt."""
    script = project.script()
    if line.chapter >= len(script.chapters):
        raise BookError(f"{line.place} belongs to the credits; edit them in project.yaml")
    chapter = script.chapters[line.chapter]
    if line.number >= len(chapter.lines) or chapter.lines[line.number] != line.line:
        raise BookError(f"script.txt has changed meanwhile; look at {line.place} again")
    edited = replace(line.line, **changes)  # type: ignore[arg-type]
    lines = (*chapter.lines[: line.number], edited, *chapter.lines[line.number + 1 :])
    chapters = list(script.chapters)
    chapters[line.chapter] = replace(chapter, lines=lines)
    project.write_script(replace(script, chapters=tuple(chapters)))
