from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from tts.markup.place import Places, error


def test_lines_end_in_three_ways():
    source = "ab\ncd\r\nef\rgh"
    assert [str(Places(source).at(source.index(letter))) for letter in "acdeg"] == [
        "line 1, column 1",
        "line 2, column 1",
        "line 2, column 2",
        "line 3, column 1",
        "line 4, column 1",
    ]


@given(st.text(st.sampled_from("a\n\r"), max_size=30), st.integers(0, 30))
def test_there_and_back(source, offset):
    offset = min(offset, len(source))
    places = Places(source)
    place = places.at(offset)
    assert places.offset(place.line, place.column) == offset


def test_an_error_knows_its_place_and_keeps_it():
    failed = error("ab\ncd", 4, "no d here")
    again = pickle.loads(pickle.dumps(failed))
    for each in (failed, again):
        assert str(each) == "line 2, column 2 (character 4): no d here"
        assert (each.line, each.column, each.offset) == (2, 2, 4)
