"""Guesses: the feeling of a wording that no rule knows, by what it shares with the lexicon.

Naive Bayes over tf-idf weighted n-grams (Rennie et al. 2003), fitted to the lexicon when it is first asked,
so that it needs no file of weights and never lags behind it. Manners of speaking are its class of no feeling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tts.style.emotions import EMOTION_IDS
from tts.style.lexicon import LANGUAGES, lexicon
from tts.style.tokens import HAN, phrases, stem, tokenize

THRESHOLDS: Mapping[str, float] = {"english": 0.75, "chinese": 0.45}
"""Probability from which a guess is made, by language: about four of five are right then (held out by
expression, `python -m benchmarks.guesses`)."""

_NONE = "none"
_CLASSES = (*EMOTION_IDS, _NONE)
_SMOOTHING = 0.05
_ROOTS = 0.55  # least share of a mixture for which an expression counts as one of its largest emotion

Tokens = tuple[str, ...]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Guesser:
    """Fitted to one language.

    grams: n-gram → place. rarity: (n,) idf. evidence: (n, classes) log probability.
    """

    grams: Mapping[str, int]
    rarity: Floats
    evidence: Floats

    @staticmethod
    def of(examples: Sequence[tuple[Tokens, str]]) -> Guesser:
        """Fit to (wording, emotion id or "none")."""
        grams: dict[str, int] = {}
        places = [
            np.fromiter({grams.setdefault(gram, len(grams)) for gram in _grams(tokens)}, np.int64)
            for tokens, _ in examples
        ]
        seen = np.bincount(np.concatenate(places), minlength=len(grams))
        rarity = np.log((1 + len(examples)) / (1 + seen)) + 1
        sums = np.full((len(grams), len(_CLASSES)), _SMOOTHING)
        for where, (_, name) in zip(places, examples, strict=True):
            weights = rarity[where]
            sums[where, _CLASSES.index(name)] += weights / np.linalg.norm(weights)
        return Guesser(grams, rarity, np.log(sums / sums.sum(0)))

    def probabilities(self, tokens: Tokens) -> dict[str, float]:
        """Emotion id or "none" → probability, 0–1; all alike for a text that shares nothing."""
        where = np.asarray([self.grams[gram] for gram in {*_grams(tokens)} if gram in self.grams], np.int64)
        weights = self.rarity[where]
        scores = weights @ self.evidence[where] / max(float(np.linalg.norm(weights)), 1e-9)
        chances = np.exp(scores - scores.max())
        return dict(zip(_CLASSES, (chances / chances.sum()).tolist(), strict=True))


def guess(text: str) -> tuple[str, float] | None:
    """The emotion that a wording most likely means, and its probability; None where that is too little."""
    language = "chinese" if HAN.search(text) else "english"
    found = guesser(language).probabilities(tuple(tokenize(text)))
    best = max(found, key=lambda name: found[name])
    if best == _NONE or found[best] < THRESHOLDS[language]:
        return None
    return best, found[best]


@cache
def guesser(language: str) -> Guesser:
    """The guesser of one of `LANGUAGES`."""
    assert language in LANGUAGES
    return Guesser.of(examples(language))


def examples(language: str) -> list[tuple[Tokens, str]]:
    """Every expression of the lexicon in a language, with the emotion that it means most, or "none"."""
    found = []
    for entry in lexicon():
        if entry.language != language or entry.kind == "roles":
            continue
        name = max(entry.emotions, key=lambda each: entry.emotions[each]) if entry.emotions else _NONE
        if name == _NONE or entry.emotions[name] >= _ROOTS:
            found += [(tokens, name) for tokens in phrases(",".join(entry.expressions)) if tokens]
    return found


def _grams(tokens: Tokens) -> Iterator[str]:
    """Of Chinese 1 to 3 characters; of English word stems, pairs of them, and 3 to 5 letters of each."""
    if any(map(HAN.match, tokens)):
        text = "".join(tokens)
        for size in (1, 2, 3):
            yield from _windows(text, size)
        return
    stems = [stem(token) or token for token in tokens]
    yield from (f"{first} {second}" for first, second in pairwise(stems))
    for word in stems:
        yield from _letters(word)


@cache
def _letters(word: str) -> tuple[str, ...]:
    return (f"{word} ", *(part for size in (3, 4, 5) for part in _windows(f"<{word}>", size)))


def _windows(text: str, size: int) -> Iterator[str]:
    return (text[begin : begin + size] for begin in range(len(text) - size + 1))
