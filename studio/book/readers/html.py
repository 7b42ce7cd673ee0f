"""HTML files → documents."""

from __future__ import annotations

from pathlib import Path

from studio.book.document import Document
from studio.book.readers.block import Asides, Remarks, with_notes, with_scenes
from studio.book.readers.headings import segments
from studio.book.readers.matter import chapters
from studio.book.readers.page import PageReader, references
from studio.book.readers.tree import Element, attribute, parse_html

_AUTHOR = ("author", "dc.creator", "dcterms.creator")


def read(path: Path, asides: Asides) -> Document:
    """Read an HTML file; chapters begin at its headings."""
    return document(parse_html(path.read_bytes(), path.name), path.name, asides)


def document(root: Element, name: str, asides: Asides, title: str = "") -> Document:
    """The document of an HTML tree. title: of the book, where the file's own is not to be taken."""
    remarks = Remarks()
    pages = PageReader(name, asides, remarks, references([(root, name)]))
    language = attribute(root, "lang") or _meta(root, "dc.language", "dcterms.language")
    running = with_notes(pages.blocks(root), asides, remarks, language.startswith("zh"))
    blocks = with_scenes(running)
    title = title or _meta(root, "dc.title", "dcterms.title") or _text(root.find(".//{*}head/{*}title"))
    authors = tuple(_metas(root, *_AUTHOR))
    found = chapters(segments(blocks, title))
    return Document(title, authors, language, found, notes=remarks.sentences())


def _meta(root: Element, *names: str) -> str:
    return next(iter(_metas(root, *names)), "")


def _metas(root: Element, *names: str) -> list[str]:
    found = [each for each in root.iter("{*}meta") if each.get("name", "").lower() in names]
    return [content for each in found if (content := " ".join(each.get("content", "").split()))]


def _text(element: Element) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
