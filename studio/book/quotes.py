"""A chapter's text → paragraphs, what is said aloud in each, and the telling beside it.

Most of it is `tts.style.reading.dialogue`; what a whole chapter adds is speech that goes on over paragraphs,
speech after a dash, and words in quotation marks that nobody says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tts.style.reading.dialogue import Piece, Turn, pieces, turns
from tts.text.sentences import split

_PARAGRAPH = re.compile(r"\S(?:(?!\n[^\S\n]*\n).)*", re.DOTALL)
_DASH = re.compile(r"[—―–][^\S\n]*(?=[\w“‘'’¿¡(\"])|-[^\S\n]+(?=\w)")
_OPENING = "“„«「『\"‘'"
_CLOSING = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'"}
_WORD_BEFORE = re.compile(r"(?P<before>\w[\w'’-]*)[^\S\n]+$")
_WRITTEN = re.compile(
    r"\b(?:sign|board|label|badge|map|poster|headline|notice|plaque|note|letter|card|screen|button|banner|"
    r"inscription|caption|title|words?|term|phrase|name|called|named|known as|labell?ed|marked|entitled|"
    r"titled|dubbed|spelled|meaning|so-called)\b[^.!?]*$",
    re.IGNORECASE,
)
_SHORT = 5  # words in quotation marks that may be a title or somebody's expression
_DASHED = 3  # paragraphs after a dash that are dialogue and no lists


@dataclass(frozen=True)
class Paragraph:
    """text[start:end] of a chapter. parts: all of it, quotations and telling in order. turns: what is said in
    it, by whom the telling beside it shows; empty in one that only tells. continues: its first turn goes on
    with the last one of the paragraph before."""

    start: int
    end: int
    parts: tuple[Piece, ...]
    turns: tuple[Turn, ...]
    continues: bool = False


def paragraphs(text: str, is_tag: Callable[[str], bool]) -> tuple[Paragraph, ...]:
    """The paragraphs of a chapter.

    is_tag: whether a clause tells who speaks ("he said"), in the text's language.
    """
    # A line end inside a paragraph is a blank to whoever reads it, and as long.
    plain = re.sub(r"(?<!\n)\n(?![^\S\n]*\n)", " ", text)
    places = [found.span() for found in _PARAGRAPH.finditer(plain)]
    dashes = sum(bool(_DASH.match(plain, start)) for start, _ in places)
    quoted = sum(plain[start] in _OPENING for start, _ in places)
    dashed = dashes >= _DASHED and dashes > quoted
    found: list[Paragraph] = []
    open_mark = ""  # of speech that the paragraph before did not close
    for at, (start, end) in enumerate(places):
        end = start + len(plain[start:end].rstrip())
        following = plain[places[at + 1][0]] if at + 1 < len(places) else ""
        if dashed and _DASH.match(plain, start):
            parts = _after_dash(plain, start, end, is_tag)
            left_open = ""
        else:
            parts, left_open = _parts(plain, start, end, following)
        moved = [
            Turn(
                *(tuple((start + a, start + b) for a, b in places) for places in (t.quotes, t.tags, t.beats))
            )
            for t in turns(
                plain[start:end], [Piece(p.start - start, p.end - start, p.quoted) for p in parts], is_tag
            )
        ]
        continues = bool(open_mark) and plain[start] == open_mark and bool(moved)
        found.append(Paragraph(start, end, tuple(parts), tuple(moved), continues))
        open_mark = left_open
    return tuple(found)


def _parts(text: str, start: int, end: int, following: str) -> tuple[list[Piece], str]:
    """Quotations and telling of a paragraph, and the mark of speech that stays open at its end.

    following: the first character of the next paragraph: the same mark, where speech goes on.
    """
    here = text[start:end]
    found = [Piece(start + p.start, start + p.end, p.quoted) for p in pieces(here)]
    found = [
        piece if not piece.quoted or _is_said(text, piece, start) else replace(piece, quoted=False)
        for piece in found
    ]
    mark = here[0]
    if following == mark and mark in "‘'" and not found[0].quoted and not _is_closed(here):
        found = [Piece(start, end, quoted=True)]
    last = found[-1]
    opened = text[last.start] if last.quoted and last.end == end else ""
    left_open = opened if opened in _CLOSING and text[end - 1] not in _CLOSING[opened] else ""
    return _joined(found), left_open if following == left_open else ""


def _is_closed(text: str) -> bool:
    """Whether a single quotation mark that opens a paragraph is closed in it."""
    return re.search(r"[.,!?…—–-][’'](?!\w)", text[1:]) is not None


def _is_said(text: str, piece: Piece, start: int) -> bool:
    """Whether words in quotation marks are said: what follows a word without a comma, and is short or is
    written somewhere, is not."""
    before = text[start : piece.start]
    if not before.strip() or not _WORD_BEFORE.search(before):
        return True
    inside = text[piece.start : piece.end].strip(_OPENING + "”’」』»")
    if _WRITTEN.search(before):
        return False
    return len(inside.split()) > _SHORT or inside[-1:] in "?!" or not inside.isascii()


def _joined(parts: Sequence[Piece]) -> list[Piece]:
    """Telling in one piece where it stands side by side."""
    found: list[Piece] = []
    for piece in parts:
        if found and not piece.quoted and not found[-1].quoted:
            found[-1] = replace(found[-1], end=piece.end)
        else:
            found.append(piece)
    return found


def _after_dash(text: str, start: int, end: int, is_tag: Callable[[str], bool]) -> list[Piece]:
    """A paragraph that begins with a dash: speech up to a clause that tells who speaks, telling up to the end
    of that sentence, and from there what a dash or the wording shows."""
    found: list[Piece] = []

    def add(begin: int, stop: int, said: bool) -> None:
        if found and found[-1].quoted == said and not _DASH.match(text, begin):
            found[-1] = replace(found[-1], end=stop)
        else:
            found.append(Piece(begin, stop, said))

    said = True
    for sentence in split(text[start:end], max_words=200):
        first, last = start + sentence.start, start + sentence.start + len(sentence.text.rstrip())
        if first > start:
            wording = text[first:last]
            said = bool(_DASH.match(text, first)) or _speaks(wording) or (said and not is_tag(wording))
        cut = _tag_at(text, first, last, is_tag) if said else 0
        if cut:
            add(first, len(text[:cut].rstrip()), said=True)
            said = False
        add(cut or first, last, said)
    return found


def _tag_at(text: str, start: int, end: int, is_tag: Callable[[str], bool]) -> int:
    """Where in a sentence the telling begins, 0 when it has none."""
    for comma in re.finditer(r"[,?!…—–]\s+", text[start:end]):
        cut = start + comma.end()
        if is_tag(text[cut:end]):
            return cut
    return 0


def _speaks(sentence: str) -> bool:
    """Whether a sentence after a dash and a tag is speech by its wording."""
    return bool(re.search(r"[?!]\s*$|\b(?:I|[Yy]ou|[Yy]our|[Mm]y|me)\b", sentence))
