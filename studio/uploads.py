"""Uploaded files: looked into before they are kept, and kept under names that the server gives.

What a file is, its first bytes say; its name has to agree. Archives are refused when they would unpack to far
more than they are, lead out of their folder, or hold XML that defines entities.
"""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

import sqlalchemy as sql

from studio.store import Row, Store, new_id, uploads
from tts.errors import DramatisError

_BINARY: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (4, b"ftyp", "video/mp4"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
)
"""Offset, bytes there, and what has them there."""

_ENDINGS: dict[str, tuple[str, ...]] = {
    "application/zip": ("epub", "docx"),
    "application/pdf": ("pdf",),
    "audio/flac": ("flac",),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/mpeg": ("mp3",),
    "video/x-matroska": ("mkv", "webm"),
    "video/mp4": ("mp4", "m4a", "m4v", "mov"),
    "audio/wav": ("wav",),
    "video/x-msvideo": ("avi",),
    "text/plain": ("txt", "md", "html", "htm", "xhtml", "srt", "vtt", "ass", "ssa", "csv", "json"),
}
"""What a file is → the endings that its name may have."""

RECORDINGS = ("audio/wav", "audio/flac", "audio/ogg", "audio/mpeg")

_MOST_UNPACKED = 1 << 30  # bytes
_MOST_TIMES = 100  # what an archive may unpack to, in its own sizes
_MOST_MEMBERS = 20_000
_LOOKED_AT = 1 << 16  # bytes of a text
_BLOCK = 1 << 20  # bytes of a file in an archive that are looked at together
_MARKUP = (".xml", ".opf", ".ncx", ".xhtml", ".html", ".htm", ".rels", ".svg", ".smil")


class UploadError(DramatisError):
    """An upload that is refused. status: of HTTP."""

    def __init__(self, message: str, status: int = 415) -> None:
        super().__init__(message)
        self.status, self.param = status, "file"


@dataclass(frozen=True)
class Upload:
    """An uploaded file. name: as its owner called it, for people only. size: bytes. expires: s since 1970."""

    id: str
    name: str
    media_type: str
    size: int
    created: float
    expires: float


@dataclass(frozen=True)
class Uploads:
    """The uploads of a store. keep: s for which they can be used."""

    store: Store
    keep: float = 7 * 86_400.0

    def add(self, name: str, content: IO[bytes], owner: str = "") -> Upload:
        """Keep a file. Raises UploadError: 415 for what is not understood, 400 for what is hostile."""
        shown = PurePosixPath(name.replace("\\", "/")).name
        shown = "".join(letter for letter in shown if letter.isprintable())[-255:]
        id = new_id("file")
        path = self.store.path("files", id)
        partial = path.with_name(f"{id}.partial")
        try:
            with partial.open("wb") as file:
                shutil.copyfileobj(content, file)
                file.flush()
                os.fsync(file.fileno())
            kind = sniffed(partial, shown)
            size = partial.stat().st_size
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        now = time.time()
        row = {"id": id, "owner": owner, "name": shown, "media_type": kind, "size": size}
        self.store.change(sql.insert(uploads).values(**row, created=now, expires=now + self.keep))
        return Upload(id, shown, kind, size, now, now + self.keep)

    def listed(self, owner: str = "") -> tuple[Upload, ...]:
        """The owner's files, newest first."""
        query = sql.select(uploads).where(uploads.c.owner == owner).order_by(uploads.c.created.desc())
        return tuple(map(_upload, self.store.rows(query)))

    def remove(self, id: str, owner: str = "") -> None:
        """Forget a file; jobs that use it keep theirs. Raises UploadError (404) when there is none."""
        gone = sql.delete(uploads).where(uploads.c.id == id, uploads.c.owner == owner)
        if not self.store.change(gone):
            raise UploadError("there is no such file", 404)
        self.store.path("files", id).unlink(missing_ok=True)


def sniffed(path: Path, name: str) -> str:
    """The media type that a file's bytes say. Raises UploadError when its name disagrees or it is refused."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if not head:
        raise UploadError("the file is empty", 400)
    kind = next((kind for at, magic, kind in _BINARY if head[at : at + len(magic)] == magic), None)
    if kind is None and _is_mpeg(head):
        kind = "audio/mpeg"
    if kind is None and _is_text(head):
        kind = "text/plain"
    if kind is None:
        raise UploadError(f"this is no file that is understood here; use {_listed(_ENDINGS)}")
    ending = name.rpartition(".")[2].lower()
    if ending not in _ENDINGS[kind]:
        fitting = ", ".join(_ENDINGS[kind])
        raise UploadError(f"the file is {kind} inside; its name must end in one of {fitting}")
    if kind == "application/zip":
        _check_archive(path)
    return kind


def _is_mpeg(head: bytes) -> bool:
    """Whether it begins with an MPEG audio frame of layer III."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        return True
    # Old encodings use any byte, but texts hold no control characters but white space.
    return not any(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in head)


def _check_archive(path: Path) -> None:
    """Raise UploadError (400) for an archive that is broken, encrypted or made to do harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(members, path.stat().st_size)
            for member in members:
                if member.filename.lower().endswith(_MARKUP):
                    with archive.open(member) as file:
                        if _defines_entities(file):
                            raise UploadError("the archive holds XML that defines entities", 400)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, UploadError):
            raise
        raise UploadError("the archive is damaged or encrypted; make it again", 400) from None


def _defines_entities(file: IO[bytes]) -> bool:
    """Whether there is such a definition anywhere in a file, in whatever encoding of Unicode."""
    before = b""
    while block := file.read(_BLOCK):
        text = before + block.replace(b"\0", b"").upper()
        if b"<!ENTITY" in text:
            return True
        before = text[-7:]
    return False


def _check_members(members: Sequence[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > min(_MOST_UNPACKED, _MOST_TIMES * size + (1 << 20)):
        raise UploadError(f"the archive would unpack to {unpacked >> 20} MiB in {len(members)} files", 400)
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or (parts and (parts[0] == "/" or ":" in parts[0])):
            raise UploadError("the archive holds names that lead out of it", 400)


def _listed(endings: dict[str, tuple[str, ...]]) -> str:
    return ", ".join(ending for some in endings.values() for ending in some)


def _upload(row: Row) -> Upload:
    values = row._mapping
    return Upload(**{name: values[name] for name in Upload.__dataclass_fields__})
