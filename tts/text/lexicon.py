"""Lexicon: how a creator wants names and other words to be said.

A file has one entry a line, either YAML (``Siobhan: shiv awn``) or tab-separated (``Siobhan<TAB>/ʃɪˈvɔn/``).
The right side is IPA between slashes, in the symbols of the inventory, or else a respelling in plain words.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tts.errors import TextError
from tts.text.ipa import Sound
from tts.text.symbols import CONSONANTS, VOWELS

_LONGEST_FIRST = sorted((*VOWELS, *CONSONANTS), key=len, reverse=True)
_IGNORED = frozenset(" .ːˑ\u0361-")
_ALIKE = {"g": "ɡ", "ɚ": "ɝ", "r": "ɹ", "ɜ": "ɝ", "'": "ˈ", ",": "ˌ"}


@dataclass(frozen=True)
class Entry:
    """How one word is said: `sounds` from IPA, or else a `respelling` in words. Exactly one is set."""

    sounds: tuple[Sound, ...] = ()
    respelling: str = ""


@dataclass(frozen=True)
class Lexicon:
    """Spelling → pronunciation, frozen.

    entries: pairs (word, right side as written), in order. A word with a capital letter matches that spelling
    only; a word in small letters matches any. An ending "'s" is added by itself.
    Raises TextError when an entry is malformed, naming it.
    """

    entries: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for word, said in self.entries:
            _parse(word, said)

    @classmethod
    def of(cls, entries: Mapping[str, str]) -> Lexicon:
        return cls(tuple(entries.items()))

    @classmethod
    def load(cls, path: str | Path) -> Lexicon:
        """Read a .yaml, .yml or .tsv file. Raises TextError naming the file and the entry."""
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TextError(f"cannot read the lexicon {path}: {error}") from None
        if path.suffix in (".yaml", ".yml"):
            pairs = _yaml_pairs(text, path)
        elif path.suffix == ".tsv":
            pairs = _tsv_pairs(text, path)
        else:
            raise TextError(f"the lexicon {path} must end in .yaml, .yml or .tsv")
        try:
            return cls(pairs)
        except TextError as error:
            raise TextError(f"{path}: {error}") from None

    def save(self, path: str | Path) -> None:
        """Write a .yaml, .yml or .tsv file that `load` reads back as an equal lexicon."""
        path = Path(path)
        if path.suffix in (".yaml", ".yml"):
            import yaml

            text = yaml.safe_dump(dict(self.entries), allow_unicode=True, sort_keys=False, width=1000)
        elif path.suffix == ".tsv":
            text = "".join(f"{word}\t{said}\n" for word, said in self.entries)
        else:
            raise TextError(f"the lexicon {path} must end in .yaml, .yml or .tsv")
        path.write_text(text, encoding="utf-8")

    def merged(self, other: Lexicon) -> Lexicon:
        """Both lexicons; where they disagree, `other` wins."""
        return Lexicon.of({**dict(self.entries), **dict(other.entries)})

    def respellings(self) -> Lexicon:
        """The entries that are respellings alone, for engines that are told nothing but plain words."""
        return Lexicon(tuple(pair for pair in self.entries if not pair[1].strip().startswith("/")))

    def find(self, word: str) -> Entry | None:
        """The entry for a written word: exact spelling first, then small letters, then without "'s"."""
        for form in (word, word.lower()):
            if form in self._table:
                return self._table[form]
        stem = re.sub(r"['’]s$", "", word)
        if stem != word and (entry := self.find(stem)) is not None:
            if entry.respelling:
                return Entry(respelling=entry.respelling + "'s")
            return Entry((*entry.sounds, *possessive(entry.sounds[-1][0])))
        return None

    @functools.cached_property
    def _table(self) -> dict[str, Entry]:
        return {word: _parse(word, said) for word, said in self.entries}


def parse_ipa(ipa: str) -> tuple[Sound, ...]:
    """Sounds of an IPA transcription in the symbols of the inventory; ˈ and ˌ stress the next vowel.

    >>> parse_ipa("ʃɪˈvɔn")
    (('ʃ', 0), ('ɪ', 0), ('v', 0), ('ɔ', 1), ('n', 0))

    Raises TextError naming the symbol that is not in the inventory.
    """
    sounds: list[Sound] = []
    stress = 0
    rest = unicodedata.normalize("NFC", ipa)
    while rest:
        if (sign := _ALIKE.get(rest[0], rest[0])) in "ˈˌ":
            stress, rest = 1, rest[1:]
            continue
        if rest[0] in _IGNORED:
            rest = rest[1:]
            continue
        rest = sign + rest[1:]
        symbol = next((s for s in _LONGEST_FIRST if rest.startswith(s)), None)
        if symbol is None:
            raise TextError(
                f"{rest[0]!r} in the IPA {ipa!r} is not in the inventory; "
                f"valid symbols: ˈ {' '.join((*VOWELS, *CONSONANTS))}"
            )
        sounds.append((symbol, stress if symbol in VOWELS else 0))
        stress = 0 if symbol in VOWELS else stress
        rest = rest[len(symbol) :]
    vowels = [i for i, (symbol, _) in enumerate(sounds) if symbol in VOWELS]
    if vowels and not any(stress for _, stress in sounds):
        sounds[vowels[0]] = (sounds[vowels[0]][0], 1)
    return tuple(sounds)


def possessive(last: str) -> tuple[Sound, ...]:
    """The sounds of "'s" after a word that ends with this symbol."""
    if last in ("s", "z", "ʃ", "ʒ", "tʃ", "dʒ"):
        return (("ə", 0), ("z", 0))
    return (("s", 0),) if last in ("p", "t", "k", "f", "θ") else (("z", 0),)


def _parse(word: object, said: object) -> Entry:
    if not isinstance(word, str) or not isinstance(said, str) or not word.strip() or not said.strip():
        raise TextError(f"the lexicon entry {word!r}: {said!r} must be two texts; put each into quotes")
    if len(word.split()) != 1 or not any(c.isalnum() for c in word):
        raise TextError(f"the lexicon entry {word!r} must be a single word, without blanks")
    said = said.strip()
    if said.startswith("/"):
        if len(said) < 3 or not said.endswith("/"):
            raise TextError(f"the lexicon entry {word!r}: IPA {said!r} must stand between two slashes")
        try:
            sounds = parse_ipa(said[1:-1])
        except TextError as error:
            raise TextError(f"the lexicon entry {word!r}: {error}") from None
        if not sounds:
            raise TextError(f"the lexicon entry {word!r}: IPA {said!r} has no sounds")
        return Entry(sounds)
    if not all(c.isalpha() or c in " '-" for c in said):
        raise TextError(
            f"the lexicon entry {word!r}: the respelling {said!r} may have letters, ', - and blanks only"
        )
    return Entry(respelling=said.replace("-", " "))


def _yaml_pairs(text: str, path: Path) -> tuple[tuple[str, str], ...]:
    import yaml

    try:
        data = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise TextError(f"the lexicon {path} is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise TextError(
            f"the lexicon {path} must map words to pronunciations, one 'word: pronunciation' a line"
        )
    return tuple(data.items())


def _tsv_pairs(text: str, path: Path) -> tuple[tuple[str, str], ...]:
    pairs = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            word, tab, said = line.partition("\t")
            if not tab:
                raise TextError(f"line {number} of the lexicon {path} has no tab: {line!r}")
            pairs.append((word.strip(), said.strip()))
    return tuple(pairs)
