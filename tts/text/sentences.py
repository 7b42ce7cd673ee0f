"""Cut text into sentences, and too long ones into clauses. Nothing is lost: the pieces join up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tts.text.abbreviations import KEEPS_GOING, MID_SENTENCE, NUMBERED, STARTERS

_EAST_ASIAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_STOP = re.compile(
    rf"(?<![.!?…。｡।۔‽！？])(?P<marks>[.!?…。｡।۔‽！？]+)(?P<close>['\"”’»)\]}}」』）】]*)"
    rf"(?P<after>\s+|$|(?=[{_EAST_ASIAN}])|(?<=[。｡]))"
)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*|\n(?=[ \t]*(?:[-*•]|\d+[.)])[ \t])")
_LAST_WORD = re.compile(r"[^\s\"'(\[{“‘«]+$")
_NEXT_WORD = re.compile(r"[\"'(\[{“‘«*_\s]*([^\W_]*)")
_PIECE = re.compile(rf"[{_EAST_ASIAN}]|[^\s{_EAST_ASIAN}]{{1,200}}")
_RUN = re.compile(r"[^\W\d_]+|[$€£¥%&@=+/]")
_CUT = 30  # characters
_CLAUSE_END = re.compile(r"[,;:—–)、，；：]['\"”’)]*$")
_CONJUNCTIONS = frozenset(
    "and but or nor because which that who while when where if so although though as".split()
)


@dataclass(frozen=True)
class Sentence:
    """text: the piece with the blanks after it. start: its offset. final: whether it ends a sentence."""

    text: str
    start: int
    final: bool = True


def split(text: str, max_words: int = 40) -> tuple[Sentence, ...]:
    """Cut at sentence ends and blank lines; what is longer than max_words, at clause ends, else at words.

    ``"".join(s.text for s in split(text)) == text`` holds for every text. Words are counted by blanks (one
    for each East Asian character; a long number counts as the words it is read as).
    Raises ValueError when max_words is below 1.
    """
    if max_words < 1:
        raise ValueError(f"max_words must be at least 1, not {max_words}")
    edges = sorted({0, *_sentence_ends(text), len(text)})
    pieces = []
    for start, end in pairwise(edges):
        cuts = [start, *_clause_cuts(text, start, end, max_words), end]
        pieces += [Sentence(text[a:b], a, b == end) for a, b in pairwise(cuts)]
    return tuple(pieces)


def _sentence_ends(text: str) -> list[int]:
    ends = [match.end() for match in _PARAGRAPH.finditer(text)]
    ends += [match.end() for match in _STOP.finditer(text) if _ends_sentence(text, match)]
    return ends


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    marks, quoted = match["marks"], bool(match["close"])
    if not match["after"]:
        return True  # the end of the text, or East Asian writing, which has no other full stops
    following = _NEXT_WORD.match(text, match.end())
    word = following[1] if following else ""
    lower = word[:1].islower()
    if marks in ("…", "..", "...") or quoted:
        return not lower
    if marks != ".":
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    last = before[0] if before else ""
    if last in MID_SENTENCE or (last in NUMBERED and word[:1].isdigit()):
        return False
    if last in KEEPS_GOING:
        return not lower and not word[:1].isdigit() and (last not in _MONTHS_AND_DAYS or word in STARTERS)
    if len(last) == 1 and last.isalpha() and last.isupper() and last != "I":
        return word in STARTERS
    if last.isdigit() and (match.start() == len(last) or text[match.start() - len(last) - 1] == "\n"):
        return False  # the number of a list item
    if "." in last and last.replace(".", "").isalpha() and len(last) <= 2 * last.count(".") + 1:  # U.S.
        return word in STARTERS
    return True


_MONTHS_AND_DAYS = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun".split()
)


def _weight(piece: str) -> int:
    """About how many words one run without blanks is read as."""
    runs = len(_RUN.findall(piece))
    return max(1, runs + len(piece) // 16 + sum(c.isdigit() for c in piece) // 2)


def _pieces(text: str, start: int, end: int, max_words: int) -> list[tuple[int, int, int]]:
    """Start, end and weight of each run without blanks; one that is too long for itself is cut anywhere."""
    pieces = []
    for match in _PIECE.finditer(text, start, end):
        whole = (match.start(), match.end(), _weight(match[0]))
        size = len(match[0]) if whole[2] <= max_words else _CUT
        for at in range(whole[0], whole[1], size):
            part = text[at : min(at + size, whole[1])]
            pieces.append((at, at + len(part), _weight(part)))
    return pieces


def _clause_cuts(text: str, start: int, end: int, max_words: int) -> list[int]:
    """Offsets at which the sentence text[start:end] is cut so that no part is longer than max_words."""
    pieces = _pieces(text, start, end, max_words)
    cuts: list[int] = []
    first = 0
    left = sum(weight for *_, weight in pieces)
    while left > max_words:
        last, room = first, max_words
        while last < len(pieces) and (pieces[last][2] <= room or last == first):
            room -= pieces[last][2]
            last += 1
        if last == len(pieces):
            break
        # the later half of what fits, latest first: a clause end, else a conjunction, else any word
        later = range(last, first + (last - first) // 3, -1)
        at = next((i for i in later if _CLAUSE_END.search(text[pieces[i - 1][0] : pieces[i - 1][1]])), 0)
        at = at or next((i for i in later if text[pieces[i][0] : pieces[i][1]].lower() in _CONJUNCTIONS), 0)
        at = at or last
        cuts.append(pieces[at][0])
        left -= sum(weight for *_, weight in pieces[first:at])
        first = at
    return cuts
