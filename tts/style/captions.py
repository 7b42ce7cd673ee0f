"""Captions: free wording in English or Chinese → `Style`, by rules over the tables of `tts.style.wordings`.

A caption is cut into the longest phrases that the tables know. Clause by clause, numbers and directions
find the quantity they are about; degree words, shares and negations find the emotion or attribute they
grade. What no table knows is reported, never dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tts.errors import StyleError
from tts.style.figures import figures
from tts.style.phrases import Mark, cut, split, with_undertones
from tts.style.settlement import SPEAKER_HINTS, settle
from tts.style.space import Style
from tts.style.steering import axis_of, steered
from tts.style.tokens import HAN, tokenize
from tts.style.wishes import Wishes

MAX_CAPTION = 2000
"""Longest caption, characters."""


@dataclass(frozen=True)
class Understanding:
    """What was understood of a caption.

    language: "en" or "zh". style: what it asks for. persona: what it says about the speaker, among
    gender ("female", "male"), age (years), role and accent. not_understood: its parts that no rule knows,
    in order. conflicts: sentences about asks that contradict each other or exceed a range. guessed:
    sentences about an emotion or a manner that no rule found and that what is not understood resembles.
    """

    caption: str
    language: str
    style: Style
    persona: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    not_understood: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """All fields as JSON-ready values, every key there is with None where nothing is said."""
        return {
            "caption": self.caption,
            "language": self.language,
            "style": self.style.to_dict(),
            "persona": {key: self.persona.get(key) for key in SPEAKER_HINTS},
            "not_understood": list(self.not_understood),
            "conflicts": list(self.conflicts),
            "guessed": list(self.guessed),
        }

    def to_json(self) -> str:
        """`to_dict` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def understand(caption: str, *, guess: bool = True) -> Understanding:
    """Read a caption of 1 to `MAX_CAPTION` characters. Raises StyleError when it is empty or longer.

    guess: whether the meaning of what no rule knows may be guessed.
    """
    if not tokenize(caption[:MAX_CAPTION]):
        raise StyleError(
            'the caption is empty; describe how the line should sound, such as "calm, a little sad"'
        )
    if len(caption) > MAX_CAPTION:
        raise StyleError(f"the caption has {len(caption)} characters; use at most {MAX_CAPTION}")
    wishes = Wishes()
    axis: str | None = None
    for clause, questioned in _clauses(cut(caption)):
        measured: list[Mark] = []
        for part in split(clause, ("soft break",)):
            measured += [*with_undertones(steered(figures(part), axis)), Mark("soft break", None, "")]
            axis = axis_of(part) or axis
        wishes.read(measured, questioned)
    settlement = settle(wishes, may_guess=guess)
    return Understanding(
        caption,
        _language(caption),
        settlement.style,
        settlement.persona,
        tuple(dict.fromkeys(wishes.unknown)),
        tuple(dict.fromkeys((*wishes.conflicts, *settlement.conflicts))),
        settlement.guessed,
    )


def _clauses(marks: list[Mark]) -> Iterator[tuple[list[Mark], bool]]:
    """The clauses, and whether each answers a question ("happy? no, worried")."""
    clause: list[Mark] = []
    questioned = False
    for mark in [*marks, Mark("break", None, "")]:
        if mark.kind == "break":
            if clause:
                yield clause, questioned
                questioned = False
            questioned = questioned or mark.text == "?"
            clause = []
        else:
            clause.append(mark)


def _language(caption: str) -> str:
    """ "zh" where there are more Chinese characters than English words, else "en"."""
    return "zh" if len(HAN.findall(caption)) > len(re.findall(r"[A-Za-z]+", caption)) else "en"
