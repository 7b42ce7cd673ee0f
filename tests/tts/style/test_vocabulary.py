import pytest

from tts.style.emotions import EMOTION_IDS
from tts.style.space import FLAGS, NUMBERS
from tts.style.tokens import tokenize
from tts.style.vocabulary import forms, gender_of, vocabulary


def found(text):
    """The phrase that a text begins with, as (text, kind, value)."""
    tokens = tokenize(text)
    size, (kind, value) = vocabulary().find(tokens, 0)
    return tokens[:size], kind, value


def test_the_longest_phrase_is_found():
    assert found("voice down please")[0] == ["voice", "down"]
    tokens, kind, (mixture, _) = found("over the moon about it")
    assert (tokens, kind, mixture) == (["over", "the", "moon"], "emotion", {"happy": 1.0})
    assert vocabulary().find(tokenize("zorgle"), 0) is None


def test_inflected_phrases_are_heard():
    assert found("losing his temper")[2] == found("lost her temper")[2]
    assert found("the pitch drops"[4:])[1] == "axis"
    assert found("drops")[1:] == ("move", -1)


@pytest.mark.parametrize("text", ["意思", "轻又慢", "差点"])
def test_two_characters_are_no_loose_phrase(text):
    match = vocabulary().find(tokenize(text), 0)
    assert match is None or match[1][0] not in ("emotion", "role")


def test_every_meaning_is_one_that_a_style_can_take():
    for kind, value in {**vocabulary().exact, **vocabulary().loose}.values():
        if kind == "emotion":
            mixture, strength = value
            assert set(mixture) <= set(EMOTION_IDS)
            assert 0 < strength <= 2
        elif kind == "attribute":
            assert set(value) <= {*NUMBERS, *FLAGS}
        elif kind == "role":
            assert set(value.delivery) <= {*NUMBERS, *FLAGS}
            assert set(value.hints) <= {"role", "gender", "age"}


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("fisherman", "male"),
        ("bored housewife", "female"),
        ("卖菜大妈", "female"),
        ("看门大爷", "male"),
        ("a German shaman", None),
        ("女婿", "male"),
        ("吵架的夫妻", None),
        ("news anchor", None),
        ("汉语老师", None),
    ],
)
def test_names_of_roles_tell_genders(name, gender):
    assert gender_of(name) == gender


def test_forms_of_adjectives():
    assert {"angrily", "angrier", "angriest", "angriness"} <= set(forms("angry"))
    assert {"sadder", "saddest", "sadly"} <= set(forms("sad"))
    assert "gently" in set(forms("gentle"))
    assert "frantically" in set(forms("frantic"))
