"""The words of `words.yaml`, as phrases that can be found in the marks of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tts.style.phrases import Mark
from tts.style.tokens import tokenize

_WORDS = Path(__file__).parent / "words.yaml"

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Phrases as tokens → what they say, in the order of the file; longest: tokens of the longest phrase."""

    entries: Mapping[Tokens, tuple[Mapping[str, Any], ...]]
    longest: int

    @staticmethod
    def of(entries: Sequence[tuple[str, Mapping[str, Any]]]) -> Vocabulary:
        """entries: (phrases separated by commas, what they say)."""
        found: dict[Tokens, tuple[Mapping[str, Any], ...]] = {}
        for phrases, says in entries:
            for phrase in phrases.split(","):
                if tokens := tuple(tokenize(phrase)):
                    found[tokens] = (*found.get(tokens, ()), says)
        return Vocabulary(found, max(map(len, found), default=0))

    def find(self, marks: Sequence[Mark]) -> Iterator[tuple[list[Mark], tuple[Mapping[str, Any], ...]]]:
        """The marks in groups, each with what the longest known phrase that it makes up says, or nothing."""
        tokens = [tokenize(mark.text) for mark in marks]
        at = 0
        while at < len(marks):
            size = 1
            says: tuple[Mapping[str, Any], ...] = ()
            phrase: Tokens = ()
            for end in range(at, len(marks)):
                phrase = (*phrase, *tokens[end])
                if len(phrase) > self.longest or marks[end].kind == "break":
                    break
                if known := self.entries.get(phrase):
                    size, says = end + 1 - at, known
            yield list(marks[at : at + size]), says
            at += size


@cache
def speakers() -> Vocabulary:
    """What descriptions say about the speaker."""
    return Vocabulary.of([_split(entry) for entry in _table()["speakers"]])


@cache
def fillers() -> frozenset[Tokens]:
    """Phrases that say nothing about a voice."""
    return frozenset(tuple(tokenize(phrase)) for phrase in _table()["fillers"].split(","))


@cache
def directions() -> Vocabulary:
    """What moves a voice, how far, and the words in between."""
    table = _table()
    steps = [(phrases, {"degree": factor}) for factor, phrases in table["steps"].items()]
    moves = [(phrases, {"move": move}) for phrases, move in map(_split, table["directions"])]
    return Vocabulary.of([*moves, *steps, (table["joins"], {"filler": True})])


def _split(entry: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    return str(entry["words"]), {key: value for key, value in entry.items() if key != "words"}


@cache
def _table() -> Any:
    import yaml

    return yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
