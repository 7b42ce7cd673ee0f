"""How a line wants to be spoken by its own words and those beside it: the AutoDirector's style as a caption.

The director (`tts.style.reading`) proposes a style; a script holds captions, which a person can read and
change. Of the places that direct a line those are taken whose captions, together, come nearest to the style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from tts.style.captions import understand
from tts.style.reading import Evidence, propose, readable
from tts.style.space import Style

_MOST = 4  # places that direct one line


@dataclass(frozen=True)
class Directed:
    """caption: how to speak, None = plainly. evidence: what tells it, short."""

    caption: str | None
    evidence: str = ""


def direct(text: str, start: int, end: int, around: tuple[int, int], language: str) -> Directed:
    """How text[start:end] wants to be spoken. around: the paragraph it stands in."""
    if not readable(language):
        return Directed(None)
    # One paragraph may have line ends in it, which part paragraphs for the director.
    before, here, after = (
        part.replace("\n", " ") for part in (text[around[0] : start], text[start:end], text[end : around[1]])
    )
    proposal = propose(here, before, after, language)
    styles = [proposal.style, *(span.style for span in proposal.spans if span.style)]
    style = next((each for each in styles if each != Style()), None)
    if style is None:
        return Directed(None)
    told = list({each.says: each for each in proposal.evidence}.values())[:_MOST]
    best = min(_choices(told), key=lambda chosen: (_distance(_style(_caption(chosen)), style), len(chosen)))
    words = ", ".join(f"“{' '.join(each.quote.split())}”" for each in best)
    return Directed(_caption(best), words)


def _choices(told: Sequence[Evidence]) -> Iterator[tuple[Evidence, ...]]:
    for size in range(1, len(told) + 1):
        yield from combinations(told, size)


def _caption(told: Sequence[Evidence]) -> str:
    return ", ".join(dict.fromkeys(each.says for each in told))


@lru_cache(maxsize=4096)
def _style(caption: str) -> Style:
    return understand(caption, guess=False).style


def _distance(a: Style, b: Style) -> float:
    """How different two styles are in effect: each number in parts of what it can move."""
    one, other = a.effective(), b.effective()
    return sum(abs(one[name] - other[name]) / (1 + abs(other[name])) for name in one)
