"""Whatever comes in, what comes out is a result or one PersonaError."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personas import Persona, load, persona
from personas.description import read
from personas.design import design
from personas.direction import direct_voice
from tts.errors import PersonaError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
GOOD = persona("villain").to_dict()
WORDS = st.sampled_from(
    "a an old young deep not very hoarse woman man girl boy of in her forties 70 years , . and queen robot "
    "big tiny 男 女 老 声音 沙哑 岁 八十 像 更 低沉 like more less Grandmother hz 95 % 一点 0 -3".split()
)
SENTENCES = st.lists(WORDS | st.text(max_size=6), max_size=9).map(" ".join)


def only_persona_errors():
    return contextlib.suppress(PersonaError)


@given(st.sampled_from([*GOOD, "colour"]), VALUES)
@settings(max_examples=200)
def test_any_value_of_any_key(key, value):
    with only_persona_errors():
        Persona.from_dict({**GOOD, key: value})


@given(st.sampled_from(["identity", "style", "names"]), st.text(max_size=10), VALUES)
@settings(max_examples=100)
def test_any_key_inside(part, key, value):
    with only_persona_errors():
        Persona.from_dict({**GOOD, part: {**GOOD[part], key: value}})


@pytest.mark.parametrize("key", [*GOOD["identity"], "emotions", "intensity", "pitch"])
@pytest.mark.parametrize("value", [True, "1", -1e9, 1e400, 10**39, [1, 2, 3, 4], {"sad": 2}])
def test_odd_numbers(key, value):
    part = "identity" if key in GOOD["identity"] else "style"
    with pytest.raises(
        PersonaError, match=key if key != "emotions" or not isinstance(value, dict) else "sad"
    ):
        Persona.from_dict({**GOOD, part: {**GOOD[part], key: value}})


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file(tmp_path: Path, content):
    file = tmp_path / "any.yaml"
    file.write_bytes(content)
    with pytest.raises(PersonaError):
        load(file)


@given(VALUES)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_yaml(tmp_path: Path, value):
    file = tmp_path / "any.yaml"
    file.write_text(yaml.safe_dump(value), encoding="utf-8")
    with pytest.raises(PersonaError):
        load(file)


@given(SENTENCES)
@settings(max_examples=300)
def test_any_description(text):
    with only_persona_errors():
        wanted = read(text)
        assert wanted.age is None or 3 <= wanted.age <= 110
        assert wanted.gender in (None, "female", "male", "neutral")


@given(SENTENCES)
@settings(max_examples=12)
def test_any_design(text):
    with only_persona_errors():
        assert len(design(text, n=2).candidates) == 2


@given(SENTENCES)
@settings(max_examples=200)
def test_any_direction(text):
    with only_persona_errors():
        direct_voice(persona("villain"), text, persona)
