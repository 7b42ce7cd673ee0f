import pytest

from tts.style.captions import understand
from tts.style.figures import Figure, figures
from tts.style.phrases import cut


def read(part):
    return [
        (mark.kind, mark.value) for mark in figures(cut(part)) if mark.kind not in ("filler", "attribute")
    ]


@pytest.mark.parametrize(
    ("part", "figure"),
    [
        ("pitch up 2 semitones", Figure("pitch", 2.0, True)),
        ("10 % slower", Figure("rate", -10.0, True)),
        ("at 80 % speed", Figure("rate", -20.0, False)),
        ("twice as fast", Figure("rate", 100.0, True)),
        ("half as fast", Figure("rate", -50.0, True)),
        ("intensity 1.4", Figure("intensity", 1.4, False)),
        ("pitch up 40 semitones", Figure("pitch", 40.0, True)),
        ("语速减慢百分之二十", Figure("rate", -20.0, True)),
    ],
)
def test_figures_say_what_they_are_about_and_whether_they_are_steps(part, figure):
    [(kind, found)] = read(part)
    assert kind == "exact"
    assert (found.name, found.directed) == (figure.name, figure.directed)
    assert found.amount == pytest.approx(figure.amount)


def test_a_factor_on_an_emotion():
    assert [kind for kind, _ in read("twice as sad")] == ["times", "emotion"]
    assert understand("twice as sad").style.intensity == 2.0
    assert understand("half as sad").style.intensity == 0.5


def test_a_number_about_nothing_is_unknown():
    assert read("99") == [("unknown", "99")]
