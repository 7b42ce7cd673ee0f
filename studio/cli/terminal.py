"""What every command shares: options, errors as one sentence, results as JSON."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from studio.settings import PACK_VARIABLE
from tts.errors import DramatisError, EngineError

Pack = Annotated[
    str | None, typer.Option(envvar=PACK_VARIABLE, help="Voice pack, a folder or hub id; default: ours.")
]
Verify = Annotated[
    bool,
    typer.Option(
        "--verify", help="Measure the take; speak it again, at most twice, where it misses numbers."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]


class Commands(TyperGroup):
    """Commands whose expected errors are one sentence on stderr and an exit code, never a traceback."""

    def invoke(self, ctx: Any) -> Any:  # the type of a context depends on the release of typer
        try:
            return super().invoke(ctx)
        except DramatisError as error:
            tell(f"error: {error}")
            raise typer.Exit(1 if isinstance(error, EngineError) else 2) from None
        except OSError as error:
            tell(f"error: {error}")
            raise typer.Exit(1) from None


def tell(message: str) -> None:
    """A message for people, on stderr."""
    typer.echo(message, err=True)


def tell_misunderstandings(not_understood: tuple[str, ...], conflicts: tuple[str, ...]) -> None:
    """Say what of a caption was not understood, and which asks contradict each other."""
    for part in not_understood:
        tell(f"not understood: {part}")
    for conflict in conflicts:
        tell(f"conflict: {conflict}")


def print_json(data: dict[str, Any]) -> None:
    """The result of a command, as one line of JSON on stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False))
