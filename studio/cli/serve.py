"""`dramatis serve`: the HTTP server, its engines and its workers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.server import Database, Folder, missing, opened
from studio.cli.terminal import Pack, tell
from tts.errors import RequestError

if TYPE_CHECKING:
    from studio.api.settings import ServerSettings
    from studio.engine_process import EngineProcess


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine's need a key.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    engines: Annotated[int, typer.Option(min=0, max=256, help="Processes that speak; 0: one a core.")] = 0,
    workers: Annotated[int, typer.Option(min=0, max=256, help="Processes that do jobs.")] = 1,
    store: Folder = None,
    database: Database = None,
    allow_origin: Annotated[
        list[str] | None, typer.Option(help="Web pages that may call, such as https://studio.example.")
    ] = None,
    characters: Annotated[int, typer.Option(min=1, max=100_000, help="Of one text.")] = 4096,
    upload_mib: Annotated[int, typer.Option(min=1, max=100_000, help="Of an uploaded file.")] = 256,
    requests_a_minute: Annotated[int, typer.Option(min=1, help="Of a caller without limits.")] = 600,
    characters_a_minute: Annotated[int, typer.Option(min=1, help="Likewise.")] = 400_000,
    keep_days: Annotated[float, typer.Option(min=0.01, help="For results of jobs, and uploads.")] = 7.0,
    unknown_reference: Annotated[
        str | None,
        typer.Option(help="Who speaks where a GPT-SoVITS client names a recording that is not here."),
    ] = None,
    pack: Pack = None,
) -> None:
    """Serve speech over HTTP: OpenAI's endpoint, our own fields, and the dialects of dubbing tools.

    Without a key it answers to this machine only. Ctrl+C finishes what is under way, and ends it.
    """
    import os

    try:
        from studio.api.settings import ServerSettings, is_loopback
    except ModuleNotFoundError as error:
        raise missing(error) from None
    settings = ServerSettings(
        loopback=is_loopback(host),
        origins=tuple(allow_origin or ()),
        characters=characters,
        upload=upload_mib << 20,
        requests_a_minute=requests_a_minute,
        characters_a_minute=characters_a_minute,
        keep=keep_days * 86_400,
        unknown_reference=unknown_reference,
    )
    _run(host, port, engines or os.cpu_count() or 1, workers, store, database, pack, settings)


def _run(
    host: str,
    port: int,
    engines: int,
    workers: int,
    folder: Path | None,
    database: str | None,
    pack: str | None,
    settings: ServerSettings,
) -> None:
    import socket

    import uvicorn

    from studio.api.app import create_app
    from studio.api.keys import KeyRing
    from studio.jobs.crew import Crew
    from studio.journal import Journal, write_to
    from studio.voices import voice_named

    store = opened(folder, database)
    if not settings.loopback and not KeyRing(store).any():
        raise RequestError(
            f"{host} can be reached from other machines, and there is no key; make one first with: "
            "dramatis keys new NAME"
        )
    if settings.unknown_reference is not None:
        voice_named(settings.unknown_reference, store.voices)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))  # before the models are loaded: a taken port is told at once
    speaking, spoken = _engines(pack, engines)
    write_to()
    journal = Journal()
    crew = Crew(_worker(store.folder, database, pack, settings), workers, journal.event)
    try:
        app = create_app(speaking, store, settings, spoken)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # which would tell texts; the guard keeps the journal
            proxy_headers=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=round(settings.shutdown),
        )
        url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        tell(f"{url} speaks with {engines} engines; {url}/docs tells how to ask. Ctrl+C ends it.")
        uvicorn.Server(config).run([listener])
    finally:
        crew.dismiss()
        for engine in speaking:
            engine.close()
        store.close()
        listener.close()


def _engines(pack: str | None, count: int) -> tuple[list[EngineProcess], str]:
    """Engines in processes of their own, loaded at the same time, and the hash of their voice pack."""
    from concurrent.futures import ThreadPoolExecutor
    from functools import partial

    from studio.engine_process import EngineProcess, native

    engines = [EngineProcess(partial(native, pack)) for _ in range(count)]
    try:
        with ThreadPoolExecutor(count) as pool:
            hashes = list(pool.map(EngineProcess.start, engines))
    except BaseException:
        for engine in engines:
            engine.close()
        raise
    return engines, hashes[0]


def _worker(folder: Path, database: str | None, pack: str | None, settings: ServerSettings) -> list[str]:
    """The command line of one worker."""
    import os

    from studio.jobs.crew import worker_command

    options = ["--store", str(folder), "--keep-days", str(settings.keep / 86_400)]
    options += ["--parent", str(os.getpid())]
    options += ["--database", database] if database else []
    options += ["--pack", pack] if pack else []
    return worker_command(*options)
