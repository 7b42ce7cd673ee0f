from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.errors import TextError
from tts.text import phonemize
from tts.text.phonemize import Pronunciation, join, languages, pronounce
from tts.text.symbols import CONSONANTS, VOWELS


def said(word: str, language: str = "en-us") -> str:
    (how,) = pronounce([word], language)
    return " ".join(symbol + (str(stress) if symbol in VOWELS else "") for symbol, stress in how.sounds)


@pytest.mark.parametrize(
    ("word", "sounds"),
    [  # as CMUdict, and so the corpus' teachers, have them
        ("was", "w ɑ1 z"), ("the", "ð ə0"), ("and", "æ1 n d"), ("weather", "w ɛ1 ð ɝ0"), ("A", "eɪ1"),
        ("a", "ə0"),
        ("button", "b ʌ1 t ə0 n"), ("little", "l ɪ1 t ə0 l"), ("city", "s ɪ1 t i0"), ("rider", "ɹ aɪ1 d ɝ0"),
        ("near", "n ɪ1 ɹ"), ("fire", "f aɪ1 ɝ0"), ("car", "k ɑ1 ɹ"), ("bird", "b ɝ1 d"), ("hurry", "h ɝ1 i0"),
        ("north", "n ɔ1 ɹ θ"), ("minute", "m ɪ1 n ə0 t"), ("before", "b ɪ0 f ɔ1 ɹ"), ("around", "ɝ0 aʊ1 n d"),
        ("theory", "θ ɪ1 ɹ i0"), ("include", "ɪ0 n k l u1 d"), ("always", "ɔ1 l w eɪ1 z"), ("X", "ɛ1 k s"),
        ("running", "ɹ ʌ1 n ɪ0 ŋ"), ("don't", "d oʊ1 n t"), ("The", "ð ə0"), ("you're", "j ɔ1 ɹ"),
    ],
)  # fmt: skip
def test_american_words_are_said_as_in_cmudict(word: str, sounds: str) -> None:
    assert said(word) == sounds


def test_british_words_keep_their_accent() -> None:
    assert said("car", "en-gb") == "k ɑ1"
    assert said("go", "en-gb") == "ɡ oʊ1"
    assert said("better", "en-gb") == "b ɛ1 t ə0"


@pytest.mark.parametrize(
    ("language", "word", "sounds", "exchanged"),
    [
        ("de", "nach", "n ɑ1 h", ("x → h",)),
        ("fr-fr", "rue", "ɹ u1", ("ʁ → ɹ", "y → u")),
        ("cmn", "好", "h aʊ1", ("χ → h", "ɑu → aʊ")),
        ("ru", "мир", "m i1 ɹ", ("r → ɹ",)),
    ],
)
def test_other_languages_map_to_the_nearest_sounds(
    language: str, word: str, sounds: str, exchanged: tuple[str, ...]
) -> None:
    assert said(word, language) == sounds
    assert pronounce([word], language)[0].approximated == exchanged


def test_every_language_of_espeak_speaks_in_the_inventory() -> None:
    sample = {"cmn": "好", "ja": "あ", "ru": "да"}
    for language in languages():
        (how,) = pronounce([sample.get(language, "la")], language)
        assert how.sounds, language
        assert {symbol for symbol, _ in how.sounds} <= {*VOWELS, *CONSONANTS}, language


def test_a_script_the_language_cannot_read_has_no_sounds() -> None:
    assert pronounce(["你", "привет"]) == (Pronunciation(()), Pronunciation(()))
    assert pronounce(["東"], "ja") == (Pronunciation(()),)


def test_an_unknown_language_lists_the_choices() -> None:
    with pytest.raises(TextError, match=r"unknown language 'klingon'.*en-us"):
        pronounce(["hi"], "klingon")


def test_the_before_a_vowel() -> None:
    words = ["the", "apple", "the", "dog"]
    joined = join(words, pronounce(words), "en-us")
    assert joined[0].sounds == (("ð", 0), ("i", 0))
    assert joined[2].sounds == (("ð", 0), ("ə", 0))


def test_threads_agree() -> None:
    words = [
        f"{a}{b}" for a in ("under", "over", "out", "fore") for b in ("stand", "take", "look", "go", "lay")
    ]
    expected = pronounce(words)
    phonemize._remembered.clear()
    found: list[tuple[Pronunciation, ...]] = []
    threads = [threading.Thread(target=lambda: found.append(pronounce(words))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phonemize, "REMEMBERED", 3)
    pronounce(["one", "two", "three", "four", "five"])
    assert len(phonemize._remembered) == 3


@settings(max_examples=50)
@given(st.lists(st.from_regex(r"[a-z]{1,12}('[a-z]{1,2})?", fullmatch=True), max_size=8))
def test_one_pronunciation_a_word_with_one_stress_at_least(words: list[str]) -> None:
    found = pronounce(words)
    assert len(found) == len(words)
    for word, how in zip(words, found, strict=True):
        assert how.sounds, word
        assert all(stress in (0, 1) for _, stress in how.sounds)
        assert all(symbol in VOWELS for symbol, stress in how.sounds if stress)
