"""A chapter's lines → cues that can be read while they are heard: short enough, broken where the sense does.

Two rows of 42 characters (18 of Chinese, Japanese or Korean) for 7 s at most, as broadcasters have it. Every
character of a line that is spoken stands in one of its cues.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from studio.book.assembly import Placed, Timeline
from studio.book.script import NARRATOR
from tts.request import WordTiming

WIDTH, WIDE_WIDTH = 42, 18  # characters a row, of narrow and of wide letters
LONGEST, SHORTEST = 7.0, 1.0  # s of a cue
_GAP = 0.04  # s between cues
_LINGER = 0.25  # s that a cue may stay after its last word

_OPENING = "([{«‹“‘「『《〈【"


@dataclass(frozen=True)
class Stretch:
    """A word with the marks around it: text, and when it is heard, s."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Cue:
    """rows: one or two of words. start, end: s. speaker: as the script names it; "" for the narrator. timed:
    whether the times of its words were measured, and are not its own, shared out."""

    rows: tuple[tuple[Stretch, ...], ...]
    start: float
    end: float
    speaker: str
    timed: bool = True

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each row."""
        return tuple(_text(row) for row in self.rows)


def cues(timeline: Timeline, shift: float = 0.0) -> tuple[Cue, ...]:
    """The cues of a chapter. shift: s to add to all times, where the chapter begins in the book.

    Lines with nothing to speak have none; a missing line has its text in brackets.
    """
    found = [cue for placed in timeline.placed for cue in _of_line(placed)]
    timed = []
    for number, cue in enumerate(found):
        latest = found[number + 1].start - _GAP if number + 1 < len(found) else timeline.seconds
        end = max(cue.end, min(max(cue.end + _LINGER, cue.start + SHORTEST), latest))
        timed.append(replace(cue, end=end))
    return tuple(_shifted(cue, shift) for cue in timed)


def _of_line(placed: Placed) -> list[Cue]:
    line = placed.delivered.line
    if placed.end <= placed.start:
        return []
    speaker = "" if line.speaker == NARRATOR else line.speaker
    stretches = stretched(line.text, placed.words)
    timed = bool(stretches)
    if not stretches:
        start, end = placed.heard
        text = f"[{line.text}]" if placed.delivered.missing else line.text
        stretches = _spread(text, start, end)
    width = WIDE_WIDTH if _is_wide(line.text) else WIDTH
    return [
        Cue(_rows(part, width), part[0].start, part[-1].end, speaker, timed)
        for part in _parted(list(stretches), width)
    ]


def stretched(text: str, words: Sequence[WordTiming]) -> tuple[Stretch, ...]:
    """A line's text cut into its words, each with the marks and blanks that belong to it."""
    if not words:
        return ()
    cuts = [0, *(_cut(text, before, after) for before, after in pairwise(words)), len(text)]
    return tuple(
        Stretch(text[start:end], word.start, word.end)
        for (start, end), word in zip(pairwise(cuts), words, strict=True)
    )


def _spread(text: str, start: float, end: float) -> tuple[Stretch, ...]:
    """A text whose words have no times of their own, evenly over a stretch of time."""
    words = re.findall(r"\S+\s*", text)
    each = (end - start) / len(words)
    return tuple(
        Stretch(word, start + number * each, start + (number + 1) * each) for number, word in enumerate(words)
    )


def _cut(text: str, before: WordTiming, after: WordTiming) -> int:
    """Where in the gap between two words the later one's text begins."""
    start, end = min(before.char_end, after.char_start), after.char_start
    gap = text[start:end]
    blanks = [place for place, char in enumerate(gap) if char.isspace()]
    if blanks:
        return start + blanks[-1] + 1
    return start + len(gap.rstrip(_OPENING))


def _parted(stretches: list[Stretch], width: int) -> list[list[Stretch]]:
    """A line in as few cues as it needs, cut where it may best be cut."""
    if len(stretches) == 1 or _fits(stretches, width):
        return [stretches]
    total = len(_text(stretches))
    best, cost = 1, float("inf")
    length = 0
    for at in range(1, len(stretches)):
        length += len(stretches[at - 1].text)
        off = abs(2 * length - total) / total - _break(stretches[at - 1].text)
        if off < cost:
            best, cost = at, off
    return [*_parted(stretches[:best], width), *_parted(stretches[best:], width)]


def _fits(stretches: Sequence[Stretch], width: int) -> bool:
    if stretches[-1].end - stretches[0].start > LONGEST:
        return False
    return all(len(_text(row)) <= width for row in _rows(stretches, width))


def _rows(stretches: Sequence[Stretch], width: int) -> tuple[tuple[Stretch, ...], ...]:
    """One row, or two of nearly the same length, with the break at a mark if there is one."""
    if len(_text(stretches)) <= width or len(stretches) == 1:
        return (tuple(stretches),)
    choices = []
    for at in range(1, len(stretches)):
        upper, lower = _text(stretches[:at]), _text(stretches[at:])
        over = max(len(upper), len(lower)) - width
        uneven = abs(len(upper) - len(lower)) / width - _break(upper)
        choices.append((max(over, 0), uneven, at))
    at = min(choices)[2]
    return tuple(stretches[:at]), tuple(stretches[at:])


def _break(text: str) -> float:
    """How good it is to break after this: more after a sentence than after a comma."""
    text = text.rstrip().rstrip("\"'”’»)]}」』》")
    if re.search(r"[.!?…。！？]$", text):
        return 0.5
    return 0.3 if re.search(r"[,;:—–，、；：]$", text) else 0.0


def _text(stretches: Sequence[Stretch]) -> str:
    """With single blanks, none at its ends."""
    return " ".join("".join(stretch.text for stretch in stretches).split())


def _is_wide(text: str) -> bool:
    """Whether most letters are as wide as two."""
    letters = [char for char in text if char.isalnum()]
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in letters)
    return 2 * wide > len(letters)


def _shifted(cue: Cue, shift: float) -> Cue:
    rows = tuple(
        tuple(replace(word, start=word.start + shift, end=word.end + shift) for word in row)
        for row in cue.rows
    )
    return replace(cue, rows=rows, start=cue.start + shift, end=cue.end + shift)
