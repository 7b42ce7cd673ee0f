"""`dramatis serve`: the HTTP server, its engines and its workers."""

from __future__ import annotations

from typing import Annotated

import typer

from studio.cli.server import Certificate, CertificateKey, Database, Folder, missing, opened
from studio.cli.terminal import Pack, tell


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
    certificate: Certificate = None,
    certificate_key: CertificateKey = None,
    pack: Pack = None,
) -> None:
    """Serve speech over HTTP: OpenAI's endpoint, our own fields, and the dialects of dubbing tools.

    Without a key it answers to this machine only. Ctrl+C finishes what is under way, and ends it.
    """
    import os

    try:
        from studio.api.deployment import Deployment
        from studio.api.settings import ServerSettings, is_loopback
        from studio.signing import signer_for
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
    options = [
        *(["--database", database] if database else []),
        *(["--pack", pack] if pack else []),
        *(["--certificate", str(certificate)] if certificate else []),
        *(["--certificate-key", str(certificate_key)] if certificate_key else []),
    ]
    deployment = Deployment(host, port, engines or os.cpu_count() or 1, workers, tuple(options), pack)
    kept = opened(store, database)
    try:
        signer = signer_for(kept.folder / "signing", certificate, certificate_key)
        told = f"{deployment.url} speaks, with {deployment.engines} engines; /docs there tells how to ask"
        deployment.run(kept, settings, signer, ready=lambda: tell(f"{told}. Ctrl+C ends it."))
    finally:
        kept.close()
