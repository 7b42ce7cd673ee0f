import numpy as np
import pytest

from personas.ages import AGE_GROUPS
from personas.description import read
from personas.draw import draw
from tts.style.identity import SPEAKERS


def many(description, count=200, seed=0):
    rng = np.random.default_rng(seed)
    return [draw(read(description), rng) for _ in range(count)]


def test_the_same_seed_draws_the_same_voices():
    assert many("an old man", 5) == many("an old man", 5)
    assert many("an old man", 5) != many("an old man", 5, seed=1)


def test_ages_stay_in_their_group_and_figures_are_kept():
    low, high = AGE_GROUPS["elder"]
    ages = {age for age, _, _ in many("an old man")}
    assert len(ages) > 5
    assert all(low <= age <= high for age in ages)
    assert {age for age, _, _ in many("a 33 year old man")} == {33}


def test_gender_is_drawn_only_where_nothing_is_said():
    assert {gender for _, gender, _ in many("a teacher")} == {"female", "male"}
    assert {gender for _, gender, _ in many("a female teacher")} == {"female"}


@pytest.mark.parametrize(
    "description", ["a man", "a woman", "a genderless voice", "a robot", "a little girl"]
)
def test_at_most_two_speakers_are_mixed(description):
    for _, gender, identity in many(description):
        assert sum(share > 0 for share in identity.mix) <= 2
        if gender == "male":
            assert identity.mix[SPEAKERS.index("slt")] == 0
        if gender == "female":
            assert identity.mix[SPEAKERS.index("slt")] > 0.5


def test_accents_choose_the_speakers():
    awb = SPEAKERS.index("awb")
    assert all(identity.mix[awb] >= 0.5 for _, _, identity in many("a Scottish man"))
    assert all(identity.mix[awb] == 0 for _, _, identity in many("an American woman"))


@pytest.mark.parametrize(
    ("plain", "asked", "value", "sign"),
    [
        ("a man", "a deep man", "pitch", -1),
        ("a man", "a big man", "tract", -1),
        ("a woman", "a woman who speaks fast", "rate", 1),
        ("a woman", "a breathy woman", "breath", 1),
        ("a man", "a hoarse man", "roughness", 1),
        ("a woman", "a bright voiced woman, strident", "brightness", 1),
        ("a man", "a monotone man", "liveliness", -1),
    ],
)
def test_what_is_asked_moves_the_mean(plain, asked, value, sign):
    def mean(description):
        return np.mean([getattr(identity, value) for _, _, identity in many(description)])

    assert sign * (mean(asked) - mean(plain)) > 0.05 * abs(mean(plain))


def test_a_pitch_in_figures_is_met_exactly():
    assert {identity.pitch for _, _, identity in many("a male voice at 95 Hz")} == {95.0}
