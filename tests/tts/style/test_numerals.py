import pytest

from tts.style.numerals import han_number, in_digits, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("八", 8),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十五", 25),
        ("一百", 100),
        ("三百零五", 305),
        ("两", 2),
        ("12.5", 12.5),
    ],
)
def test_chinese_numerals(text, value):
    assert han_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("seven", 7), ("twenty", 20), ("forty-two", 42), ("ninety nine", 99), ("7", 7)]
)
def test_english_numbers(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("forty-five percent louder", "45 percent louder"),
        ("up three semitones", "up 3 semitones"),
        ("one point five times as fast", "1.5 times as fast"),
        ("at a hundred and ten percent", "at 110 percent"),
        ("two hundred percent", "200 percent"),
        ("six-year-old", "6-year-old"),
    ],
)
def test_numbers_are_digits_where_something_is_counted(text, digits):
    assert in_digits(text) == digits


@pytest.mark.parametrize(
    "text", ["one more time", "on one note", "take five", "nine to five", "first of two acts"]
)
def test_numbers_that_count_nothing_stay(text):
    assert in_digits(text) == text
