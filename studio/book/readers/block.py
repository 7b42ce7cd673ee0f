"""What every reader makes of a file: a run of blocks, and sentences on what it left aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from studio.book.document import SCENE
from tts.errors import BookError

KINDS = ("heading", "paragraph", "scene", "gap")

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_ORNAMENT = re.compile(r"[*#~•·∙⋆☆★⁂⁎❦❧☙✻✽✢❖◆◇○●■□§♦+=_—–\-×]+|-*o0o-*|x{3,}", re.IGNORECASE)
_RARE = 8  # one gap in so many paragraphs or fewer marks a break between scenes
_TOLD = 12  # images whose descriptions are told one by one


@dataclass(frozen=True)
class Asides:
    """What beside the running text is read. Each is left out unless asked for, and told in the notes.

    footnotes: read after the paragraph that refers to them. images: their descriptions. code: listings.
    """

    footnotes: bool = False
    images: bool = False
    code: bool = False

    @staticmethod
    def of(names: Iterable[str]) -> Asides:
        """Those that are named. Raises BookError for a name that is not known."""
        known = [each.name for each in fields(Asides)]
        for name in names:
            if name not in known:
                raise BookError(f"{name!r} cannot be read beside the text; choose from {', '.join(known)}")
        return Asides(**dict.fromkeys(names, True))

    @property
    def names(self) -> tuple[str, ...]:
        """Of what is read."""
        return tuple(each.name for each in fields(self) if getattr(self, each.name))


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or break in reading order.

    text: without white space at its ends; lines of verse parted by single line ends. kind: of `KINDS`; a gap
    is an empty paragraph. level: of a heading, from 1. anchors: ids of the places in it. types: what the
    markup calls it or what it stands in ("chapter", "copyright-page"). note: the footnote it is a part of,
    else empty. refers: footnotes that it refers to. source: its file.
    """

    text: str
    kind: str = "paragraph"
    level: int = 0
    anchors: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    note: str = ""
    refers: tuple[str, ...] = ()
    source: str = ""


@dataclass
class Remarks:
    """What a reader left aside, counted while it reads."""

    counts: Counter[str] = field(default_factory=Counter)
    images: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def add(self, sentence: str) -> None:
        if sentence not in self.others:
            self.others.append(sentence)

    def sentences(self) -> tuple[str, ...]:
        """The notes of a document."""
        told = [f"{_counted(number, what)}" for what, number in self.counts.items() if number]
        described = [alt for alt in self.images if alt]
        if self.images:
            told.append(
                f"{_counted(len(self.images), 'image')} left out, {len(described)} of them with a description"
            )
        told += [f"image not read: {alt}" for alt in described[:_TOLD]]
        return (*told, *self.others)


def _counted(number: int, what: str) -> str:
    noun, _, rest = what.partition(" ")
    return " ".join([str(number), noun + ("" if number == 1 else "s"), *([rest] if rest else [])])


def is_ornament(text: str) -> bool:
    """Whether a paragraph is only a mark that parts two scenes: "* * *", ⁂, "—"."""
    plain = "".join(text.split())
    return 0 < len(plain) <= 20 and bool(_ORNAMENT.fullmatch(plain))


def visible(text: str, remarks: Remarks) -> str:
    """A text without soft hyphens and other characters that show nothing."""
    plain, left_out = _INVISIBLE.subn("", text)
    remarks.counts["character left out that shows nothing, such as a soft hyphen"] += left_out
    return plain


def with_notes(blocks: Iterable[Block], asides: Asides, remarks: Remarks, chinese: bool) -> list[Block]:
    """Footnotes put behind the paragraphs that refer to them, or left out."""
    running: list[Block] = []
    notes: dict[str, list[Block]] = {}
    for block in blocks:
        if block.note:
            notes.setdefault(block.note, []).append(block)
        else:
            running.append(block)
    if not asides.footnotes:
        remarks.counts["footnote left out"] += sum(not name.endswith("#") for name in notes)
        return running
    placed: list[Block] = []
    for block in running:
        placed.append(block)
        for name in block.refers:
            for number, part in enumerate(notes.pop(name, [])):
                lead = ("注：" if chinese else "Note: ") if number == 0 else ""
                placed.append(Block(lead + part.text, source=block.source, types=block.types))
    remarks.counts["footnote left out to which nothing refers"] += sum(
        not name.endswith("#") for name in notes
    )
    return placed


def with_scenes(blocks: Iterable[Block]) -> list[Block]:
    """Ornaments made breaks between scenes, and so are gaps where they are rare; other gaps are dropped."""
    found = [
        Block(block.text, "scene", anchors=block.anchors, types=block.types, source=block.source)
        if block.kind == "paragraph" and is_ornament(block.text)
        else block
        for block in blocks
    ]
    gaps = sum(block.kind == "gap" for block in found)
    paragraphs = sum(block.kind == "paragraph" for block in found)
    if gaps * _RARE > paragraphs:
        return [block for block in found if block.kind != "gap"]
    return [
        Block(SCENE, "scene", anchors=block.anchors, source=block.source) if block.kind == "gap" else block
        for block in found
    ]


def text_of(blocks: Iterable[Block]) -> str:
    """The text of a chapter: its blocks parted by empty lines, no break of scenes at its ends or twice."""
    parts: list[Block] = []
    for block in blocks:
        if block.kind == "scene" and (not parts or parts[-1].kind == "scene"):
            continue
        if block.text:
            parts.append(block)
    while parts and parts[-1].kind == "scene":
        parts.pop()
    return "\n\n".join(block.text for block in parts)
