"""Wishes: what a caption asks for, gathered clause by clause with the words that grade it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from tts.style import wordings
from tts.style.figures import Figure
from tts.style.phrases import Mark, comparison
from tts.style.space import STYLE_LIMITS
from tts.style.tokens import joined, tokenize

EXPLICIT, WORD, DENIED, IMPLIED, PRONOUN = 4, 3, 2, 1, 0
"""How much what is said counts: in figures, in words, by denying something, by a role, by a pronoun."""

_RIDDLE = frozenset({"unknown", "filler", "soft break", "hint", "pronoun", "role", "age", "join", "degree"})
"""Kinds of marks in a clause of which an emotion may be guessed."""
_SUPERLATIVE = 1.6
"""Factor on the intensity of "the angriest"."""


@dataclass
class Wish:
    """One thing that a caption asks for (a mark of kind "emotion", "attribute", "role" or "intensity") with
    the words that grade it. degree: factor. share: of a mixture, 0–1. negation: "not", "soft" ("not too"),
    "less" or None."""

    mark: Mark
    degree: float = 1.0
    share: float | None = None
    negation: str | None = None


@dataclass
class Wishes:
    """What one caption has said so far.

    wishes: in their order. exact: number of `Style`, or "intensity", → the figure given. hints: how much
    each counts, and what it says about the speaker. unknown: parts that no rule knows. riddles: clauses that
    say something that is not known, and nothing that is but who speaks. conflicts: sentences.
    """

    wishes: list[Wish] = field(default_factory=list)
    exact: dict[str, float] = field(default_factory=dict)
    hints: list[tuple[int, Mapping[str, str | int]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    riddles: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    _last: int = 0  # where those of the last clause begin

    def of_kind(self, kind: str) -> list[Wish]:
        """The wishes whose mark is of a kind."""
        return [wish for wish in self.wishes if wish.mark.kind == kind]

    def read(self, clause: list[Mark], answers: bool = False) -> None:
        """Take in one clause: grade each emotion, attribute, role and intensity by the words around it.

        answers: whether the clause before was a question; "no" then denies it.
        """
        if _is_riddle(clause):
            self.riddles.append(joined([mark.text for mark in clause if mark.text]))
        earlier = self.wishes[self._last :]
        self._last = len(self.wishes)
        waiting = Wish(Mark("filler", None, ""))
        graded: Wish | None = None
        adjacent = joins = False
        run: list[str] = []
        for mark in clause:
            if mark.kind == "unknown":
                run.append(mark.text)
                continue
            if mark.text:
                self._flush(run)
            after = adjacent and graded is not None and mark.text in _after_degrees()
            if mark.kind == "degree" and after and graded is not None:
                graded.degree *= mark.value
            elif mark.kind in ("degree", "times"):
                waiting.degree *= mark.value
            elif mark.kind == "share" or (mark.kind == "carrying" and self.of_kind("emotion")):
                waiting.share = mark.value
            elif mark.kind in ("not", "soft", "less"):
                waiting.negation = mark.kind
            elif mark.kind == "join":
                joins = True
                if graded is None and mark.text in wordings.DENYING_JOINS:
                    waiting.negation = "not"
            elif mark.kind == "exact":
                self._exactly(mark.value, mark.text)
            elif mark.kind == "age":
                self.hints.append((EXPLICIT, {"age": round(self._limited("age", mark.value, mark.text))}))
            elif mark.kind in ("hint", "pronoun"):
                self.hints.append((PRONOUN if mark.kind == "pronoun" else WORD, mark.value))
            elif mark.kind == "attribute" and not mark.text and graded is not None:
                self.wishes.append(replace(graded, mark=mark, share=None))  # inside the wording before it
            elif mark.kind in ("emotion", "attribute", "role", "intensity"):
                if (
                    graded is not None
                    and waiting.negation is None
                    and (joins or _one(graded, mark, adjacent))
                ):
                    waiting.negation = graded.negation
                if waiting.share == 0.5 and waiting.degree < 1:
                    waiting.share = None  # 又有点紧张 is no half
                graded = replace(waiting, mark=mark)
                if mark.kind == "emotion" and comparison(mark.text) == "est":
                    graded.degree *= _SUPERLATIVE
                self.wishes.append(graded)
                waiting, joins = Wish(waiting.mark), False
            adjacent = mark.kind in ("emotion", "attribute", "intensity") or (adjacent and not mark.text)
        self._flush(run)
        if graded is None:
            if answers and waiting.negation:
                for wish in earlier:
                    wish.negation = waiting.negation
            elif earlier:  # "sad, but only a little"
                earlier[-1].degree *= waiting.degree
                earlier[-1].share = earlier[-1].share if waiting.share is None else waiting.share
            return
        # What nothing followed in its clause belongs to what stood before it: "slow down a lot".
        graded.degree *= waiting.degree
        if waiting.share is not None:
            graded.share = waiting.share
        graded.negation = graded.negation or (waiting.negation if waiting.negation == "less" else None)

    def _flush(self, run: list[str]) -> None:
        if run:
            self.unknown.append(joined(run))
            run.clear()

    def _exactly(self, figure: Figure, text: str) -> None:
        name = figure.name
        natural = 1.0 if name == "intensity" and figure.directed else 0.0
        value = self._limited(name, natural + figure.amount, text)
        if name in self.exact and self.exact[name] != value:
            self.conflicts.append(f"{name} is asked for twice; the last one, {text!r}, is kept")
        self.exact[name] = value

    def _limited(self, name: str, value: float, text: str) -> float:
        """A figure inside its range; a conflict says when it was not."""
        low, high, unit = {**STYLE_LIMITS, "intensity": (0.0, 2.0, ""), "age": (3.0, 110.0, "years")}[name]
        if low <= value <= high:
            return round(value, 3)
        nearest = min(max(value, low), high)
        self.conflicts.append(
            f"{text!r} asks for {name} {value:+.3g}, limited to {nearest:+g} {unit}".rstrip()
        )
        return nearest


def _one(before: Wish, mark: Mark, adjacent: bool) -> bool:
    """Whether two manners stand together as one that is denied as a whole: 不要大声喊."""
    return adjacent and before.negation == "not" and before.mark.kind == mark.kind == "attribute"


def _is_riddle(clause: list[Mark]) -> bool:
    """Whether a clause says something that is not known, and nothing that is but who speaks."""
    unknown = [mark.text for mark in clause if mark.kind == "unknown"]
    words = any(not text[-1].isdigit() for text in unknown) and not _elsewhere() & set(unknown)
    return words and {mark.kind for mark in clause} <= _RIDDLE


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(joined(tokenize(phrase)) for phrase in wordings.ELSEWHERE.split(","))


@cache
def _after_degrees() -> frozenset[str]:
    return frozenset(joined(tokenize(phrase)) for phrase in wordings.AFTER_DEGREES.split(","))
