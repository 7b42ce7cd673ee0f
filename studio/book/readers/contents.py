"""Blocks of an EPUB's pages and its table of contents → chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from studio.book.readers.block import Block
from studio.book.readers.headings import PART, segment, segments
from studio.book.readers.matter import Segment, is_matter


@dataclass(frozen=True)
class Entry:
    """A line of a table of contents: what it leads to, file and anchor, and how deep it stands, from 1."""

    title: str
    file: str
    anchor: str
    level: int


def split(
    blocks: Sequence[Block],
    contents: Sequence[Entry],
    types: Mapping[str, set[str]],
    book_title: str = "",
) -> list[Segment]:
    """Cut where the table of contents says that a chapter begins, else at headings.

    types: what landmarks call the pages. A page that no entry leads to goes on with the chapter before it,
    unless it is front or back matter by its own marks.
    """
    typed = [replace(block, types=block.types | types.get(block.source, set())) for block in blocks]
    starts = _starts(typed, _chapters(contents))
    if len(starts) < 2:
        found = segments(typed, book_title)
        if len(found) < 2:
            found = [segment(page, book_title) for _, page in _pages(typed)]
        return [each for each in found if each.text]
    cuts = sorted({0, *starts, *_own_pages(typed, starts)})
    found = []
    for begin, end in zip(cuts, [*cuts[1:], len(typed)], strict=True):
        found.append(segment(typed[begin:end], book_title, starts.get(begin, "")))
    return [each for each in found if each.text]


def _chapters(contents: Sequence[Entry]) -> list[Entry]:
    """The entries that begin chapters: all of the top level, and those below a part, or in another file than
    what they stand below; a book's only entry of the top level is the book itself."""
    top = [entry for entry in contents if entry.level == 1]
    lift = 1 if len(top) == 1 and len(contents) > 2 else 0
    found: list[Entry] = []
    above: list[Entry] = []
    for entry in contents:
        above = [each for each in above if each.level < entry.level]
        parent = above[-1] if above else None
        outer = entry.level - lift <= 1
        below_part = parent is not None and bool(PART.fullmatch(parent.title.strip())) and parent in found
        elsewhere = parent is not None and parent in found and parent.file != entry.file
        if outer or below_part or elsewhere:
            found.append(entry)
        above.append(entry)
    return found


def _starts(blocks: Sequence[Block], entries: Sequence[Entry]) -> dict[int, str]:
    """Index of the block at which each entry begins → its title."""
    first: dict[str, int] = {}
    anchored: dict[tuple[str, str], int] = {}
    for at, block in enumerate(blocks):
        first.setdefault(block.source, at)
        for anchor in block.anchors:
            anchored.setdefault((block.source, anchor), at)
    found: dict[int, str] = {}
    for entry in entries:
        begin = anchored.get((entry.file, entry.anchor), first.get(entry.file))
        if begin is not None:
            found.setdefault(begin, entry.title)
    return found


def _own_pages(blocks: Sequence[Block], starts: Mapping[int, str]) -> list[int]:
    """Where pages begin that no entry leads to, and that are front or back matter, or before any chapter."""
    first = min(starts)
    return [
        at for at, page in _pages(blocks) if at not in starts and (at < first or is_matter(segment(page)))
    ]


def _pages(blocks: Sequence[Block]) -> list[tuple[int, list[Block]]]:
    """The blocks of each page, and the index of its first."""
    found: list[tuple[int, list[Block]]] = []
    for at, block in enumerate(blocks):
        if not found or found[-1][1][-1].source != block.source:
            found.append((at, []))
        found[-1][1].append(block)
    return found
