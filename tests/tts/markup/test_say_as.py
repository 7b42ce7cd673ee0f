from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.errors import TextError
from tts.markup.say_as import DATE_FORMATS, KINDS, say_as
from tts.text import spoken


@pytest.mark.parametrize(
    ("kind", "written", "language", "order", "expected"),
    [
        ("characters", "BC-1@x", "en-us", "", "B C dash one at X"),
        ("spell-out", "don't", "en-us", "", "D O N apostrophe T"),
        ("verbatim", "a b", "de", "", "A B"),
        ("digits", "407 22", "en-us", "", "four zero seven, two two"),
        ("telephone", "+1 (555) 123-40", "en-us", "", "plus one, five five five, one two three, four zero"),
        ("digits", "407", "cmn", "", "4 0 7"),
        ("cardinal", "1,999", "en-us", "", "one thousand nine hundred ninety nine"),
        ("number", "-3.5", "en-us", "", "minus three point five"),
        ("cardinal", "21", "de", "", "einundzwanzig"),
        ("cardinal", "2024", "cmn", "", "2024"),
        ("ordinal", "3", "en-us", "", "third"),
        ("ordinal", "21st", "en-us", "", "twenty first"),
        ("ordinal", "3", "cmn", "", "第3"),
        ("date", "04/05/2024", "en-us", "", "April fifth twenty twenty four"),
        ("date", "04/05/2024", "en-gb", "", "May fourth twenty twenty four"),
        ("date", "04/05/24", "en-us", "dmy", "May fourth twenty twenty four"),
        ("date", "2024-5-4", "en-us", "mdy", "May fourth twenty twenty four"),
        ("date", "5/2024", "en-us", "my", "May twenty twenty four"),
        ("date", "1999", "en-us", "y", "nineteen ninety nine"),
        ("date", "May 4, 2024", "en-us", "", "May 4, 2024"),
        ("date", "2024-12-21", "cmn", "ymd", "二零二四年十二月二十一日"),
        ("date", "10/20", "cmn", "md", "十月二十日"),
        ("time", "2:30pm", "en-us", "", "2:30pm"),
        ("currency", "$3.50", "en-us", "", "$3.50"),
    ],
)  # fmt: skip
def test_readings(kind, written, language, order, expected):
    assert say_as(kind, written, language, order) == (expected, "")


@pytest.mark.parametrize(
    ("kind", "written", "language"),
    [
        ("cardinal", "IV", "en-us"),
        ("ordinal", "x", "en-us"),
        ("ordinal", "3", "fr-fr"),
        ("digits", "4a", "en-us"),
        ("date", "45/45/2024", "en-us"),
        ("date", "1.2.2024", "de"),
        ("date", "...", "en-us"),
        ("time", "14:05", "fr-fr"),
        ("characters", "a-b", "fr-fr"),
    ],
)
def test_what_cannot_be_read_so_is_read_as_written_and_told(kind, written, language):
    said, note = say_as(kind, written, language)
    assert said == written
    assert "read as written" in note


def test_the_front_end_reads_what_it_is_given():
    assert (
        spoken(say_as("date", "12/25/1999", "en-us")[0]).lower()
        == "december twenty fifth nineteen ninety nine"
    )
    assert spoken(say_as("cardinal", "1999", "en-us")[0]) == "one thousand nine hundred ninety nine"


@pytest.mark.parametrize(
    ("kind", "order", "message"), [("foo", "", "valid: characters"), ("date", "ddmm", "valid: mdy")]
)
def test_unknown_kinds_are_refused(kind, order, message):
    with pytest.raises(TextError, match=message):
        say_as(kind, "1", "en-us", order)


@given(
    st.sampled_from(KINDS),
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(list("0123456789/-.,: ")), min_size=1),
    st.sampled_from(["en-us", "en-gb", "de", "cmn"]),
    st.sampled_from(["", *DATE_FORMATS]),
)
def test_something_is_always_said(kind, written, language, order):
    said, note = say_as(kind, written, language, order)
    assert said or note
