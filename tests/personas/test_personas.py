from pathlib import Path

import pytest
import yaml

import personas
from personas import GENDERS, Persona, load, persona, preset_ids, presets
from tts.errors import PersonaError

REQUIRED = {
    "narrator-warm-female": "温暖女声旁白",
    "narrator-deep-male": "低沉男声旁白",
    "brisk-professional": "干练白领",
    "empress-dowager": "老年太后",
    "sunny-youth": "阳光少年",
    "kungfu-uncle": "功夫大叔",
    "news-anchor": "新闻主播",
}
PITCH = {"male": (75, 150), "female": (155, 260)}
CHILD_PITCH = (230, 330)


def test_the_promised_presets_exist():
    for name, chinese in REQUIRED.items():
        assert persona(name).names["zh"] == chinese
    assert len(presets()) >= 12
    assert personas.DEFAULT in preset_ids()


@pytest.mark.parametrize("name", preset_ids())
def test_every_preset_is_whole_and_sounds_plausible(name):
    each = persona(name)
    low, high = CHILD_PITCH if each.age < 12 else PITCH[each.gender]
    assert low <= each.identity.pitch <= high
    assert 0.85 <= each.identity.tract <= 1.25
    assert 1.5 <= each.identity.liveliness <= 3.5
    assert each.gender in GENDERS
    assert each.licence
    _, clamped = each.style.delivery(each.identity.liveliness)
    assert clamped == ()


def test_ages_names_and_seeds_differ():
    ages = [each.age for each in presets()]
    assert min(ages) <= 7
    assert max(ages) >= 70
    for language in ("en", "zh"):
        assert len({each.names[language] for each in presets()}) == len(presets())
    assert len({each.seed for each in presets()}) == len(presets())
    assert len({each.identity for each in presets()}) == len(presets())


def test_a_persona_is_found_by_its_names():
    assert persona("老年太后").id == "empress-dowager"
    assert persona(" kung-fu UNCLE ").id == "kungfu-uncle"


def test_an_unknown_id_lists_the_nearest_and_all():
    with pytest.raises(PersonaError, match="did you mean 'news-anchor'") as error:
        persona("news-ancor")
    assert all(name in str(error.value) for name in preset_ids())


def test_round_trip_through_yaml(tmp_path: Path):
    for each in presets():
        file = tmp_path / "p.yaml"
        file.write_text(yaml.safe_dump(each.to_dict(), allow_unicode=True), encoding="utf-8")
        assert load(file) == each


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 2}, "version 2 is not supported"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"identity": {"mix": [1, 0, 0, 0], "formant": 2}}, "unknown key 'formant'"),
        ({"identity": {"mix": [1, 1, 0, 0]}}, "sum 1"),
        ({"identity": {"pitch": 900}}, "pitch must lie within"),
        ({"identity": None}, "identity must be an object"),
        ({"style": {"mood": 1}}, "unknown style key 'mood'"),
        ({"gender": "robot"}, "female, male, neutral"),
        ({"age": 200}, "3–110"),
        ({"id": "No Spaces"}, "lower-case words"),
        ({"names": {"en": "Only"}}, "en and zh"),
        ({"caption": ""}, "caption is empty"),
        ({"seed": -1}, "seed"),
    ],
)
def test_malformed_personas_are_refused(change, says):
    with pytest.raises(PersonaError, match=says):
        Persona.from_dict({**persona("villain").to_dict(), **change})


def test_bad_files_are_refused(tmp_path: Path):
    with pytest.raises(PersonaError, match="no persona file"):
        load(tmp_path / "none.yaml")
    file = tmp_path / "bad.yaml"
    file.write_text("id: [", encoding="utf-8")
    with pytest.raises(PersonaError, match="not valid YAML"):
        load(file)
    file.write_text("- a", encoding="utf-8")
    with pytest.raises(PersonaError, match="must be an object"):
        load(file)
    file.write_text("version: 1\nid: x\nidentity: {}\n", encoding="utf-8")
    with pytest.raises(PersonaError, match="missing"):
        load(file)
