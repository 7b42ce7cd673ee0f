import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.dubbing.cue import Cue
from studio.dubbing.slots import slots


def cue(number, start, end, speaker="A", text="words"):
    return Cue(number, number - 1, number, start, end, text, speaker)


def test_gaps_are_counted_to_the_neighbours():
    first, second, third = slots([cue(1, 1, 2), cue(2, 2.5, 3), cue(3, 3, 4)], end=6)
    assert (first.before, first.after) == (1, 0.5)
    assert (second.before, second.after) == (0.5, 0)
    assert (third.before, third.after) == (0, 2)
    assert slots([cue(1, 1, 2)])[0].after is None


def test_cues_are_put_in_the_order_of_time_and_silent_ones_left_out():
    found = slots([cue(1, 5, 6), cue(2, 1, 2), cue(3, 3, 4, text="…")])
    assert [slot.cue.number for slot in found] == [2, 1]
    assert found[0].after == 3


def test_cues_without_length_or_end_are_open():
    nothing, none = slots([cue(1, 1, 1), cue(2, 4, None)], end=10)
    assert (nothing.seconds, nothing.after) == (None, 3)
    assert "no length" in nothing.notes[0]
    assert (none.seconds, none.after, none.notes) == (None, 6, ())


def test_different_people_may_talk_at_once():
    one, other = slots([cue(1, 1, 4, "A"), cue(2, 2, 3, "B")], end=5)
    assert [(s.start, s.end) for s in (one, other)] == [(1, 4), (2, 3)]
    assert (one.after, other.before) == (0, 0)
    assert not one.notes


def test_one_person_ends_before_the_next_line_begins():
    one, other = slots([cue(1, 1, 4), cue(2, 3, 5)])
    assert [(s.start, s.end) for s in (one, other)] == [(1, 3), (3, 5)]
    assert "cues 1 and 2 at the same time" in one.notes[0]


def test_one_person_shares_the_time_of_cues_that_begin_together():
    one, other = slots([cue(1, 1, 3, text="a" * 30), cue(2, 1, 5, text="b" * 10)])
    assert [(s.start, s.end) for s in (one, other)] == [(1, pytest.approx(4)), (pytest.approx(4), 5)]


times = st.tuples(st.integers(0, 50), st.one_of(st.none(), st.integers(0, 20)), st.sampled_from("AB"))


@given(st.lists(times, max_size=12))
def test_nothing_is_lost_and_gaps_are_never_negative(cues):
    made = [cue(n, s, None if d is None else s + d, who) for n, (s, d, who) in enumerate(cues, 1)]
    found = slots(made, end=100)
    assert sorted(slot.cue.number for slot in found) == [each.number for each in made]
    for slot in found:
        assert slot.before >= 0
        assert slot.after >= 0
        assert slot.seconds is None or slot.seconds > 0
