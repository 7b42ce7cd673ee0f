"""`dramatis book estimate`: what a render would do, and how long it would take."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.book.preflight import Folder
from studio.cli.book.speaking import Chapters, Workers, chosen_chapters, duration
from studio.cli.terminal import Json, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Collection

    from studio.book.estimate import Estimate
    from studio.book.inventory import Inventory
    from studio.book.project import Project


def estimate(
    project: Folder,
    chapters: Chapters = None,
    workers: Workers = None,
    trial: Annotated[
        bool, typer.Option("--trial/--no-trial", help="Speak a few lines where the speed is not known yet.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Show how many lines are to be spoken, how much audio that is, and how long it will take."""
    from studio.book.project import Project

    opened = Project.open(project)
    limits = opened.limits()
    found = estimated(opened, opened.inventory(), chosen_chapters(opened, chapters), workers, trial)
    if as_json:
        print_json({**asdict(found), "wall": found.wall, "limits": limits})
        return
    for limit in limits:
        tell(f"note: {limit}")
    show(found)


def estimated(
    project: Project,
    inventory: Inventory,
    chapters: Collection[int] | None,
    workers: int | None,
    trial: bool,
) -> Estimate:
    """The estimate of a project, by past renders or a trial."""
    from studio.book.estimate import estimate as look_ahead
    from studio.book.executors import Speaker
    from studio.book.speaking import speaker_of, workers_for

    pack = project.voice().pack
    with project.store() as store:
        past = store.renders()
    before = look_ahead(inventory, past, pack, 1, chapters)
    count = workers or workers_for(project, before.seconds)

    def speaker() -> Speaker:
        speakers = {line.persona.id: line.persona for line in inventory.missing}.values()
        return speaker_of(project, speakers, count)

    return look_ahead(inventory, past, pack, count, chapters, speaker if trial else None)


def show(found: Estimate) -> None:
    """The cost of a render, for people: what is asked on stdout, remarks on stderr."""
    for note in found.notes:
        tell(f"note: {note}")
    if found.outdated:
        tell(f"note: {found.outdated} locked takes are of an older style, persona, lexicon or voice pack")
    if found.failed:
        tell(f"note: {found.failed} lines could not be spoken last time, or cannot be asked for")
    typer.echo(cost(found))
    if len(found.by_speaker) > 1:
        shares = [f"{name} {count}" for name, count in list(found.by_speaker.items())[:8]]
        more = len(found.by_speaker) - len(shares)
        typer.echo("  " + ", ".join(shares) + (f" and {more} more speakers" if more else ""))


def cost(found: Estimate) -> str:
    """The cost in a sentence."""
    if not found.spoken:
        return f"all {found.lines} lines are there: {duration(found.whole)} of audio, nothing to speak"
    said = f"{found.spoken} of {found.lines} lines to speak: {duration(found.seconds)} of audio"
    if found.wall is None or found.speed is None:
        return said
    return f"{said}, about {duration(found.wall)} ({found.speed:.1f} × real time, by {found.basis})"
