"""WordNet, read from its text files: example sentences, definitions and words by class and frequency.

The format is described in the manual pages wndb(5), senseidx(5) and cntlist(5) of WordNet 3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tts.errors import CorpusError

WORDNET = Path("/usr/share/wordnet")
"""Where Debian's package wordnet-base puts the data files."""

PARTS: tuple[str, ...] = ("noun", "verb", "adj", "adv")

_SENSE_TYPES = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}


@dataclass(frozen=True)
class Synset:
    """One set of synonyms.

    part: one of `PARTS`. category: number of the lexicographer file (18 = persons, 06 = artefacts, …).
    lemmas: the synonyms, blanks for underscores. definition, examples: the gloss without its quotes.
    """

    part: str
    category: str
    lemmas: tuple[str, ...]
    definition: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """One word in its most frequent sense, spelled as WordNet spells it (capital for a proper name).

    count: how often it was met in the sense-tagged texts, all senses of its part of speech.
    category: lexicographer file of the sense. frames: numbers of the verb's sentence frames (8 = somebody
    does something, 2 = somebody does), empty for other parts.
    """

    lemma: str
    part: str
    category: str
    count: int
    frames: frozenset[int]


@dataclass(frozen=True)
class WordNet:
    """What the corpus uses of WordNet; exceptions: part → irregular form → lemma."""

    synsets: tuple[Synset, ...]
    words: tuple[Word, ...]
    exceptions: dict[str, dict[str, str]]


def read_wordnet(folder: Path = WORDNET) -> WordNet:
    """Read data.*, *.exc and cntlist.rev of one folder, in file order.

    Raises CorpusError when a file is missing.
    """
    needed = [f"data.{part}" for part in PARTS] + [f"{part}.exc" for part in PARTS] + ["cntlist.rev"]
    if missing := [name for name in needed if not (folder / name).is_file()]:
        raise CorpusError(
            f"WordNet's {missing[0]} is not in {folder}; install it (apt install wordnet-base) "
            "or give the folder that has it"
        )
    synsets: list[Synset] = []
    frames: dict[str, frozenset[int]] = {}
    spelled: dict[tuple[str, str, str], str] = {}
    for part in PARTS:
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):  # the licence at the top is indented
                synset, senses = _synset(part, line)
                synsets.append(synset)
                frames.update(senses)
                for lemma in synset.lemmas:
                    spelled.setdefault((lemma.lower(), part, synset.category), lemma)
    exceptions = {
        part: {
            form: lemma
            for form, lemma, *_ in map(
                str.split, (folder / f"{part}.exc").read_text(encoding="utf-8").splitlines()
            )
        }
        for part in PARTS
    }
    return WordNet(tuple(synsets), _words(folder / "cntlist.rev", frames, spelled), exceptions)


def _synset(part: str, line: str) -> tuple[Synset, dict[str, frozenset[int]]]:
    data, _, gloss = line.partition(" | ")
    cells = data.split()
    count = int(cells[3], 16)
    lemmas = [re.sub(r"\(\w+\)$", "", lemma) for lemma in cells[4 : 4 + 2 * count : 2]]  # drop (p), (a), (ip)
    keys = [
        f"{lemma.lower()}%2:{cells[1]}:{int(i, 16):02d}"
        for lemma, i in zip(lemmas, cells[5::2], strict=False)
    ]
    frames: dict[str, frozenset[int]] = {}
    if part == "verb":
        tail = cells[4 + 2 * count + 1 + 4 * int(cells[4 + 2 * count]) :]
        pairs = [(int(tail[i + 1]), int(tail[i + 2], 16)) for i in range(1, len(tail), 3)]
        for position, key in enumerate(keys, 1):
            frames[key] = frozenset(frame for frame, word in pairs if word in (0, position))
    examples = tuple(re.findall(r'"([^"]*)"', gloss))
    definition = re.split(r'[;:]?\s*"', gloss, maxsplit=1)[0].strip(" ;")
    words = tuple(lemma.replace("_", " ") for lemma in lemmas)
    return Synset(part, cells[1], words, definition, examples), frames


def _words(
    counts: Path, frames: dict[str, frozenset[int]], spelled: dict[tuple[str, str, str], str]
) -> tuple[Word, ...]:
    senses: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
    for line in counts.read_text(encoding="utf-8").splitlines():
        key, _, count = line.rsplit(" ", 2)
        lemma, _, sense = key.partition("%")
        kind, category, index, *_ = sense.split(":")
        senses[lemma, _SENSE_TYPES[kind]].append((int(count), category, f"{lemma}%{kind}:{category}:{index}"))
    words = []
    for (lemma, part), found in sorted(senses.items()):
        _, category, key = max(found)
        lemma = lemma.replace("_", " ")
        total = sum(number for number, _, _ in found)
        name = spelled.get((lemma, part, category), lemma)
        words.append(Word(name, part, category, total, frames.get(key, frozenset())))
    return tuple(words)
