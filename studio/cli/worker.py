"""`dramatis worker`: does the jobs of a store; `dramatis serve` starts some of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from studio.cli.server import Certificate, CertificateKey, Database, Folder, missing, opened
from studio.cli.terminal import Pack


def worker(
    store: Folder = None,
    database: Database = None,
    lease: Annotated[
        float, typer.Option(min=1, help="Seconds without a sign of life after which another takes over.")
    ] = 15.0,
    keep_days: Annotated[float, typer.Option(min=0.01, help="For the results of jobs.")] = 7.0,
    niceness: Annotated[int, typer.Option(min=0, max=19, help="Give way to whoever speaks live.")] = 5,
    parent: Annotated[int | None, typer.Option(hidden=True)] = None,
    certificate: Certificate = None,
    certificate_key: CertificateKey = None,
    pack: Pack = None,
) -> None:
    """Do jobs until told to stop; several workers, also on several machines, share a store."""
    import os

    try:
        from studio.jobs.bench import Bench
        from studio.jobs.worker import Worker
    except ModuleNotFoundError as error:
        raise missing(error) from None
    from functools import partial

    from studio.engine_process import native
    from studio.journal import Journal, write_to
    from studio.signing import signer_for

    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    write_to()
    kept = opened(store, database)
    try:
        bench = Bench(kept, lease, keep_days * 86_400)
        signer = signer_for(kept.folder / "signing", certificate, certificate_key)
        one = Worker(
            bench,
            partial(native, pack),
            sign=signer.sign_file if signer else None,
            parent=parent,
            tell=Journal().event,
        )
        one.stop_on_signals()
        one.run()
    finally:
        kept.close()
