from __future__ import annotations

import pytest

from tts.errors import StyleError
from tts.markup.layer import layer
from tts.style.space import Style

SAD = Style({"sad": 1.0}, 1.5)


def test_what_is_described_takes_the_place_of_what_is_around():
    laid = layer(Style({"sad": 1.0}, rate=10.0), "excited, low")
    assert (laid.style.emotions, laid.style.rate, laid.notes) == ({"excited": 1.0}, 10.0, ())
    assert laid.style.pitch is not None
    assert laid.wording == "excited, low"


def test_what_is_not_set_stays():
    laid = layer(SAD, "whispering")
    assert laid.style == Style({"sad": 1.0}, 1.5, whisper=True)
    assert (laid.wording, laid.notes) == ("whispering", ())


@pytest.mark.parametrize("caption", ["slower", "much slower", "慢一点"])
@pytest.mark.parametrize("around", [Style(), SAD, Style({"excited": 1.0}), Style(rate=25.0)])
def test_slower_is_slower_than_what_is_around(caption, around):
    assert layer(around, caption).style.effective()["rate"] < around.effective()["rate"] - 5
    assert layer(around, caption).wording == ""


def test_more_emotional_is_more_than_what_is_around():
    assert layer(SAD, "more emotional").style.intensity > 1.5
    assert layer(SAD, "less emotional").style.intensity < 1.5
    assert layer(SAD, "intensity 0.5").style.intensity == 0.5


def test_limits_are_told():
    laid = layer(Style(rate=-45.0), "much slower")
    assert laid.style.rate == -50.0
    assert "'much slower': rate is limited" in laid.notes


def test_what_cannot_be_honoured_is_told():
    assert layer(Style(), "whispering, zorgle").notes == ("not understood: zorgle",)
    assert any("who speaks" in note for note in layer(Style(), "sad, like an old woman").notes)
    assert any("no emotion" in note for note in layer(Style(), "more emotional").notes)


@pytest.mark.parametrize(
    "caption",
    ["zorgle", "1", "see page 3", "note", "", "  ", "x" * 3_000, "🚂", "\ud800", "like an old woman"],
)
def test_nothing_understood_is_an_error(caption):
    with pytest.raises(StyleError) as caught:
        layer(Style(), caption)
    assert len(str(caught.value)) < 250


def test_what_is_about_takes_has_no_place_in_a_line():
    with pytest.raises(StyleError, match="nothing to undo"):
        layer(SAD, "undo")
