"""A zip archive that comes from anywhere: nothing is unpacked to disk, and nothing in it is believed."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path
from types import TracebackType

from tts.errors import BookError

MOST_FILES = 20_000
LARGEST = 64 * 2**20
"""Bytes of one file that is read."""
LARGEST_TOTAL = 512 * 2**20
"""Bytes of all files that are read."""

_RATIO = 200  # written text packs to a tenth; what packs better than this, and is large, is a trap
_SMALL = 2**20


class Archive:
    """An open zip archive, to be used in a `with`.

    Raises BookError when it is broken, locked by a password, or made to harm: too many files, files that
    unpack to hundreds of times their size, names that lead out of it or occur twice.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError) as error:
            raise BookError(f"the zip archive is broken ({error}); get the file again") from None
        self._left = LARGEST_TOTAL
        try:
            self._entries = self._checked()
        except BookError:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """One file's bytes. Raises BookError when there is none, or it is too large or damaged."""
        entry = self._entries.get(name)
        if entry is None:
            raise BookError(f"the file {name!r} is missing in it; get the book again")
        try:
            with self._zip.open(entry) as file:
                data = file.read(min(LARGEST, self._left) + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
        ) as error:
            raise BookError(f"the file {name!r} in it is damaged ({error}); get the book again") from None
        self._left -= len(data)
        if len(data) > LARGEST or self._left < 0:
            raise BookError(
                f"the file {name!r} in it is too large to be a part of a book; at most {LARGEST >> 20} MiB a "
                f"file and {LARGEST_TOTAL >> 20} MiB in all are read"
            )
        return data

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > MOST_FILES:
            raise BookError(f"it holds {len(entries)} files; a book has at most {MOST_FILES}")
        found: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename
            if name.startswith("/") or "\\" in name or ":" in name.partition("/")[0] or _leaves(name):
                raise BookError(
                    f"a file in it is called {name[:80]!r}, which leads out of it; do not trust it"
                )
            if name in found:
                raise BookError(f"two files in it are called {name[:80]!r}; get the book again")
            if entry.flag_bits & 0x1:
                raise BookError("it is locked by a password; remove the password first")
            if entry.file_size > _SMALL and entry.file_size > _RATIO * max(entry.compress_size, 1):
                raise BookError(
                    f"the file {name[:80]!r} in it unpacks to {entry.file_size / 2**20:.0f} MiB from "
                    f"{entry.compress_size / 2**10:.0f} KiB, as only a zip bomb does; do not trust it"
                )
            if not name.endswith("/"):
                found[name] = entry
        return found


def inside(base: str, reference: str) -> str:
    """The name that a reference in the file `base` means. Raises BookError when it leads out of it."""
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), reference))
    if name.startswith(("/", "../")) or name == "..":
        raise BookError(f"{base!r} refers to {reference[:80]!r}, which lies outside of it; do not trust it")
    return name


def _leaves(name: str) -> bool:
    return ".." in name.split("/")
