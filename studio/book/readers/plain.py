"""Plain text → documents: paragraphs, headings and breaks as people type them, wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.book.document import Document
from studio.book.readers.block import Asides, Block, Remarks, is_ornament, text_of, visible, with_scenes
from studio.book.readers.encoding import decode
from studio.book.readers.headings import PART, segments
from studio.book.readers.matter import Segment, chapters

_NUMBER = (
    r"(?:[ivxlcdm]+|\d+|(?:the )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir\w+|"
    r"four\w+|fif\w+|six\w+|seven\w+|eigh\w+|nine\w+|twent\w+|first|second|third|last)(?:[- ]\w+)?)"
)
_HEADING = re.compile(
    rf"(?:chapter|part|book|volume|act|scene|canto|letter|stave)\s+{_NUMBER}\b(?:[ \t]*[.:—–-].*|[ \t]+\S.*)?"
    r"|(?:prologue|epilogue|introduction|preface|foreword|afterword|interlude|conclusion|contents|"
    r"table of contents|dedication|acknowledge?ments|appendix|glossary|index|notes|about the author)\b"
    r"(?:[ \t]*[.:—–-].*)?\.?"
    r"|第[\d零〇一二三四五六七八九十百千两]+[章节回卷部篇集幕](?:[\s：:、].*|$|[^，。！？]{0,20})"
    r"|(?:楔子|序章|序幕|引子|前言|自序|后记|尾声|目录|终章)(?:[\s：:].*)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"[IVXLC]+\.?|\d{1,3}\.?")
_LEVELS = {"part": 1, "book": 1, "volume": 1, "act": 1}
_GUTENBERG_START = re.compile(r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK.*$", re.I | re.M)
_GUTENBERG_END = re.compile(
    r"^(?:\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK.*|End of (?:the )?Project Gutenberg.*)$",
    re.I | re.M,
)
_FIELD = re.compile(r"^(Title|Author|Language):[ \t]*(\S.*)$", re.M)
_CHINESE_FIELDS = {
    "title": re.compile(r"^\s*《([^》\n]+)》\s*$", re.M),
    "author": re.compile(r"^\s*作者[：:]\s*(\S.*)$", re.M),
}
_LANGUAGES = {
    "english": "en",
    "chinese": "zh",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
}
_ITALICS = re.compile(r"(?<![^\W_])_(?=[^\s_])([^_\n]*(?:\n[^_\n]+)*?)(?<=[^\s_])_(?![^\W_])")
_EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_WIDE = 95  # characters; longer lines were not wrapped by hand
_NARROW = 45  # characters; shorter lines were not wrapped but meant
_GAP = 3  # empty lines that part scenes where paragraphs are parted by one


@dataclass(frozen=True)
class _Layout:
    """How a text is typed. wrapped: paragraphs of several lines, `width` characters long or a little less;
    else every line is a paragraph."""

    wrapped: bool
    width: float


def read(path: Path, asides: Asides) -> Document:
    """Read a text file in any encoding.

    Header and licence of Project Gutenberg are front and back matter; `_italics_` lose their marks.
    """
    source, encoding = decode(path.read_bytes())
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", source).expandtabs(4)
    remarks = Remarks()
    if encoding != "utf-8":
        remarks.add(f"the text was read as {encoding}")
    head, body, tail = _without_licence(text)
    fields = {name.lower(): value.strip() for name, value in _FIELD.findall(head or body[:2000])}
    for name, pattern in _CHINESE_FIELDS.items():
        if told := pattern.search(body[:500]):
            fields.setdefault(name, told[1].strip())
    title = fields.get("title", "")
    layout = _layout(body)
    if layout.wrapped:
        remarks.add(f"lines of about {layout.width:.0f} characters were joined to paragraphs")
    blocks = with_scenes(_blocks(visible(body, remarks), layout, remarks))
    found = [
        *_licence(head, "Project Gutenberg header", "frontmatter", path.name),
        *segments([_placed(block, path.name) for block in _without_contents(blocks)], title),
        *_licence(tail, "Project Gutenberg licence", "backmatter", path.name),
    ]
    authors = tuple(re.split(r"\s+and\s+|;\s*|\s+&\s+|、", fields["author"])) if "author" in fields else ()
    language = _LANGUAGES.get(fields.get("language", "").lower(), "")
    return Document(title, authors, language, chapters(found), notes=remarks.sentences())


def _without_licence(text: str) -> tuple[str, str, str]:
    """What stands before, in and after a text from Project Gutenberg; of others, everything is in it."""
    start = _GUTENBERG_START.search(text)
    end = _GUTENBERG_END.search(text, start.end() if start else 0)
    begin, stop = start.end() if start else 0, end.start() if end else len(text)
    return text[:begin], text[begin:stop], text[stop:]


def _licence(text: str, title: str, kind: str, source: str) -> list[Segment]:
    plain = text_of(_blocks(text, _Layout(True, 70), Remarks()))
    return [Segment(title, plain, frozenset([kind]), source)] if plain else []


def _placed(block: Block, name: str) -> Block:
    return Block(block.text, block.kind, block.level, types=block.types, source=name)


# Layout


def _layout(text: str) -> _Layout:
    """Whether lines were wrapped by hand: most paragraphs have several, and hardly any is long."""
    groups = [group.split("\n") for group in re.split(r"\n[ \t]*\n", text) if group.strip()]
    lines = [line for group in groups for line in group if line.strip()]
    if not lines or _EAST_ASIAN.search("".join(lines[:200])):
        return _Layout(False, 0.0)
    inner = [len(line.rstrip()) for group in groups for line in group[:-1] if line.strip()]
    long = sum(len(line) > _WIDE for line in lines)
    if len(inner) * 3 < len(lines) or long * 20 > len(lines):
        return _Layout(False, 0.0)
    width = float(sorted(inner)[len(inner) * 3 // 4])
    return _Layout(width >= _NARROW, width)


def _blocks(text: str, layout: _Layout, remarks: Remarks) -> list[Block]:
    """Paragraphs, headings and gaps of a text."""
    found: list[Block] = []
    blank = 0
    sparse = re.search(r"\S[ \t]*\n[ \t]*\n", text) is None  # no empty lines: every line is a paragraph
    for group in re.split(r"(\n(?:[ \t\u3000]*\n)+)", text.strip("\n")):
        if not group.strip():
            blank = group.count("\n") - 1
            continue
        lines = [line.rstrip() for line in group.split("\n") if line.strip()]
        made = _group(lines, layout, alone=bool(found) or blank > 0 or sparse, remarks=remarks)
        if found and blank >= _GAP and made[0].kind != "heading" and found[-1].kind == "paragraph":
            found.append(Block("", "gap"))
        found += made
    return found


def _group(lines: Sequence[str], layout: _Layout, alone: bool, remarks: Remarks) -> list[Block]:
    """The blocks of lines between two empty ones."""
    if layout.wrapped and alone and (level := heading_level(lines)):
        return [Block("\n".join(line.strip() for line in lines), "heading", level)]
    if not layout.wrapped:
        found: list[Block] = []
        if len(lines) > 1 and not any(map(heading_level, ([line] for line in lines))) and _is_open(lines):
            return [Block(_plain("\n".join(line.strip() for line in lines), remarks))]
        for line in lines:
            level = heading_level([line])
            found.append(Block(_plain(line.strip(), remarks), "heading" if level else "paragraph", level))
        return found
    if is_ornament(" ".join(lines)):
        return [Block(" ".join(" ".join(lines).split()))]
    return [Block(_plain(_joined(lines, layout.width), remarks))]


def heading_level(lines: Sequence[str]) -> int:
    """2 for a chapter's heading, 1 for that of a part, 0 for what is none."""
    first = lines[0].strip()
    if len(lines) > 3 or any(len(line.strip()) > 70 for line in lines):
        return 0
    named = bool(_HEADING.fullmatch(first)) and not re.search(r"[,;]$|[a-z]\.$", first)
    if sum(bool(_HEADING.fullmatch(line.strip())) for line in lines) > 1 and not PART.fullmatch(first):
        return 0  # a list of chapters
    bare = len(lines) == 1 and bool(_BARE.fullmatch(first))
    if not named and not bare:
        return 0
    return 1 if PART.fullmatch(first) else 2


def _joined(lines: Sequence[str], width: float) -> str:
    """Lines wrapped by hand as one paragraph; verse keeps its lines."""
    plain = [line.strip() for line in lines]
    if _is_verse(lines, width):
        return "\n".join(plain)
    text = plain[0]
    for line in plain[1:]:
        text += ("" if re.search(r"[\w]-$|[—–]$|--$", text) else " ") + line
    return text


def _is_open(lines: Sequence[str]) -> bool:
    """Whether most lines but the last end within a sentence, as those of verse do and paragraphs do not."""
    inner = lines[:-1]
    return sum(not re.search(r"[.!?…:。！？：]['\"”’」』]*$", line) for line in inner) * 2 > len(inner)


def _is_verse(lines: Sequence[str], width: float) -> bool:
    """Whether lines end where they should and not where they must: all but the last are short or indented."""
    if len(lines) < 2:
        return False
    inner = lines[:-1]
    indented = all(line.startswith("  ") for line in lines)
    short = sum(len(line.strip()) < 0.75 * width for line in inner)
    return short * 4 >= len(inner) * 3 if not indented else short * 2 > len(inner)


def _plain(text: str, remarks: Remarks) -> str:
    """A paragraph without the marks of italics."""
    plain, count = _ITALICS.subn(r"\1", text)
    remarks.counts["pair of underscores left out that mark italics"] += count
    return plain


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """Headings that follow one another without text are a table of contents: made paragraphs."""
    found: list[Block] = []
    run: list[Block] = []
    for block in [*blocks, Block("")]:
        if block.kind == "heading":
            run.append(block)
            continue
        if len(run) > 3:
            keep = 1 if block.text else 0
            title = next((at for at, each in enumerate(run) if each.text.lower().endswith("contents")), None)
            listed = run[: len(run) - keep]
            found += [
                each if at == title else Block(each.text, types=frozenset(["toc"]))
                for at, each in enumerate(listed)
            ]
            run = run[len(run) - keep :]
        found += run
        run = []
        if block.text or block.kind != "paragraph":
            found.append(block)
    return found
