"""Distance from neutral on speakers who obey, and on some who do not."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.intensity import (
    INTENSITIES,
    ROUNDS,
    Heard,
    Material,
    Neutral,
    by_line,
    climb,
    directed,
    plain_lines,
    rise_of_emotions,
    rises,
    rounds,
    spread,
    unevenness,
)
from tts.style.identity import Identity

VOICES = {"documentary": Identity(pitch=100), "news-anchor": Identity(pitch=190)}
MATERIAL = Material(VOICES, ["One.", "Two."], ["sad", "happy"], VOICES, ["Three."], ["Four."])


class Ensemble:
    """Speaks each line at a distance that is a function of its intensity, with chance."""

    def __init__(self, far, chance=0.1):
        self.far, self.chance, self.random = far, chance, np.random.default_rng(0)

    def __call__(self, lines, ear):
        return [
            Heard(
                np.full(8, line.identity.pitch / 100)
                + self.far(line.style.intensity if line.style.emotions else 0.0)
                + self.random.normal(0, self.chance, 8)
            )
            for line in lines
        ]


def evaluated(far):
    speak = Ensemble(far)
    lines = plain_lines(VOICES, MATERIAL.texts, 5)
    plain = by_line(lines, speak(lines, None))
    point = Neutral({key: takes.mean(0) for key, takes in plain.items()}, spread(plain))
    takes, changes = climb(speak, MATERIAL, point)
    return speak, point, changes, takes


def test_who_rises_evenly_is_told_so():
    speak, point, changes, takes = evaluated(lambda x: 2 * x)
    assert changes.shape == (2, 4, len(INTENSITIES), 8)
    found = rises(np.linalg.norm(changes, axis=-1).reshape(-1, len(INTENSITIES)))
    assert found["pairs"] == 2 * 4 * 4
    assert found["rise"] == 1
    assert found["Spearman"] == pytest.approx(1)
    assert all(row["unevenness"] < 0.03 for row in rise_of_emotions(MATERIAL.emotions, changes, takes))
    assert rounds(speak, MATERIAL, point)["rise"] == 1
    assert point.spread == pytest.approx(np.full(8, 0.1), rel=0.5)


def test_who_saturates_or_turns_round_is_told_so():
    _, _, flat, _ = evaluated(lambda x: 2 * min(x, 1.0))
    found = rises(np.linalg.norm(flat, axis=-1).reshape(-1, len(INTENSITIES)))
    assert found["rise"] < 0.9
    assert unevenness(flat[0]) > 0.3
    speak, point, back, _ = evaluated(lambda x: 2 - 2 * abs(x - 1))
    assert rises(np.linalg.norm(back, axis=-1).reshape(-1, len(INTENSITIES)))["Spearman"] < 0.6
    assert rounds(speak, MATERIAL, point)["rise"] < 0.1


def test_intensity_0_is_no_free_step():
    lines = plain_lines(VOICES, MATERIAL.texts, 3)
    from benchmarks.intensity import ladder

    seeds = {line.seed for line in ladder(VOICES, MATERIAL.texts, MATERIAL.emotions)}
    assert not seeds & {line.seed for line in lines}


def test_every_round_asks_for_more():
    lines = directed(["documentary"], ["One."], ["sad", "happy"])
    asked = np.array([line.style.intensity for line in lines]).reshape(2, ROUNDS + 1)
    assert (np.diff(asked, axis=1) > 0).all()
    assert all(line.style.emotions == {line.group: 1.0} for line in lines)


def test_a_take_without_voice_differs_only_where_it_can_be_measured():
    point = Neutral({("a", "One."): np.zeros(8)}, np.ones(8))
    from benchmarks.material import Line

    heard = Heard(np.array([np.nan, np.nan, 3.0, 4.0, np.nan, np.nan, 0.0, np.nan]))
    assert point.distance(Line("One.", Identity(), "a"), heard) == 5
