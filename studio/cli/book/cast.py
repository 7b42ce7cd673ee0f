"""`dramatis book cast`: who speaks whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.book.preflight import Folder
from studio.cli.terminal import Json, print_json, tell

if TYPE_CHECKING:
    from studio.book.cast import Cast


def cast(
    project: Folder,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Cast whoever is missing in cast.yaml; nobody else is changed.")
    ] = False,
    anew: Annotated[bool, typer.Option("--anew", help="Cast everybody anew; cast.yaml is replaced.")] = False,
    narrator: Annotated[str | None, typer.Option(help="Id, name or file of the narrator's persona.")] = None,
    assign: Annotated[
        list[str] | None, typer.Option("--set", help="NAME=PERSONA; may be given several times.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show who speaks whom and who is missing; change it, which cast.yaml keeps."""
    from dataclasses import replace

    from studio.book.cast import Cast, Role
    from studio.book.casting import suggest as suggested
    from studio.book.project import CAST, Project
    from tts.errors import BookError

    found = Project.open(project)
    script = found.script()
    before = None if anew else found.cast()
    made = before or Cast()
    roles = dict(made.characters)
    for each in assign or ():
        name, equals, persona = each.partition("=")
        if not equals or not name.strip() or not persona.strip():
            raise BookError(f"--set needs NAME=PERSONA, such as --set Matty=teenage-girl, not {each!r}")
        before_it = roles.get(name.strip(), Role(""))
        roles[name.strip()] = replace(before_it, persona=persona.strip(), why="set by hand")
    made = Cast(narrator or made.narrator, made.others, roles)
    if suggest or anew:
        casting = suggested(script, keep=made)
        casting.save_voices(found.folder, replace=anew)
        made = casting.cast
    persona_of = made.personas(found.folder)
    for name in ("narrator", *made.characters):
        persona_of(name)  # a persona that does not exist is refused before anything is written
    if made != before:
        found.write_cast(made)
    _show(str(found.folder / CAST), made, made.warnings(script), as_json)


def _show(where: str, cast: Cast, warnings: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        characters = {name: vars(role) for name, role in cast.characters.items()}
        print_json({"narrator": cast.narrator, "others": cast.others, "characters": characters,
                    "warnings": list(warnings)})  # fmt: skip
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("character", "lines", "persona", "why", box=None, pad_edge=False)
    table.add_row("narrator", "", cast.narrator, "")
    for name, role in cast.characters.items():
        table.add_row(name, str(role.lines or ""), role.persona, role.why)
    table.add_row("others", "", cast.others, "")
    Console().print(table)
    for warning in warnings:
        tell(f"note: {warning}")
    typer.echo(where)
