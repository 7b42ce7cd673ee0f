"""The retail sample: one to five minutes from the beginning of the book itself.

It begins with the first paragraph of the first chapter that is long enough, without its heading and never in
the credits, and ends with the paragraph that comes closest to three minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studio.book.pauses import Pauses
from studio.book.pieces import Piece

SHORTEST, BEST, LONGEST = 60.0, 180.0, 300.0  # s


def sample(pieces: Sequence[Piece], chapters: int, pauses: Pauses) -> Piece | None:
    """The piece that is the sample; None where no chapter has a minute.

    chapters: how many the script has, credits left out, since those are no sample of a book.
    """
    for piece in pieces:
        if piece.chapter < chapters and not piece.first:
            found = _from(piece, pauses)
            if found is not None:
                return found
    return None


def _from(piece: Piece, pauses: Pauses) -> Piece | None:
    timeline = piece.timeline(pauses)
    start = 0
    while start < len(piece.lines) and piece.lines[start].line.kind == "heading":
        start += 1
    if start == len(piece.lines):
        return None
    begin = timeline.placed[start].start
    rate = timeline.length / timeline.seconds
    best: tuple[float, int] | None = None
    for number in range(start, len(piece.lines)):
        seconds = (timeline.placed[number].end - begin) / rate
        if seconds > LONGEST - pauses.head - pauses.tail:
            break
        if piece.lines[number].line.boundary in ("paragraph", "scene", "end") and seconds >= SHORTEST:
            off = abs(seconds - BEST)
            if best is None or off < best[0]:
                best = off, number + 1
    if best is None:
        return None
    return replace(piece, first=start, lines=piece.lines[start : best[1]])
