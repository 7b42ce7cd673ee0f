"""The server's store: a folder for files, and a database for keys, jobs, uploads and voices on offer.

SQLite in the folder by default; any other database that SQLAlchemy knows by its URL, such as
``postgresql+psycopg://user:password@host/dramatis``, when several machines share the work. The folder has
to be shared as well then. All times are seconds since 1970.
"""

from __future__ import annotations

import os
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import sqlalchemy as sql

import personas
from tts.errors import DramatisError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Unpack

Query: TypeAlias = "sql.Select[Unpack[tuple[Any, ...]]]"
Row: TypeAlias = "sql.Row[Unpack[tuple[Any, ...]]]"

STORE_VARIABLE = "DRAMATIS_STORE"
"""Environment variable that names another folder than `store` in the user's data folder of dramatis."""

SCHEMA = 1
"""Version of the tables; a database states the one it was made for."""

TABLES = sql.MetaData()

schema = sql.Table("schema", TABLES, sql.Column("version", sql.Integer, nullable=False))

keys = sql.Table(
    "keys",
    TABLES,
    sql.Column("id", sql.String(16), primary_key=True),
    sql.Column("name", sql.String(80), nullable=False),
    sql.Column("salt", sql.String(64), nullable=False),
    sql.Column("digest", sql.String(128), nullable=False),
    sql.Column("scopes", sql.JSON, nullable=False),
    sql.Column("requests_a_minute", sql.Integer),
    sql.Column("characters_a_minute", sql.Integer),
    sql.Column("created", sql.Float, nullable=False),
    sql.Column("revoked", sql.Float),
)

jobs = sql.Table(
    "jobs",
    TABLES,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("kind", sql.String(40), nullable=False),
    sql.Column("owner", sql.String(16), nullable=False),
    sql.Column("payload", sql.JSON, nullable=False),
    sql.Column("digest", sql.String(64), nullable=False),
    sql.Column("idempotency", sql.String(255)),
    sql.Column("state", sql.String(12), nullable=False, index=True),
    sql.Column("wish", sql.String(8), nullable=False, default=""),
    sql.Column("progress", sql.Float, nullable=False, default=0.0),
    sql.Column("doing", sql.String(200), nullable=False, default=""),
    sql.Column("attempt", sql.Integer, nullable=False, default=0),
    sql.Column("fruitless", sql.Integer, nullable=False, default=0),
    sql.Column("holder", sql.String(80)),
    sql.Column("lease", sql.Float),
    sql.Column("created", sql.Float, nullable=False),
    sql.Column("started", sql.Float),
    sql.Column("ended", sql.Float),
    sql.Column("expires", sql.Float),
    sql.Column("error", sql.Text),
    sql.Column("result", sql.JSON),
    sql.Column("revision", sql.Integer, nullable=False, default=0),
    sql.UniqueConstraint("owner", "idempotency"),
)

uploads = sql.Table(
    "uploads",
    TABLES,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("owner", sql.String(16), nullable=False),
    sql.Column("name", sql.String(255), nullable=False),
    sql.Column("media_type", sql.String(80), nullable=False),
    sql.Column("size", sql.Integer, nullable=False),
    sql.Column("created", sql.Float, nullable=False),
    sql.Column("expires", sql.Float, nullable=False),
)

previews = sql.Table(
    "previews",
    TABLES,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("persona", sql.JSON, nullable=False),
    sql.Column("expires", sql.Float, nullable=False),
)

references = sql.Table(
    "reference_recordings",
    TABLES,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("owner", sql.String(16), nullable=False),
    sql.Column("name", sql.String(80), nullable=False),
    sql.Column("measured", sql.JSON, nullable=False),
    sql.Column("style", sql.JSON, nullable=False),
    sql.Column("notes", sql.JSON, nullable=False),
    sql.Column("consent", sql.JSON, nullable=False),
    sql.Column("created", sql.Float, nullable=False),
)


class StoreError(DramatisError):
    """A store that cannot be opened, or that another release made."""


@dataclass(frozen=True)
class Store:
    """An open store. voices: the personas that users save."""

    folder: Path
    database: sql.Engine
    voices: personas.Store = field(default_factory=personas.Store.default)

    @staticmethod
    def open(folder: Path | None = None, url: str | None = None) -> Store:
        """Open a store, made when it is not there. folder: None = `default_folder`; url: None = SQLite in it.

        Raises StoreError when the folder or the database cannot be used, or was made by another release.
        """
        folder = folder or default_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            database = _connected(url or f"sqlite:///{folder / 'dramatis.sqlite'}")
        except OSError as error:
            raise StoreError(f"cannot use the folder {folder} ({error}); name another one") from None
        return Store(folder, database)

    def path(self, kind: str, name: str) -> Path:
        """Where a file or folder of that kind and name lies; the folder of its kind is made.

        name: of `new_id`'s making. Raises ValueError for any other, so that no name leads outside.
        """
        if not name.replace("_", "").isalnum():
            raise ValueError(f"{name!r} is no name that this store gave")
        home = self.folder / kind
        home.mkdir(exist_ok=True)
        return home / name

    def rows(self, query: Query) -> Sequence[Row]:
        """All rows of a query."""
        with self.database.connect() as connection:
            return connection.execute(query).all()

    def change(self, *statements: sql.Insert | sql.Update | sql.Delete) -> int:
        """Carry out statements together or not at all; how many rows the last one changed."""
        count = 0
        with self.database.begin() as connection:
            for statement in statements:
                count = connection.execute(statement).rowcount
        return count

    def close(self) -> None:
        """Close the connections."""
        self.database.dispose()


def default_folder() -> Path:
    """The folder that `STORE_VARIABLE` names, or `store` in the user's data folder of dramatis."""
    if chosen := os.environ.get(STORE_VARIABLE):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("dramatis", appauthor=False) / "store"


def new_id(kind: str) -> str:
    """An id that nobody can guess: kind_20 hexadecimal digits."""
    return f"{kind}_{secrets.token_hex(10)}"


def _connected(url: str) -> sql.Engine:
    try:
        database = sql.create_engine(url, pool_pre_ping=True)
        if database.dialect.name == "sqlite":
            sql.event.listen(database, "connect", _prepare_sqlite)
        found = _version(database)
    except (sql.exc.SQLAlchemyError, ModuleNotFoundError) as error:
        why = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(f"cannot use the database: {why}; check its URL and rights") from None
    if found != SCHEMA:
        raise StoreError(
            f"the database has version {found} of the tables, this release uses {SCHEMA}; "
            "use the release that made it, or another store"
        )
    return database


def _version(database: sql.Engine) -> int:
    """The version of the tables, which are made where there are none."""
    for attempt in range(3):
        try:
            with database.begin() as connection:
                TABLES.create_all(connection)
                found = connection.execute(sql.select(schema.c.version)).scalar()
                if found is None:
                    connection.execute(sql.insert(schema).values(version=SCHEMA))
                return SCHEMA if found is None else int(found)
        except (sql.exc.OperationalError, sql.exc.ProgrammingError, sql.exc.IntegrityError):
            if attempt == 2:  # it was not that another process made the same table at the same moment
                raise
            time.sleep(0.2)
    raise AssertionError


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Several processes may write: they wait for one another, and readers for nobody."""
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
