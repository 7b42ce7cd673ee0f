"""How the names of a book are said: a list of those that nobody may know, for a person to review.

    version: 1
    words:
      Ysolde:
        say: ih zold            # a respelling, or IPA between slashes: /ɪˈzoʊld/
        reviewed: true
      Karrow:
        guess: /ˈkæɹoʊ/         # what is said as long as there is no `say`
        count: 3
        example: The gates of Karrow stood open.
        reviewed: false

How a word is said is looked up in the book's own list, then in the user's (`personal`), then read by rules.
"""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from studio.book.people.capitals import Capitals
from studio.book.people.census import surnames
from studio.book.people.genders import is_first_name
from studio.book.people.words_english import KIN, TITLES
from studio.book.plain_yaml import parse_mapping, read_mapping
from studio.book.script import Script
from tts.errors import BookError, TextError
from tts.text.ipa import Sound
from tts.text.lexicon import Lexicon
from tts.text.phonemize import pronounce
from tts.text.sentences import split

VERSION = 1
LEXICON_VARIABLE = "DRAMATIS_LEXICON"
"""Environment variable that names the user's own lexicon, a .yaml or .tsv file of `tts.text.lexicon`."""

_KEYS = ("version", "words")
_ENTRY_KEYS = ("say", "guess", "reviewed", "count", "example")
_HEAD = """\
# How names are said. `say` is IPA between slashes (/ʃɪˈvɔn/) or a respelling (shiv awn); without it a word is
# said as in `guess`. `reviewed: true` marks what you have heard and found good.
"""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_LONGEST_EXAMPLE = 120
_COMMON_SURNAMES = 5_000  # of the 90,000 of the census: those that rules and dictionaries say well enough


@dataclass(frozen=True)
class Word:
    """How a word is said. say: as `tts.text.lexicon` reads it, "" = as it is read anyway. guess: IPA of that.
    reviewed: whether a person has agreed. count: how often it stands in the book; example: where."""

    say: str = ""
    guess: str = ""
    reviewed: bool = False
    count: int = 0
    example: str = ""


@dataclass(frozen=True)
class BookLexicon:
    """A book's words. Raises BookError when a pronunciation is malformed, naming the word."""

    words: Mapping[str, Word] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lexicon()

    def lexicon(self) -> Lexicon:
        """What the book itself sets."""
        try:
            return Lexicon.of({word: entry.say for word, entry in self.words.items() if entry.say})
        except TextError as error:
            raise BookError(str(error)) from None

    def merged(self, entries: Mapping[str, str]) -> BookLexicon:
        """With pronunciations that are imported: they take the place of those for the same words."""
        found = dict(self.words)
        for word, say in entries.items():
            found[word] = replace(found.get(word, Word()), say=say, reviewed=True)
        return BookLexicon(found)

    def with_new(self, words: Mapping[str, Word]) -> BookLexicon:
        """With words that are not in it yet; counts and examples of those that are become the new ones."""
        found = dict(self.words)
        for word, new in words.items():
            old = found.get(word)
            found[word] = (
                new if old is None else replace(old, guess=new.guess, count=new.count, example=new.example)
            )
        return BookLexicon(found)

    def to_yaml(self) -> str:
        """The file."""
        import yaml

        words: dict[str, dict[str, Any]] = {}
        for word, entry in self.words.items():
            values = {key: getattr(entry, key) for key in _ENTRY_KEYS}
            words[word] = {key: value for key, value in values.items() if value or key == "reviewed"}
        data = {"version": VERSION, "words": words}
        return _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def load(path: Path) -> BookLexicon:
    """Read a book's lexicon. Raises BookError naming the file and what is wrong in it."""
    data = read_mapping(path)
    try:
        return _lexicon(data)
    except BookError as error:
        raise BookError(f"{path}: {error}") from None


def parse(text: str) -> BookLexicon:
    """Read the text of a book's lexicon. Raises BookError."""
    return _lexicon(parse_mapping(text))


def personal() -> Lexicon:
    """The user's own lexicon: the file that `LEXICON_VARIABLE` names, or lexicon.yaml in the user's data
    folder of dramatis; empty where there is none. Raises TextError when it is malformed."""
    if chosen := os.environ.get(LEXICON_VARIABLE):
        return Lexicon.load(chosen)
    from platformdirs import user_data_path

    path = user_data_path("dramatis", appauthor=False) / "lexicon.yaml"
    return Lexicon.load(path) if path.is_file() else Lexicon()


def unknown(script: Script) -> dict[str, Word]:
    """The uncommon names in the chapters that are read, the most frequent first, each with how it would be
    said; none for a language that marks no names by capitals."""
    language = _espeak(script.language)
    if not language:
        return {}
    texts = [chapter.text for chapter in script.chapters if chapter.included]
    capitals = Capitals("\n\n".join(texts))
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for text in texts:
        for sentence in split(text, max_words=200):
            for found in _WORD.finditer(sentence.text):
                word = _POSSESSIVE.sub("", found[0]).replace("’", "'")
                if _is_rare(word, capitals):
                    counts[word] += 1
                    examples.setdefault(word, _example(sentence.text, found.start()))
    listed = [word for word, _ in counts.most_common()]
    said = pronounce(listed, language)
    return {
        word: Word(
            guess=f"/{ipa(each.sounds)}/" if each.sounds else "", count=counts[word], example=examples[word]
        )
        for word, each in zip(listed, said, strict=True)
    }


def ipa(sounds: Iterable[Sound]) -> str:
    """Sounds as IPA that `tts.text.lexicon` reads back, ˈ before each stressed vowel."""
    return "".join(f"ˈ{symbol}" if stress else symbol for symbol, stress in sounds)


def import_pls(path: Path, language: str = "en") -> tuple[dict[str, str], tuple[str, ...]]:
    """Word → pronunciation of a W3C Pronunciation Lexicon (PLS 1.0), and sentences on what was left out.

    The preferred pronunciation counts, else the first; IPA goes before an alias. language: of the book; a
    lexicon in another one is refused. Raises BookError when the file is no such lexicon.
    """
    from studio.book.readers.tree import attribute, local, parse_xml

    try:
        root = parse_xml(path.read_bytes(), path.name)
    except OSError as error:
        raise BookError(f"{path}: {error.strerror or error}; check the path") from None
    if local(root) != "lexicon":
        raise BookError(
            f"{path.name} is no pronunciation lexicon: its root is <{local(root)}>, not <lexicon>"
        )
    spoken = attribute(root, "lang")
    if spoken and spoken.lower().split("-")[0] != language.lower().split("-")[0]:
        raise BookError(
            f"{path.name} is for {spoken}, the book is in {language}; give a lexicon in its language"
        )
    found: dict[str, str] = {}
    notes: list[str] = []
    for lexeme in root.iter("{*}lexeme"):
        written = [_text(each) for each in lexeme.iterfind("{*}grapheme")]
        try:
            said = _said(lexeme, attribute(root, "alphabet"))
            for word in written:
                Lexicon.of({word: said})
                found[word] = said
        except TextError as error:
            notes.append(f"left out {', '.join(written) or 'a lexeme'}: {error}")
    return found, tuple(notes)


def _said(lexeme: Any, alphabet: str) -> str:
    """The pronunciation of a lexeme as our lexicon writes it. Raises TextError."""
    from studio.book.readers.tree import attribute
    from tts.text.transcription import transcribe

    phonemes = list(lexeme.iterfind("{*}phoneme"))
    phonemes.sort(key=lambda each: attribute(each, "prefer") != "true")
    for phoneme in phonemes:
        kind = attribute(phoneme, "alphabet") or alphabet or "ipa"
        if kind.lower() != "ipa":
            raise TextError(f"its alphabet is {kind}; write it in IPA")
        sounds = [sound for group in transcribe(_text(phoneme)) for sound in group.sounds]
        return f"/{ipa(sounds)}/"
    for alias in lexeme.iterfind("{*}alias"):
        return _text(alias)
    raise TextError("it has neither a phoneme nor an alias")


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _lexicon(data: Mapping[str, Any]) -> BookLexicon:
    _check("the lexicon", data, _KEYS)
    if data.get("version") != VERSION or isinstance(data.get("version"), bool):
        raise BookError(
            f"the lexicon has version {data.get('version')!r}; this release of dramatis reads {VERSION}"
        )
    words = data.get("words") or {}
    if not isinstance(words, Mapping):
        raise BookError("words must map spellings to pronunciations, such as 'Siobhan: shiv awn'")
    return BookLexicon({_spelling(word): _entry(str(word), value) for word, value in words.items()})


def _spelling(word: Any) -> str:
    if not isinstance(word, str):
        raise BookError(f"the word {word!r} must be a text; put it into quotes")
    return word


def _entry(word: str, value: Any) -> Word:
    if isinstance(value, str):  # "Siobhan: shiv awn"
        return Word(say=value, reviewed=True)
    if not isinstance(value, Mapping):
        raise BookError(f"{word!r} needs a pronunciation, such as '{word}: shiv awn', not {value!r}")
    _check(repr(word), value, _ENTRY_KEYS)
    for key, kind, what in (
        ("say", str, "a text"), ("guess", str, "a text"), ("example", str, "a text"),
        ("reviewed", bool, "true or false"), ("count", int, "a whole number"),
    ):  # fmt: skip
        if key in value and (
            not isinstance(value[key], kind) or (kind is int and isinstance(value[key], bool))
        ):
            raise BookError(f"{word!r}: {key} must be {what}, not {value[key]!r}")
    return Word(**value)


def _check(what: str, data: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f" did you mean {near[0]!r}?" if near else ""
            raise BookError(f"{what}: unknown key {key!r};{hint} valid: {', '.join(known)}")


def _espeak(language: str) -> str:
    """espeak's code of a language that writes names with capitals; empty for others."""
    plain = language.lower().replace("_", "-")
    if plain.split("-")[0] != "en":
        return ""
    return plain if plain in ("en-gb", "en-us") else "en-us"


def _is_rare(word: str, capitals: Capitals) -> bool:
    if len(word) < 3 or not capitals.is_name(word) or not capitals.stands_inside(word):
        return False
    if word.lower() in TITLES | KIN:
        return False
    return not all(_is_common(part) for part in word.split("-"))


def _is_common(word: str) -> bool:
    return is_first_name(word) or word.lower() in surnames(_COMMON_SURNAMES)


def _example(sentence: str, at: int) -> str:
    """The sentence a word stands in, or the part of it around the word."""
    plain = " ".join(sentence.split())
    if len(plain) <= _LONGEST_EXAMPLE:
        return plain
    start = max(0, at - _LONGEST_EXAMPLE // 2)
    return "…" + " ".join(sentence[start : start + _LONGEST_EXAMPLE].split()) + "…"
