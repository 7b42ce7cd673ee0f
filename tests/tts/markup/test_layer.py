from __future__ import annotations

import pytest

from tts.errors import StyleError
from tts.markup.layer import layer
from tts.style.space import Style

SAD = Style({"sad": 1.0}, 1.5)


def test_what_is_set_inside_takes_the_place_of_what_is_outside():
    style, notes = layer(Style({"sad": 1.0}, rate=10.0), "excited, 20% slower")
    assert (style.emotions, style.rate, notes) == ({"excited": 1.0}, -20.0, ())


def test_what_is_not_set_stays():
    style, _ = layer(SAD, "whispering")
    assert (style.emotions, style.intensity, style.whisper) == (SAD.emotions, 1.5, True)


@pytest.mark.parametrize("caption", ["slower", "much slower", "慢一点"])
def test_slower_is_slower_than_what_is_around(caption):
    assert layer(SAD, caption)[0].effective()["rate"] < SAD.effective()["rate"] - 5
    excited = Style({"excited": 1.0})
    assert layer(excited, caption)[0].effective()["rate"] < excited.effective()["rate"] - 5


def test_more_emotional_is_more_than_what_is_around():
    assert layer(SAD, "more emotional")[0].intensity > 1.5
    assert layer(SAD, "less emotional")[0].intensity < 1.5
    assert layer(SAD, "intensity 0.5")[0].intensity == 0.5


def test_limits_are_told():
    style, notes = layer(replace_rate(-45.0), "slower")
    assert style.rate == -50.0
    assert "limited to -50 %" in notes[0]
    style, notes = layer(Style({"sad": 1.0}, 2.0), "more emotional")
    assert style.intensity == 2.0
    assert "limited to 2" in notes[0]


def replace_rate(rate):
    return Style({"sad": 1.0}, rate=rate)


def test_what_cannot_be_honoured_is_told():
    assert layer(Style(), "whispering, zorgle")[1] == ("not understood: zorgle",)
    assert any("who speaks" in note for note in layer(Style(), "sad, like an old woman")[1])
    assert any("without an emotion" in note for note in layer(Style(), "more emotional")[1])


@pytest.mark.parametrize("caption", ["zorgle", "1", "see page 3", "", "  ", "x" * 3_000, "🚂", "\ud800"])
def test_nothing_understood_is_an_error(caption):
    with pytest.raises(StyleError) as caught:
        layer(Style(), caption)
    assert len(str(caught.value)) < 250
