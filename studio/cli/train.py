"""`dramatis train`: the models of a voice pack."""

from __future__ import annotations

import typer

app = typer.Typer(help="Train the models of a voice pack.", no_args_is_help=True)


@app.command(
    "recipe",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def train_recipe(ctx: typer.Context) -> None:
    """Run all training stages, top to bottom; `dramatis train recipe --help` lists the options."""
    from tts.train.recipe import main as run

    run(ctx.args)
