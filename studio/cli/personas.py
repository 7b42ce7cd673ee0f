"""`dramatis personas`: the voices that ship with dramatis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.terminal import Json, print_json

if TYPE_CHECKING:
    from personas import Persona

app = typer.Typer(help="The voices that ship with dramatis.", no_args_is_help=True)


@app.command("list")
def personas_list(as_json: Json = False) -> None:
    """List the personas."""
    from rich.console import Console
    from rich.table import Table

    from personas import presets

    if as_json:
        print_json({"personas": [each.to_dict() for each in presets()]})
        return
    table = Table("id", "name", "age", "gender", "who", box=None, pad_edge=False)
    for each in presets():
        table.add_row(each.id, each.names["zh"], str(each.age), each.gender, each.caption)
    Console().print(table)


@app.command("show")
def personas_show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id or name of a preset, or a .yaml file.")],
    as_json: Json = False,
) -> None:
    """Show one persona, as YAML that `--persona file.yaml` accepts."""
    import yaml

    found = chosen(name).to_dict()
    if as_json:
        print_json(found)
    else:
        typer.echo(yaml.safe_dump(found, allow_unicode=True, sort_keys=False), nl=False)


def chosen(name: str) -> Persona:
    """A preset by id or name, or the persona of a .yaml file."""
    import personas

    return personas.load(name) if name.endswith((".yaml", ".yml")) else personas.persona(name)
