"""`dramatis explain`: what is understood of a caption."""

from __future__ import annotations

from typing import Annotated

import typer

from studio.cli.terminal import Json, print_json, tell_misunderstandings


def explain(
    caption: Annotated[str, typer.Argument(help="How a line should sound, in English or Chinese.")],
    as_json: Json = False,
) -> None:
    """Show what is understood of a caption."""
    from rich.console import Console
    from rich.table import Table

    from tts.style.captions import understand
    from tts.style.space import STYLE_LIMITS

    understood = understand(caption)
    if as_json:
        print_json(understood.to_dict())
        return
    table = Table("asked", "value", show_header=False)
    for emotion, weight in understood.style.emotions.items():
        table.add_row(emotion, f"{weight:.0%}")
    if understood.style.emotions or understood.style.intensity != 1.0:
        table.add_row("intensity", f"{understood.style.intensity:.2f}")
    for name, value in understood.style.to_dict().items():
        if isinstance(value, bool):
            table.add_row(name, "yes" if value else "no")
        elif name in STYLE_LIMITS and value is not None:
            table.add_row(name, f"{value:+.3g} {STYLE_LIMITS[name][2]}".rstrip())
    for name, hint in understood.persona.items():
        table.add_row(f"speaker's {name}", str(hint))
    if not table.row_count:
        typer.echo("nothing in this caption says how to sound")
    else:
        Console().print(table)
    for guess in understood.guessed:
        typer.echo(f"guessed: {guess}")
    tell_misunderstandings(understood.not_understood, understood.conflicts)
