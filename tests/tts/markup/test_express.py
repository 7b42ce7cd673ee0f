from __future__ import annotations

import pytest

from tts.errors import StyleError
from tts.markup.express import STYLES, express
from tts.style.emotions import EMOTION_IDS
from tts.style.space import Style


def test_every_emotion_has_its_own_name():
    assert all(express(Style(), name)[0].emotions == {name: 1.0} for name in EMOTION_IDS)


@pytest.mark.parametrize("name", STYLES)
def test_every_style_changes_something(name):
    assert express(Style(rate=3.0), name)[0] != Style(rate=3.0)


def test_the_degree_is_a_factor_on_the_intensity():
    assert express(Style(), "cheerful", 1.5)[0] == Style({"happy": 1.0}, 1.5)
    assert express(Style(), "cheerful", 0.01)[0].intensity == 0.01
    style, notes = express(Style(), "terrified", 2.0)
    assert style.intensity == 2.0
    assert "limited to intensity 2" in notes[0]
    assert "changes nothing" in express(Style(), "whispering", 2.0)[1][0]


def test_it_is_laid_over_what_is_around():
    assert express(Style({"sad": 1.0}, rate=5.0), "whispering")[0] == Style(
        {"sad": 1.0}, rate=5.0, whisper=True
    )
    assert express(Style(shout=True), "whispering")[0].shout is None


@pytest.mark.parametrize(
    ("name", "degree", "message"),
    [
        ("cheerfull", 1.0, "did you mean 'cheerful'.*valid: neutral"),
        ("", 1.0, "valid"),
        ("sad", 2.5, "0.01–2"),
    ],
)
def test_what_is_not_known_is_refused(name, degree, message):
    with pytest.raises(StyleError, match=message):
        express(Style(), name, degree)
