"""What the pages say, in English and Chinese: a table of wordings a page, and one that all pages share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from personas import Persona
from studio.ui.words import books, dubs, jobs, measures, scene, settings, shared, voices
from studio.ui.words.sentences import chinese
from studio.ui.words.sentences import listed as listed_in_chinese

_HAN, _LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Za-z]")

LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "中文"}
"""Interface language → its own name."""

WORDS: Mapping[str, tuple[str, str]] = {
    **shared.WORDS,
    **measures.WORDS,
    **scene.WORDS,
    **voices.WORDS,
    **books.WORDS,
    **dubs.WORDS,
    **jobs.WORDS,
    **settings.WORDS,
}
"""Key → (English, Chinese). Keys of a page begin with its name."""


@dataclass(frozen=True)
class Words:
    """The wording of one interface language, a key of `LANGUAGES`: call it with a key of `WORDS`."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The wording of a key with its values filled in. Raises KeyError for an unknown key or value."""
        return WORDS[key][list(LANGUAGES).index(self.language)].format(**values)

    def told(self, sentence: object) -> str:
        """What the library says, in this language; a sentence that no table knows follows a lead-in."""
        said = str(sentence)
        if self.language == "en":
            return said
        own = _HAN.search(said) or not _LATIN.search(said)
        return chinese(said) or (said if own else self("untold", what=said))

    def terms(self, listed: str) -> str:
        """Terms that the library puts in a row, with commas between, in this language."""
        return listed if self.language == "en" else listed_in_chinese(listed)

    def listed(self, parts: Sequence[str]) -> str:
        """Several things in a row."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def name(self, persona: Persona) -> str:
        """A persona's name."""
        return persona.names[self.language]


def plain(text: object) -> str:
    """What somebody wrote, as Markdown that shows it unchanged."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", str(text))
