"""`dramatis book render`: every line that lacks a take is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from studio.cli.book.preflight import Folder
from studio.cli.book.speaking import (
    Chapters,
    Where,
    Workers,
    chosen_chapters,
    duration,
    executor_of,
    shown_progress,
)
from studio.cli.terminal import Json, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from studio.book.estimate import Estimate
    from studio.book.inventory import Inventory
    from studio.book.project import Project
    from studio.book.render import Rendered

SHOWN = 20
"""Lines that are listed one by one."""


def render(
    project: Folder,
    chapters: Chapters = None,
    workers: Workers = None,
    executor: Where = None,
    as_json: Json = False,
) -> None:
    """Speak what is new or changed; stopped at any time, it goes on where it was.

    Ends with exit code 1 when a line could not be spoken, or when it was stopped.
    """
    from studio.book.project import Project
    from studio.cli.book.estimate import cost, show

    opened = Project.open(project)
    wanted = chosen_chapters(opened, chapters)
    ahead, done, after = spoken(
        opened, (lambda found: tell(cost(found))) if as_json else show, wanted, workers, executor
    )
    faults = listed(after, wanted)
    suspects = _suspects(after, wanted)
    if as_json:
        made = vars(done) if done else {"takes": 0, "seconds": 0.0, "wall": 0.0, "cost": 0.0}
        print_json({**made, "lines": ahead.lines, "failed": faults, "suspects": suspects})
    else:
        if done:
            typer.echo(
                f"{done.takes} takes, {duration(done.seconds)} of audio in {duration(done.wall)} "
                f"({done.seconds / max(done.wall, 1e-9):.1f} × real time)"
            )
        _tell("to listen to", suspects)
        _tell("not spoken", faults)
    if faults:
        raise typer.Exit(1)


def spoken(
    project: Project,
    show: Callable[[Estimate], None],
    chapters: Collection[int] | None = None,
    workers: int | None = None,
    executor: str | None = None,
) -> tuple[Estimate, Rendered | None, Inventory]:
    """Speak what is missing: what was expected, what was done (None = nothing was to do), what is there now.

    show: tells people what is to be done. Exits with code 1 when it is stopped.
    """
    from studio.book.estimate import length_factor
    from studio.book.inventory import Inventory
    from studio.book.render import render as rendered
    from studio.cli.book.estimate import estimated

    before = project.inventory()
    ahead = estimated(project, before, chapters, workers, trial=False)
    for limit in project.limits():
        tell(f"note: {limit}")
    show(ahead)
    if not ahead.spoken:
        return ahead, None, before
    speakers = {line.persona.id: line.persona for line in before.missing}.values()
    place = executor_of(project, speakers, executor, ahead.workers)
    try:
        with shown_progress() as watch:
            done = rendered(project, place, chapters, before.lines, watch, length_factor(before))
    except KeyboardInterrupt:
        tell("stopped; what was spoken is kept, `dramatis book render` goes on from there")
        raise typer.Exit(1) from None
    with project.store() as store:
        return ahead, done, Inventory.of(before.lines, store, project.takes)


def listed(inventory: Inventory, chapters: Collection[int] | None) -> list[dict[str, str]]:
    """The lines that could not be spoken."""
    return [
        {"place": line.place, "text": line.line.text, "why": error}
        for line, error in inventory.failed
        if chapters is None or line.chapter in chapters
    ]


def _suspects(inventory: Inventory, chapters: Collection[int] | None) -> list[dict[str, str]]:
    return [
        {"place": line.place, "text": line.line.text, "why": "; ".join(take.verdict.told)}
        for line, take in inventory.suspects
        if chapters is None or line.chapter in chapters
    ]


def _tell(what: str, lines: list[dict[str, str]]) -> None:
    for line in lines[:SHOWN]:
        text = line["text"] if len(line["text"]) < 60 else line["text"][:57] + "…"
        tell(f"{what}: {line['place']} “{text}”: {line['why']}")
    if len(lines) > SHOWN:
        tell(f"{what}: {len(lines) - SHOWN} more; `dramatis book status` lists them all")
