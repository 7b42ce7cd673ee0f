"""Which renderers are at work on a project: each holds a lock that the system takes away when it dies."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows: who died is known by the time of its leases alone
    fcntl = None  # type: ignore[assignment]


@contextmanager
def present(folder: Path) -> Iterator[str]:
    """Be at work, in a folder of locks, as long as the block lasts; gives a name that nobody else has."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.lock"):
        if is_gone(folder, path.stem):
            path.unlink(missing_ok=True)
    name, file = _locked(folder)
    try:
        yield name
    finally:
        file.close()
        (folder / f"{name}.lock").unlink(missing_ok=True)


def is_gone(folder: Path, name: str) -> bool:
    """Whether a renderer has ended, in whatever way. False where the system cannot tell."""
    if not fcntl:
        return False
    try:
        descriptor = os.open(folder / f"{name}.lock", os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _locked(folder: Path) -> tuple[str, IO[bytes]]:
    while True:
        name = uuid.uuid4().hex
        path = folder / f"{name}.lock"
        file = path.open("wb")
        if not fcntl:
            return name, file
        fcntl.flock(file, fcntl.LOCK_EX)
        # Somebody may have cleared the file away before it was locked.
        if path.exists() and os.fstat(file.fileno()).st_ino == path.stat().st_ino:
            return name, file
        file.close()
