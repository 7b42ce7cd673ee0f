"""Guesses: the feeling or the manner of a wording that no rule knows, by what it shares with the lexicon.

Naive Bayes over tf-idf weighted n-grams (Rennie et al. 2003), fitted to the lexicon when it is first asked,
so that it needs no file of weights and never lags behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tts.style.emotions import EMOTION_IDS
from tts.style.lexicon import LANGUAGES, Entry, lexicon
from tts.style.numerals import UNITS
from tts.style.tokens import HAN, phrases, stem, tokenize

THRESHOLDS: Mapping[str, float] = {"english": 0.75, "chinese": 0.45}
"""Probability from which a guess is made, by language. Of the lexicon's own expressions, held out, three of
four guesses of a feeling are right then in English and seven of eight in Chinese, nine of ten of a manner in
both (`python -m benchmarks.guesses`)."""

NONE = "none"
"""The class of what is neither one feeling nor one manner."""

_SMOOTHING = 0.05
_ROOTS = 0.55  # least share of a mixture for which an expression counts as one of its largest emotion
_TOGETHER = 2  # most numbers that one manner moves

Tokens = tuple[str, ...]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Guess:
    """What a wording most likely means: an emotion id, or ("" then) the fields of `Style` that a manner sets;
    and how probable that is, 0–1."""

    probability: float
    emotion: str = ""
    delivery: Mapping[str, float | bool] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Guesser:
    """Fitted to one language.

    classes: emotion ids, manners ("rate+", "whisper") and `NONE`. grams: n-gram → place. rarity: (n,) idf.
    evidence: (n, classes) log probability.
    """

    classes: tuple[str, ...]
    grams: Mapping[str, int]
    rarity: Floats
    evidence: Floats

    @staticmethod
    def of(examples: Sequence[tuple[Tokens, str]]) -> Guesser:
        """Fit to (wording, class)."""
        classes = tuple(dict.fromkeys(name for _, name in examples))
        grams: dict[str, int] = {}
        places = [
            np.fromiter({grams.setdefault(gram, len(grams)) for gram in _grams(tokens)}, np.int64)
            for tokens, _ in examples
        ]
        seen = np.bincount(np.concatenate(places), minlength=len(grams))
        rarity = np.log((1 + len(examples)) / (1 + seen)) + 1
        sums = np.full((len(grams), len(classes)), _SMOOTHING)
        numbers = {name: place for place, name in enumerate(classes)}
        for where, (_, name) in zip(places, examples, strict=True):
            weights = rarity[where]
            sums[where, numbers[name]] += weights / np.linalg.norm(weights)
        return Guesser(classes, grams, rarity, np.log(sums / sums.sum(0)))

    def probabilities(self, tokens: Tokens) -> dict[str, float]:
        """Class → probability, 0–1; all alike for a text that shares nothing."""
        where = np.asarray([self.grams[gram] for gram in {*_grams(tokens)} if gram in self.grams], np.int64)
        weights = self.rarity[where]
        scores = weights @ self.evidence[where] / max(float(np.linalg.norm(weights)), 1e-9)
        chances = np.exp(scores - scores.max())
        return dict(zip(self.classes, (chances / chances.sum()).tolist(), strict=True))


def guess(text: str) -> Guess | None:
    """What a wording most likely means; None where that is too little, or nothing that could be spoken."""
    language = "chinese" if HAN.search(text) else "english"
    tokens = tuple(token for token in tokenize(text) if not (token.isdigit() or token in UNITS))
    found = guesser(language).probabilities(tokens)
    best = max(found, key=lambda name: found[name])
    if best == NONE or found[best] < THRESHOLDS[language]:
        return None
    if best in EMOTION_IDS:
        return Guess(found[best], best)
    return Guess(found[best], "", manners(language)[best])


@cache
def guesser(language: str) -> Guesser:
    """The guesser of one of `LANGUAGES`."""
    assert language in LANGUAGES
    return Guesser.of(examples(language))


def examples(language: str) -> list[tuple[Tokens, str]]:
    """Every expression of the lexicon in a language, with its class."""
    return [
        (tokens, _class(entry))
        for entry in lexicon()
        if entry.language == language and entry.kind != "roles" and _class(entry)
        for tokens in phrases(",".join(entry.expressions))
        if tokens
    ]


def manners(language: str) -> dict[str, Mapping[str, float | bool]]:
    """Class of a manner → what it sets, as the largest entry of the class does."""
    found: dict[str, Entry] = {}
    for entry in lexicon():
        if entry.language == language and entry.kind != "roles" and not entry.emotions:
            name = _class(entry)
            if name not in found or len(entry.expressions) > len(found[name].expressions):
                found[name] = entry
    return {name: entry.delivery for name, entry in found.items() if name != NONE}


def _class(entry: Entry) -> str:
    """The class of an entry's expressions, "" for mixtures in which no emotion leads."""
    if entry.emotions:
        name = max(entry.emotions, key=lambda each: entry.emotions[each])
        return name if entry.emotions[name] >= _ROOTS else ""
    name, value = next(iter(entry.delivery.items()))
    if isinstance(value, bool):
        return name
    if not value or len(entry.delivery) > _TOGETHER:
        return NONE
    return f"{name}{'+' if value > 0 else '-'}"


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
