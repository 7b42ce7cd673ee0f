"""`dramatis book status`: what is there, what is missing, and what to listen to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from studio.cli.book.preflight import Folder
from studio.cli.book.speaking import duration
from studio.cli.terminal import Json, print_json

if TYPE_CHECKING:
    from studio.book.inventory import Inventory
    from studio.book.script import Script


def status(project: Folder, as_json: Json = False) -> None:
    """Show chapter by chapter how many lines are rendered, failed, suspect or locked."""
    from studio.book.credits import credited
    from studio.book.project import Project

    opened = Project.open(project)
    inventory = opened.inventory()
    rows = chapters(inventory, credited(opened.script(), opened.settings().credits))
    failed = [{"place": line.place, "text": line.line.text, "why": why} for line, why in inventory.failed]
    suspects = [
        {"place": line.place, "text": line.line.text, "why": "; ".join(take.verdict.told)}
        for line, take in inventory.suspects
    ]
    stray = len(inventory.stray)
    if as_json:
        print_json({"chapters": rows, "failed": failed, "suspects": suspects, "stray_locks": stray})
        return
    from rich.console import Console
    from rich.table import Table

    columns = ("chapter", "title", "lines", "there", "failed", "suspect", "locked", "audio")
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(str(row[name] or "") for name in columns[:-1]), duration(float(str(row["seconds"]))))
    Console().print(table)
    for what, lines in (("not spoken", failed), ("to listen to", suspects)):
        for line in lines:
            typer.echo(f"{what}: {line['place']} “{line['text']}”: {line['why']}")
    if stray:
        typer.echo(f"{stray} locked takes belong to lines whose text or speaker was changed; they are kept")
    missing = len(inventory.missing)
    typer.echo(f"{missing} takes to speak" if missing else "everything is spoken")


def chapters(inventory: Inventory, script: Script) -> list[dict[str, object]]:
    """Of each chapter that is read: lines, those with a take, failed, suspect and locked ones, seconds."""
    rows = []
    failed = {(line.chapter, line.number) for line, _ in inventory.failed}
    for number in sorted({line.chapter for line in inventory.lines}):
        lines = [line for line in inventory.lines if line.chapter == number]
        takes = [inventory.delivered(line) for line in lines]
        choices = [inventory.choices.get(line.anchor) for line in lines]
        rows.append(
            {
                "chapter": number + 1,
                "title": script.chapters[number].title,
                "lines": len(lines),
                "there": sum(t is not None or ln.request is None for t, ln in zip(takes, lines, strict=True)),
                "failed": sum((line.chapter, line.number) in failed for line in lines),
                "suspect": sum(take is not None and take.verdict.suspect for take in takes),
                "locked": sum(choice is not None and choice.locked for choice in choices),
                "seconds": sum(take.seconds for take in takes if take),
            }
        )
    return rows
