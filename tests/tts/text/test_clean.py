from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tts.text.clean import clean


@given(st.text(st.characters(), max_size=200))
def test_no_character_moves(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(text)
    for before, after in zip(text, cleaned.text, strict=True):
        if before.isascii() and before.isalnum():
            assert after == before


def test_quotes_digits_and_wide_letters_get_one_form() -> None:
    assert clean("it’s “１２” Ｈｉ ٣！").text == 'it\'s "12" Hi 3!'


def test_control_characters_and_surrogates_are_reported() -> None:
    cleaned = clean("a\x00b\ud800")
    assert cleaned.text == "a b "
    assert [position for position, _ in cleaned.left_out] == [1, 3]


def test_asterisks_mark_emphasis_and_vanish() -> None:
    cleaned = clean("I *really* mean **it all**, 2 * 3 * 4")
    assert [cleaned.text[a:b] for a, b in cleaned.emphasis] == ["really", "it all"]
    assert cleaned.text.count("*") == 2


def test_asterisks_can_be_characters_like_others() -> None:
    cleaned = clean("I *really* mean it", asterisks=False)
    assert cleaned.text == "I *really* mean it"
    assert cleaned.emphasis == ()
