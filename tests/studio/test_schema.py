from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.schema import READERS, flat, keyed, listed, read
from tts.errors import RequestError
from tts.request import Break, PhoneTiming, Receipt, SpeechRequest, WordTiming

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_a_flat_dataclass_is_read_with_exactly_its_keys():
    assert flat(Break, {"at": 3, "seconds": 0.5}, "breaks[0]") == Break(3, 0.5)
    for data, says in [
        ({"at": 3}, "breaks.0.: the key 'seconds' is missing"),
        ({"at": 3, "seconds": 1, "x": 1}, "unknown key 'x'; valid: at, seconds"),
        ({"at": 3.5, "seconds": 1}, "breaks.0..at must be of type int, not 3.5"),
        ({"at": True, "seconds": 1}, "must be of type int, not True"),
        ({"at": 3, "seconds": float("nan")}, "must be of type float"),
        ([3, 1], "must be an object"),
    ]:
        with pytest.raises(RequestError, match=says):
            flat(Break, data, "breaks[0]")


def test_every_type_that_takes_hold_has_a_reader():
    for kind in (WordTiming, PhoneTiming, Receipt, Break):
        assert {str(f.type) for f in fields(kind)} <= set(READERS)
    elsewhere = {"identity", "style", "caption", "spans", "breaks", "lexicon"}
    assert {str(f.type) for f in fields(SpeechRequest) if f.name not in elsewhere} <= set(READERS)


@given(st.sampled_from(sorted(READERS)), json_values)
def test_any_value_is_read_or_refused(kind, value):
    try:
        read(kind, value, "it")
    except RequestError as error:
        assert "it must be of type" in str(error)  # noqa: PT017


def test_lists_and_objects_tell_where_they_are_wrong():
    assert listed([1, 2], "words") == [("words[0]", 1), ("words[1]", 2)]
    with pytest.raises(RequestError, match="words must be a list"):
        listed({}, "words")
    with pytest.raises(RequestError, match="the take must be an object, not 'no'"):
        keyed("no", "the take", ("a",))
