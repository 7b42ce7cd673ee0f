from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.errors import TextError
from tts.text import Lexicon, Utterance, utterances
from tts.text.symbols import PAUSES, PHONE_IDS, VOWELS


def pauses(text: str) -> list[str]:
    (utterance,) = utterances(text)
    return [phone.symbol for phone in utterance.phones if phone.is_pause]


def check(text: str, found: list[Utterance]) -> None:
    """What holds for every result."""
    assert "".join(utterance.text for utterance in found) == text
    for utterance in found:
        assert text[utterance.start :].startswith(utterance.text)
        assert utterance.words
        assert utterance.phones[0].symbol == "_"
        assert utterance.phones[-1].symbol in set(PAUSES) - {"_"}
        assert {phone.word for phone in utterance.phones} == {-1, *range(len(utterance.words))}
        spoken = [phone.word for phone in utterance.phones if phone.word >= 0]
        assert spoken == sorted(spoken)
        for phone in utterance.phones:
            assert phone.symbol in PHONE_IDS
            assert (phone.word == -1) == phone.is_pause
            assert not phone.stress or phone.symbol in VOWELS
        for piece in (*utterance.words, *utterance.skipped):
            assert piece.text == text[piece.start : piece.end]
    covered = {at for u in found for piece in (*u.words, *u.skipped) for at in range(piece.start, piece.end)}
    assert all(at in covered for at, character in enumerate(text) if character.isalnum())


def test_one_sentence() -> None:
    (utterance,) = utterances("He said that, and the weather was fine!")
    assert [phone.symbol for phone in utterance.phones] == (
        "_ h i s ɛ d ð æ t , æ n d ð ə w ɛ ð ɝ w ɑ z f aɪ n !".split()
    )
    assert [word.text for word in utterance.words] == "He said that and the weather was fine".split()
    assert [phone.stress for phone in utterance.phones if phone.is_vowel] == [1, 1, 1, 1, 0, 1, 0, 1, 1]
    check(utterance.text, [utterance])


def test_merged_function_words_keep_their_own_phones() -> None:
    (utterance,) = utterances("of the people in the first")
    assert ["".join(p.symbol for p in utterance.phones if p.word == i) for i in range(6)] == [
        "ʌv", "ðə", "pipəl", "ɪn", "ðə", "fɝst",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wait… what?", ["_", "…", "?"]),
        ("A title", ["_", "."]),
        ("Yes (no), yes; no: yes – no — yes", ["_", ",", ",", ",", ",", ",", "…", "."]),
        ('He said "no" twice', ["_", "."]),
        ('"We did it!" she said.', ["_", "!", "."]),
        ("What?!", ["_", "?"]),
        ("Hm, ", ["_", ","]),
    ],
)
def test_pauses(text: str, expected: list[str]) -> None:
    assert pauses(text) == expected


def test_one_utterance_a_sentence_and_a_part() -> None:
    text = "One, two. " + "and so on, " * 30
    found = utterances(text, max_words=12)
    assert len(found) > 5
    assert found[0].phones[-1].symbol == "."
    assert found[1].phones[-1].symbol == ","
    assert max(len(utterance.words) for utterance in found) <= 12
    check(text, found)


def test_emphasis_reaches_the_phones_and_is_not_spoken() -> None:
    (utterance,) = utterances("I *really really* mean **it** now")
    emphasised = {utterance.words[p.word].text for p in utterance.phones if p.emphasis}
    assert emphasised == {"really", "it"}
    assert not utterance.skipped


def test_words_keep_what_was_written() -> None:
    (utterance,) = utterances("Dr. Li paid $3.50.")
    assert [(word.text, word.spoken) for word in utterance.words] == [
        ("Dr.", "doctor"),
        ("Li", "li"),
        ("paid", "paid"),
        ("$3.50", "three dollars and fifty cents"),
    ]


def test_the_lexicon_decides() -> None:
    lexicon = Lexicon.of({"Siobhan": "/ʃɪˈvɔn/", "sql": "sequel", "dr": "/dɑk/"})
    (utterance,) = utterances("Siobhan's SQL", lexicon=lexicon)
    assert "".join(p.symbol for p in utterance.phones if p.word == 0) == "ʃɪvɔnz"
    assert utterance.words[1].spoken == "sequel"
    assert "".join(p.symbol for p in utterance.phones if p.word == 1) == "sikwəl"


def test_skips_say_why() -> None:
    text = "Hello 😀 你好 \x07 there \ud800!"
    found = utterances(text)
    assert [(skip.text, skip.reason) for u in found for skip in u.skipped] == [
        ("😀", "emoji without a reading"),
        ("你", "no reading in en-us"),
        ("好", "no reading in en-us"),
        ("\x07", "control character"),
        ("\ud800", "half of a surrogate pair is no character"),
    ]
    check(text, found)


def test_pieces_without_words_join_their_neighbour() -> None:
    text = "😀!\n\nHello.\n\n* * *\n\nBye."
    found = utterances(text)
    assert [[word.text for word in utterance.words] for utterance in found] == [["Hello"], ["Bye"]]
    check(text, found)


def test_other_languages_report_approximations() -> None:
    (utterance,) = utterances("Die 3 Bücher, bitte!", "de")
    assert [word.spoken for word in utterance.words] == ["Die", "drei", "Bücher", "bitte"]
    assert any(exchange.startswith("ç → ʃ") for exchange in utterance.approximated)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing to speak"),
        (" \n\t", "nothing to speak"),
        ("...!?", "only punctuation"),
        ("😀😀", "emoji without a reading"),
        ("\ud800", "surrogate"),
        ("x" * 2_000_001, "at most"),
    ],
)
def test_nothing_to_speak_is_one_clear_sentence(text: str, message: str) -> None:
    with pytest.raises(TextError, match=message) as caught:
        utterances(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(TextError, match="unknown language"):
        utterances("hi", "xx")


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "你a" * 50_000,
        "1" * 100_000,
        "a1-" * 33_000,
        "$" * 50_000 + "a",
        "*a* " * 25_000,
        '"' * 100_000 + "a",
    ],
    ids=lambda text: text[:4],
)
def test_a_hundred_thousand_characters(text: str) -> None:
    check(text, utterances(text))


def test_ten_thousand_words_take_seconds() -> None:
    text = "The quick brown foxes jumped over 12 lazy dogs, and Dr. Who paid $3.50 for it. " * 625
    start = time.perf_counter()
    found = utterances(text)
    assert time.perf_counter() - start < 10
    check(text, found)


@settings(max_examples=150)
@given(st.text(st.characters() | st.sampled_from(list("abcdeABC 0123.,!?'\"*-$%:/")), max_size=150))
def test_every_word_is_spoken_or_reported(text: str) -> None:
    try:
        found = utterances(text)
    except TextError:
        return
    check(text, found)


@settings(max_examples=40)
@given(st.text(max_size=60), st.sampled_from(["en-gb", "de", "fr-fr", "cmn", "ja", "ru", "ar", "hi", "th"]))
def test_every_word_in_other_languages_too(text: str, language: str) -> None:
    try:
        found = utterances(text, language)
    except TextError:
        return
    check(text, found)


def test_a_token_of_which_a_part_has_no_sound_at_all():
    (found,) = utterances("C:#\U00022f5b\u00e3\x126")
    assert any(not phone.is_pause for phone in found.phones)


@pytest.mark.parametrize("text", ["#²", "a²b", "x③y", "²²²²", "#१२"])
def test_digits_that_are_no_numbers_fail_no_text(text):
    with contextlib.suppress(TextError):
        utterances(text)
