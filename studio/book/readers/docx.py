"""DOCX → documents: the text of a word processor's file, by its paragraph styles.

Read straight from the package (ECMA-376, WordprocessingML), so that the limits of `archive` and the safe
parser of `tree` hold for it. Insertions that are tracked are read, deletions are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from studio.book.document import SCENE, Document
from studio.book.readers.archive import Archive
from studio.book.readers.block import Asides, Block, Remarks, visible, with_notes, with_scenes
from studio.book.readers.headings import segments
from studio.book.readers.matter import chapters
from studio.book.readers.tree import Element, attribute, local, parse_xml
from tts.errors import BookError

_MAIN = "word/document.xml"
_LEFT_OUT = frozenset("del moveFrom instrText fldChar pPr rPr tblPr trPr tcPr sectPr Fallback".split())
_HEADING = re.compile(r"heading ?(\d)", re.IGNORECASE)
_TITLE = "title"
_NOT_READ = re.compile(r"toc ?\d|toc heading|table of (?:contents|figures)", re.IGNORECASE)
_CODE = re.compile(
    r"(?:source )?code(?: block)?|html preformatted|preformatted text|macro text", re.IGNORECASE
)


@dataclass
class _Reading:
    """What a file's parts say, while it is read. styles: id → (name, level of a heading or 0)."""

    asides: Asides
    remarks: Remarks
    styles: Mapping[str, tuple[str, int]]
    source: str
    refers: list[str] = field(default_factory=list)
    title: str = ""


def read(path: Path, asides: Asides) -> Document:
    """Read a DOCX file; chapters begin at its headings."""
    with Archive(path) as archive:
        if _MAIN not in archive:
            raise BookError("it is no Word document: word/document.xml is missing; save it as .docx again")
        root = parse_xml(archive.read(_MAIN), _MAIN)
        reading = _Reading(asides, Remarks(), _styles(archive), path.name)
        body = next((each for each in root if local(each) == "body"), None)
        if body is None:
            raise BookError("it is no Word document: it has no body; save it as .docx again")
        blocks = list(_blocks(body, reading))
        for name, kind in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
            if name in archive:
                blocks += _notes(parse_xml(archive.read(name), name), kind, reading)
        title, authors, language = _properties(archive)
    title = title or reading.title
    running = with_scenes(with_notes(blocks, asides, reading.remarks, language.startswith("zh")))
    found = chapters(segments(running, title))
    return Document(title, authors, language, found, notes=reading.remarks.sentences())


def _styles(archive: Archive) -> dict[str, tuple[str, int]]:
    """Id of each paragraph style → its name and, of a heading, its level."""
    if "word/styles.xml" not in archive:
        return {}
    found: dict[str, tuple[str, int]] = {}
    for style in parse_xml(archive.read("word/styles.xml"), "word/styles.xml").iter("{*}style"):
        name = next((attribute(each, "val") for each in style if local(each) == "name"), "")
        outline = next((attribute(each, "val") for each in style.iter("{*}outlineLvl")), "")
        heading = _HEADING.fullmatch(name)
        level = int(heading[1]) if heading else int(outline) + 1 if re.fullmatch(r"[0-8]", outline) else 0
        found[attribute(style, "styleId")] = (name, level)
    return found


def _blocks(container: Element, reading: _Reading, note: str = "") -> Iterator[Block]:
    """The blocks of paragraphs and tables in order."""
    for child in container:
        name = local(child)
        if name == "p":
            yield from _paragraph(child, reading, note)
        elif name == "tbl":
            yield from _table(child, reading, note)
        elif name in ("sdt", "sdtcontent", "ins", "customxml", "smarttag"):
            yield from _blocks(child, reading, note)


def _paragraph(element: Element, reading: _Reading, note: str) -> Iterator[Block]:
    style = next((attribute(each, "val") for each in element.iter("{*}pStyle")), "")
    name, level = reading.styles.get(style, ("", 0))
    reading.refers = []
    text = visible("".join(_runs(element, reading)), reading.remarks)
    plain = "\n".join(filter(None, (" ".join(line.split(" ")).strip() for line in text.split("\n"))))
    refers = tuple(reading.refers)
    if _NOT_READ.fullmatch(name):
        reading.remarks.counts["line of a table of contents left out"] += bool(plain)
    elif _CODE.fullmatch(name) and not reading.asides.code and plain:
        reading.remarks.counts["paragraph of code left out"] += 1
    elif not plain:
        ruled = element.find(".//{*}pBdr") is not None or element.find(".//{*}pict/{*}rect") is not None
        text, kind = (SCENE, "scene") if ruled else ("", "gap")
        yield Block(text, kind, source=reading.source)
    elif name.lower() == _TITLE:
        reading.title = reading.title or " ".join(plain.split())
        yield Block(plain, "heading", 1, source=reading.source, refers=refers, note=note)
    elif level and not note:
        yield Block(plain, "heading", level, source=reading.source, refers=refers)
    else:
        yield Block(plain, source=reading.source, refers=refers, note=note)


def _table(element: Element, reading: _Reading, note: str) -> Iterator[Block]:
    reading.remarks.counts["table read row by row"] += 1
    for row in element.iter("{*}tr"):
        cells = [
            " ".join(block.text for block in _blocks(cell, reading, note) if block.kind != "gap")
            for cell in row
            if local(cell) == "tc"
        ]
        if text := ", ".join(filter(None, cells)):
            yield Block(text, source=reading.source, note=note)


def _runs(element: Element, reading: _Reading) -> Iterator[str]:
    """The text of a paragraph's runs; line ends as "\\n"."""
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name in _LEFT_OUT:
            continue
        if name == "t":
            yield child.text or ""
        elif name in ("br", "cr"):
            yield " " if attribute(child, "type") in ("page", "column") else "\n"
        elif name in ("tab", "ptab"):
            yield " "
        elif name == "noBreakHyphen":
            yield "\u2011"
        elif name in ("footnoteReference", "endnoteReference"):
            reading.refers.append(f"{name[:-9]}{attribute(child, 'id')}")
        elif name in ("drawing", "pict", "object"):
            yield from _picture(child, reading)
        else:
            yield from _runs(child, reading)


def _picture(element: Element, reading: _Reading) -> Iterator[str]:
    """The description of a picture; the text of a text box."""
    boxes = list(element.iter("{*}txbxContent"))
    for box in boxes[:1]:
        for paragraph in box.iter("{*}p"):
            yield " " + "".join(_runs(paragraph, reading)) + " "
    if not boxes:
        described = next(element.iter("{*}docPr"), None)
        alt = "" if described is None else " ".join((described.get("descr") or "").split())
        reading.remarks.images.append(alt)
        if reading.asides.images and alt:
            yield f" {alt} "


def _notes(root: Element, kind: str, reading: _Reading) -> Iterator[Block]:
    """The blocks of footnotes or endnotes; the lines that part them from the page are none."""
    for note in root:
        if attribute(note, "type") in ("", "normal"):
            yield from (
                block
                for block in _blocks(note, reading, f"{kind}{attribute(note, 'id')}")
                if block.kind == "paragraph"
            )


def _properties(archive: Archive) -> tuple[str, tuple[str, ...], str]:
    """Title, authors and language of the file's own properties."""
    if "docProps/core.xml" not in archive:
        return "", (), ""
    root = parse_xml(archive.read("docProps/core.xml"), "docProps/core.xml")
    values = {local(each): " ".join((each.text or "").split()) for each in root}
    authors = tuple(filter(None, (name.strip() for name in values.get("creator", "").split(";"))))
    return values.get("title", ""), authors, values.get("language", "")
