import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.errors import StyleError
from tts.style.history import History, Step
from tts.style.space import Style


def long(count):
    history = History.of(Style(), "calm")
    for number in range(1, count):
        history = history.then(Step(Style(pitch=float(number)), None, f"direction {number}"))
    return history


@given(st.integers(1, 5), st.lists(st.integers(-6, 6), max_size=8))
def test_the_cursor_stays_inside_and_nothing_is_lost(count, jumps):
    history = long(count)
    steps = history.steps
    for jump in jumps:
        history = history.undone(-jump) if jump < 0 else history.redone(jump)
        assert history.style == steps[history.cursor].style
    assert history.steps == steps
    assert history.redone(9) == long(count)


def test_a_new_step_forgets_what_was_undone():
    history = long(4).undone(2).then(Step(Style(rate=9)))
    assert [step.style.rate for step in history.steps] == [None, None, 9]
    assert history.redone() == history


@given(st.integers(1, 5), st.integers(0, 4))
def test_it_goes_through_json(count, back):
    history = long(count).undone(back)
    assert History.from_dict(history.to_dict()) == history


@pytest.mark.parametrize(
    "change",
    [
        {"steps": []},
        {"steps": "none"},
        {"cursor": 3},
        {"cursor": True},
        {"cursor": "0"},
        {"extra": 1},
        {"steps": [{"style": {}, "caption": None}]},
        {"steps": [{"style": {}, "caption": 3, "direction": None}]},
        {"steps": [{"style": {"hapy": 1}, "caption": None, "direction": None}]},
        {"steps": [3]},
    ],
)
def test_what_is_no_history_is_refused(change):
    with pytest.raises(StyleError):
        History.from_dict({**long(2).to_dict(), **change})
    with pytest.raises(StyleError):
        History.from_dict([])
