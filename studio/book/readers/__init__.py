"""A book's file → a document. What a file is, its bytes tell; nothing in it is believed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from studio.book.document import Document
from studio.book.readers.block import Asides
from tts.errors import BookError

__all__ = ["FORMATS", "Asides", "read"]

FORMATS = ("epub", "txt", "md", "html", "docx", "pdf")
"""Endings of files that can be read, by the first of their names."""

_SUFFIXES = {
    ".epub": "epub", ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
_LARGEST = {"epub": 2**31, "docx": 2**29, "pdf": 2**29, "html": 2**26, "md": 2**26, "txt": 2**26}
_FOREIGN = (
    (60, b"BOOKMOBI", "a Kindle book (MOBI); convert it to EPUB, for instance with Calibre"),
    (0, b"TPZ", "a Kindle book (Topaz); convert it to EPUB, for instance with Calibre"),
    (0, b"\xd0\xcf\x11\xe0", "an old Word file; save it as .docx"),
    (0, b"{\\rtf", "an RTF file; save it as .docx"),
    (0, b"\x1f\x8b", "packed with gzip; unpack it first"),
    (0, b"Rar!", "a RAR archive; unpack it first"),
    (0, b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (0, b"ITSF", "a compiled help file; convert it to EPUB"),
    (0, b"AT&TFORM", "a DjVu file of pictures; it needs text recognition first"),
)


def read(path: str | Path, asides: Asides | None = None) -> Document:
    """Read a book: EPUB 2 and 3, plain text, Markdown, HTML, DOCX, and the text of a PDF.

    asides: what beside the running text is read. Nothing is fetched and nothing unpacked to disk.
    Raises BookError, naming the file and the fix, when it cannot be read: broken, locked by DRM or a
    password, of another kind than its name says, made to harm, or without text.
    """
    path = Path(path)
    try:
        found = _kind(path)
        document = _reader(found)(path, asides or Asides())
    except BookError as error:
        raise BookError(f"{path.name}: {error}") from None
    except OSError as error:
        raise BookError(f"{path}: {error.strerror or error}; check the path") from None
    chapters = tuple(chapter for chapter in document.chapters if chapter.text)
    if not any(any(map(str.isalnum, chapter.text)) for chapter in chapters):
        raise BookError(
            f"{path.name}: there is no text in it; a book of pictures needs text recognition first"
        )
    if not any(chapter.included for chapter in chapters):
        chapters = tuple(replace(chapter, included=True) for chapter in chapters)
    language, guessed = _language(document)
    notes = (*document.notes, *guessed)
    return replace(
        document, title=document.title or path.stem, language=language, chapters=chapters, notes=notes
    )


def _language(document: Document) -> tuple[str, tuple[str, ...]]:
    """The language as BCP 47, and a note where the file does not tell it and the writing had to."""
    told = document.language.strip().replace("_", "-")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", told) and told.lower() != "und":
        return told, ()
    text = "".join(chapter.text[:5000] for chapter in document.chapters)
    chinese = len(re.findall(r"[\u3400-\u9fff]", text)) > len(re.findall(r"[A-Za-z]+", text))
    guess = "zh" if chinese else "en"
    return guess, (f"the file does not tell its language; by its writing it was taken for {guess}",)


def _kind(path: Path) -> str:
    """The format of a file, by its name, as long as its bytes do not say otherwise."""
    named = _SUFFIXES.get(path.suffix.lower())
    if path.is_dir():
        raise BookError("it is a folder; give a book's file, or pack the folder of an EPUB as .epub")
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(4096)
    for offset, mark, what in _FOREIGN:
        if start[offset:].startswith(mark):
            raise BookError(f"it is {what}")
    looks = _looks(path, start)
    kind = looks or named
    if kind is None:
        raise BookError(
            f"files that end in {path.suffix or 'nothing'} are not known; give one of "
            f"{', '.join('.' + name for name in FORMATS)}"
        )
    if looks and named not in (None, looks) and not (looks == "html" and named in ("txt", "md")):
        raise BookError(f"it ends in {path.suffix} but holds {looks.upper()}; name it .{looks}")
    if named in ("epub", "docx", "pdf") and looks is None:
        raise BookError(f"it ends in {path.suffix} but is none; get the file again")
    kind = named or kind
    if not size:
        raise BookError("it is empty")
    if size > _LARGEST[kind]:
        raise BookError(
            f"it has {size / 2**20:.0f} MiB; at most {_LARGEST[kind] >> 20} MiB of {kind} are read"
        )
    return kind


def _looks(path: Path, start: bytes) -> str | None:
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        try:
            with zipfile.ZipFile(path) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError):
            raise BookError("the zip archive is broken; get the file again") from None
        if "META-INF/container.xml" in names or "mimetype" in names:
            return "epub"
        if "word/document.xml" in names:
            return "docx"
        raise BookError("it is a zip archive but no EPUB or DOCX; unpack it and give the book in it")
    text = start.decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    if text.startswith(("<!doctype html", "<html")) or (text.startswith("<?xml") and "<html" in text):
        return "html"
    return None


def _reader(kind: str) -> Callable[[Path, Asides], Document]:
    from importlib import import_module

    module = {"md": "markdown", "txt": "plain"}.get(kind, kind)
    reader: Callable[[Path, Asides], Document] = import_module(f"studio.book.readers.{module}").read
    return reader
