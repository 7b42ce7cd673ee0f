import math
from dataclasses import replace

import pytest

from personas import persona, presets
from personas.distance import body, distance
from personas.sculpt import MOVE_LIMITS, Moves, resculpt, sculpt
from tts.errors import PersonaError
from tts.style.identity import SPEAKERS, Identity

VOICE = Identity((0.6, 0.1, 0.0, 0.3), pitch=140, breath=0.3, roughness=0.3)


def test_nothing_moves_nothing():
    for each in presets():
        same, clamped = sculpt(each.identity, Moves(), each.age)
        assert distance(same, each.identity) == pytest.approx(0, abs=1e-9)
        assert clamped == ()


@pytest.mark.parametrize(
    ("moves", "value", "sign"),
    [
        (Moves(age=30), "roughness", 1),
        (Moves(age=-30), "tract", 1),
        (Moves(gender=0.5), "pitch", 1),
        (Moves(gender=-0.5), "pitch", -1),
        (Moves(brightness=3), "brightness", 1),
        (Moves(breath=0.2), "breath", 1),
        (Moves(roughness=-0.2), "roughness", -1),
        (Moves(size=1), "tract", -1),
        (Moves(pitch=-4), "pitch", -1),
        (Moves(liveliness=0.5), "liveliness", 1),
        (Moves(rate=0.1), "rate", 1),
    ],
)
def test_every_slider_moves_its_own_way(moves, value, sign):
    moved, clamped = sculpt(VOICE, moves)
    assert sign * (getattr(moved, value) - getattr(VOICE, value)) > 0
    assert clamped == ()


@pytest.mark.parametrize("name", MOVE_LIMITS)
def test_sliders_can_be_moved_back(name):
    step = {"age": 10, "size": 0.5, "pitch": 2, "brightness": 2, "gender": 0}.get(name, 0.1)
    there, _ = sculpt(VOICE, Moves(**{name: step}), 40)
    back, _ = sculpt(there, Moves(**{name: -step}), 40 + (step if name == "age" else 0))
    assert distance(back, VOICE) < 1e-6


def test_units_are_as_documented():
    moved, _ = sculpt(VOICE, Moves(pitch=12, brightness=4, liveliness=1, rate=0.2, breath=0.1))
    assert moved.pitch == pytest.approx(2 * VOICE.pitch)
    assert moved.brightness == 4
    assert moved.liveliness == pytest.approx(2 * VOICE.liveliness)
    assert moved.rate == pytest.approx(0.2)
    assert moved.breath == pytest.approx(0.4)
    bigger, _ = sculpt(VOICE, Moves(size=1))
    assert 12 * math.log2(body(bigger) / body(VOICE)) == pytest.approx(-1.73)


def test_gender_moves_from_one_speaker_to_the_other():
    man = Identity((0.5, 0.5, 0.0, 0.0), pitch=110)
    woman, _ = sculpt(man, Moves(gender=1))
    assert woman.mix[SPEAKERS.index("slt")] == 1
    assert body(woman) == pytest.approx(1.16, abs=0.03)
    assert 180 < woman.pitch < 210
    back, _ = sculpt(Identity((0.0, 0.0, 0.0, 1.0), pitch=190), Moves(gender=-1))
    assert back.mix[SPEAKERS.index("slt")] == 0
    assert 95 < back.pitch < 120


def test_what_goes_too_far_is_limited_and_told():
    moved, clamped = sculpt(VOICE, Moves(pitch=24, roughness=1))
    assert moved.pitch == 420
    assert moved.roughness == 1
    assert clamped == ("pitch", "roughness")


@pytest.mark.parametrize(("name", "most"), MOVE_LIMITS.items())
def test_sliders_have_ends(name, most):
    for value in (1.01 * most, -1.01 * most, math.nan):
        with pytest.raises(PersonaError, match=name):
            Moves(**{name: value})


def test_moves_add_up_within_their_ends():
    assert Moves(age=5, pitch=-2) + Moves(pitch=-3) == Moves(age=5, pitch=-5)
    assert Moves(gender=0.8) + Moves(gender=0.8) == Moves(gender=1)


def test_a_persona_grows_older_with_its_voice():
    found = resculpt(persona("villain"), Moves(age=20))
    assert found.persona.age == persona("villain").age + 20
    assert found.persona.id == "villain"
    assert resculpt(persona("little-girl"), Moves(age=-20)).persona.age == 3


@pytest.mark.parametrize(
    ("name", "gender", "becomes"),
    [
        ("villain", 0.2, "male"),
        ("villain", 0.5, "neutral"),
        ("villain", 1.0, "female"),
        ("robot", -0.5, "male"),
        ("grandmother", 0.5, "female"),
    ],
)
def test_a_persona_changes_gender_when_its_voice_crosses(name, gender, becomes):
    assert resculpt(persona(name), Moves(gender=gender)).persona.gender == becomes


def test_a_teenager_made_old_sounds_old():
    girl = persona("teenage-girl")
    old = resculpt(girl, Moves(age=60)).persona
    assert old.age == 75
    assert old.identity.roughness > 0.4
    assert body(old.identity) < body(girl.identity)
    assert replace(old, identity=girl.identity, age=girl.age) == girl
