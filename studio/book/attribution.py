"""Who says what: turns of talk as a Markov chain whose states are the last two speakers.

Every hint (a tag, what somebody does beside the speech, whom it addresses, who was named last, that people
take turns) makes some speakers likelier, by factors set by hand. Forward–backward over the whole chapter
(Rabiner 1989), on these factors as they are, as in a conditional random field, weighs the hints of all turns
together, those that come later as well, and gives the probability of each speaker.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.book.candidates import Candidates
from studio.book.people.register import Register
from studio.book.turns import ChapterCues, Reader


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
    chapter = Candidates(text, cues, register, reader)
    shares = _posterior(chapter)
    found = []
    for turn, share in zip(turns, shares, strict=True):
        best = int(np.argmax(share))
        speaker, confidence = chapter.name(best), round(float(share[best]), 2)
        evidence = chapter.evidence(turn, best)
        found += [Attribution(start, end, speaker, confidence, evidence) for start, end in turn.quotes]
    return tuple(found)


def _posterior(chapter: Candidates) -> list[NDArray[np.float64]]:
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
