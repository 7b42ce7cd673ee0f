"""Words to phones: espeak-ng through phonemizer, one word at a time, near the habits of CMUdict.

Words are read one by one, so that every phone belongs to one source word (in running text espeak merges
"of the" into one), and each word is read once and remembered. What a sentence adds, the strong and weak
forms of function words, is in `_FUNCTION_WORDS` as CMUdict and so the corpus' teachers have them.
"""

from __future__ import annotations

import functools
import logging
import re
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tts.errors import TextError
from tts.text.ipa import Sound, approximate
from tts.text.symbols import VOWELS

REMEMBERED = 50_000
"""Pronunciations kept in memory, over all languages; the least recently used go first."""

_BATCH = 2_000  # words a call, so that a long text neither holds the lock nor the memory for long


@dataclass(frozen=True)
class Pronunciation:
    """How one word is said.

    sounds: symbols of the inventory without pauses, each with its stress (0 none, 1 stressed; the teachers
    do not tell secondary stress from primary, so neither do we). Empty when the language cannot read it.
    approximated: exchanges for sounds that the inventory lacks, such as "y → u".
    """

    sounds: tuple[Sound, ...]
    approximated: tuple[str, ...] = ()


def _parse(entries: str) -> dict[str, tuple[Sound, ...]]:
    """Read "word: sounds" lines, stress as a digit after the vowel."""
    table = {}
    for entry in entries.replace("\n", " ").split(";"):
        words, _, sounds = entry.partition(":")
        pairs = tuple((s.rstrip("01"), int(s[-1]) if s[-1].isdigit() else 0) for s in sounds.split())
        table.update(dict.fromkeys(words.split(), pairs))
    table.pop("", None)
    return table


_FUNCTION_WORDS = _parse(
    """a: ə0; an: æ1 n; the: ð ə0; and: æ1 n d; of: ʌ1 v; to: t ə0; in: ɪ0 n; into: ɪ0 n t u1; for: f ɔ1 ɹ;
    from: f ɹ ʌ1 m; with: w ɪ1 ð; on: ɑ1 n; at: æ1 t; by: b aɪ1; as: æ1 z; or: ɔ1 ɹ; nor: n ɔ1 ɹ; but: b ʌ1 t;
    if: ɪ1 f; than: ð æ1 n; that: ð æ1 t; this: ð ɪ1 s; these: ð i1 z; those: ð oʊ1 z; there their: ð ɛ1 ɹ;
    they're: ð ɛ1 ɹ; they: ð eɪ1; them: ð ɛ1 m; then: ð ɛ1 n; i: aɪ1; me: m i1; my: m aɪ1; you: j u1;
    your you're: j ɔ1 ɹ; he: h i1; him: h ɪ1 m; his: h ɪ1 z; she: ʃ i1; her: h ɝ0; it: ɪ1 t; its it's: ɪ1 t s;
    we: w i1; us: ʌ1 s; our: aʊ1 ɝ0; who: h u1; what: w ʌ1 t; which: w ɪ1 tʃ; when: w ɛ1 n; where: w ɛ1 ɹ;
    why: w aɪ1; how: h aʊ1; is: ɪ1 z; am: æ1 m; are: ɑ1 ɹ; was: w ɑ1 z; were: w ɝ0; be: b i1; been: b ɪ1 n;
    being: b i1 ɪ0 ŋ;
    have: h æ1 v; has: h æ1 z; had: h æ1 d; do: d u1; does: d ʌ1 z; did: d ɪ1 d; can: k æ1 n;
    could: k ʊ1 d; would: w ʊ1 d; should: ʃ ʊ1 d; will: w ɪ1 l; shall: ʃ æ1 l; must: m ʌ1 s t; may: m eɪ1;
    might: m aɪ1 t; not: n ɑ1 t; no: n oʊ1; so: s oʊ1; some: s ʌ1 m; such: s ʌ1 tʃ; each: i1 tʃ; any: ɛ1 n i0;
    all: ɔ1 l; just: dʒ ʌ1 s t; up: ʌ1 p; out: aʊ1 t; off: ɔ1 f; over: oʊ1 v ɝ0; i'm: aɪ1 m; i'll: aɪ1 l;
    i've: aɪ1 v; i'd: aɪ1 d; one: w ʌ1 n; because: b ɪ0 k ɔ1 z"""
)

_ENGLISH: dict[str, tuple[str, ...]] = {
    token: tuple(symbols.split())
    for token, symbols in (
        entry.split("=")
        for entry in """
        iː=i;i=i;ɪ=ɪ;ᵻ=ᵻ;ɪː=ɪ;e=ɛ;ɛ=ɛ;ɛː=ɛ;eɪ=eɪ;æ=æ;ææ=æ;a=æ;aa=æ;ɑː=ɑ;ɑ=ɑ;ɒ=ɑ;ɔː=ɔ;ɔ=ɔ;oː=ɔ;o=oʊ;oʊ=oʊ;əʊ=oʊ;
        ʊ=ʊ;uː=u;u=u;ʌ=ʌ;ə=ə;ɐ=ə;ɚ=ɝ;ɜː=ɝ;ɜ=ɝ;aɪ=aɪ;aʊ=aʊ;ɔɪ=ɔɪ;aɪɚ=aɪ ɝ;aɪə=aɪ ə;aʊɚ=aʊ ɝ;aʊə=aʊ ə;
        iə=i ə;eə=ɛ ə;ɛə=ɛ ə;ʊə=ʊ ə;ɪɹ=ɪ ɹ;iɹ=ɪ ɹ;ɛɹ=ɛ ɹ;ʊɹ=ʊ ɹ;ɑːɹ=ɑ ɹ;ɔːɹ=ɔ ɹ;oːɹ=ɔ ɹ;
        əl=ə l;l̩=ə l;n̩=ə n;m̩=ə m;ɾ=t;ʔ=t;r=ɹ;ɬ=l;x=k;ɡ=ɡ;tʃ=tʃ;dʒ=dʒ;ɑ̃=ɑ n;ɔ̃=ɔ n;æ̃=æ n;ŋ=ŋ""".replace(
            "\n", ""
        ).split(";")
    )
    for token in [token.strip()]
}
"""What espeak writes for English → the inventory. The flap ɾ is decided by the spelling."""

_STRESS = str.maketrans("", "", "ˈˌ")
_TONES = re.compile(r"[0-9.˥˦˧˨˩-]+$")
_TONAL = frozenset(["cmn", "hak", "shn", "th", "vi", "yue"])
_FLAG = re.compile(r"\(([a-z-]+)\)")
_lock = threading.Lock()
_remembered: OrderedDict[tuple[str, str], Pronunciation] = OrderedDict()


def releases() -> tuple[str, ...]:
    """Versions of the packages that pronounce, which may pronounce otherwise in another one."""
    from importlib.metadata import version

    return tuple(f"{name} {version(name)}" for name in ("phonemizer", "espeakng-loader"))


def languages() -> tuple[str, ...]:
    """Identifiers of the languages that can be asked for, sorted."""
    return _languages()


def check_language(language: str) -> str:
    """Return `language`; raises TextError listing the choices when it is unknown."""
    if language not in _languages():
        raise TextError(f"unknown language {language!r}; valid languages: {', '.join(_languages())}")
    return language


def pronounce(words: Sequence[str], language: str = "en-us") -> tuple[Pronunciation, ...]:
    """One pronunciation a word, in order. Thread-safe; known words cost nothing.

    words: single words without blanks, at most 64 characters; capitals matter only for a single letter (the
    letter's name) and as far as espeak minds them.
    Raises TextError for an unknown language.
    """
    check_language(language)
    with _lock:
        known = {}
        unknown: dict[str, None] = {}
        for word in words:
            found = _remembered.get((language, word))
            if found is None:
                unknown[word] = None
            else:
                _remembered.move_to_end((language, word))
                known[word] = found
        pending = list(unknown)
        for start in range(0, len(pending), _BATCH):
            batch = pending[start : start + _BATCH]
            known.update(zip(batch, _read(batch, language), strict=True))
        _remembered.update({(language, word): known[word] for word in pending})
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
    return tuple(known[word] for word in words)


# ---------------------------------------------------------------- espeak


@functools.cache
def _espeak() -> Any:
    """phonemizer's espeak backend class, bound to the library in the wheel espeakng-loader."""
    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    return EspeakBackend


_WITHOUT_DICTIONARY = frozenset({"fo", "kaa", "xex"})  # espeak lists them, espeakng-loader lacks their data


@functools.cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted(set(_espeak().supported_languages()) - _WITHOUT_DICTIONARY))


@functools.lru_cache(maxsize=16)
def _backend(language: str) -> Any:
    logger = logging.getLogger("dramatis.phonemizer")
    logger.setLevel(logging.ERROR)  # its warnings on word counts do not concern single words
    return _espeak()(language, with_stress=True, language_switch="keep-flags", logger=logger)


def _read(words: list[str], language: str) -> Iterable[Pronunciation]:
    """Let espeak read each word by itself. The caller holds the lock: espeak keeps global state."""
    from phonemizer.separator import Separator

    separator = Separator(phone=" ", word="|", syllable="")
    lines = _backend(language).phonemize([_plain(word) for word in words], separator=separator, strip=True)
    for word, line in zip(words, lines, strict=True):
        if _is_english(language):
            yield _english(word, line, language) if _latin(word) else Pronunciation(())
        elif "(en)" not in line:
            yield _foreign(line, language)
        elif _latin(word):  # a word in another alphabet than the language's own
            yield from _read([word], "en-us")
        else:  # espeak would say "Chinese letter"
            yield Pronunciation(())


def _is_english(language: str) -> bool:
    return language == "en" or language.startswith("en-")


def _latin(word: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") for c in word if c.isalpha())


def _plain(word: str) -> str:
    # espeak spells out some words in capitals; a capitalised word is said as in lower case
    return word if len(word) == 1 or word.isupper() else word.lower()


def _tokens(line: str) -> Iterable[tuple[str, int]]:
    """espeak's sounds, each with stress 0 or 1."""
    for token in line.replace("|", " ").split():
        yield token.translate(_STRESS), int("ˈ" in token or "ˌ" in token)


def _place(symbols: Sequence[str], stress: int) -> Iterable[Sound]:
    """Give the stress to the first vowel."""
    for symbol in symbols:
        if symbol in VOWELS:
            yield symbol, stress
            stress = 0
        else:
            yield symbol, 0


def _stressed(sounds: list[Sound]) -> tuple[Sound, ...]:
    """At least one stress a word: on the first vowel that is not a schwa, else on the first."""
    vowels = [i for i, (symbol, _) in enumerate(sounds) if symbol in VOWELS]
    if vowels and not any(stress for _, stress in sounds):
        first = next((i for i in vowels if sounds[i][0] != "ə"), vowels[0])
        sounds[first] = (sounds[first][0], 1)
    return tuple(sounds)


def _english(word: str, line: str, language: str) -> Pronunciation:
    spelling = _plain(word).lower() if len(word) > 1 else word
    if spelling in _FUNCTION_WORDS and (language == "en-us" or spelling == "a"):
        return Pronunciation(_FUNCTION_WORDS[spelling])
    sounds: list[Sound] = []
    approximated = []
    for token, stress in _tokens(_FLAG.sub(" ", line)):
        if token == "ɾ":
            sounds.append(("t" if "t" in spelling else "d", 0))
        elif token in _ENGLISH:
            sounds += _place(_ENGLISH[token], stress)
        else:
            symbols, exchanged = approximate(token)
            sounds += _place(symbols, stress)
            approximated += [exchanged] if exchanged else []
    if language == "en-us":
        sounds = _like_cmudict(sounds)
    sounds = [("ɪ" if symbol == "ᵻ" else symbol, stress) for symbol, stress in sounds]
    weak = not any(stress for _, stress in _FUNCTION_WORDS.get(spelling, (("", 1),)))
    return Pronunciation(tuple(sounds) if weak else _stressed(sounds), tuple(dict.fromkeys(approximated)))


def _like_cmudict(sounds: list[Sound]) -> list[Sound]:
    """Write reduced vowels, and vowels before r, as CMUdict does; the numbers are counts against flite."""
    result: list[Sound] = []
    syllable = 0
    for index, (symbol, stress) in enumerate(sounds):
        before = result[-1][0] if result else ""
        after = sounds[index + 1][0] if index + 1 < len(sounds) else ""
        if symbol == "ɹ" and before in ("ɝ", "ə"):
            if before == "ə" and [sound for sound, _ in result[-2:-1]] == ["i"]:  # "theory"
                result[-2:] = [("ɪ", result[-2][1]), ("ɹ", 0)]
            else:
                result[-1] = ("ɝ", result[-1][1])
            continue
        if symbol in VOWELS or symbol == "ᵻ":
            if not stress:
                symbol = _reduced(symbol, before, after, syllable)
                # the teachers stress the full vowels of compounds: "sunshine", "always"
                stress = int(symbol in _FULL and any(s for _, s in result))
            syllable += 1
        elif (
            symbol == "ŋ" and after in ("k", "ɡ") and syllable == 1 and len(result) == 1 and not result[0][1]
        ):
            symbol = "n"
        result.append((symbol, stress))
    return result


_FULL = frozenset(["aɪ", "aʊ", "eɪ", "æ", "ɑ", "ɔ", "ɔɪ"])


def _reduced(symbol: str, before: str, after: str, syllable: int) -> str:
    """An unstressed vowel in CMUdict's habit; `syllable` counts from 0."""
    if symbol == "ᵻ":
        return "ɪ" if syllable == 0 else "ə"
    if symbol == "ɪ" and syllable:
        if after in VOWELS:
            return "i"
        return symbol if after in ("ŋ", "k", "ʃ", "v", "tʃ", "") else "ə"
    if symbol == "ɛ" and not before and after in ("k", "ɡ", "s"):
        return "ɪ"
    if symbol == "ʌ" or (symbol in ("ʊ", "u") and syllable and after in ("l", "p", "n", "m")):
        return "ə"
    return symbol


def _foreign(line: str, language: str) -> Pronunciation:
    """Sounds of a language other than English; words from a third one keep the sounds espeak gives them."""
    tonal = language.split("-")[0] in _TONAL
    sounds: list[Sound] = []
    approximated = []
    for token, stress in _tokens(_FLAG.sub(" ", line)):
        bare = _TONES.sub("", token)
        if tonal:
            bare = bare.rstrip("ɜ").replace("nɡ", "ŋ")  # espeak writes the third tone as ɜ
        symbols, exchanged = approximate(bare)
        sounds += _place(symbols, stress)
        approximated += [exchanged] if exchanged else []
    return Pronunciation(_stressed(sounds), tuple(dict.fromkeys(approximated)))


def join(words: Sequence[str], pronunciations: Sequence[Pronunciation], language: str) -> list[Pronunciation]:
    """What a word owes to the next one in running speech: English "the" before a vowel is said "thee"."""
    joined = list(pronunciations)
    if _is_english(language):
        for index, word in enumerate(words[:-1]):
            following = joined[index + 1].sounds
            if word.lower() == "the" and following and following[0][0] in VOWELS:
                joined[index] = Pronunciation((("ð", 0), ("i", 0)))
    return joined
