"""`dramatis keys`: who may use a server that others can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.server import Database, Folder, missing, opened
from studio.cli.terminal import Json, print_json, tell

if TYPE_CHECKING:
    from studio.api.keys import KeyRing

app = typer.Typer(help="API keys of the server.", no_args_is_help=True)


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(help="Who or what it is for.")],
    scope: Annotated[
        list[str] | None, typer.Option(help="speech, voices, jobs, metrics; several times; default: all.")
    ] = None,
    requests_a_minute: Annotated[int | None, typer.Option(min=1, help="Default: the server's.")] = None,
    characters_a_minute: Annotated[int | None, typer.Option(min=1, help="Likewise.")] = None,
    store: Folder = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Make a key and print it; it cannot be read again."""
    from studio.api.keys import SCOPES

    ring = _ring(store, database)
    key = ring.new(name, scope or tuple(SCOPES), requests_a_minute, characters_a_minute)
    if as_json:
        print_json({"key": key, "id": key.split("-")[1], "name": name})
        return
    typer.echo(key)
    tell("keep it safe: it is not shown again")


@app.command("list")
def listed(store: Folder = None, database: Database = None, as_json: Json = False) -> None:
    """List the keys, without their secrets."""
    from dataclasses import asdict
    from datetime import datetime

    keys = _ring(store, database).listed()
    if as_json:
        print_json({"keys": [asdict(key) for key in keys]})
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("id", "name", "scopes", "made", "revoked", box=None, pad_edge=False)
    for key in keys:
        made, revoked = (
            datetime.fromtimestamp(when).strftime("%Y-%m-%d %H:%M") if when else ""
            for when in (key.created, key.revoked)
        )
        table.add_row(key.id, key.name, ", ".join(key.scopes), made, revoked)
    Console().print(table)


@app.command("revoke")
def revoke(
    id: Annotated[str, typer.Argument(help="As `dramatis keys list` shows it.")],
    store: Folder = None,
    database: Database = None,
) -> None:
    """Take a key's rights away at once."""
    _ring(store, database).revoke(id)
    typer.echo(f"key {id} is revoked")


def _ring(store: Folder, database: Database) -> KeyRing:
    kept = opened(store, database)
    try:
        from studio.api.keys import KeyRing
    except ModuleNotFoundError as error:
        raise missing(error) from None
    return KeyRing(kept)
