from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.dubbing.cue import Cue
from studio.dubbing.fit import BORROWED, FAILED, FITS, STRETCHED, TOO_LONG, Limits, fitted, room
from studio.dubbing.pacing import TOLERANCE, Line, Paced
from studio.dubbing.slots import SPACING, slots
from studio.dubbing.takes import Spoken
from tts.errors import DubError
from tts.request import SpeechRequest

RATE = 24_000


def spoken(seconds):
    return Spoken("key", SpeechRequest("Hi."), RATE, RATE * 100, 0, round(seconds * RATE))


def placed(*lines, end=100.0, limits=None):
    """lines: (start, end, seconds of speech or None)."""
    cues = [Cue(n, n - 1, n, a, b, "Hi.", str(n)) for n, (a, b, _) in enumerate(lines, 1)]
    lengths = {n: seconds for n, (_, _, seconds) in enumerate(lines, 1)}
    made = [
        Paced(Line(slot, SpeechRequest("Hi."), "p"), spoken(s) if (s := lengths[slot.cue.number]) else None)
        for slot in slots(cues, end)
    ]
    return list(fitted(made, limits))


def test_speech_that_fits_is_left_alone():
    (line,) = placed((1, 2, 1.015))
    assert (line.state, line.start, line.stretch, line.seconds) == (FITS, 1, 1, 1.015)
    (line,) = placed((1, 2, 0.7))
    assert (line.state, line.stretch, line.seconds) == (FITS, 1, 0.7)


def test_a_little_is_stretched_either_way():
    (line,) = placed((1, 2, 1.1))
    assert (line.state, line.stretch, line.seconds) == (STRETCHED, pytest.approx(1.1), 1)
    (line,) = placed((1, 2, 0.955))
    assert (line.state, line.stretch, line.seconds) == (STRETCHED, pytest.approx(0.955), 1)


def test_more_is_borrowed_first_behind_then_before():
    line, _ = placed((1, 2, 1.38), (3, 4, 1))
    assert (line.state, line.stretch) == (BORROWED, pytest.approx(1.15))
    assert (line.before, line.after) == (0, pytest.approx(0.2))
    assert line.end == pytest.approx(2.2)
    line, _ = placed((1, 2, 1.38), (2.18, 4, 1.8))
    assert (line.before, line.after) == (pytest.approx(0.1), pytest.approx(0.18 - SPACING))
    assert (line.start, line.end) == (pytest.approx(0.9), pytest.approx(2.1))


def test_what_is_lent_once_is_gone():
    first, second = placed((1, 2, 1.6), (2.5, 3.5, 1.38), end=3.5)
    assert first.end == pytest.approx(2 + 1.6 / 1.15 - 1)
    assert second.before == pytest.approx(0.2, abs=0.01) or second.before <= 2.5 - first.end - SPACING
    assert second.start >= first.end + SPACING - 1e-9


def test_the_hard_limit_comes_last():
    (line,) = placed((0, 1, 1.29), end=1)
    assert (line.state, line.stretch) == (STRETCHED, pytest.approx(1.29))
    (line,) = placed((0, 1, 1.43), end=1.18)
    assert (line.state, line.stretch, line.after) == (BORROWED, pytest.approx(1.3), pytest.approx(0.1))


def test_what_does_not_fit_is_told_and_heard_whole():
    (line,) = placed((0, 1, 2.6), end=1)
    assert (line.state, line.stretch, line.seconds, line.shortest) == (TOO_LONG, 1.3, 2.0, 2.0)
    assert line.over == pytest.approx(1.0)


def test_open_slots_go_as_far_as_the_next_line():
    line, _ = placed((1, None, 1.5), (2, 3, 1))
    assert (line.state, line.start, line.end) == (BORROWED, pytest.approx(0.62, abs=0.01), 1.92)
    line, _ = placed((1, None, 1.0), (2.1, 3, 0.9))
    assert (line.state, line.stretch) == (FITS, 1)
    assert room(line.slot) == pytest.approx(1.1 - SPACING)


def test_a_line_without_a_take_is_failed():
    (line,) = placed((0, 1, None))
    assert (line.state, line.seconds) == (FAILED, 0)


@pytest.mark.parametrize("limits", [{"slower": 1.1}, {"faster": 1.4}, {"hardest": 2.5}, {"borrow": 11}])
def test_limits_out_of_order_are_refused(limits):
    with pytest.raises(DubError):
        Limits(**limits)


lines = st.tuples(st.floats(0.05, 3), st.floats(0, 1), st.floats(0.05, 6))


@given(st.lists(lines, min_size=1, max_size=10))
def test_no_line_is_stretched_or_moved_beyond_the_limits_nor_meets_its_neighbours(made):
    clock, asked = 0.0, []
    for length, gap, speech in made:
        asked.append((clock, clock + length, speech))
        clock += length + gap
    limits = Limits()
    found = placed(*asked, end=clock)
    for line in found:
        assert limits.slower - 1e-9 <= line.stretch <= limits.hardest + 1e-9
        assert line.seconds == pytest.approx(line.paced.spoken.seconds / line.stretch)  # never cut
        assert 0 <= line.before <= limits.borrow
        assert 0 <= line.after <= limits.borrow
        assert (line.over > 0) == (line.state == TOO_LONG)
    for one, other in pairwise(found):
        if one.state != TOO_LONG:
            assert one.end <= other.start + TOLERANCE + 1e-9
