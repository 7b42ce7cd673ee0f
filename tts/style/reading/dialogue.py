"""Prose taken apart: what is said aloud, what is told, and which telling belongs to which saying."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tts.text.sentences import split

_PAIRS = {"“": "”", "„": "”“", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'", "＂": "＂"}
_OPENS = re.compile(f"[{''.join(_PAIRS)}]")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_ENDS_SPEECH = re.compile(r"[.,!?…~—–\-。，！？～]\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？]['\"”’」』»)]*\s*$")
_LEADS = re.compile(r"[,:，：]\s*$")
_CLAUSE = re.compile(r"[,;，；]\s*")
_TAG_PIECE = 400  # characters of narration on either side of a quotation that can belong to it


@dataclass(frozen=True)
class Piece:
    """text[start:end] of the whole, either quoted (marks included) or told."""

    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Turn:
    """What one speaker says in a paragraph, and the telling beside it.

    quotes: the quotations, marks included. tags: sentences that may hold the speech verb ("she said
    coldly"), in the same sentence as a quotation. beats: whole sentences beside a quotation ("He laughed.").
    All are (start, end) in the whole text.
    """

    quotes: tuple[tuple[int, int], ...]
    tags: tuple[tuple[int, int], ...]
    beats: tuple[tuple[int, int], ...]


def pieces(text: str) -> list[Piece]:
    """The text without its blank lines, in order, as quotations and telling; no piece crosses a line end.

    A quotation that is not closed goes to the end of its paragraph when its mark can only open one. Single
    quotation marks count where speech punctuation stands before the closing one, apostrophes never.
    Quotations that are no speech ("the so-called “expert”") stay part of the telling.
    """
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        told = paragraph.start()
        for start, end in _quotations(text, paragraph.start(), paragraph.end()):
            if text[told:start].strip():
                found.append(Piece(told, start, quoted=False))
            found.append(Piece(start, end, quoted=True))
            told = end
        if text[told : paragraph.end()].strip():
            found.append(Piece(told, paragraph.end(), quoted=False))
    return found


def turns(text: str, parts: list[Piece], is_tag: Callable[[str], bool]) -> list[Turn]:
    """The turns of a text's pieces: one for each speaker of a paragraph, as its tags show.

    is_tag: whether a clause tells who speaks.
    """
    found = []
    for group in _paragraphs(text, parts):
        quotes: list[tuple[int, int]] = []
        tags: list[tuple[int, int]] = []
        beats: list[tuple[int, int]] = []
        for at, piece in enumerate(group):
            if piece.quoted:
                quotes.append((piece.start, piece.end))
                continue
            sentences = _sentences(text, piece)
            follows = at > 0
            leads = at + 1 < len(group)
            if follows and leads and len(sentences) == 1:
                sentences = _two_tags(text, sentences[0], is_tag)
            if follows:
                first = sentences.pop(0)
                same = _same_sentence(text, group[at - 1], first)
                (tags if same else beats).append(first)
            if leads and sentences:
                if quotes and _LEADS.search(text[slice(*sentences[-1])]):
                    found.append(Turn(tuple(quotes), tuple(tags), tuple(beats)))
                    quotes, tags, beats = [], [], []
                last = sentences.pop()
                (tags if _LEADS.search(text[slice(*last)]) else beats).append(last)
        if quotes:
            found.append(Turn(tuple(quotes), tuple(tags), tuple(beats)))
    return found


def _two_tags(text: str, sentence: tuple[int, int], is_tag: Callable[[str], bool]) -> list[tuple[int, int]]:
    """A sentence between two quotations, cut where its last clause tells of the next speaker: "… she said,
    and he whispered: …"."""
    start, end = sentence
    told = text[start:end]
    cuts = list(_CLAUSE.finditer(told.rstrip().rstrip(",:，：")))
    if cuts and _LEADS.search(told):
        cut = cuts[-1].end()
        if is_tag(told[:cut]) and is_tag(told[cut:]):
            return [(start, start + cut), (start + cut, end)]
    return [sentence]


def _paragraphs(text: str, parts: list[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in parts:
        if group and "\n" in text[group[-1].end : piece.start]:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _quotations(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    at = begin
    unclosed = ""  # marks that nothing closes from here on, so that no text takes quadratic time
    while opened := _OPENS.search(text, at, end):
        start = opened.start()
        at = start + 1
        if not _can_open(text, start) or text[start] in unclosed:
            continue
        closed = _closing(text, start, end)
        if closed is None:
            unclosed += text[start]
            continue
        at = closed
        if _is_speech(text, start, closed, begin, end):
            yield start, closed


def _can_open(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    return text[start] not in "\"'＂" or not (before.isalnum() or before in ",.!?")


def _closing(text: str, start: int, end: int) -> int | None:
    """Where the quotation that opens at `start` ends, None when nothing closes it."""
    mark = text[start]
    if mark in "‘'":
        for found in re.compile(_PAIRS[mark]).finditer(text, start + 1, end):
            place = found.start()
            after = text[place + 1 : place + 2]
            before = text[start + 1 : place].rstrip('”"')[-1:]
            if before and before in ".,!?…—–-。！？，" and not after.isalnum():
                return place + 1
        return None
    closing = [place for close in _PAIRS[mark] if (place := text.find(close, start + 1, end)) >= 0]
    if closing:
        return min(closing) + 1
    first = not text[:start].rpartition("\n")[2].strip()
    return end if mark not in '"＂' or first else None


def _is_speech(text: str, start: int, end: int, begin: int, limit: int) -> bool:
    inside = text[start + 1 : end].rstrip("".join(_PAIRS.values()))
    if _ENDS_SPEECH.search(inside):
        return True
    last = not text[end:limit].strip(" .,!?。，！？")
    return last and (not text[begin:start].strip() or text[begin:start].rstrip()[-1] in ",:，：")


def _sentences(text: str, piece: Piece) -> list[tuple[int, int]]:
    """(start, end) of a telling's sentences; of a long one only those near its ends."""
    spans = []
    source = text[piece.start : piece.end]
    if len(source) > 2 * _TAG_PIECE:
        middle = len(source) - _TAG_PIECE
        parts = [(0, source[:_TAG_PIECE]), (middle, source[middle:])]
    else:
        parts = [(0, source)]
    for offset, part in parts:
        for sentence in split(part, max_words=80):
            start = piece.start + offset + sentence.start
            spans.append((start, start + len(sentence.text.rstrip()) or start))
    return spans


_NEW_SENTENCE = frozenset(
    "he she they it i we you his her their its my our your the a an this that these those there then".split()
)


def _same_sentence(text: str, quote: Piece, after: tuple[int, int]) -> bool:
    """Whether what stands after a quotation goes on with its sentence, as a tag does."""
    inside = text[quote.start : quote.end].rstrip("\"”’'」』»＂ ")
    word = re.match(r"\s*([A-Za-z]*)", text[slice(*after)])
    first = word[1] if word else ""
    if not first:
        return True  # not written in letters with capitals, or a dash
    if first[0].islower():
        return True
    return not inside.endswith(".") and (first.lower() not in _NEW_SENTENCE or first == "I")
