from dataclasses import replace

import pytest

from personas import persona
from personas.ages import AGE_GROUPS, usual
from personas.description import read
from personas.distance import tract
from personas.fit import has_age, has_gender, requirements
from tts.style.identity import Identity

PLAIN = read("somebody")


@pytest.mark.parametrize(("age", "group"), [(7, "child"), (20, "young"), (42, "adult"), (74, "elder")])
@pytest.mark.parametrize("gender", ["female", "male"])
def test_what_is_usual_of_an_age_sounds_of_that_age_alone(age, group, gender):
    like = usual(age, gender)
    mix = (0.0, 0.0, 0.0, 1.0) if gender == "female" else (1.0, 0.0, 0.0, 0.0)
    heard = {**vars(like), "tract": min(tract(like.body, mix), 1.4)}
    heard.pop("body")
    identity = Identity(mix, **heard)
    assert [name for name in AGE_GROUPS if has_age(identity, name, PLAIN)] == [group]
    assert group == "child" or has_gender(identity, gender)


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
