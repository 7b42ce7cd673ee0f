"""`dramatis book preflight`: what is read and what is left out, before anything is rendered."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.terminal import Json, print_json, tell

if TYPE_CHECKING:
    from studio.book.document import Document
    from studio.book.preflight import Preflight
    from studio.book.project import Project

Folder = Annotated[Path, typer.Argument(help="The project's folder.")]


def preflight(
    project: Folder,
    include: Annotated[
        list[str] | None, typer.Option("--include", help="Read this chapter: a number, 3-5, or a title.")
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", help="Leave this chapter out.")] = None,
    as_json: Json = False,
) -> None:
    """Show which chapters are read, and why others are not; change it, which script.txt keeps."""
    from studio.book.preflight import choose
    from studio.book.preflight import preflight as looked_over
    from studio.book.project import Project

    found = Project.open(project)
    script = found.script()
    if include or exclude:
        script = choose(script, include or (), exclude or ())
        found.write_script(script)
    seen = looked_over(script, _imported(found))
    show(replace(seen, notes=(*seen.notes, *found.limits())), as_json)


def show(found: Preflight, as_json: bool = False) -> None:
    """Print a preflight: a table of its chapters on stdout, its notes on stderr."""
    if as_json:
        data = {"chapters": [asdict(part) for part in found.parts], "notes": list(found.notes)}
        print_json({**data, "minutes": round(found.minutes, 1)})
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("", "chapter", "read", "why", "words", "min", "says", "begins", box=None, pad_edge=False)
    for part in found.parts:
        table.add_row(
            str(part.number), part.title or "–", "yes" if part.included else "no", part.reason or part.role,
            str(part.words), f"{part.minutes:.0f}", f"{part.speech}" if part.speech else "", part.opening,
            style="" if part.included else "dim",
        )  # fmt: skip
    Console().print(table)
    for note in found.notes:
        tell(f"note: {note}")
    read = sum(part.included for part in found.parts)
    typer.echo(f"chapters that are read: {read}, minutes: about {max(found.minutes, 1):.0f}")


def _imported(project: Project) -> Document | None:
    """The imported file, read again for the reasons; None where it is gone."""
    from studio.book.readers import Asides, read
    from tts.errors import BookError

    settings = project.settings()
    source = project.folder / "source" / settings.source
    if not source.is_file():
        return None
    try:
        return read(source, Asides.of(settings.asides))
    except BookError as error:
        tell(f"note: the imported file cannot be read again: {error}")
        return None
