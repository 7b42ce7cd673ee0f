"""`dramatis book`: audiobooks, one module a command or two."""

from __future__ import annotations

import typer

from studio.cli.book.cast import cast
from studio.cli.book.check import check
from studio.cli.book.estimate import estimate
from studio.cli.book.export import export
from studio.cli.book.lexicon import lexicon
from studio.cli.book.new import new
from studio.cli.book.preflight import preflight
from studio.cli.book.redo import redo, takes
from studio.cli.book.render import render
from studio.cli.book.report import report
from studio.cli.book.status import status
from studio.cli.terminal import Commands

app = typer.Typer(
    cls=Commands, help="Audiobooks, from a book's file to a finished one.", no_args_is_help=True
)
for _command in (new, preflight, cast, lexicon, estimate, render, status, check, redo, takes, report, export):
    app.command()(_command)
