"""What the commands of the server share: the store, and its options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tts.errors import RequestError

if TYPE_CHECKING:
    from studio.store import Store

Folder = Annotated[
    Path | None,
    typer.Option("--store", envvar="DRAMATIS_STORE", help="Folder of keys, jobs and files; default: yours."),
]
Database = Annotated[
    str | None,
    typer.Option(
        envvar="DRAMATIS_DATABASE", help="URL of a database, such as postgresql+psycopg://…; default: SQLite."
    ),
]


Certificate = Annotated[
    Path | None,
    typer.Option(help="PEM: signs results by C2PA; default: a development certificate of the store."),
]
CertificateKey = Annotated[Path | None, typer.Option(help="PEM: the key of --certificate.")]


def opened(folder: Path | None, database: str | None) -> Store:
    """The store that is asked for. Raises RequestError where the server's packages are missing."""
    try:
        from studio.store import Store
    except ModuleNotFoundError as error:
        raise missing(error) from None
    return Store.open(folder, database)


def missing(error: ModuleNotFoundError) -> RequestError:
    """What to install."""
    return RequestError(f"the server needs {error.name}; install it with: pip install 'dramatis[api]'")
