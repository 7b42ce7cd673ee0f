import itertools

import pytest

from personas.ages import AGE_GROUPS, age_group, usual


def test_the_groups_cover_all_ages_without_overlap():
    edges = list(AGE_GROUPS.values())
    assert edges[0][0] == 3
    assert edges[-1][1] == 110
    assert all(before[1] + 1 == after[0] for before, after in itertools.pairwise(edges))
    assert [age_group(age) for age in (3, 12, 13, 29, 30, 59, 60, 110)] == [
        "child", "child", "young", "young", "adult", "adult", "elder", "elder"
    ]  # fmt: skip
    assert age_group(12.9) == "child"


def test_boys_and_girls_are_alike_until_the_voice_breaks():
    for age in (3, 6, 9):
        boy, girl = usual(age, "male"), usual(age, "female")
        assert boy.pitch == pytest.approx(girl.pitch, rel=0.05)
        assert boy.body == pytest.approx(girl.body, rel=0.05)
    assert usual(12, "male").pitch > 1.5 * usual(16, "male").pitch


@pytest.mark.parametrize("gender", ["female", "male", "neutral"])
def test_bodies_only_grow_and_voices_only_roughen(gender):
    years = [usual(age, gender) for age in range(3, 91)]
    assert all(a.body >= b.body for a, b in itertools.pairwise(years))
    assert usual(80, gender).roughness > usual(50, gender).roughness
    assert usual(80, gender).rate < usual(50, gender).rate
    assert usual(100, gender) == usual(90, gender)


def test_neutral_lies_between_in_octaves():
    woman, man, neutral = (usual(40, gender) for gender in ("female", "male", "neutral"))
    assert neutral.pitch**2 == pytest.approx(woman.pitch * man.pitch)
    assert man.body < neutral.body < woman.body
