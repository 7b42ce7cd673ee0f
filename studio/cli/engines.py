"""Options that say which engine speaks, the same for every command that speaks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EngineKind = Annotated[
    str, typer.Option("--engine", help="native: our own. openai: a server that speaks OpenAI's protocol.")
]
BaseUrl = Annotated[
    str | None, typer.Option(help="Of the server, such as http://127.0.0.1:8000/v1; default: OpenAI's.")
]
Model = Annotated[str | None, typer.Option(help="Of the server.")]
KeyFile = Annotated[
    Path | None, typer.Option("--api-key-file", help="File with the server's key; default: OPENAI_API_KEY.")
]
Voice = Annotated[str | None, typer.Option(help="Of the server, for everybody.")]
Voices = Annotated[
    Path | None, typer.Option(help="YAML file that gives personas voices of the server: 'butler: onyx'.")
]
