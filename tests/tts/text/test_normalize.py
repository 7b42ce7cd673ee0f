from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.text.normalize import normalize, spoken

READINGS = {
    "numbers": [
        ("1,234 sheep", "one thousand two hundred thirty four sheep"),
        ("It is -5 or +3.", "it is minus five or plus three"),
        ("3.14", "three point one four"),
        ("agent 007", "agent zero zero seven"),
        ("the 22nd and 101st", "the twenty second and one hundred first"),
        ("no 12345678901234567890", "no " + "one two three four five six seven eight nine zero " * 2),
    ],
    "dates": [
        ("in 1905, 2024 and 1984", "in nineteen oh five twenty twenty four and nineteen eighty four"),
        ("the 1980s and '90s", "the nineteen eighties and nineties"),
        ("March 5, 2024", "March fifth twenty twenty four"),
        ("Sept. 3rd", "September third"),
        ("5 May 2020", "the fifth of May twenty twenty"),
        ("the 5th of May", "the fifth of May"),
        ("2024-03-05", "March fifth twenty twenty four"),
        ("12/25/2023", "December twenty fifth twenty twenty three"),
        ("25/12/2023", "December twenty fifth twenty twenty three"),
        ("Sept. 2020", "September twenty twenty"),
    ],
    "times": [
        ("at 3:30 p.m.", "at three thirty P M"),
        ("10:00", "ten o'clock"),
        ("12:05", "twelve oh five"),
        ("7am", "seven A M"),
        ("15:00", "fifteen hundred"),
        ("a 3:1 ratio", "a three to one ratio"),
    ],
    "money": [
        ("$3.50", "three dollars and fifty cents"),
        ("$1 and £1.01", "one dollar and one pound and one penny"),
        ("$1.2 million", "one point two million dollars"),
        ("€5, 5€, ¥500", "five euros five euros five hundred yen"),
        ("$0.99", "ninety nine cents"),
        ("5 USD", "five U S dollars"),
        ("-$20", "minus twenty dollars"),
    ],
    "units": [
        ("5 kg and 1 km", "five kilograms and one kilometer"),
        ("100 km/h", "one hundred kilometers per hour"),
        ("20 °C", "twenty degrees Celsius"),
        ("50%, 5-10%", "fifty percent five to ten percent"),
        ("5'10\"", "five foot ten"),
        ("5 m²", "five square meters"),
    ],
    "fractions": [
        ("1/2, 3/4", "one half three quarters"),
        ("2 1/2 cups", "two and a half cups"),
        ("2½", "two and a half"),
        ("24/7", "twenty four seven"),
    ],
    "telephones": [
        ("555-1234", "five five five one two three four"),
        ("(555) 123-4567", "five five five one two three four five six seven"),
        ("+44 20 7946 0958", "plus four four two oh seven nine four six oh nine five eight"),
    ],
    "ranges": [
        ("pages 10-20", "pages ten to twenty"),
        ("1914–1918", "nineteen fourteen to nineteen eighteen"),
        ("1914-18", "nineteen fourteen to eighteen"),
    ],
    "versions": [
        ("v2.1", "version two point one"),
        ("192.168.0.1", "one hundred ninety two dot one hundred sixty eight dot zero dot one"),
    ],
    "abbreviations": [
        ("Mr. and Mrs. Li", "mister and missus li"),
        ("Dr. Smith of Main St. near St. Paul", "doctor smith of main street near saint paul"),
        ("e.g. this, i.e. that, etc.", "for example this that is that et cetera"),
        ("No. 5 on p. 12", "number five on page twelve"),
        ("No. I will not.", "no i will not"),
        ("The sun. The sat.", "the sun the sat"),
        ("J. R. R. Tolkien", "J R R tolkien"),
    ],
    "acronyms": [
        ("the FBI and NASA", "the F B I and nasa"),
        ("the U.S.A.", "the U S A"),
        ("two CDs", "two C D's"),
        ("STOP! DO IT NOW!", "stop do it now"),
        ("the IT crowd", "the I T crowd"),
        ("MP3, COVID-19, H2O", "M P three covid nineteen H two O"),
    ],
    "roman": [
        ("Chapter IV", "chapter four"),
        ("Henry VIII", "henry the eighth"),
        ("World War II", "world war two"),
        ("Part I.", "part one"),
        ("In Part I agree", "in part i agree"),
        ("Then I went; I did.", "then i went i did"),
        ("Elizabeth I of England", "elizabeth the first of england"),
        ("CIVIL and LIVID", "civil and livid"),
    ],
    "addresses": [
        ("john.smith@example.com", "john dot smith at example dot com"),
        ("https://www.example.com/a", "W W W dot example dot com slash a"),
        ("see example.org.", "see example dot org"),
        ("#ThrowbackThursday @ann", "hashtag throwback thursday at ann"),
    ],
    "signs": [
        ("2 + 2 = 4", "two plus two equals four"),
        ("R&D", "R and D"),
        ("5 * 3", "five times three"),
        ("π", "pi"),
        ("A dog has vitamin A", "a dog has vitamin A"),
        ("well-known dogs' bowls", "well known dogs bowls"),
        ("rock 'n' roll", "rock and roll"),
        ("Nooooooo", "nooo"),
    ],
}


@pytest.mark.parametrize(("text", "said"), [case for cases in READINGS.values() for case in cases])
def test_reading(text: str, said: str) -> None:
    assert spoken(text) == said.strip()


def test_british_reading() -> None:
    assert spoken("5/4/2020", "en-gb") == "the fifth of April twenty twenty"
    assert spoken("1,234", "en-gb") == "one thousand two hundred and thirty four"


def test_other_languages_read_numbers_and_words() -> None:
    assert spoken("Am 21 kamen 1.000 Leute", "de") == "Am einundzwanzig kamen eintausend Leute"
    assert spoken("你好 12", "cmn") == "你 好 12"
    assert spoken("नमस्ते", "hi") == "नमस्ते"


def test_tokens_point_at_the_text() -> None:
    text = "Dr. Li paid ‘$3.50’ — 😀!"
    tokens = normalize(text)
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert [(t.text, t.spoken or t.pause or t.reason) for t in tokens] == [
        ("Dr.", "doctor"),
        ("Li", "li"),
        ("paid", "paid"),
        ("$3.50", "three dollars and fifty cents"),
        ("—", "…"),
        ("😀", "emoji without a reading"),
        ("!", "!"),
    ]


def test_a_run_that_is_no_word_is_reported() -> None:
    (token,) = normalize("ab" * 50)
    assert not token.spoken
    assert "64 letters" in token.reason


def test_long_adversarial_runs_take_linear_time() -> None:
    for text in ("a1" * 20_000 + "_", "1" * 40_000, "1," * 20_000, "." * 40_000, " " * 40_000, "a@" * 20_000):
        normalize(text)


@given(st.text(st.characters(), max_size=120))
def test_tokens_are_ordered_and_cover_every_word(text: str) -> None:
    tokens = normalize(text)
    covered = {at for token in tokens for at in range(token.start, token.end)}
    assert all(at in covered for at, character in enumerate(text) if character.isalnum())
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(bool(t.spoken) + bool(t.pause) + bool(t.reason) == 1 for t in tokens)
