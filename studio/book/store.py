"""The store of a project: an SQLite database of its lines' states, its takes, choices and past renders.

Several processes may use it at once. Whoever wants to speak a line leases it first: a lease ends when its
holder ends (see `presence`) or has not been heard of for `LEASE` seconds, so that no line is spoken twice and
none is lost. What a person writes (script, cast, lexicon, settings) is not here but in text files.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from studio.book.coverage import Verdict
from tts.errors import BookError

VERSION = 1
"""Version of the schema."""
LEASE = 60.0
"""Seconds without a sign of life after which a lease ends."""

_APPLICATION = 0x44524D42  # "DRMB", which tells our files from other databases
_PATIENCE = 60.0  # s to wait for another process' transaction
_SCHEMA = """
CREATE TABLE lines (
    key TEXT PRIMARY KEY,      -- address of the line's first take
    state TEXT NOT NULL CHECK (state IN ('open', 'leased', 'done', 'failed')),
    take TEXT,                 -- address of the take that is delivered unless another is chosen
    owner TEXT,                -- who leases it
    expires REAL,              -- s since the epoch
    error TEXT
) WITHOUT ROWID;
CREATE TABLE takes (
    key TEXT PRIMARY KEY,
    line TEXT NOT NULL,        -- the line it is a take of
    seed INTEGER NOT NULL,
    seconds REAL NOT NULL,     -- of audio
    size INTEGER NOT NULL,     -- bytes of the audio file
    verdict TEXT NOT NULL,     -- what the coverage check found, JSON
    cost REAL NOT NULL,        -- CPU seconds
    made REAL NOT NULL         -- s since the epoch
) WITHOUT ROWID;
CREATE INDEX takes_of_line ON takes (line);
CREATE TABLE choices (
    anchor TEXT PRIMARY KEY,   -- speaker, text and which of several alike: see `project.anchors`
    line TEXT NOT NULL,        -- the line's key when it was chosen
    take TEXT NOT NULL,
    locked INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE renders (
    number INTEGER PRIMARY KEY,
    executor TEXT NOT NULL,
    workers INTEGER NOT NULL,
    pack TEXT NOT NULL,
    machine TEXT NOT NULL,
    lines INTEGER NOT NULL,
    seconds REAL NOT NULL,     -- of audio
    wall REAL NOT NULL,        -- s
    cost REAL NOT NULL,        -- CPU seconds
    ended REAL NOT NULL        -- s since the epoch
);
"""


@dataclass(frozen=True)
class LineState:
    """state: "open", "leased", "done" or "failed". take: what is delivered. error: why it failed."""

    state: str
    take: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class TakeRecord:
    """What the store knows of a take.

    key: its address. line: address of the line's first take. seconds: of audio. size: bytes of its audio.
    verdict: of the coverage check. cost: CPU seconds. made: s since the epoch.
    """

    key: str
    line: str
    seed: int
    seconds: float
    size: int
    verdict: Verdict
    cost: float
    made: float


@dataclass(frozen=True)
class Choice:
    """A take that a person chose for a line. line: the line's key at that time. locked: it stays, whatever
    becomes of the line's style, persona or lexicon."""

    anchor: str
    line: str
    take: str
    locked: bool


@dataclass(frozen=True)
class PastRender:
    """What one render took. machine: a name of the machine and its cores. seconds: of audio; wall: s;
    cost: CPU seconds."""

    executor: str
    workers: int
    pack: str
    machine: str
    lines: int
    seconds: float
    wall: float
    cost: float


class Store:
    """An open store; use it in the thread that opened it, as a context manager or with `close`."""

    def __init__(self, path: Path, is_gone: Callable[[str], bool] = lambda _: False) -> None:
        """Open the store at a path, or make it. is_gone: whether the renderer of a name has ended.

        Raises BookError when the file is no store, is damaged, or is of another version.
        """
        self.path = path
        self._is_gone = is_gone
        self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")  # a commit survives a loss of power
            self._check()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise BookError(
                f"{path} cannot be used as a project's store ({error}); move it away and render again: "
                "choices and locks are lost, what was edited by hand is not"
            ) from None
        except BookError:
            self._connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def _check(self) -> None:
        if self._pragma("application_id") == 0:
            with self._transaction():
                empty = not self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
                if self._pragma("application_id") == 0 and empty:  # not made by another process meanwhile
                    for statement in _SCHEMA.split(";\n"):
                        self._connection.execute(statement)
                    self._connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                    self._connection.execute(f"PRAGMA user_version = {VERSION}")
        if self._pragma("application_id") != _APPLICATION:
            raise BookError(f"{self.path} is a database of another program; move it away")
        found = self._pragma("user_version")
        if found > VERSION:
            raise BookError(
                f"{self.path} has schema {found}, this release of dramatis knows {VERSION}; "
                "install the release that made it"
            )
        if found < VERSION:
            raise BookError(
                f"{self.path} has schema {found}, which this release ({VERSION}) cannot bring up to date; "
                "move it away and render again"
            )

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, and nobody else writes meanwhile."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    # Lines

    def lines(self) -> dict[str, LineState]:
        """The state of every line that was ever asked for, by its key."""
        rows = self._connection.execute("SELECT key, state, take, error FROM lines")
        return {key: LineState(state, take, error) for key, state, take, error in rows}

    def claim(self, owner: str, keys: Iterable[str]) -> tuple[str, ...]:
        """Lease those of the lines that are neither done nor somebody else's; failed ones begin anew."""
        now = time.time()
        claimed = []
        with self._transaction():
            for key in dict.fromkeys(keys):
                found = self._connection.execute(
                    "SELECT state, owner, expires FROM lines WHERE key = ?", (key,)
                ).fetchone()
                if found and found[0] == "done":
                    continue
                if found and found[0] == "leased" and now < found[2] and not self._is_gone(found[1]):
                    continue
                self._connection.execute(
                    "INSERT INTO lines (key, state, owner, expires) VALUES (?, 'leased', ?, ?) "
                    "ON CONFLICT (key) DO UPDATE SET state = 'leased', take = NULL, error = NULL, "
                    "owner = excluded.owner, expires = excluded.expires",
                    (key, owner, now + LEASE),
                )
                claimed.append(key)
        return tuple(claimed)

    def extend(self, owner: str) -> None:
        """A sign of life: all leases of an owner last `LEASE` seconds from now."""
        with self._transaction():
            self._connection.execute(
                "UPDATE lines SET expires = ? WHERE owner = ? AND state = 'leased'",
                (time.time() + LEASE, owner),
            )

    def release(self, owner: str) -> None:
        """Give back what an owner still leases."""
        with self._transaction():
            self._connection.execute(
                "UPDATE lines SET state = 'open', owner = NULL, expires = NULL "
                "WHERE owner = ? AND state = 'leased'",
                (owner,),
            )

    def fail(self, line: str, error: str) -> None:
        """A line cannot be spoken."""
        with self._transaction():
            self._end(line, "failed", None, error)

    def reopen(self, lines: Iterable[str]) -> None:
        """Lines that were done are to be spoken again, since their takes are gone."""
        with self._transaction():
            for line in lines:
                self._connection.execute(
                    "UPDATE lines SET state = 'open', take = NULL WHERE key = ? AND state = 'done'", (line,)
                )

    def _end(self, line: str, state: str, take: str | None, error: str | None) -> None:
        self._connection.execute(
            "INSERT INTO lines (key, state, take, error) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET state = excluded.state, take = excluded.take, "
            "error = excluded.error, owner = NULL, expires = NULL",
            (line, state, take, error),
        )

    # Takes

    def keep(self, takes: Iterable[TakeRecord], settled: Mapping[str, str]) -> None:
        """Enter takes whose files are in their place. settled: lines that are done → what is delivered."""
        with self._transaction():
            for take in takes:
                self._connection.execute(
                    "INSERT OR REPLACE INTO takes VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        take.key, take.line, take.seed, take.seconds, take.size,
                        json.dumps(take.verdict.to_dict()), take.cost, take.made,
                    ),
                )  # fmt: skip
            for line, delivered in settled.items():
                self._end(line, "done", delivered, None)

    def takes(self) -> dict[str, TakeRecord]:
        """Every take, by its address."""
        rows = self._connection.execute("SELECT * FROM takes")
        return {row[0]: _take(row) for row in rows}

    def takes_of(self, line: str) -> tuple[TakeRecord, ...]:
        """The takes of one line, the oldest first."""
        rows = self._connection.execute("SELECT * FROM takes WHERE line = ? ORDER BY made, key", (line,))
        return tuple(map(_take, rows))

    # Choices

    def choices(self) -> dict[str, Choice]:
        """What was chosen, by the anchor of the line."""
        rows = self._connection.execute("SELECT anchor, line, take, locked FROM choices")
        return {row[0]: Choice(row[0], row[1], row[2], bool(row[3])) for row in rows}

    def choose(self, choice: Choice) -> None:
        """Deliver this take for a line from now on."""
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO choices VALUES (?, ?, ?, ?)",
                (choice.anchor, choice.line, choice.take, int(choice.locked)),
            )

    def forget_choice(self, anchor: str) -> None:
        """Deliver what the render makes again."""
        with self._transaction():
            self._connection.execute("DELETE FROM choices WHERE anchor = ?", (anchor,))

    # Past renders

    def record(self, render: PastRender) -> None:
        """Keep what a render took."""
        with self._transaction():
            self._connection.execute(
                "INSERT INTO renders (executor, workers, pack, machine, lines, seconds, wall, cost, ended) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*vars(render).values(), time.time()),
            )

    def renders(self) -> tuple[PastRender, ...]:
        """Past renders, the latest first."""
        rows = self._connection.execute(
            "SELECT executor, workers, pack, machine, lines, seconds, wall, cost FROM renders "
            "ORDER BY number DESC"
        )
        return tuple(PastRender(*row) for row in rows)


def _take(row: tuple[str, str, int, float, int, str, float, float]) -> TakeRecord:
    key, line, seed, seconds, size, verdict, cost, made = row
    return TakeRecord(key, line, seed, seconds, size, Verdict.from_dict(json.loads(verdict)), cost, made)
