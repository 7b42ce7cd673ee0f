import math

import pytest

from personas import SYNTHETIC, Persona, persona, presets
from tts.errors import PersonaError
from tts.style.identity import Identity
from tts.style.space import Style

HASH = "0123456789abcdef" * 4


def test_round_trip_through_a_dict():
    for each in presets():
        assert Persona.from_dict(each.to_dict()) == each


def test_what_is_left_out_has_its_default():
    data = persona("villain").to_dict()
    for key in ("language", "style", "seed", "licence", "consent", "tags"):
        del data[key]
    found = Persona.from_dict(data)
    assert found.style == Style()
    assert (found.language, found.seed, found.tags, found.pack) == ("en-us", 0, (), None)
    assert found.consent == SYNTHETIC


def test_a_caption_may_be_written_over_several_lines():
    data = {**persona("villain").to_dict(), "caption": "A cold man\n  who waits.\n"}
    assert Persona.from_dict(data).caption == "A cold man who waits."


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 2}, "version 2 is not supported; this release reads 1"),
        ({"version": True}, "version True is not supported"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"tag": "red"}, "did you mean 'tags'"),
        ({3: "red"}, "unknown key 3"),
        ({"identity": {"mix": [1, 0, 0, 0], "formant": 2}}, "identity: unknown key 'formant'"),
        ({"identity": {"mix": [1, 1, 0, 0]}}, "sum 1"),
        ({"identity": {"mix": [1, 0, 0]}}, "mix has 3 shares.*other base speakers"),
        ({"identity": {"mix": [1, 0, 0, "0"]}}, "mix must be shares"),
        ({"identity": {"mix": 1}}, "mix must be shares"),
        ({"identity": {"pitch": 900}}, "pitch must lie within 50–420, not 900"),
        ({"identity": {"pitch": 10**400}}, "pitch must lie within 50–420, not 1000.*000"),
        ({"identity": {"pitch": math.nan}}, "pitch must lie within"),
        ({"identity": {"breath": True}}, "breath must lie within"),
        ({"identity": {"rate": "fast"}}, "rate must lie within"),
        ({"identity": None}, "identity must be an object"),
        ({"style": {"mood": 1}}, "style: unknown style key 'mood'"),
        ({"style": [1]}, "style: a style must be an object"),
        ({"gender": "robot"}, "female, male, neutral"),
        ({"gender": ["male"]}, "female, male, neutral"),
        ({"age": 200}, "age must be whole years within 3–110"),
        ({"age": 10**400}, "age"),
        ({"age": 30.5}, "age"),
        ({"age": True}, "age"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**63}, "seed"),
        ({"id": "No Spaces"}, "lower-case words"),
        ({"id": "../../etc/passwd"}, "lower-case words"),
        ({"id": "villain\n"}, "lower-case words"),
        ({"id": "a/b"}, "lower-case words"),
        ({"id": "a" * 65}, "id has 65 characters"),
        ({"id": None}, "lower-case words"),
        ({"names": {"en": "Only"}}, "en and zh"),
        ({"names": {"en": "A", "zh": 7}}, "names.zh must be a text"),
        ({"names": {"en": "A\x1b[2J", "zh": "B"}}, "names.en holds control characters"),
        ({"names": "A"}, "en and zh"),
        ({"caption": ""}, "caption is empty"),
        ({"caption": 5}, "caption must be a text"),
        ({"caption": "x" * 2001}, "caption has 2001 characters"),
        ({"language": "Klingon!"}, "language must be an espeak code"),
        ({"pack": "latest"}, "pack must be a hash"),
        ({"consent": ""}, "consent is empty"),
        ({"tags": "male"}, "tags must be a list"),
        ({"tags": ["a"] * 33}, "tags must be a list of at most 32"),
        ({"tags": [{}]}, "tags must be a text"),
    ],
)
def test_malformed_personas_are_refused_naming_the_key(change, says):
    with pytest.raises(PersonaError, match=says) as error:
        Persona.from_dict({**persona("villain").to_dict(), **change})
    assert len(str(error.value)) < 400
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("key", ["version", "id", "names", "caption", "age", "gender", "identity"])
def test_a_missing_key_is_named(key):
    data = persona("villain").to_dict()
    del data[key]
    with pytest.raises(PersonaError, match=f"'{key}' is missing"):
        Persona.from_dict(data)


@pytest.mark.parametrize("data", [None, [], "villain", 7])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(PersonaError, match="must be an object"):
        Persona.from_dict(data)


def test_another_pack_is_noted():
    data = persona("villain").to_dict()
    assert Persona.from_dict(data).pack_note(HASH) is None
    designed = Persona.from_dict({**data, "pack": HASH})
    assert designed.pack_note(HASH) is None
    note = designed.pack_note("f" * 64)
    assert note is not None
    assert "was designed on pack 0123456789ab, this is pack ffffffffffff" in note


def test_a_persona_cannot_be_changed():
    names = {"en": "A", "zh": "B"}
    found = Persona("a", names, "Somebody.", 30, "male", Identity(), tags=["x"])
    names["en"] = "C"
    assert found.names["en"] == "A"
    assert found.tags == ("x",)
    with pytest.raises(AttributeError):
        found.age = 31
