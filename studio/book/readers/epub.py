"""EPUB 2 and 3 → documents: a zip of XHTML pages in the order of the package's spine.

Formats: W3C EPUB 3.3; IDPF OPF 2.0.1 and NCX for EPUB 2.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from studio.book.document import Document
from studio.book.readers.archive import Archive, inside
from studio.book.readers.block import Asides, Block, Remarks, with_notes, with_scenes
from studio.book.readers.contents import Entry, split
from studio.book.readers.matter import chapters
from studio.book.readers.page import PageReader, references
from studio.book.readers.tree import Element, attribute, local, parse_page, parse_xml
from tts.errors import BookError

_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_LOCKS = {
    "META-INF/rights.xml": "Adobe's",
    "META-INF/sinf.xml": "Apple's",
    "META-INF/license.lcpl": "Readium LCP",
}
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")
_GUIDE = {"cover": "cover", "title-page": "titlepage", "toc": "toc", "copyright-page": "copyright-page",
          "dedication": "dedication", "foreword": "foreword", "preface": "preface", "index": "index",
          "acknowledgements": "acknowledgments", "bibliography": "bibliography", "colophon": "colophon",
          "glossary": "glossary", "notes": "endnotes", "epigraph": "epigraph"}  # fmt: skip


@dataclass(frozen=True)
class _Item:
    """A file of the package. href: its name in the archive."""

    href: str
    media: str
    properties: frozenset[str]


@dataclass
class _Package:
    """What the package document says."""

    title: str
    authors: tuple[str, ...]
    language: str
    items: dict[str, _Item]
    spine: list[str]  # names in the archive
    cover: str = ""
    contents: list[Entry] = field(default_factory=list)
    types: dict[str, set[str]] = field(default_factory=dict)  # of pages, from landmarks and guide


def read(path: Path, asides: Asides) -> Document:
    """Read an EPUB. Chapters are those of its table of contents.

    Raises BookError when it is locked, broken, made to harm or no EPUB.
    """
    with Archive(path) as archive:
        _refuse_locked(archive)
        remarks = Remarks()
        package = _package(archive, remarks)
        blocks = _blocks(archive, package, asides, remarks)
        segments = split(blocks, package.contents, package.types, package.title)
        cover = _cover(archive, package, remarks)
    return Document(
        package.title, package.authors, package.language, chapters(segments), cover, remarks.sentences()
    )


def _refuse_locked(archive: Archive) -> None:
    for name, whose in _LOCKS.items():
        if name in archive:
            raise BookError(f"it is locked by {whose} DRM; give a copy without DRM")
    if "META-INF/encryption.xml" in archive:
        root = parse_xml(archive.read("META-INF/encryption.xml"), "META-INF/encryption.xml")
        for data in root.iter("{*}EncryptedData"):
            method = data.find("{*}EncryptionMethod")
            if method is None or attribute(method, "Algorithm") not in _FONTS_ONLY:
                raise BookError("parts of it are encrypted (DRM); give a copy without DRM")


# The package document


def _package(archive: Archive, remarks: Remarks) -> _Package:
    if "META-INF/container.xml" not in archive:
        raise BookError("it is a zip archive but no EPUB: META-INF/container.xml is missing; get it again")
    container = parse_xml(archive.read("META-INF/container.xml"), "META-INF/container.xml")
    rootfile = container.find(".//{*}rootfile")
    if rootfile is None or not rootfile.get("full-path"):
        raise BookError("META-INF/container.xml names no package; get the book again")
    name = inside("", unquote(rootfile.get("full-path")))
    root = parse_xml(archive.read(name), name)
    items = {}
    for item in root.iterfind("{*}manifest/{*}item"):
        href = item.get("href", "")
        if href and not re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
            place = inside(name, unquote(href.partition("#")[0]))
            properties = frozenset(item.get("properties", "").split())
            items[item.get("id", "")] = _Item(place, item.get("media-type", "").lower(), properties)
    spine = []
    for reference in root.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None:
            remarks.add(f"the spine names {reference.get('idref', '')!r}, which the package does not have")
        elif item.media not in _PAGES and not item.href.lower().endswith((".html", ".xhtml", ".htm")):
            remarks.add(f"left out {item.href}: it is {item.media or 'of no known type'}, not a page of text")
        else:
            spine.append(item.href)
    package = _Package(
        title=_first(root, "title"),
        authors=_authors(root),
        language=_first(root, "language"),
        items=items,
        spine=list(dict.fromkeys(spine)),
    )
    if not package.spine:
        raise BookError("its package lists no page of text; get the book again")
    _read_contents(archive, root, package, name, remarks)
    return package


def _first(root: Element, name: str) -> str:
    return next((text for each in root.iter(f"{{*}}{name}") if (text := _text(each))), "")


def _authors(root: Element) -> tuple[str, ...]:
    """Creators; where roles are given, those who are authors."""
    roles = {
        each.get("refines", "").removeprefix("#"): _text(each)
        for each in root.iter("{*}meta")
        if each.get("property") == "role"
    }
    found = [
        (_text(each), attribute(each, "role") or roles.get(each.get("id", ""), ""))
        for each in root.iter("{*}creator")
        if _text(each)
    ]
    written = [name for name, role in found if role in ("", "aut")]
    return tuple(dict.fromkeys(written or [name for name, _ in found]))


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _read_contents(archive: Archive, root: Element, package: _Package, name: str, remarks: Remarks) -> None:
    """Fill in the table of contents, landmarks and cover: of EPUB 3's nav, else of EPUB 2's NCX and guide."""
    nav = next((item for item in package.items.values() if "nav" in item.properties), None)
    ncx = next((item for item in package.items.values() if item.media == "application/x-dtbncx+xml"), None)
    if nav is not None and nav.href in archive:
        page, _ = parse_page(archive.read(nav.href), nav.href)
        for part in page.iter("{*}nav"):
            types = attribute(part, "type").split() + attribute(part, "role").split()
            if {"toc", "doc-toc"} & set(types):
                package.contents = package.contents or list(_nav_entries(part, nav.href, 1))
            elif "landmarks" in types:
                for link in part.iter("{*}a"):
                    package.types.setdefault(_target(nav.href, link.get("href", ""))[0], set()).update(
                        attribute(link, "type").split()
                    )
        package.types.setdefault(nav.href, set()).add("toc")
    if not package.contents and ncx is not None and ncx.href in archive:
        tree = parse_xml(archive.read(ncx.href), ncx.href)
        package.contents = list(_ncx_entries(tree.find(".//{*}navMap"), ncx.href, 1))
    for reference in root.iterfind("{*}guide/{*}reference"):
        if kind := _GUIDE.get(reference.get("type", "").lower()):
            package.types.setdefault(_target(name, reference.get("href", ""))[0], set()).add(kind)
    covers = [item.href for item in package.items.values() if "cover-image" in item.properties]
    named = [each.get("content", "") for each in root.iter("{*}meta") if each.get("name") == "cover"]
    covers += [package.items[each].href for each in named if each in package.items]
    package.cover = next((each for each in covers if each in archive), "")
    if not package.contents:
        remarks.add("it has no table of contents; chapters begin at headings")


def _nav_entries(element: Element, base: str, level: int) -> Iterator[Entry]:
    for child in element:
        name = local(child)
        if name == "li":
            link = next((part for part in child if local(part) in ("a", "span")), None)
            if link is not None and link.get("href"):
                yield Entry(_text(link), *_target(base, link.get("href")), level)
            yield from _nav_entries(child, base, level + 1)
        elif name in ("ol", "ul", "div", "section"):
            yield from _nav_entries(child, base, level)


def _ncx_entries(element: Element | None, base: str, level: int) -> Iterator[Entry]:
    for point in element if element is not None else ():
        if local(point) != "navpoint":
            continue
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        if content is not None and content.get("src"):
            title = _text(label) if label is not None else ""
            yield Entry(title, *_target(base, content.get("src")), level)
        yield from _ncx_entries(point, base, level + 1)


def _target(base: str, href: str) -> tuple[str, str]:
    """The name in the archive and the anchor that a link means."""
    file, _, anchor = href.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(file))) if file else base
    return place, unquote(anchor)


# Pages


def _blocks(archive: Archive, package: _Package, asides: Asides, remarks: Remarks) -> list[Block]:
    """The blocks of all pages; a page without any text has none."""
    pages = []
    for name in package.spine:
        if name not in archive:
            remarks.add(f"left out {name}: the spine names it, but it is missing")
            continue
        root, well_formed = parse_page(archive.read(name), name)
        if not well_formed:
            remarks.add(f"{name} is not well-formed; it was read as browsers read it")
        pages.append((root, name))
    notes = references(pages)
    found: list[Block] = []
    for root, name in pages:
        found += PageReader(name, asides, remarks, notes).blocks(root)
    return with_scenes(with_notes(found, asides, remarks, package.language.startswith("zh")))


def _cover(archive: Archive, package: _Package, remarks: Remarks) -> bytes | None:
    if not package.cover:
        return None
    try:
        data = archive.read(package.cover)
    except BookError as error:
        remarks.add(f"the cover was left out: {error}")
        return None
    if not data.startswith(_IMAGES):
        remarks.add(f"the cover {package.cover} was left out: it is no JPEG, PNG, GIF or WebP")
        return None
    return data
