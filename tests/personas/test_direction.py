import pytest

from personas import persona
from personas.direction import direct_voice
from personas.distance import body, distance
from tts.errors import PersonaError

WHO = persona("villain")


def directed(direction, who=WHO):
    return direct_voice(who, direction, persona)


@pytest.mark.parametrize(
    ("direction", "value", "sign"),
    [
        ("deeper", "pitch", -1),
        ("higher", "pitch", 1),
        ("brighter", "brightness", 1),
        ("a bit darker", "brightness", -1),
        ("breathier", "breath", 1),
        ("smoother", "roughness", -1),
        ("bigger", "tract", -1),
        ("smaller", "tract", 1),
        ("livelier", "liveliness", 1),
        ("slower", "rate", -1),
        ("make him sound rougher", "roughness", 1),
        ("more feminine", "pitch", 1),
        ("less deep", "pitch", 1),
        ("更低沉", "pitch", -1),
        ("声音明亮一点", "brightness", 1),
        ("沙哑一点", "roughness", 1),
        ("语速慢一点", "rate", -1),
        ("让他听起来更高大", "tract", -1),
        ("不那么沙哑", "roughness", -1),
    ],
)
def test_directions_move_the_voice(direction, value, sign):
    found = directed(direction)
    assert sign * (getattr(found.persona.identity, value) - getattr(WHO.identity, value)) > 0
    assert found.not_understood == ()


@pytest.mark.parametrize(
    ("direction", "age"),
    [
        ("older", 65),
        ("younger", 35),
        ("更年轻", 35),
        ("老一点", 59),
        ("ten years older", 60),
        ("20 years younger", 30),
        ("年轻20岁", 30),
    ],
)
def test_age_goes_along(direction, age):
    assert directed(direction).persona.age == age


def test_degrees_count():
    def lowered(direction):
        return WHO.identity.pitch - directed(direction).persona.identity.pitch

    assert 0 < lowered("slightly deeper") < lowered("deeper") < lowered("much deeper")


def test_several_at_once():
    found = directed("a bit younger and much deeper, breathier").persona
    assert found.age < WHO.age
    assert found.identity.pitch < WHO.identity.pitch
    assert found.identity.breath > WHO.identity.breath


@pytest.mark.parametrize("direction", ["more like Grandmother", "更像老奶奶", "like grandmother"])
def test_more_like_somebody(direction):
    other = persona("grandmother")
    found = directed(direction).persona
    whole = distance(WHO.identity, other.identity)
    assert distance(found.identity, other.identity) == pytest.approx(0.65 * whole, rel=0.02)
    assert found.id == "villain"
    assert found.style == WHO.style


def test_much_more_like_somebody_goes_further():
    other = persona("grandmother")
    much, bit = directed("much more like Grandmother"), directed("a bit more like Grandmother")
    assert distance(much.persona.identity, other.identity) < distance(bit.persona.identity, other.identity)


def test_the_rest_is_reported():
    assert directed("zorbly deeper").not_understood == ("zorbly",)
    assert directed("much rougher, bigger").clamped == ()
    assert directed("extremely deep, extremely deep").clamped == ("pitch",)


@pytest.mark.parametrize("direction", ["", "zorb", "and", "very"])
def test_what_says_nothing_is_refused(direction):
    with pytest.raises(PersonaError, match="says how to change a voice; try older"):
        directed(direction)


def test_an_unknown_model_is_refused():
    with pytest.raises(PersonaError, match="unknown persona 'Nobody'"):
        directed("more like Nobody")


def test_one_step_is_audible():
    for direction in ("older", "deeper", "brighter", "breathier", "rougher", "bigger", "livelier", "slower"):
        apart = distance(directed(direction).persona.identity, WHO.identity)
        assert 1 <= apart <= 3.5, (direction, apart)
    assert body(directed("bigger").persona.identity) < body(WHO.identity)
