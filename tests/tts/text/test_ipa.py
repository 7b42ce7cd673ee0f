from __future__ import annotations

import pytest

from tts.text.ipa import approximate, nearest
from tts.text.symbols import CONSONANTS, VOWELS


@pytest.mark.parametrize("symbol", [*VOWELS, *CONSONANTS])
def test_the_inventory_stays_itself(symbol: str) -> None:
    assert approximate(symbol) == ((symbol,), None)


@pytest.mark.parametrize(
    ("sound", "symbols"),
    [
        ("y", "u"), ("x", "h"), ("ç", "ʃ"), ("ʁ", "ɹ"), ("β", "v"), ("ɣ", "ɡ"), ("ts", "t s"), ("ɲ", "n j"),
        ("ɔ̃", "ɔ n"), ("ɯ", "u"), ("ɕ", "ʃ"), ("ʂ", "ʃ"), ("a", "ɑ"), ("ɓ", "b"), ("q", "k"), ("ʔ", ""),
    ],
)  # fmt: skip
def test_the_nearest_sound_is_taken_and_reported(sound: str, symbols: str) -> None:
    found, exchanged = approximate(sound)
    assert " ".join(found) == symbols
    assert exchanged == f"{sound} → {symbols or 'nothing'}"


def test_length_and_secondary_articulation_need_no_report() -> None:
    assert approximate("iː") == (("i",), None)
    assert approximate("tʰ") == (("t",), None)


def test_what_is_no_sound_has_no_symbol() -> None:
    assert nearest("7") == ()
