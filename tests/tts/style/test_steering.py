import pytest

from tts.style.phrases import cut
from tts.style.steering import axis_of, steered


def read(part, before=None):
    return [(mark.kind, mark.value) for mark in steered(cut(part), before) if mark.kind != "filler"]


@pytest.mark.parametrize(
    ("part", "name", "sign"),
    [
        ("lower the pitch", "pitch", -1),
        ("less volume", "loudness", None),
        ("the pitch drops", "pitch", -1),
        ("音高下移", "pitch", -1),
        ("with pauses", "pauses", 1),
        ("higher", "pitch", 1),
    ],
)
def test_directions_find_their_axis(part, name, sign):
    [values] = [value for kind, value in read(part) if kind == "attribute"]
    assert list(values) == [name]
    assert sign is None or values[name] * sign > 0


def test_words_that_grade_an_emotion_and_words_that_describe_its_voice():
    assert ("degree", 1.4) in read("deep sorrow")
    assert ("attribute", {"pitch": -4.0}) in read("a deep sad voice")
    assert [kind for kind, _ in read("the fear small")] == ["emotion", "less"]
    assert [kind for kind, _ in read("joy with an undertow of dread") if kind != "soft break"] == [
        "emotion",
        "carrying",
        "emotion",
    ]


def test_what_an_emotion_leads_to_makes_it_strong():
    strengths = [value[1] for kind, value in read("紧张到手心冒汗") if kind == "emotion"]
    assert strengths == [1.4]


def test_a_direction_alone_is_about_what_was_spoken_of_last():
    assert read("turn down") == [("unknown", None)] or read("bring down") == [("unknown", None)]
    assert ("attribute", {"pauses": -60.0}) in read("shorten", "pauses")
    assert axis_of(cut("the tempo")) == "rate"
    assert axis_of(cut("sad")) is None
