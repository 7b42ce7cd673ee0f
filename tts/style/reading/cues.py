"""Cues: the places that say how a line is spoken, and what several of them come to together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tts.style.captions import Understanding, understand
from tts.style.space import FLAGS, NUMBERS, Style

MANNER, VERB, WORDS, WEAK, MARKS = 4, 3, 2, 1, 0
"""How directly a cue speaks of the voice: an adverbial, a speech verb, the words themselves or what the
speaker does meanwhile, a verb that only hints at an emotion ("cried"), punctuation and capitals."""

CERTAINTY: Mapping[int, float] = {MANNER: 0.9, VERB: 0.9, WORDS: 0.75, WEAK: 0.6, MARKS: 0.5}
"""How far a cue of each kind is to be trusted, as a rule of thumb, 0–1."""


@dataclass(frozen=True)
class Cue:
    """text[start:end] asks for what `caption` says, in the words of `tts.style.captions`."""

    start: int
    end: int
    caption: str
    kind: int


@lru_cache(maxsize=4096)
def told(caption: str) -> Understanding:
    """What a caption means, remembered."""
    return understand(caption, guess=False)


def says_something(caption: str) -> bool:
    """Whether a caption asks for a sound at all; being plain or neutral does not count."""
    style = told(caption).style
    feels = any(name != "neutral" for name in style.emotions)
    return feels or any(getattr(style, name) is not None for name in (*NUMBERS, *FLAGS))


def together(cues: Sequence[Cue]) -> tuple[Style, float]:
    """The style that cues come to, and how certain it is, 0–1.

    Emotions come from the most direct cues that name one: manner, which weighs twice, and verb together, else
    the words, else what hints. Numbers and flags of a more direct cue take the place of a less direct one's.
    What only hints, and punctuation, set numbers where nothing else tells the loudness; capitals shout unless
    somebody speaks low.
    """
    feeling = [cue for cue in cues if told(cue.caption).style.emotions]
    top = max((cue.kind for cue in feeling), default=MARKS)
    chosen = [cue for cue in feeling if cue.kind >= min(top, VERB)]
    weights: dict[str, float] = {}
    for cue in chosen:
        shares = told(cue.caption).style.emotions
        for name, share in shares.items():
            part = share / sum(shares.values()) * (2 if cue.kind == MANNER else 1)
            weights[name] = weights.get(name, 0.0) + part
    total = sum(weights.values())
    style = Style(
        {name: round(weight / total, 4) for name, weight in weights.items()},
        max((told(cue.caption).style.intensity for cue in chosen), default=1.0),
    )
    # A style's number takes the place of what its emotions bring: a "!" must not make anger softer.
    direct = [told(cue.caption).style for cue in cues if cue.kind > WEAK]
    told_else = any(each.emotions or each.whisper or each.loudness is not None for each in direct)
    for cue in sorted(cues, key=lambda cue: cue.kind):
        asked = told(cue.caption).style
        if cue.kind > WEAK or not told_else:
            style = style.merge(replace(asked, emotions={}, intensity=1.0))
        elif asked.shout and not any(_is_hushed(each) for each in direct):
            style = style.merge(Style(shout=True))
    doubt = math.prod(1 - CERTAINTY[cue.kind] for cue in cues)
    return style, round(1 - doubt, 3)


def _is_hushed(style: Style) -> bool:
    return bool(style.whisper) or (style.loudness or 0.0) < 0
