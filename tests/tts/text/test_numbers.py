from __future__ import annotations

import pytest

from tts.text import numbers


def test_american_and_british_cardinals() -> None:
    assert numbers.cardinal(1234) == "one thousand two hundred thirty four"
    assert numbers.cardinal(1234, british=True) == "one thousand two hundred and thirty four"
    assert numbers.cardinal(-3) == "minus three"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1905, "nineteen oh five"),
        (2005, "two thousand five"),
        (2024, "twenty twenty four"),
        (1066, "ten sixty six"),
    ],
)
def test_years(value: int, said: str) -> None:
    assert numbers.year(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1980, "nineteen eighties"), (90, "nineties"), (1800, "eighteen hundreds"), (2000, "two thousands")],
)
def test_decades(value: int, said: str) -> None:
    assert numbers.decade(value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234.50", "one thousand two hundred thirty four point five zero"),
        (".5", "point five"),
        ("007", "zero zero seven"),
        ("0", "zero"),
        ("1" * 19, " ".join(["one"] * 19)),
    ],
)
def test_decimals(text: str, said: str) -> None:
    assert numbers.decimal(text) == said


@pytest.mark.parametrize(
    ("top", "bottom", "said"),
    [
        (1, 2, "one half"),
        (3, 4, "three quarters"),
        (5, 8, "five eighths"),
        (3, 200, "three over two hundred"),
    ],
)
def test_fractions(top: int, bottom: int, said: str) -> None:
    assert numbers.fraction(top, bottom) == said


def test_other_languages() -> None:
    assert numbers.in_language("21", "de") == "einundzwanzig"
    assert numbers.in_language("1.234", "de") == "eintausendzweihundertvierunddreißig"
    assert numbers.in_language("3,14", "fr-fr") == "trois virgule un quatre"
    assert numbers.in_language("9" * 40, "es") == " ".join(["nueve"] * 40)
    assert numbers.in_language("12", "cmn") is None
