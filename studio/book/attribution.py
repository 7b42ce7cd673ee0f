"""Who says what: turns of talk as a Markov chain whose states are the last two speakers.

Every hint (a tag, what somebody does beside the speech, whom it addresses, who was named last, that people
take turns) makes some speakers likelier, by factors set by hand. Forward–backward over the whole chapter
(Rabiner 1989), on these factors as they are, as in a conditional random field, weighs the hints of all turns
together, those that come later as well, and gives the probability of each speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.book.people.mention import PRONOUN, SELF, Mention
from studio.book.people.register import Person, Register
from studio.book.script import NARRATOR
from studio.book.turns import ChapterCues, Reader, TurnCues

_TAGGED, _ACTED, _ACTED_BEFORE = 0.004, 0.02, 0.35
"""What remains for anybody else when a tag, an action beside the speech, or one before it tells who."""
_ACTED_TOO = 0.15  # of an action beside the speech, where the tag has a pronoun
_ADDRESSED, _NAMED, _SILENT = 0.03, 0.4, 0.2
"""Of whoever the speech itself addresses or names, and of whoever does not answer."""
_INTRODUCED, _INTRODUCED_PERHAPS = 25.0, 4.0
_ANSWERS, _ANSWERED = 4.0, 3.0
"""How much likelier the one who was addressed is to speak next, and to have spoken before."""
_BY_GENDER = 0.25  # how well somebody of that gender suits "sir"
_TURNS = {0: (0.03, 0.80, 0.17), 1: (0.20, 0.50, 0.30), 2: (0.30, 0.35, 0.35)}
"""Paragraphs of telling between two turns → odds that the same speaks, the one before him, somebody else."""
_GOES_ON = (1.0, 1e-6, 1e-6)
_SAME_PARAGRAPH = (0.45, 0.35, 0.20)
_RECENT = ((3, 1.0), (8, 0.6), (20, 0.3), (60, 0.1))
"""Paragraphs since somebody was named or spoke → how likely they are to be there."""
_SOON, _ABSENT, _TALKED_OF = (6, 0.25), 0.02, 0.15
_UNKNOWN = 0.02  # somebody who is named nowhere
_PRONOUN_RANKS = (1.0, 0.4, 0.2, 0.1)
_WORD_BEFORE = re.compile(r"\w[\w'’-]* $")
_WORDS_AFTER = re.compile(r"[\w'’.-]+(?: [\w'’-]+){0,3}")
_NOBODY = frozenset(
    "somebody someone everybody everyone nobody both they who one another neither anyone".split()
)


@dataclass(frozen=True)
class Attribution:
    """text[start:end] of a chapter is said by `speaker`, with this probability; evidence: what tells it."""

    start: int
    end: int
    speaker: str
    confidence: float
    evidence: str


def attribute(text: str, cues: ChapterCues, register: Register, reader: Reader) -> tuple[Attribution, ...]:
    """Everything that is said in a chapter, in order, and who says it.

    Where nobody can be told, the narrator does, with the confidence that nobody else is likelier.
    """
    turns = cues.turns
    if not turns:
        return ()
    chapter = _Chapter(text, cues, register, reader)
    shares = _posterior(chapter)
    found = []
    for turn, share in zip(turns, shares, strict=True):
        best = int(np.argmax(share))
        speaker, confidence = chapter.name(best), round(float(share[best]), 2)
        evidence = chapter.evidence(turn, best)
        found += [Attribution(start, end, speaker, confidence, evidence) for start, end in turn.quotes]
    return tuple(found)


class _Chapter:
    """The candidates of a chapter and what speaks for each; the last two are narrator and nobody known."""

    def __init__(self, text: str, cues: ChapterCues, register: Register, reader: Reader) -> None:
        self.text, self.cues, self.register, self.reader = text, cues, register, reader
        self.present = self._present()
        self.size = len(self.present) + 2
        self.narrator, self.unknown = self.size - 2, self.size - 1
        self._place = {person: at for at, person in enumerate(self.present)}
        self._last_named = self._timeline()

    def name(self, candidate: int) -> str:
        return (
            self.register.people[self.present[candidate]].name if candidate < len(self.present) else NARRATOR
        )

    def _person(self, candidate: int) -> Person:
        return self.register.people[self.present[candidate]]

    def _present(self) -> list[int]:
        """Everybody the chapter names."""
        found: dict[int, None] = {}
        mentions = [mention for _, mention, _ in self.cues.told]
        for turn in self.cues.turns:
            mentions += [
                m for m in (turn.tag, turn.beat, *turn.addressed, *turn.named, *turn.introduced) if m
            ]
        for mention in mentions:
            if (
                mention.kind not in (PRONOUN, SELF)
                and (person := self.register.find(mention.text)) is not None
            ):
                found[person] = None
        return list(found)

    def _timeline(self) -> dict[int, list[tuple[int, int, bool]]]:
        """Candidate → (paragraph, place, as one who acts or speaks) of each time the telling names them."""
        found: dict[int, list[tuple[int, int, bool]]] = {}
        events = list(self.cues.told)
        for turn in self.cues.turns:
            events += [(turn.paragraph, mention, True) for mention in (turn.tag, turn.beat) if mention]
        for paragraph, mention, acts in events:
            if (
                mention.kind not in (PRONOUN, SELF)
                and (person := self.register.find(mention.text)) is not None
            ):
                found.setdefault(self._place[person], []).append((paragraph, mention.start, acts))
        for turn in self.cues.turns:
            for mention in (*turn.addressed, *(each for each in turn.introduced if each.new)):
                person = self.register.find(mention.text)
                if person is not None and person in self._place:
                    place = (turn.paragraph, turn.quotes[0][0], mention not in turn.addressed)
                    found.setdefault(self._place[person], []).append(place)
        return {candidate: sorted(places) for candidate, places in found.items()}

    # What speaks for a candidate

    def emission(self, turn: TurnCues) -> NDArray[np.float64]:
        """(N,) how well each candidate suits the hints of a turn by itself."""
        likely = np.ones(self.size)
        at = turn.quotes[0][0]
        cues = [(turn.tag, _TAGGED), (turn.beat, _ACTED), (turn.before, _ACTED_BEFORE)]
        if turn.tag is not None:
            cues = [(turn.tag, _TAGGED), (turn.beat, _ACTED_TOO)]
        for mention, rest in cues:
            if mention is not None:
                likely *= np.maximum(self.suits(mention, max(at, mention.start)), rest)
        for mention in turn.addressed:
            likely *= 1 - (1 - _ADDRESSED) * self._exactly(mention)
        for mention in turn.named:
            likely *= 1 - (1 - _NAMED) * self._exactly(mention)
        if turn.silent is not None:
            likely *= 1 - (1 - _SILENT) * self.suits(turn.silent, at)
        for mention in turn.introduced:
            likely *= 1 + ((_INTRODUCED if mention.new else _INTRODUCED_PERHAPS) - 1) * self._exactly(mention)
        return likely

    def suits(self, mention: Mention, at: int) -> NDArray[np.float64]:
        """(N,) how well each candidate suits a mention, 0–1."""
        found = np.zeros(self.size)
        if mention.kind == SELF:
            found[self.narrator] = 1.0
            return found
        if mention.text in _NOBODY:
            found[self.unknown] = 1.0
            return found
        generic = mention.kind != PRONOUN and self.reader.is_generic(mention.text)
        weights = self.register.weights(mention, generic)
        for person, weight in weights.items():
            if person in self._place:
                found[self._place[person]] = weight
        if mention.kind == PRONOUN or generic:
            found *= self._ranks(at, found)
        if not found.any():
            found[self.unknown] = 1.0
        return found

    def _ranks(self, at: int, suits: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N,) those who suit, by who was named last before a place."""
        latest: dict[int, int] = {}
        for candidate, places in self._last_named.items():
            before = [(acts, place) for _, place, acts in places if place <= at]
            if before and suits[candidate]:
                acted = max((place for acts, place in before if acts), default=-1)
                latest[candidate] = max(acted, max(place for _, place in before) - 200)
        ordered = sorted(latest, key=lambda candidate: -latest[candidate])
        ranks = np.full(self.size, _PRONOUN_RANKS[-1] / 2)
        for rank, candidate in enumerate(ordered):
            ranks[candidate] = _PRONOUN_RANKS[min(rank, len(_PRONOUN_RANKS) - 1)]
        return ranks

    def _exactly(self, mention: Mention) -> NDArray[np.float64]:
        found = np.zeros(self.size)
        person = self.register.find(mention.text)
        if person is not None and person in self._place:
            found[self._place[person]] = 1.0
        return found

    def _addressed(self, mention: Mention) -> NDArray[np.float64]:
        """(N,) how well each candidate suits a word that addresses somebody: a name, or "sir" and "Papa"."""
        found = self._exactly(mention)
        if not found.any() and mention.gender:
            for at, person in enumerate(self.present):
                found[at] = _BY_GENDER * (self.register.people[person].gender == mention.gender)
        return found

    def prior(self, turn: TurnCues) -> NDArray[np.float64]:
        """(N,) how likely each candidate is to be there at all."""
        found = np.full(self.size, _ABSENT)
        for candidate, places in self._last_named.items():
            past = [turn.paragraph - paragraph for paragraph, _, _ in places if paragraph <= turn.paragraph]
            if past:
                found[candidate] = next((share for reach, share in _RECENT if min(past) <= reach), _ABSENT)
            elif any(paragraph - turn.paragraph <= _SOON[0] for paragraph, _, _ in places):
                found[candidate] = _SOON[1]
            if self._person(candidate).generic:
                found[candidate] *= 0.5
            if not any(acts for _, _, acts in places):
                found[candidate] *= 0.5
        found[self.narrator] = 0.8 if self.cues.first_person else 1e-4
        found[self.unknown] = _UNKNOWN
        return found

    def odds(self, turn: TurnCues) -> tuple[float, float, float]:
        """The odds that the last speaker goes on, that the one before him answers, that anybody else does."""
        if turn.continues:
            return _GOES_ON
        return _SAME_PARAGRAPH if turn.same_paragraph else _TURNS[min(turn.gap, max(_TURNS))]

    def asks(self, turn: TurnCues, before: TurnCues) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(N,) how much likelier each candidate has spoken before a turn, and speaks in it, since the one
        addresses whoever speaks in the other."""
        spoke, speaks = np.ones(self.size), np.ones(self.size)
        if turn.gap < 2:
            for mention in before.addressed:
                speaks *= 1 + (_ANSWERS - 1) * self._addressed(mention)
            for mention in turn.addressed:
                spoke *= 1 + (_ANSWERED - 1) * self._addressed(mention)
        return spoke, speaks

    def evidence(self, turn: TurnCues, candidate: int) -> str:
        """What tells most that a candidate says a turn, short."""
        if turn.continues:
            return "goes on from the paragraph before"
        for mention in (turn.tag, turn.beat, turn.before):
            if mention is None:
                continue
            if self.suits(mention, max(turn.quotes[0][0], mention.start))[candidate] > 0.3:
                return f"“{self._around(mention)}”"
            if mention is turn.tag:
                break
        if any(self._exactly(mention)[candidate] for mention in turn.introduced):
            return "introduces himself"
        return "nobody is named" if candidate >= len(self.present) else "takes turns"

    def _around(self, mention: Mention) -> str:
        """The words of the telling at a mention: one before it, two after it."""
        before = _WORD_BEFORE.search(self.text[max(0, mention.start - 40) : mention.start])
        after = _WORDS_AFTER.match(self.text, mention.start, mention.start + len(mention.text) + 30)
        return f"{before[0] if before else ''}{after[0] if after else mention.text}".strip()


def _posterior(chapter: _Chapter) -> list[NDArray[np.float64]]:
    """(N,) for each turn the probability of every candidate, given all turns.

    A state is (who spoke before, who speaks). The odds of a step depend only on whether its three speakers
    are alike, which makes each step N² work.
    """
    turns = chapter.cues.turns
    first = chapter.prior(turns[0]) * chapter.emission(turns[0])
    forward = np.tile(first / chapter.size, (chapter.size, 1))
    forwards = [forward / forward.sum()]
    steps = []
    for before, turn in pairwise(turns):
        spoke, speaks = chapter.asks(turn, before)
        step = _Step(*chapter.odds(turn), spoke, speaks * chapter.prior(turn) * chapter.emission(turn))
        steps.append(step)
        forwards.append(step.forward(forwards[-1]))
    backward = np.ones((chapter.size, chapter.size))
    found = []
    for at in reversed(range(len(turns))):
        both = (forwards[at] * backward).sum(axis=0)
        found.append(both / both.sum())
        if at:
            backward = steps[at - 1].backward(backward)
    return found[::-1]


@dataclass(frozen=True)
class _Step:
    """From speakers (i, j) to (j, k): odds of k == j, of k == i, of others; (N,) factors on j and on k."""

    same: float
    back: float
    other: float
    spoke: NDArray[np.float64]
    speaks: NDArray[np.float64]

    def forward(self, states: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N, N) weights of (j, k), from those of (i, j); their sum is 1."""
        total = states.sum(axis=0)
        now = self.other * total[:, None] + (self.back - self.other) * states.T
        np.fill_diagonal(now, self.same * total)
        now = now * self.spoke[:, None] * self.speaks[None, :]
        return np.asarray(now / now.sum())

    def backward(self, states: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N, N) weights of (i, j), from those of (j, k); the largest is 1."""
        onward = states * self.speaks[None, :]  # (j, k)
        kept = np.diagonal(onward)
        others = onward.sum(axis=1) - kept
        now = self.same * kept + self.other * others + (self.back - self.other) * onward.T
        np.fill_diagonal(now, self.same * kept + self.other * others)
        now = now * self.spoke[None, :]
        return np.asarray(now / now.max())
