"""`dramatis book report`: what came out, chapter by chapter, with a picture of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.book.export import show, watching
from studio.cli.book.preflight import Folder
from studio.cli.terminal import Json, print_json, tell

if TYPE_CHECKING:
    from studio.book.masters import Master


def report(
    project: Folder,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder of the report; default: out/report.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="The coding that is measured: m4b, mp3, flac or wav.")
    ] = "m4b",
    preset: Annotated[str | None, typer.Option(help="acx, podcast or m4b; default: the format's.")] = None,
    as_json: Json = False,
) -> None:
    """Write report.html and report.json: loudness by chapter, cast, suspects, missing lines, cost.

    Chapters with all their lines are mastered for it, as `export` does, which then need not do it again. Ends
    with exit code 1 when lines are missing or a chapter does not pass its preset.
    """
    from studio.book.codings import AAC, CODINGS
    from studio.book.export.delivery import Book, default_preset
    from studio.book.presets import preset_of
    from studio.book.project import Project
    from studio.book.report import book_report
    from studio.book.report_page import write_report
    from tts.errors import BookError

    codings = {"m4b": AAC, **{name: coding for name, coding in CODINGS.items() if coding is not AAC}}
    if format not in codings:
        raise BookError(f"unknown format {format!r}; valid: {', '.join(codings)}")
    chosen = preset_of(preset) if preset else default_preset(format)
    opened = Project.open(project)
    book = Book.of(opened)
    complete = [piece for piece in book.pieces if piece.complete]
    desk = book.desk(chosen, codings[format])
    made: list[Master] = []
    with watching("mastering") as watch:
        for number, master in enumerate(desk.masters(complete, book.workers), 1):
            watch(number, len(complete), master.piece.title)
            made.append(master)
    by_piece = dict(zip(map(id, complete), made, strict=True))
    masters = [by_piece.get(id(piece)) for piece in book.pieces]
    found = book_report(opened, book.inventory, book.pieces, masters, chosen)
    folder = output or opened.out / "report"
    folder.parent.mkdir(parents=True, exist_ok=True)
    page = write_report(found, opened.script().language, masters, chosen, folder)
    if as_json:
        print_json(found.to_dict())
    else:
        show(made)
        for remark in found.suspects:
            tell(f"listen: {remark.place} {remark.text[:60]!r}: {'; '.join(remark.why)}")
        for remark in found.missing:
            tell(f"missing: {remark.place} {remark.text[:60]!r}: {'; '.join(remark.why)}")
        typer.echo(str(page))
    if not found.passed:
        raise typer.Exit(1)
