"""A page of HTML → blocks, as a browser would show them and a reader would read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from studio.book.document import SCENE
from studio.book.readers.block import Asides, Block, Remarks, visible
from studio.book.readers.tree import Element, attribute, local

_SKIPPED = frozenset(
    """head script style template noscript iframe object embed form button input select textarea rp rt rtc
    canvas map datalist dialog param source track""".split()
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr output q
    ruby rb s samp small span strike strong sub sup time tt u var wbr""".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOTE_TYPES = frozenset("footnote endnote rearnote note doc-footnote doc-endnote".split())
_NOTES_TYPES = frozenset("footnotes endnotes rearnotes doc-endnotes".split())
_REFERENCE_TYPES = frozenset("noteref doc-noteref".split())
_BACK_TYPES = frozenset("backlink referrer doc-backlink".split())
_PAGE_TYPES = frozenset("pagebreak doc-pagebreak".split())
_REFERENCE_CLASS = re.compile(r"\b(?:footnote-?ref|note-?ref|fn-?ref|fnanchor|reference)\b", re.IGNORECASE)
_BACK_CLASS = re.compile(r"\b(?:footnote-?back(?:ref|link)?|backlink)\b", re.IGNORECASE)
_PAGE_CLASS = re.compile(r"\b(?:page-?num(?:ber)?s?|pageno|pagebreak)\b", re.IGNORECASE)
_NOTES_CLASS = re.compile(r"\b(?:footnotes|endnotes)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARKER = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§¶]+|[a-z]|注\d*|[①-⑳])[\])]?", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BACK_MARKERS = frozenset(["↩", "↩︎", "↑", "^", "⏎", "back"])
_LINE = "\x01"  # a forced line end, while white space is collapsed
_REFERENCE = "\x02"  # where a reference to a footnote stood
_EMPTY = " \t\n\r\f\xa0" + _LINE


@dataclass(frozen=True)
class _Place:
    """What an element stands in."""

    types: frozenset[str] = frozenset()
    note: str = ""
    kept: bool = False  # white space, as in <pre>


class PageReader:
    """Reads the blocks of one page.

    notes: ids of footnotes that any page refers to, as "file#id".
    """

    def __init__(self, source: str, asides: Asides, remarks: Remarks, notes: frozenset[str]) -> None:
        self._source, self._asides, self._remarks, self._notes = source, asides, remarks, notes
        self._text: list[str] = []
        self._anchors: list[str] = []
        self._opening: list[str] = []  # anchors before any text of the block
        self._refers: list[str] = []
        self._numbers: list[int | None] = []  # of the lists one is in: that of the next item
        self._prefix = ""
        self._heading = 0

    def blocks(self, root: Element) -> Iterator[Block]:
        """The blocks of a page in order."""
        place = _Place(frozenset(_types(root)))
        yield from self._inside(root, place)
        yield from self._flush(place)

    # Elements

    def _element(self, element: Element, place: _Place) -> Iterator[Block]:
        name = local(element)
        if not name or name in _SKIPPED or _is_hidden(element):
            return
        types = _types(element)
        if _is_page_number(element, types) or _is_back_link(element, types, bool(place.note)):
            self._anchor(element)
        elif name == "a" and (target := reference(element, types, self._source)):
            self._anchor(element)
            self._text.append(_REFERENCE)
            self._refers.append(target)
        elif name == "br":
            self._text.append(_LINE)
        elif name == "hr":
            yield from self._flush(place)
            yield Block(SCENE, "scene", source=self._source, types=place.types, note=place.note)
        elif name in ("img", "image", "svg", "audio", "video"):
            yield from self._picture(element, name, place)
        elif name == "math":
            self._text.append(
                " ".join("".join(element.itertext("{*}mi", "{*}mn", "{*}mo", "{*}mtext")).split())
            )
        elif name in _INLINE:
            yield from self._inline(element, name, place)
        else:
            yield from self._block(element, name, types, place)

    def _inline(self, element: Element, name: str, place: _Place) -> Iterator[Block]:
        self._anchor(element)
        if name == "q":
            self._text.append("“")
        yield from self._inside(element, place)
        if name == "q":
            self._text.append("”")

    def _block(self, element: Element, name: str, types: set[str], place: _Place) -> Iterator[Block]:
        yield from self._flush(place)
        self._anchor(element)
        inner = replace(place, types=place.types | types, note=self._note(element, name, types) or place.note)
        if name == "pre":
            if element.find(".//{*}code") is not None and not self._asides.code:
                self._remarks.counts["listing of code left out"] += 1
                return
            inner = replace(inner, kept=True)
        if name == "table" and (rows := self._rows(element, inner)) is not None:
            yield from rows
            return
        if name in ("ol", "ul"):
            self._numbers.append(None if inner.note else _first_number(element))
        if name == "li" and not inner.note and self._numbers and (number := self._numbers[-1]) is not None:
            self._prefix, self._numbers[-1] = f"{number}. ", number + 1
        self._heading = _HEADINGS.get(name, 0)
        yield from self._inside(element, inner)
        if name == "p" and not "".join(self._text).strip(_EMPTY) and element.find(".//{*}img") is None:
            yield Block("", "gap", source=self._source, note=inner.note)
        yield from self._flush(inner)
        self._heading = 0
        if name in ("ol", "ul"):
            self._numbers.pop()

    def _inside(self, element: Element, place: _Place) -> Iterator[Block]:
        self._add(element.text, place)
        for child in element:
            yield from self._element(child, place)
            self._add(child.tail, place)

    def _picture(self, element: Element, name: str, place: _Place) -> Iterator[Block]:
        if name in ("audio", "video"):
            self._remarks.counts[f"{name} left out"] += 1
            return
        alt = " ".join((attribute(element, "alt") or attribute(element, "title")).split())
        self._remarks.images.append(alt)
        if self._asides.images and alt:
            yield from self._flush(place)
            yield Block(alt, source=self._source, types=place.types, note=place.note)

    def _rows(self, table: Element, place: _Place) -> list[Block] | None:
        """A table row by row; None where its cells hold paragraphs, as a table does that only lays out."""
        rows: list[Block] = []
        for part in table.iter("{*}caption", "{*}tr"):
            cells = [part] if local(part) == "caption" else [c for c in part if local(c) in ("td", "th")]
            texts = []
            for cell in cells:
                reader = PageReader(self._source, self._asides, self._remarks, self._notes)
                found = [block for block in reader._cell(cell, place) if block.kind != "gap"]
                if len(found) > 1 or cell.find(".//{*}table") is not None:
                    return None
                texts += [block.text for block in found if block.text]
                self._anchors += [anchor for block in found for anchor in block.anchors]
                self._refers += [note for block in found for note in block.refers]
            if texts:
                rows.append(self._made(_joined(texts), "paragraph", place))
        self._remarks.counts["table read row by row"] += 1
        return rows

    def _cell(self, cell: Element, place: _Place) -> Iterator[Block]:
        yield from self._inside(cell, place)
        yield from self._flush(place)

    # Text

    def _add(self, text: str | None, place: _Place) -> None:
        if text:
            self._text.append(text.replace("\r", "").replace("\n", _LINE) if place.kept else text)

    def _flush(self, place: _Place) -> Iterator[Block]:
        """What has been gathered, as one block, or several where empty lines part it."""
        raw, self._text = "".join(self._text), []
        raw = re.sub(f"[ \t\n\r\f]*{_REFERENCE}+(?=[\\s.,;:!?…)”’」』。，；：！？]|$)", "", raw)
        text = _BLANKS.sub(" ", visible(raw, self._remarks).replace(_REFERENCE, ""))
        kind = "heading" if self._heading else "paragraph"
        for part in re.split(rf"(?:\s*{_LINE}\s*){{2,}}", text):
            lines = [line.strip() for line in part.split(_LINE)]
            if plain := "\n".join(line for line in lines if line).strip():
                yield self._made(self._prefix + plain, kind, place)

    def _made(self, text: str, kind: str, place: _Place) -> Block:
        opening = (f"{self._source}#{anchor}" for anchor in self._opening)
        note = place.note or next((name for name in opening if name in self._notes), "")
        level = self._heading if kind == "heading" else 0
        block = Block(
            text, kind, level, tuple(self._anchors), place.types, note, tuple(self._refers), self._source
        )
        self._anchors, self._opening, self._refers, self._prefix = [], [], [], ""
        return block

    # Footnotes

    def _anchor(self, element: Element) -> None:
        found = [anchor for key in ("id", "name") if (anchor := element.get(key))]
        self._anchors += found
        if found and not "".join(self._text).strip(_EMPTY + _REFERENCE):
            self._opening += found

    def _note(self, element: Element, name: str, types: set[str]) -> str:
        """The id of the footnote that an element is, empty for what is none."""
        own = f"{self._source}#{element.get('id', '')}"
        if own in self._notes and name in ("li", "aside", "div", "p", "dd", "section", "tr"):
            return own
        if types & _NOTE_TYPES and name != "section":
            return own
        if types & _NOTES_TYPES or _NOTES_CLASS.search(element.get("class", "")):
            return f"{self._source}#"  # its heading, and notes without an id
        return ""


def reference(element: Element, types: set[str], source: str) -> str:
    """The footnote that a link refers to, as "file#id"; empty when it is no reference to one."""
    href = attribute(element, "href")
    file, hash_, anchor = href.partition("#")
    if not hash_ or not anchor or re.match(r"[a-z]+:", file):
        return ""
    marker = "".join(element.itertext()).strip()
    raised = local(element.getparent()) == "sup" or any(local(child) == "sup" for child in element)
    bare = re.fullmatch(r"[a-z]|\d+", marker, re.IGNORECASE)
    named = types & _REFERENCE_TYPES or _REFERENCE_CLASS.search(element.get("class", ""))
    if not named and not (_MARKER.fullmatch(marker) and (raised or not bare)):
        return ""
    if types & _BACK_TYPES:
        return ""
    target = source
    if file:
        folder = source.rpartition("/")[0]
        target = _normal(f"{folder}/{unquote(file)}" if folder else unquote(file))
    return f"{target}#{unquote(anchor)}"


def references(pages: Iterable[tuple[Element, str]]) -> frozenset[str]:
    """All footnotes that the pages, in order, refer to, as "file#id".

    A note often links back to its reference: of two places that link to each other the first refers and the
    second is the note.
    """
    notes: set[str] = set()
    for root, source in pages:
        for link in root.iter("{*}a"):
            target = reference(link, _types(link), source)
            if target and not any(f"{source}#{anchor}" in notes for anchor in _around(link)):
                notes.add(target)
    return frozenset(notes)


def _around(link: Element) -> Iterator[str]:
    """The ids of a link and of what it stands in, up to its paragraph or list item."""
    element = link
    while element is not None:
        yield from (anchor for key in ("id", "name") if (anchor := element.get(key)))
        if local(element) in ("li", "aside", "div", "dd", "section", "td"):
            return
        element = element.getparent()


def _normal(name: str) -> str:
    parts: list[str] = []
    for part in name.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _types(element: Element) -> set[str]:
    return set(f"{attribute(element, 'type')} {attribute(element, 'role')}".lower().split())


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_page_number(element: Element, types: set[str]) -> bool:
    if types & _PAGE_TYPES:
        return True
    text = "".join(element.itertext()).strip()
    return len(text) <= 12 and bool(_PAGE_CLASS.search(element.get("class", "")))


def _is_back_link(element: Element, types: set[str], in_note: bool) -> bool:
    if local(element) != "a":
        return False
    if types & _BACK_TYPES or _BACK_CLASS.search(element.get("class", "")):
        return True
    marker = "".join(element.itertext()).strip(" \xa0.")
    return in_note and (marker in _BACK_MARKERS or bool(_MARKER.fullmatch(marker)))


def _first_number(numbered: Element) -> int | None:
    """The number that a browser puts before the first item of a list, None where it puts none."""
    if local(numbered) != "ol" or "none" in numbered.get("style", ""):
        return None
    start = numbered.get("start", "1")
    return int(start) if re.fullmatch(r"-?[0-9]{1,9}", start) else 1


def _joined(cells: list[str]) -> str:
    text = cells[0]
    for cell in cells[1:]:
        text += (" " if re.search(r"[.,:;!?…。，：；！？]$", text) else ", ") + cell
    return text
