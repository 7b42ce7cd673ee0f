from dataclasses import replace

import pytest

from personas import persona, presets
from personas.ages import age_group
from personas.description import read
from personas.fit import has_age, has_gender, requirements

PLAIN = read("somebody")


@pytest.mark.parametrize("group", ["child", "young", "adult", "elder"])
def test_presets_have_the_age_that_they_claim(group):
    hits = [has_age(each.identity, group, PLAIN) for each in presets() if age_group(each.age) == group]
    others = [has_age(each.identity, group, PLAIN) for each in presets() if age_group(each.age) != group]
    assert sum(hits) >= 0.7 * len(hits)
    assert sum(others) <= 0.1 * len(others)


def test_genders():
    assert has_gender(persona("narrator-deep-male").identity, "male")
    assert not has_gender(persona("narrator-deep-male").identity, "female")
    assert has_gender(persona("narrator-warm-female").identity, "female")
    assert has_gender(persona("neutral-narrator").identity, "neutral")
    assert not has_gender(persona("narrator-warm-female").identity, "neutral")


def test_requirements_name_what_is_asked():
    assert list(requirements(read("a deep hoarse old man"), 72, "male")) == ["age", "gender", "deep", "rough"]
    assert list(requirements(read("a big bright woman"), 40, "female")) == ["age", "gender", "bright", "big"]
    assert list(requirements(read("a high-pitched little girl"), 7, "female")) == ["age"]


def test_requirements_can_fail():
    deep = requirements(read("a deep man"), 40, "male")["deep"]
    voice = persona("narrator-deep-male").identity
    assert deep(voice)
    assert not deep(replace(voice, pitch=120))


def test_a_quick_old_man_is_still_old():
    voice = replace(persona("elder-man").identity, rate=0.1)
    assert not has_age(voice, "elder", PLAIN)
    assert has_age(voice, "elder", read("a fast-talking old man"))
