from __future__ import annotations

import math

import pytest

from tts.errors import StyleError
from tts.markup.prosody import LEVELS, prosody
from tts.style.identity import Identity
from tts.style.space import Style

SPEAKER = Identity(pitch=200.0, liveliness=2.0)
PLAIN = Style()


def inside(around=PLAIN, base=PLAIN, speaker=SPEAKER, **attributes):
    return prosody(around, base, attributes, speaker)[0]


@pytest.mark.parametrize("attribute", LEVELS)
def test_words_rise_in_order(attribute):
    number = "loudness" if attribute == "volume" else attribute
    values = [getattr(inside(**{attribute: word}), number) for word in LEVELS[attribute]]
    assert values == sorted(values)
    assert len(set(values)) == 5
    assert 0.0 in values


@pytest.mark.parametrize(
    ("attribute", "written", "number", "expected"),
    [
        ("rate", "80%", "rate", -20.0),
        ("rate", "1.2", "rate", 20.0),
        ("rate", "+20%", "rate", 20.0),
        ("rate", " -10% ", "rate", -10.0),
        ("pitch", "+2st", "pitch", 2.0),
        ("pitch", "-1.5 ST", "pitch", -1.5),
        ("pitch", "+10%", "pitch", 12 * math.log2(1.1)),
        ("pitch", "+20Hz", "pitch", 12 * math.log2(1.1)),
        ("pitch", "220Hz", "pitch", 12 * math.log2(1.1)),
        ("range", "+1st", "range", 1.0),
        ("range", "+50%", "range", 1.0),
        ("range", "-100%", "range", -2.0),
        ("volume", "+6dB", "loudness", 6.0),
        ("volume", "-.5dB", "loudness", -0.5),
    ],
)
def test_figures(attribute, written, number, expected):
    assert getattr(inside(**{attribute: written}), number) == pytest.approx(expected, abs=1e-3)


def test_signed_values_count_from_what_is_around():
    sad = Style({"sad": 1.0})
    now = sad.effective(SPEAKER.liveliness)
    assert inside(sad, pitch="+2st").pitch == pytest.approx(now["pitch"] + 2, abs=1e-3)
    assert inside(sad, rate="+20%").rate == pytest.approx((100 + now["rate"]) * 1.2 - 100, abs=1e-3)
    assert inside(sad, volume="+3dB").loudness == pytest.approx(now["loudness"] + 3, abs=1e-3)
    assert inside(sad, rate="90%").rate == -10.0
    assert inside(sad, pitch="+20Hz").pitch == pytest.approx(
        12 * math.log2(2 ** (now["pitch"] / 12) + 0.1), abs=1e-3
    )
    assert inside(sad, rate="slow").emotions == {"sad": 1.0}


def test_default_goes_back_to_the_request():
    assert inside(Style(rate=30.0), Style(rate=10.0), rate="default").rate == 10.0
    assert inside(Style(rate=30.0), PLAIN, rate="default").rate is None


def test_what_goes_too_far_is_limited_and_told():
    style, notes = prosody(PLAIN, PLAIN, {"rate": "+500%", "pitch": "+2st"}, None)
    assert style.rate == 74.0
    assert notes == ('rate="+500%" is limited to rate +74 %',)
    assert prosody(PLAIN, PLAIN, {"rate": "-150%"}, None)[0].rate == -50.0


@pytest.mark.parametrize(
    ("attribute", "written"),
    [
        ("rate", "quick"),
        ("rate", ""),
        ("rate", "+2st"),
        ("pitch", "2st"),
        ("pitch", "-100%"),
        ("pitch", "-300Hz"),
        ("pitch", "0Hz"),
        ("pitch", "1e5Hz"),
        ("range", "200Hz"),
        ("volume", "silent"),
        ("volume", "6dB"),
        ("volume", "x" * 500),
        ("volume", "+\u0663dB"),
    ],
)
def test_other_values_are_refused_with_the_valid_ones(attribute, written):
    with pytest.raises(StyleError, match=f"is no {attribute}; valid: x-") as caught:
        inside(**{attribute: written})
    assert len(str(caught.value)) < 200


def test_hertz_need_a_speaker():
    with pytest.raises(StyleError, match="who speaks"):
        inside(speaker=None, pitch="+20Hz")
