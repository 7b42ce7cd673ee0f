"""The sentences that the corpus speaks: WordNet's examples, and templates for what those lack.

Examples give breadth of words and syntax; the templates add numbers, questions, exclamations, dialogue,
lists, names, instructions and long narrative sentences. All are written as they are spoken: no digits.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tts.corpus.grammar import BARRED
from tts.corpus.templates import WORDS, Templates
from tts.corpus.wordnet import WORDNET, WordNet, read_wordnet
from tts.errors import CorpusError

SHARES: dict[str, float] = {
    "example": 0.55,
    "number": 0.07,
    "question": 0.08,
    "exclamation": 0.05,
    "dialogue": 0.08,
    "list": 0.04,
    "name": 0.04,
    "instruction": 0.04,
    "narration": 0.05,
}
"""Share of each kind among the sentences."""


@dataclass(frozen=True)
class Sentence:
    """One text to speak.

    text: letters, blanks and ``' , . ? ! ; : - "`` only. kind: key of `SHARES`.
    split: "train", "valid" or "test", from the text alone.
    """

    text: str
    kind: str
    split: str


def sentences(seed: int, count: int, folder: Path = WORDNET) -> list[Sentence]:
    """`count` distinct sentences, the same for the same seed; a smaller count is a prefix of a larger one.

    folder: WordNet's data files. Raises CorpusError when they are missing or too few texts can be made.
    """
    wordnet = read_wordnet(folder)
    chance = random.Random(seed)
    examples = _examples(wordnet, random.Random(seed + 1))
    templates = Templates(wordnet, random.Random(seed + 2))
    kinds, weights = list(SHARES), list(SHARES.values())
    found: dict[str, Sentence] = {}
    failures = 0
    while len(found) < count:
        kind = chance.choices(kinds, weights)[0]
        text = next(examples, "") if kind == "example" else templates.sentence(kind)
        failures = 0 if text and text not in found else failures + 1
        if failures > 1000:
            raise CorpusError(
                f"WordNet in {folder} gives only {len(found)} distinct sentences; ask for fewer"
            )
        if text and text not in found:
            found[text] = Sentence(text, kind, split_of(text))
    return list(found.values())


def split_of(text: str) -> str:
    """ "valid" for 1 %, "test" for 1.5 % of all texts, else "train", decided by a hash of the words."""
    words = " ".join(re.findall(r"[a-z']+", text.lower()))
    part = int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") % 1000
    return "valid" if part < 10 else "test" if part < 25 else "train"


def _examples(wordnet: WordNet, chance: random.Random) -> Iterator[str]:
    """Readable example sentences, fragments of three words rather late, then definitions."""
    texts = [clean for synset in wordnet.synsets for raw in synset.examples if (clean := readable(raw))]
    order = {text: chance.random() + 0.4 * (len(text.split()) < 4) for text in dict.fromkeys(texts)}
    yield from sorted(order, key=lambda text: order[text])
    definitions = []
    for synset in wordnet.synsets:
        lemma = synset.lemmas[0]
        meaning = re.sub(r"\s*\([^)]*\)\s*", " ", synset.definition).strip()
        frame = {"noun": "{} means {}", "verb": "to {} is to {}", "adj": "{} means {}", "adv": "{} means {}"}
        if text := readable(frame[synset.part].format(lemma, meaning)):
            definitions.append(text)
    chance.shuffle(definitions)
    yield from definitions


def readable(raw: str) -> str:
    """`raw` as a sentence with a capital and a final mark, or "" when it is not plain speakable English."""
    text = re.sub(r"\s*(?:--|\s-\s)\s*", ", ", raw.strip().replace("`", "'"))
    text = re.sub(r"\s+", " ", re.sub(r"\s+([,.?!;:])", r"\1", text)).rstrip(" ,;:-")
    text = re.sub(r"\bi\b(?=[ ']|$)", "I", text)
    if text and text[-1] not in ".?!":
        text += "."
    words = text.split()
    low, high = WORDS
    if not low <= len(words) <= high or not re.fullmatch(r"[A-Za-z][A-Za-z' ,;:?!-]*[.?!]", text):
        return ""
    if any(not re.fullmatch(r"[A-Za-z]+(?:['-][A-Za-z]+)*'?[,;:.?!]?", word) for word in words):
        return ""  # quotation marks inside, stray hyphens, doubled punctuation
    bare = [re.sub(r"[^a-z'-]", "", word.lower()) for word in words]
    capitals = re.search(r"\b[A-Z]{2,}\b|[a-z][A-Z]|\b(?!I\b|A\b|O\b)[A-Z]\b", text)  # spelled in letters
    initials = re.search(r"(?:^|\s)(?![aAIO]\b)[A-Za-z](?=[\s.,;:?!-])", text)
    if capitals or initials or BARRED.intersection(part for word in bare for part in word.split("-")):
        return ""
    return text[0].upper() + text[1:]
