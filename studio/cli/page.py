"""`dramatis studio`: the page in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.terminal import Pack
from studio.settings import PACK_VARIABLE
from tts.errors import RequestError


def studio(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the page.")] = 8501,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 = every network.")] = "localhost",
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    pack: Pack = None,
) -> None:
    """Open the studio, a page in the browser; Ctrl+C ends it."""
    import os

    from studio.ui.theme import THEME

    try:
        from streamlit.web import cli as streamlit
    except ImportError:
        raise RequestError(
            "the studio needs streamlit; install it with: pip install 'dramatis[app]'"
        ) from None
    if pack:
        os.environ[PACK_VARIABLE] = pack
    page = Path(__file__).resolve().parents[2] / "app.py"  # beside this package, installed or not
    options = {
        **THEME,
        "server.port": port,
        "server.address": host,
        "server.headless": not browser,
        "server.showEmailPrompt": False,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "viewer",
    }
    flags = [f"--{name}={str(value).lower()}" for name, value in options.items()]
    streamlit.main(["run", str(page), *flags], standalone_mode=False)
