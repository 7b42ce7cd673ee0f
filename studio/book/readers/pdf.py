"""The text of a PDF → documents, as well as can be: the format knows places of letters, not paragraphs.

Chapters are those of its bookmarks, else lines that look like headings. What stands at the top or bottom of
many pages alike (running heads, page numbers) is left out; words parted at line ends are joined where the
rest of the book writes them in one; a paragraph ends where a line ends early or the next one is indented. All
of that is guessed, and told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.book.document import Document
from studio.book.readers.block import Asides, Block, Remarks, is_ornament, text_of, visible
from studio.book.readers.headings import segments
from studio.book.readers.matter import Segment, chapters
from studio.book.readers.plain import heading_level
from tts.errors import BookError

_MOST_PAGES = 20_000
_EDGE = 2  # lines at the top and bottom of a page that may be running heads
_OFTEN = 0.2  # share of pages that carry a running head
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})[-–—\s]*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…:。！？：][\"'”’»)\]」』]*$")
_EARLY = 0.8  # of a full line's length
_HYPHEN = re.compile(r"(\w+)[-\u2010]$")


@dataclass(frozen=True)
class _Line:
    """page: from 0."""

    text: str
    page: int
    indented: bool
    after_gap: bool


def read(path: Path, asides: Asides) -> Document:
    """Read the text of a PDF. Raises BookError when it is locked, broken or holds no text."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise BookError("reading a PDF needs pypdf; run pip install 'dramatis[book]'") from None
    remarks = Remarks()
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            raise BookError("it is locked by a password; give a copy without one")
        if len(reader.pages) > _MOST_PAGES:
            raise BookError(f"it has {len(reader.pages)} pages; at most {_MOST_PAGES} are read")
        pages = [_page(page, number, remarks) for number, page in enumerate(reader.pages)]
        marks = _bookmarks(reader)
        about = reader.metadata
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        if isinstance(error, BookError):
            raise
        raise BookError(f"the PDF is broken ({error}); get the file again") from None
    images = sum(not page for page in pages)
    if images:
        remarks.add(f"{images} pages hold no text; if they are scanned, they need text recognition first")
    lines = _without_running_heads(pages, set(marks.values()), remarks)
    remarks.add("paragraphs of a PDF are guessed from its lines; look through script.txt")
    title = _clean(getattr(about, "title", None))
    author = _clean(getattr(about, "author", None))
    found = _segments(lines, marks, path.name, title, remarks)
    return Document(title, (author,) if author else (), "", chapters(found), notes=remarks.sentences())


def _clean(value: Any) -> str:
    return " ".join(str(value).split()) if value else ""


def _page(page: Any, number: int, remarks: Remarks) -> list[_Line]:
    """The lines of a page in the order in which they stand."""
    text = visible(page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True), remarks)
    rows = [row.rstrip() for row in text.split("\n")]
    margins = sorted(len(row) - len(row.lstrip()) for row in rows if row.strip())
    margin = margins[len(margins) // 4] if margins else 0
    found: list[_Line] = []
    gaps = _gaps(rows)
    blank = 0
    for row in rows:
        if not row.strip():
            blank += 1
            continue
        indent = len(row) - len(row.lstrip()) - margin
        found.append(_Line(" ".join(row.split()), number, 2 <= indent <= 12, blank > gaps))
        blank = 0
    return found


def _gaps(rows: Sequence[str]) -> int:
    """How many empty rows usually part two lines of a page."""
    counts: Counter[int] = Counter()
    blank = -1
    for row in rows:
        if row.strip():
            counts[max(blank, 0)] += blank >= 0
            blank = 0
        elif blank >= 0:
            blank += 1
    return counts.most_common(1)[0][0] if counts else 0


def _bookmarks(reader: Any) -> dict[int, str]:
    """Page → the title of the first bookmark of the upper level that leads to it."""
    found: dict[int, str] = {}
    for entry in reader.outline:
        if isinstance(entry, list):
            continue
        page = reader.get_destination_page_number(entry)
        if page is not None and page >= 0:
            found.setdefault(page, _clean(entry.title))
    return found


def _without_running_heads(
    pages: Sequence[Sequence[_Line]], titles: set[str], remarks: Remarks
) -> list[_Line]:
    """All lines but page numbers and what many pages have at their edges alike, whatever its numbers.

    titles: of chapters, which stay where they stand first.
    """
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(line.text) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = max(3, _OFTEN * len(pages))
    kept: list[_Line] = []
    headings: set[str] = set()
    for page in pages:
        last = len(page) - 1
        for at, line in enumerate(page):
            edge = at < _EDGE or at > last - _EDGE
            heading = line.text in titles or heading_level([line.text]) > 0
            first = heading and not _PAGE_NUMBER.fullmatch(line.text) and line.text not in headings
            headings |= {line.text} if heading else set()
            repeated = _PAGE_NUMBER.fullmatch(line.text) or edges[_shape(line.text)] >= often
            if edge and repeated and not first:
                remarks.counts["line left out at the edge of a page: running heads, page numbers"] += 1
            else:
                kept.append(line)
    return kept


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _segments(
    lines: Sequence[_Line], marks: dict[int, str], name: str, title: str, remarks: Remarks
) -> list[Segment]:
    words = Counter(word.casefold() for line in lines for word in re.findall(r"[\w'’-]+", line.text))
    if len(marks) < 2:
        return segments([_named(block, name) for block in _blocks(lines, words, remarks)], title)
    starts = sorted(marks)
    found = []
    for begin, end in zip([0, *starts], [*starts, _MOST_PAGES], strict=True):
        part = [line for line in lines if begin <= line.page < end]
        if plain := text_of(_blocks(part, words, remarks)):
            headed = begin in marks
            found.append(
                Segment(marks.get(begin, ""), plain, source=f"{name}, page {begin + 1}", headed=headed)
            )
    return found


def _named(block: Block, name: str) -> Block:
    return Block(block.text, block.kind, block.level, source=name)


def _blocks(lines: Sequence[_Line], words: Counter[str], remarks: Remarks) -> Iterator[Block]:
    """Lines joined to paragraphs; headings and ornaments by themselves."""
    lengths = sorted(len(line.text) for line in lines)
    full = lengths[len(lengths) * 3 // 4] if lengths else 0
    text = ""
    before: _Line | None = None
    for line in lines:
        apart = before is None or line.after_gap or line.page != before.page
        level = heading_level([line.text]) if apart else 0
        starts = before is None or level or is_ornament(line.text) or _parted(before, line, full)
        if starts and text:
            yield from _made(text)
            text = ""
        if level:
            yield Block(line.text, "heading", level)
            before = None
            continue
        text = _joined(text, line.text, words, remarks) if text else line.text
        before = line
        if is_ornament(line.text):
            yield from _made(text)
            text = ""
    if text:
        yield from _made(text)


def _made(text: str) -> Iterator[Block]:
    yield Block(text, "scene" if is_ornament(text) else "paragraph")


def _parted(before: _Line, line: _Line, full: int) -> bool:
    """Whether a paragraph ends between two lines."""
    if line.after_gap and line.page == before.page:
        return True
    if line.indented and not before.indented:
        return True
    return bool(_ENDS.search(before.text)) and len(before.text) < _EARLY * full


def _joined(text: str, line: str, words: Counter[str], remarks: Remarks) -> str:
    """A paragraph and its next line; a word that the hyphen parts is joined where the book knows it whole."""
    parted = _HYPHEN.search(text)
    following = re.match(r"\w+", line)
    if parted and following and line[0].islower():
        whole, hyphened = parted[1] + following[0], f"{parted[1]}-{following[0]}"
        if words[whole.casefold()] or not words[hyphened.casefold()]:
            remarks.counts["word joined that a line end parted"] += 1
            return text[:-1] + line
        return text + line
    if re.search(r"[\u3400-\u9fff，。！？；：、”」』]$", text):
        return text + line
    return text + ("" if text.endswith(("—", "–")) else " ") + line
