"""What the benchmarks let speak: unseen sentences, voices and styles, the same in every run."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from tts.style.identity import SPEAKERS, Identity
from tts.style.space import Style

SEED = 20_000  # of the sentences drawn, apart from that of any corpus
_SHARES = {"test": 0.015, "valid": 0.01}  # of all sentences

PLAIN = Style()


@dataclass(frozen=True)
class Line:
    """One line to speak. group: under which its figures are added up ("neutral", an emotion …).
    voice: name of the identity, for figures centred on it. caption: the wording behind the style."""

    text: str
    identity: Identity
    voice: str = ""
    style: Style = PLAIN
    group: str = "neutral"
    seed: int = 0
    caption: str | None = None

    @property
    def lead(self) -> str:
        """The base speaker with the largest share."""
        return max(zip(self.identity.mix, SPEAKERS, strict=True))[1]


def unseen(count: int, seed: int = SEED, split: str = "test") -> list[str]:
    """`count` sentences that no corpus trains on.

    split: "test", which no corpus holds, or "valid", for what judges learn from. Raises CorpusError when
    there are not as many.
    """
    from tts.corpus.texts import sentences
    from tts.errors import CorpusError

    drawn = sentences(seed, int(1.3 * count / _SHARES[split]) + 500)
    found = [sentence.text for sentence in drawn if sentence.split == split]
    if len(found) < count:
        raise CorpusError(f"there are only {len(found)} unseen sentences, not {count}; ask for fewer")
    return found[:count]


def sentences(
    count: int, shortest: int = 5, longest: int = 12, seed: int = SEED, split: str = "test"
) -> list[str]:
    """`count` statements of so many words: no questions, exclamations or dialogue, whose melody is their own
    affair. seed, split: see `unseen`. Raises CorpusError when there are not as many."""
    from tts.errors import CorpusError

    # About one unseen sentence in three is such a statement.
    pool = unseen(6 * count + 30, seed, split)
    fitting = [
        text
        for text in pool
        if shortest <= len(text.split()) <= longest and text.endswith(".") and '"' not in text
    ]
    if len(fitting) < count:
        raise CorpusError(f"there are only {len(fitting)} such sentences, not {count}; ask for fewer")
    return fitting[:count]


def lengths(count: int, longest: int = 60, seed: int = SEED) -> list[str]:
    """`count` lines of 1 to `longest` words, evenly spread, cut from and joined of unseen sentences."""
    chance = random.Random(seed)
    pool = [sentence.split() for sentence in unseen(min(count, 1200), seed)]
    lines = []
    for index in range(count):
        wanted = 1 + index % longest
        words: list[str] = []
        while len(words) < wanted:
            words += chance.choice(pool)
        text = re.sub(r"[^\w.?!]+$", "", " ".join(words[:wanted]).replace('"', ""))
        lines.append(text if text[-1] in ".?!" else text + ".")
    return lines


def base_voices() -> dict[str, Identity]:
    """The corpus' speakers as they are: adults, whom every recogniser knows."""
    from tts.corpus.sample import HABITUAL_PITCH

    return {
        name: Identity(tuple(float(name == other) for other in SPEAKERS), pitch=HABITUAL_PITCH[name])
        for name in SPEAKERS
    }


def persona_voices() -> dict[str, Identity]:
    """The presets' identities."""
    from personas import presets

    return {persona.id: persona.identity for persona in presets()}


def scene(texts: list[str], groups: tuple[str, ...] = ("neutral", "personas", "emotions")) -> list[Line]:
    """Every text once in each group: plainly by the base speakers, plainly by the personas, and by the base
    speakers with each emotion in turn at its natural intensity."""
    from tts.style.emotions import EMOTION_IDS

    lines = []
    for index, text in enumerate(texts):
        for group in groups:
            voices = persona_voices() if group == "personas" else base_voices()
            name = list(voices)[index % len(voices)]
            emotion = EMOTION_IDS[1 + index % (len(EMOTION_IDS) - 1)]
            style = Style({emotion: 1.0}) if group == "emotions" else PLAIN
            lines.append(Line(text, voices[name], name, style, group, seed=index))
    return lines
