"""The command line, one module a command or group of commands.

Exit codes: 0 done, 2 bad usage or input, 1 failed. Results go to stdout, everything else to stderr. What is
slow to import is imported inside the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import sys

import typer

from studio.cli import (
    book,
    corpus,
    direct,
    dub,
    explain,
    keys,
    measure,
    pack,
    page,
    personas,
    say,
    serve,
    train,
    worker,
)
from studio.cli.terminal import Commands

app = typer.Typer(
    name="dramatis",
    cls=Commands,
    help="Speech that is directed in words: who speaks, how, how much and for how long.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_COMMANDS = (
    say.say, direct.direct, dub.dub, page.studio, serve.serve, worker.worker, explain.explain,
    measure.measure,
)  # fmt: skip
for _command in _COMMANDS:
    app.command()(_command)
app.add_typer(personas.app, name="personas")
app.add_typer(book.app, name="book")
app.add_typer(keys.app, name="keys")
app.add_typer(pack.app, name="pack")
app.add_typer(corpus.app, name="corpus")
app.add_typer(train.app, name="train")


def main() -> None:
    """Entry point of the `dramatis` command."""
    # Undecodable bytes of an argument come in as lone surrogates: print them escaped rather than fail.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()
