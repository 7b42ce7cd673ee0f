"""From asked intensity to what the models are given."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.errors import PackError, StyleError
from tts.style.calibration import ASKED, Calibration, even_inputs, isotonic

SAD = (0.0, 0.2, 0.6, 1.2, 2.0)
numbers = st.floats(0, 50, allow_nan=False)


def test_without_knowledge_what_is_asked_is_given():
    for intensity in (0.0, 0.3, 1.0, 2.0):
        assert Calibration().apply({"sad": 1.0}, intensity) == pytest.approx(intensity)
        assert Calibration({"sad": SAD}).apply({}, intensity) == intensity
        assert Calibration({"sad": SAD}).apply({"happy": 0.4}, intensity) == pytest.approx(intensity)


def test_mixtures_meet_by_their_shares():
    calibration = Calibration({"sad": SAD})
    assert calibration.apply({"sad": 0.5}, 1.0) == pytest.approx(0.6)
    assert calibration.apply({"sad": 1.0}, 0.25) == pytest.approx(0.1)
    assert calibration.apply({"sad": 0.6, "happy": 0.2}, 1.0) == pytest.approx(0.75 * 0.6 + 0.25 * 1.0)


@given(st.floats(0, 2), st.floats(0, 2), st.floats(0.01, 1))
def test_more_is_never_less(one, other, share):
    calibration = Calibration({"sad": SAD})
    low, high = sorted((one, other))
    emotions = {"sad": share, "happy": 1 - share}
    assert 0 <= calibration.apply(emotions, low) <= calibration.apply(emotions, high) <= 2


@pytest.mark.parametrize(
    "values",
    [
        (0.0, 0.5, 1.0, 1.5),
        (0.1, 0.5, 1.0, 1.5, 2.0),
        (0.0, 0.5, 0.5, 1.5, 2.0),
        (0.0, 0.5, 1.0, 1.5, 2.1),
        (0.0, 0.5, 1.0, float("nan"), 2.0),
        (0.0, 0.5, 1.0, "1.5", 2.0),
    ],
)
def test_inputs_that_do_not_rise_from_0_to_2_are_refused(values):
    with pytest.raises(StyleError, match="inputs of sad"):
        Calibration({"sad": values})


def test_an_unknown_emotion_is_refused():
    with pytest.raises(StyleError, match=r"'sadd'.*valid: neutral"):
        Calibration({"sadd": SAD})


def test_a_file_is_read_as_it_was_written_or_refused(tmp_path):
    path = tmp_path / "calibration.json"
    calibration = Calibration({"sad": SAD, "happy": ASKED})
    calibration.save(path)
    assert Calibration.load(path) == calibration
    with pytest.raises(PackError, match="missing"):
        Calibration.load(tmp_path / "other.json")
    good = json.loads(path.read_text())
    for bad in (
        {**good, "more": 1},
        {**good, "asked": [0, 1, 2]},
        {**good, "asked": 3},
        {**good, "inputs": {"sad": "01234"}},
        {**good, "inputs": {"sad": [0, 1]}},
        {"inputs": good["inputs"]},
        [],
    ):
        path.write_text(json.dumps(bad))
        with pytest.raises(PackError, match="damaged"):
            Calibration.load(path)
    path.write_text("{")
    with pytest.raises(PackError, match="damaged"):
        Calibration.load(path)


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_even_inputs_undo_the_measured_curve(power):
    inputs = np.linspace(0, 2, 9)
    found = even_inputs(inputs, inputs**power)
    delivered = np.array(found) ** power
    assert delivered / delivered[-1] == pytest.approx(np.array(ASKED) / 2, abs=0.06)
    Calibration({"sad": found})


@given(st.lists(numbers, min_size=5, max_size=5))
def test_whatever_was_measured_makes_a_calibration_or_a_clear_error(distances):
    inputs = (0.0, 0.4, 0.8, 1.2, 1.6, 2.0)
    if isotonic(np.array([0.0, *distances]))[-1] > 0:
        Calibration({"sad": even_inputs(inputs, (0.0, *distances))})
    else:
        with pytest.raises(StyleError, match="does not grow"):
            even_inputs(inputs, (0.0, *distances))


def test_what_chance_explains_is_left_as_it_is():
    distances, inputs = (0.0, 0.3, 0.4, 0.8, 1.0), (0.0, 0.5, 1.0, 1.5, 2.0)
    assert even_inputs(inputs, distances, (0.0, *[0.2] * 4)) == pytest.approx(ASKED)
    exact = even_inputs(inputs, distances)
    assert exact != pytest.approx(ASKED, abs=0.05)
    nearly = even_inputs(inputs, distances, (0.0, *[0.01] * 4))
    assert nearly == pytest.approx(exact, abs=0.03)


def test_too_little_to_measure_is_refused():
    with pytest.raises(StyleError, match="two at least"):
        even_inputs([0.0], [0.0])
    with pytest.raises(StyleError, match="two at least"):
        even_inputs([0.0, 1.0], [0.0])
    with pytest.raises(StyleError, match="two at least"):
        even_inputs([0.0, 1.0], [0.0, 1.0], [0.1])


@given(st.lists(numbers, min_size=1, max_size=12))
def test_isotonic_is_the_nearest_that_rises(values):
    found = isotonic(np.array(values))
    assert (np.diff(found) >= 0).all()
    assert found.mean() == pytest.approx(np.mean(values))
    # Max-min formula of isotonic regression.
    n = len(values)
    exact = [
        max(min(np.mean(values[i : j + 1]) for j in range(k, n)) for i in range(k + 1)) for k in range(n)
    ]
    assert found == pytest.approx(np.array(exact))
