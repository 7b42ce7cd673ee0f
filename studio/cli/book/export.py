"""`dramatis book export`: a rendered project as files that people take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.book.preflight import Folder
from studio.cli.terminal import Json, print_json, tell

if TYPE_CHECKING:
    from studio.book.export.delivery import Book, Watch
    from studio.book.masters import Master
    from studio.book.plan import PlannedLine
    from studio.book.project import Project

_SHOWN = 20  # missing lines that are listed one by one


def export(
    project: Folder,
    format: Annotated[
        str, typer.Option("--format", "-f", help="m4b, mp3, flac, wav, srt, vtt, epub or stems.")
    ] = "m4b",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="A file, or a folder for mp3, flac, wav, stems; default: in out/."
        ),
    ] = None,
    preset: Annotated[
        str | None,
        typer.Option(help="acx, podcast or m4b; default: acx for mp3, flac and wav, m4b for m4b and epub."),
    ] = None,
    render: Annotated[
        bool, typer.Option("--render", help="Speak what is new or changed first, as `render` does.")
    ] = False,
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="Put two soft notes where a line is missing.")
    ] = False,
    words: Annotated[bool, typer.Option("--words", help="Time every word of a VTT file.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an earlier export.")] = False,
    as_json: Json = False,
) -> None:
    """Master the book and write it: M4B, MP3, FLAC, WAV, SRT, VTT, EPUB with read-along, or stems.

    Ends with exit code 1 when lines are missing, which are listed, or when a file does not pass its preset.
    """
    from studio.book.export.delivery import Book, check_target, deliver
    from studio.book.presets import preset_of
    from studio.book.project import Project
    from studio.cli.book.estimate import cost
    from studio.cli.book.render import spoken

    chosen = preset_of(preset) if preset else None
    opened = Project.open(project)
    target = output or default_target(opened, format)
    check_target(format, target, replace)
    inventory = spoken(opened, lambda ahead: tell(cost(ahead)))[2] if render else None
    book = Book.of(opened, inventory)
    missing = [line for line in book.inventory.spoken if book.inventory.delivered(line) is None]
    if missing and not allow_missing:
        _refuse(book, missing, as_json)
    with watching("exporting") as watch:
        done = deliver(book, format, target, chosen, words, replace, watch)
    faulty = any(master.mastered.faults for master in done.masters)
    if as_json:
        print_json(
            {
                "files": [str(path) for path in done.files],
                "missing": len(missing),
                "notes": list(done.notes),
                "passed": not faulty,
                "pieces": [_told(master) for master in done.masters],
            }
        )
    else:
        if done.masters:
            show(done.masters)
        for note in done.notes:
            tell(f"note: {note}")
        if missing:
            tell(f"note: {len(missing)} lines are missing; two soft notes stand in their places")
        single = len(done.files) == 1
        typer.echo(str(done.files[0]) if single else f"{target}: {len(done.files)} files")
    if faulty:
        raise typer.Exit(1)


def default_target(project: Project, format: str) -> Path:
    """Where an export goes unless a place is given: a file named after the book, or a folder, in out/."""
    from studio.book.export.delivery import FOLDERS
    from studio.book.export.tags import file_title

    project.out.mkdir(exist_ok=True)
    return project.out / (format if format in FOLDERS else f"{file_title(project.script().title)}.{format}")


def show(masters: Sequence[Master]) -> None:
    """Print what was measured of each piece, as a table on stdout."""
    from rich.console import Console
    from rich.table import Table

    table = Table("", "title", "length", "RMS", "LUFS", "peak", "floor", "", box=None, pad_edge=False)
    for number, master in enumerate(masters, 1):
        found = master.mastered.measured
        minutes, seconds = divmod(round(found.seconds), 60)
        verdict = "; ".join(master.mastered.faults) or ("passes, as before" if master.kept else "passes")
        table.add_row(
            str(number), master.piece.title, f"{minutes}:{seconds:02d}", f"{found.rms:.1f}",
            f"{found.integrated:.1f}", f"{found.peak:.1f}", f"{found.floor:.0f}", verdict,
            style="red" if master.mastered.faults else "",
        )  # fmt: skip
    Console().print(table)


@contextmanager
def watching(what: str) -> Iterator[Watch]:
    """A progress bar on stderr, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), TextColumn("{task.fields[title]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None, title="")
        yield lambda done, total, title: progress.update(task, completed=done, total=total, title=title)


def _refuse(book: Book, missing: Sequence[PlannedLine], as_json: bool) -> None:
    """List what is missing, and end."""
    told = [
        {"place": line.place, "text": line.line.text, "why": book.inventory.error(line) or "not rendered yet"}
        for line in missing
    ]
    if as_json:
        print_json({"missing": told})
    for each in told[:_SHOWN]:
        tell(f"missing: {each['place']} {each['text'][:60]!r}: {each['why']}")
    if len(told) > _SHOWN:
        tell(f"… and {len(told) - _SHOWN} more")
    tell(
        f"error: {len(told)} lines have no take; render them with `dramatis book render "
        f"{book.project.folder}`, or export with --allow-missing"
    )
    raise typer.Exit(1)


def _told(master: Master) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "title": master.piece.title,
        "kept": master.kept,
        "measured": asdict(master.mastered.measured),
        "faults": list(master.mastered.faults),
    }
