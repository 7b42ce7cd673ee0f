"""`dramatis pack`: the trained models."""

from __future__ import annotations

from typing import Annotated

import typer

from studio.cli.terminal import Json, print_json

app = typer.Typer(help="Voice packs: the trained models.", no_args_is_help=True)


@app.command("info")
def pack_info(
    path: Annotated[str | None, typer.Argument(help="A folder or hub id; default: the shipped pack.")] = None,
    as_json: Json = False,
) -> None:
    """Check a voice pack and show what it holds."""
    from tts.index import BASE
    from tts.pack import VoicePack

    loaded = VoicePack.from_pretrained(path or BASE)
    parts = ("aligner", "caption_encoder", "tokenizer", "gpt", "refiner", "vocoder")
    parameters = {part: sum(p.numel() for p in getattr(loaded, part).parameters()) for part in parts}
    if as_json:
        print_json({"name": loaded.name, "hash": loaded.hash, "parameters": parameters})
        return
    typer.echo(f"{loaded.name}, hash {loaded.hash}")
    for part, count in parameters.items():
        typer.echo(f"{part:<16}{count / 1e6:>7.2f} M parameters")
