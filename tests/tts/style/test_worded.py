import pytest

from tts.style.captions import understand
from tts.style.emotions import EMOTION_IDS
from tts.style.space import Style
from tts.style.worded import worded


@pytest.mark.parametrize("emotion", EMOTION_IDS[1:])
@pytest.mark.parametrize("intensity", [0.4, 0.7, 1.0, 1.4, 1.8])
def test_feelings_are_understood_again(emotion, intensity):
    found = understand(worded(Style({emotion: 1.0}, intensity)), guess=False)
    assert set(found.style.emotions) == {emotion}
    assert found.style.intensity == pytest.approx(intensity, abs=0.25)
    assert not found.not_understood


@pytest.mark.parametrize(
    "style",
    [
        Style(pitch=3.0),
        Style(pitch=-2.5, rate=20.0),
        Style(rate=-30.0, loudness=-6.0),
        Style(loudness=4.0),
        Style(tilt=4.0),
        Style(pauses=60.0),
        Style(final=4.0),
        Style(final=-3.0),
        Style(breathiness=0.6),
        Style(roughness=0.55, tremor=0.55),
        Style(whisper=True),
        Style(shout=True),
    ],
)
def test_numbers_are_understood_again(style):
    assert understand(worded(style), guess=False).style == style


def test_mixtures():
    assert worded(Style({"happy": 0.7, "sad": 0.3})) == "happy, with a hint of sad"
    assert set(understand(worded(Style({"angry": 0.5, "sad": 0.5}, 1.4))).style.emotions) == {"angry", "sad"}


def test_a_caption_is_kept_and_only_the_rest_is_added():
    caption = "happy, and quite slow."
    style = understand(caption).style
    assert worded(style, caption) == "happy, and quite slow"
    assert worded(style.merge(Style(breathiness=0.5)), caption) == "happy, and quite slow; breathy"
    louder = Style(style.emotions, 1.8, rate=style.rate)
    assert worded(louder, caption) == "happy, and quite slow; extremely happy"


def test_nothing_asked_is_nothing_said():
    assert worded(Style()) == ""
    assert worded(Style({"happy": 1.0}, 0.0)) == ""
    assert worded(Style(pitch=0.0, breathiness=0.1)) == ""
