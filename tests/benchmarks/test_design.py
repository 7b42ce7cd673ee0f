"""The arithmetic of the design benchmark, and its descriptions."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.design import CANDIDATES, Described, Judged, attempt, descriptions, diversity, figures, rows
from benchmarks.design import understood as meaning
from benchmarks.embedding import learn
from benchmarks.functionals import NAMES
from personas.ages import AGE_GROUPS
from tests.benchmarks.test_judges import world

WOMAN = Described("a woman of forty", "english", "female", "adult")
CHILD = Described("一个孩子", "chinese", "female", "child")
ANYBODY = Described("somebody", "english", None, None)


def test_there_are_a_hundred_descriptions_in_two_languages():
    found = descriptions()
    assert len(found) >= 100
    assert len({one.description for one in found}) == len(found)
    for language in ("english", "chinese"):
        assert sum(one.language == language for one in found) >= 50
    for age in AGE_GROUPS:
        assert sum(one.age == age for one in found) >= 15
    assert {one.gender for one in found} == {"female", "male", None}


def test_right_and_wrong_are_counted():
    judged = [
        Judged(WOMAN, ("adult", "female"), "female"),
        Judged(WOMAN, ("young", "female"), "male"),
        Judged(CHILD, ("child", ""), "male"),
        Judged(ANYBODY, ("elder", "male"), "male"),
    ]
    row = figures(judged)
    assert row["takes"] == 4
    assert row["gender"] == 1.0, "neither children nor anybody count"
    assert row["gender by rule"] == 0.5
    assert row["age"] == pytest.approx(2 / 3)
    parts = {row["of"]: row for row in rows("model", judged)}
    assert parts["chinese"]["age"] == 1.0
    assert parts["adult"]["age"] == 0.5
    assert "elder" not in parts


def test_designs_that_fail_are_counted():
    made = [attempt(WOMAN, 0), attempt(CHILD, 1), None, attempt(Described("", "english", None, None), 0)]
    row = meaning([WOMAN, CHILD, ANYBODY, ANYBODY], made)
    assert row["descriptions"] == 4
    assert row["failed"] == 2
    assert row["age understood"] == 1.0
    assert row["gender understood"] == 0.5, "nothing says that the child is a girl"
    impossible = attempt(Described("a woman of 45 with a voice at 70 Hz", "english", "female", "adult"), 0)
    assert meaning([WOMAN], [impossible])["failed"] == 1


def test_diversity_is_the_distance_of_voices_over_that_of_takes():
    study = world(voices=120)
    embedding = learn(study)
    chance = np.random.default_rng(0)
    takes = chance.normal(0, 1, (3, CANDIDATES, 3, len(NAMES)))
    alike = diversity(embedding, takes + study.features.mean())
    assert alike["ratio"] == pytest.approx(1, abs=0.15)
    assert alike["designs below 1.5"] == 3
    voices = study.features[: 3 * CANDIDATES, :1].reshape(3, CANDIDATES, 1, -1)
    apart = diversity(embedding, voices + takes)
    assert apart["between candidates"] > alike["between candidates"]
    assert apart["ratio"] > 1.3 * alike["ratio"]
