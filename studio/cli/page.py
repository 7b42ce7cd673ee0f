"""`dramatis studio`: the page in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.engines import BaseUrl, EngineKind, KeyFile, Model, Voice, Voices
from studio.cli.terminal import Pack
from studio.settings import PACK_VARIABLE
from tts.errors import RequestError


def studio(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the page.")] = 8501,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 = every network.")] = "localhost",
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    keys: Annotated[
        bool, typer.Option("--keys", help="Let everybody who reaches the page make API keys.")
    ] = False,
    pack: Pack = None,
    engine: EngineKind = "native",
    base_url: BaseUrl = None,
    model: Model = None,
    api_key_file: KeyFile = None,
    voice: Voice = None,
    voices: Voices = None,
) -> None:
    """Open the studio, a page in the browser; Ctrl+C ends it.

    With --engine openai a server speaks on all pages; the environment may say the same (DRAMATIS_ENGINE …).
    """
    import os

    from studio.engines import EngineOptions, default_engine, in_variables
    from studio.ui.theme import THEME

    try:
        from studio.ui.settings_page.reach import KEYS_VARIABLE
        from studio.ui.site import site
    except ModuleNotFoundError as error:
        raise RequestError(
            f"the studio needs {error.name}; install it with: pip install 'dramatis[app]'"
        ) from None
    options = EngineOptions(engine, pack, base_url, model, api_key_file, voice, voices)
    if options.kind != "native":
        os.environ.update(in_variables(options))
    elif pack:
        os.environ[PACK_VARIABLE] = pack
    default_engine()  # what contradicts itself is told here rather than on a page
    if keys:
        os.environ[KEYS_VARIABLE] = "1"
    page = Path(__file__).resolve().parents[2] / "app.py"  # beside this package, installed or not
    page_options = {
        **THEME,
        "server.port": port,
        "server.address": host,
        "server.headless": not browser,
        "server.showEmailPrompt": False,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "viewer",
    }
    site(page, browser).run(config=page_options)
