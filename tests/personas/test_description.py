import pytest

from personas.description import read
from tts.errors import PersonaError


@pytest.mark.parametrize(
    ("description", "gender", "age"),
    [
        ("a hoarse old pirate", "male", 72),
        ("an elderly queen", "female", 72),
        ("a seven-year-old girl", "female", 7),
        ("a burly blacksmith in his fifties", "male", 55),
        ("a cheerful kindergarten teacher in her late twenties", "female", 28),
        ("a sixty-five-year-old Scottish fisherman", "male", 65),
        ("news anchor, female, about 40, crisp", "female", 40),
        ("a small woman, 40", "female", 40),
        ("a man aged 81", "male", 81),
        ("a woman of thirty-three", "female", 33),
        ("a girl in her 20s", "female", 25),
        ("a genderless robot", "neutral", None),
        ("an androgynous narrator around 30", "neutral", 30),
        ("a female pirate", "female", 50),
        ("a young wizard", "male", 24),
        ("a man who is not old", "male", None),
        ("somebody", None, None),
        ("70岁的老渔夫", "male", 70),
        ("一个八岁的小男孩", "male", 8),
        ("三十多岁的职场女性", "female", 35),
        ("十几岁的少年", None, 15),
        ("八十多岁的老奶奶", "female", 85),
        ("无性别的机器人", "neutral", None),
        ("娇小的少女", "female", 16),
    ],
)
def test_who_speaks(description, gender, age):
    wanted = read(description)
    assert (wanted.gender, wanted.age) == (gender, age)
    assert wanted.not_understood == ()
    assert wanted.conflicts == ()


@pytest.mark.parametrize(
    ("description", "trait", "sign"),
    [
        ("a deep voice", "pitch", -1),
        ("尖细的嗓音", "pitch", 1),
        ("a woman who speaks fast", "rate", 1),
        ("语速很慢的男人", "rate", -1),
        ("a hoarse man", "roughness", 1),
        ("沧桑的男声", "roughness", 1),
        ("breathy", "breathiness", 1),
        ("a bright voice", "tilt", 1),
        ("monotone", "range", -1),
        ("a contralto", "pitch", -1),
    ],
)
def test_what_the_voice_is_like(description, trait, sign):
    wanted = read(description)
    assert wanted.traits[trait] * sign > 0
    assert getattr(wanted.style, trait) is None, "a trait is the voice's own, not its habit"


@pytest.mark.parametrize(
    ("description", "gender", "role"),
    [
        ("a big slow giant with a friendly voice", "male", "giant"),
        ("giant, slow", "male", "giant"),
        ("the giant speaks slowly", "male", "giant"),
        ("一个友善的巨人", "male", "giant"),
        ("a female giant", "female", "giant"),
        ("a friendly giantess", "female", "giant"),
        ("a giant woman", "female", None),
        ("a giant king", "male", "monarch"),
        ("a giant creature", None, None),
    ],
)
def test_a_giant_is_somebody_or_the_size_of_somebody(description, gender, role):
    wanted = read(description)
    assert (wanted.gender, wanted.role, wanted.size) == (gender, role, "big")


def test_degrees_count():
    assert read("an extremely deep voice").traits["pitch"] < read("a slightly deep voice").traits["pitch"] < 0


def test_habits_stay_in_the_style():
    wanted = read("a cheerful man with a whispering, trembling voice")
    assert wanted.style.emotions == {"happy": 1.0}
    assert wanted.style.whisper is True
    assert wanted.style.tremor
    assert 0 < wanted.style.intensity <= 1.2


def test_size_role_accent_and_pitch():
    assert read("a giant ogre").size == "big"
    assert read("a tiny fairy").size == "small"
    assert read("身材高大的男人").size == "big"
    assert read("a hoarse old pirate").role == "pirate"
    assert read("a Scottish man").accent == "scottish"
    assert read("a male voice at 95 Hz").pitch == 95
    assert read("男声，110赫兹").pitch == 110


def test_big_and_small_are_not_sizes_of_people_beside_a_quantity():
    wanted = read("a woman with a small range and big pauses")
    assert wanted.size is None
    assert wanted.traits["range"] < 0


def test_what_is_not_understood_is_reported():
    wanted = read("a retired flugelmeister with a zorbly nasal voice")
    assert wanted.not_understood == ("flugelmeister", "zorbly nasal")


@pytest.mark.parametrize(
    ("description", "says"),
    [
        ("an old little boy", "72 .* 9; 72 is kept"),
        ("a man and a woman at once", "both male and female; the first is kept"),
        ("a queen, male", "both female and male"),
        ("a 70 year old girl", "'70 year old' is about 70 .* 8; 70 is kept"),
        ("a tiny giant, huge and small", "the size is both"),
        ("a deep squeaky voice", "pitch is asked for both up and down"),
        ("a voice at 900 Hz", "900 Hz is out of reach"),
        ("whispering and shouting", "whisper and shout exclude each other"),
    ],
)
def test_contradictions_are_reported(description, says):
    import re

    assert any(re.search(says, conflict) for conflict in read(description).conflicts)


def test_languages_are_told_apart():
    assert read("an old man").language == "en"
    assert read("一个老人").language == "zh"


@pytest.mark.parametrize("description", ["", "   ", "\n", "x" * 2001])
def test_empty_and_endless_descriptions_are_refused(description):
    with pytest.raises(PersonaError, match="the description"):
        read(description)
