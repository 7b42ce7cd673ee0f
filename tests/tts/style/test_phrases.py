import pytest

from tts.style.phrases import comparison, cut, split, with_undertones


def kinds(caption):
    return [(mark.kind, mark.text) for mark in cut(caption) if mark.kind != "filler"]


def test_a_caption_is_cut_into_the_longest_phrases():
    assert kinds("over the moon, zorgle") == [
        ("emotion", "over the moon"),
        ("break", ","),
        ("unknown", "zorgle"),
    ]
    assert kinds("three semitones")[0] == ("number", "3")


def test_a_shorter_phrase_where_it_leaves_a_known_one():
    assert kinds("声音粗粝") == [("attribute", "粗粝")]


def test_characters_of_unknown_words_are_no_attributes():
    assert ("attribute", "细") not in kinds("仔细")
    assert kinds("小和尚")[0][0] == "hint"
    assert ("move", "高") not in kinds("高铁")


@pytest.mark.parametrize(
    ("caption", "inside"),
    [
        ("气得发抖", ("attribute", {"tremor": 0.55})),
        ("proud father", ("hint", {"gender": "male", "age": 40})),
        ("very sure of herself", ("pronoun", {"gender": "female"})),
    ],
)
def test_what_an_emotion_names_inside_is_heard(caption, inside):
    assert inside in [(mark.kind, mark.value) for mark in with_undertones(cut(caption)) if not mark.text]


def test_own_phrases_go_before_the_tables():
    [mark] = cut("slow", {("slow",): ("step", ("rate", -1))})
    assert (mark.kind, mark.value) == ("step", ("rate", -1))


def test_split_and_comparison():
    parts = list(split(cut("sad, slow"), ("break",)))
    assert [[mark.text for mark in part] for part in parts] == [["sad"], ["slow"]]
    assert (comparison("sadder"), comparison("saddest"), comparison("sad")) == ("er", "est", "")
