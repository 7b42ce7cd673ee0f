"""`dramatis personas`: the voices that ship with dramatis and one's own, listed, kept and shared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studio.cli.design import design
from studio.cli.terminal import Json, print_json, tell
from studio.cli.voices import (
    ChineseName,
    File,
    Id,
    Name,
    Replace,
    Who,
    audition,
    blend,
    deliver,
    renamed,
    sculpt,
)
from tts.errors import PersonaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personas import Persona

app = typer.Typer(help="The voices that ship with dramatis, and your own.", no_args_is_help=True)
for _command in (design, blend, sculpt, audition):
    app.command()(_command)


@app.command("list")
def personas_list(
    own: Annotated[bool, typer.Option("--own", help="Your own alone.")] = False,
    plot: Annotated[Path | None, typer.Option(help="PNG: a map by likeness, and the pitch ranges.")] = None,
    distances: Annotated[
        Path | None, typer.Option(help="CSV: how far apart every two are, in just noticeable differences.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the personas, those that ship before your own."""
    from rich.console import Console
    from rich.table import Table

    from personas import Store, presets

    mine, faults = Store.default().read()
    for fault in faults:
        tell(f"cannot be read: {fault}")
    listed = [*([] if own else presets()), *mine]
    if plot:
        from studio.plot_personas import plot_personas

        plot_personas(listed, plot, marked=[each.id for each in mine])
    if distances:
        distances.write_text(_table_of_distances(listed), encoding="utf-8")
    if as_json:
        print_json({"personas": [_summary(each) | {"own": each in mine} for each in listed]})
        return
    table = Table("id", "name", "age", "gender", "who", box=None, pad_edge=False)
    for each in listed:
        table.add_row(each.id, each.names["zh"], str(each.age), each.gender, each.caption)
    Console().print(table)


@app.command("show")
def personas_show(who: Who, as_json: Json = False) -> None:
    """Show one persona, as YAML that `--persona file.yaml` accepts."""
    from personas import dumps

    found = chosen(who)
    if as_json:
        print_json(found.to_dict())
    else:
        typer.echo(dumps(found), nl=False)


@app.command("save")
def personas_save(
    who: Who, id: Id = None, name: Name = None, name_zh: ChineseName = None, replace: Replace = False
) -> None:
    """Lock a voice: keep it, a candidate's file for one, among your own personas under its own id."""
    deliver(renamed(chosen(who), id, name, name_zh), None, True, replace)


@app.command("import")
def personas_import(
    files: Annotated[list[Path], typer.Argument(help="Persona files.")], replace: Replace = False
) -> None:
    """Take persona files that somebody shared among your own: all of them or none."""
    from personas import Store, load

    store, found = Store.default(), [load(file) for file in files]
    if len({each.id for each in found}) < len(found):
        raise PersonaError("two of these files hold a persona of the same id; import one of them")
    for each in found:
        store.check(each, replace)
    for each in found:
        typer.echo(str(store.save(each, replace)))


@app.command("export")
def personas_export(who: Who, out: File = None, replace: Replace = False) -> None:
    """Write a persona to a file of its own, to share; by default ID.persona.yaml, here."""
    from personas import SUFFIX

    found = chosen(who)
    deliver(found, out or Path(found.id + SUFFIX), False, replace)


@app.command("remove")
def personas_remove(id: Annotated[str, typer.Argument(help="Id of one of your own.")]) -> None:
    """Forget one of your own personas."""
    from personas import Store

    Store.default().remove(id)
    typer.echo(f"{id} removed")


def chosen(name: str) -> Persona:
    """A persona by id or name, the user's own before those that ship, or of a .yaml file."""
    from personas import find

    return find(name)


def _summary(persona: Persona) -> dict[str, Any]:
    keys = ("id", "names", "age", "gender", "language", "caption", "tags")
    return {key: value for key, value in persona.to_dict().items() if key in keys}


def _table_of_distances(personas: Sequence[Persona]) -> str:
    """A line a persona, a column a persona, as CSV."""
    from personas.distance import distances

    table = distances([each.identity for each in personas])
    rows = [",".join(["id", *(each.id for each in personas)])]
    rows += [
        ",".join([each.id, *(f"{value:.2f}" for value in row)])
        for each, row in zip(personas, table, strict=True)
    ]
    return "\n".join(rows) + "\n"
