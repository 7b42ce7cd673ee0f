"""Blocks of a text with headings → chapters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from studio.book.readers.block import Block, text_of
from studio.book.readers.matter import Segment

PART = re.compile(
    r"(?:part|book|volume|act)\b(?:\s+(?:the\s+)?\w+)?\s*[.:—–-]?.*|第[\d零〇一二三四五六七八九十百]+[部卷篇集].*",
    re.I,
)
"""Titles of what holds chapters."""

_NUMBERED = re.compile(
    r"(?:chapter|part|book|volume|act|scene|canto|letter|stave)\s+\w+(?:[- ]\w+)?\s*\.?|[ivxlcdm]+\.?|\d+\.?"
    r"|第[\d零〇一二三四五六七八九十百千两]+[章节回卷部篇集幕]",
    re.I,
)


def segments(blocks: Sequence[Block], book_title: str = "") -> list[Segment]:
    """Cut at the headings of chapters: the highest level that has several, and parts above it.

    A single heading over everything is the book's title. What stands before the first heading is a segment
    without a title of its own.
    """
    levels = Counter(block.level for block in blocks if block.kind == "heading")
    cut = _level(blocks, levels)
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "heading" and block.level <= cut and found[-1] and not _goes_on(found[-1], block):
            found.append([])
        found[-1].append(block)
    return [made for group in found if (made := segment(group, book_title)).text]


def segment(blocks: Sequence[Block], book_title: str = "", title: str = "") -> Segment:
    """One chapter of blocks; its title is its first headings' unless one is given."""
    headings: list[str] = []
    for block in blocks:
        if block.kind != "heading":
            break
        headings.append(" ".join(block.text.split()))
    below = [block.level for block in blocks if block.kind == "heading"][1:]
    titled = len(headings) > 1 and _NUMBERED.fullmatch(headings[0]) and below.count(below[0]) == 1
    plain = title or ": ".join(headings[: 2 if titled else 1])
    types = frozenset.intersection(*(block.types for block in blocks)) if blocks else frozenset()
    own = plain.casefold() != book_title.casefold() or not plain
    return Segment(plain, text_of(blocks), types, blocks[0].source if blocks else "", bool(plain) and own)


def _level(blocks: Sequence[Block], levels: Counter[int]) -> int:
    """The deepest level of headings at which a chapter begins; 0 when there are none."""
    if not levels:
        return 0
    several = [level for level in sorted(levels) if levels[level] > 1]
    cut = several[0] if several else min(levels)
    titles = [block.text for block in blocks if block.kind == "heading" and block.level == cut]
    below = [level for level in several if level > cut]
    if below and sum(bool(PART.fullmatch(title)) for title in titles) * 2 > len(titles):
        return below[0]
    return cut


def _goes_on(group: Sequence[Block], below: Block) -> bool:
    """Whether a heading is the second of a chapter's, as "The Storm" is under "Chapter 1"."""
    above = group[-1]
    return (
        above.kind == "heading"
        and above.level == below.level
        and bool(_NUMBERED.fullmatch(above.text))
        and not _NUMBERED.fullmatch(below.text)
    )
