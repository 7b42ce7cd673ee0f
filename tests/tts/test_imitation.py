"""Takes on the melody of a recording: nearer to it than free speech, in the voice that was asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tts.errors import RequestError, StyleError
from tts.imitation import imitate, like, same_words
from tts.request import SpeechRequest
from tts.style.delivery import Delivery
from tts.style.identity import Identity
from tts.style.measure import track_pitch
from tts.style.melody import agreement, melody
from tts.style.recording import Heard, Recording, hear
from tts.style.space import Style
from tts.style.swell import agreement as loudness_agreement
from tts.style.swell import levels

TEXT = "Come over here, my friend."


@pytest.fixture(scope="module")
def spoken(tiny_engine):
    """A take of the tiny engine, and how it was heard: its melody is known by construction."""
    request = SpeechRequest(
        TEXT, Identity(pitch=180.0), seed=5, contour=((0.0, -4.0), (0.6, 5.0), (1.5, -3.0))
    )
    take = tiny_engine.speak(request)
    found = hear(Recording("line.wav", take.samples, TEXT), pack=tiny_engine.pack)
    return replace(found, melody=melody(track_pitch(take.samples, take.sample_rate), take.phones))


def test_only_the_same_words_take_melody_and_pauses(spoken):
    same = SpeechRequest(TEXT, Identity(liveliness=3.0))
    other = SpeechRequest("Something else.", Identity(liveliness=3.0))
    assert same_words(same, spoken)
    assert same_words(SpeechRequest("Come over here my friend!"), spoken)
    assert not same_words(other, spoken)
    assert like(same, spoken).breaks == spoken.breaks
    assert like(other, spoken).breaks == ()
    assert like(other, spoken).style.range == spoken.style.range
    delivery, _ = like(same, spoken).style.delivery(3.0)
    low, high = 3.0 / 4, 3.0 * 2**1.5  # what `Delivery` allows
    assert 3.0 * 2**delivery.range == pytest.approx(
        float(np.clip(spoken.measured.range, low, high)), abs=0.01
    )


def test_what_was_heard_lies_over_the_style_of_the_request():
    request = SpeechRequest(TEXT, style=Style({"sad": 1.0}, rate=-10, tremor=0.3))
    found = like(request, Heard(Style(rate=20), hear_nothing().measured)).style
    assert found == Style({"sad": 1.0}, rate=20, tremor=0.3)


def hear_nothing():
    noise = np.random.default_rng(0).normal(0, 0.05, 24_000).astype(np.float32)
    return hear(Recording("noise.wav", noise))


def test_the_melody_is_followed_and_the_voice_kept(tiny_engine, spoken):
    request = like(SpeechRequest(TEXT, Identity(pitch=110.0), seed=9), spoken)
    free, take = tiny_engine.speak(request), imitate(tiny_engine, request, spoken)
    assert "on the melody of the recording" in take.receipt.notes[-1]
    assert take.receipt.asked["pitch"] == pytest.approx(110.0)
    sung = [melody(track_pitch(each.samples, 24_000), each.phones) for each in (free, take)]
    if all(sung):  # untrained models need not sound voiced
        apart = [agreement(one, spoken.melody)[1] for one in sung]
        assert not apart[1] > apart[0]

    def apart_in_level(one):
        had = levels(one.samples, one.sample_rate, one.phones)
        return loudness_agreement(spoken.levels, had)

    assert apart_in_level(take) < apart_in_level(free)
    again = imitate(tiny_engine, request, spoken)
    np.testing.assert_array_equal(take.samples, again.samples)


def test_what_cannot_be_imitated_is_refused(tiny_engine, spoken):
    with pytest.raises(RequestError, match="no melody to follow"):
        imitate(tiny_engine, SpeechRequest(TEXT), replace(spoken, melody=None))
    with pytest.raises(RequestError, match="exclude each other"):
        imitate(tiny_engine, SpeechRequest(TEXT, contour=((0.0, 0.0), (1.0, 1.0))), spoken)
    with pytest.raises(RequestError, match="swell and the melody"):
        imitate(tiny_engine, SpeechRequest(TEXT, swell=((0.0, 0.0), (1.0, 1.0))), spoken)
    with pytest.raises(StyleError, match="belongs to other words"):
        imitate(tiny_engine, SpeechRequest("Something else."), spoken)


def test_numbers_reach_the_models(tiny_engine):
    numbers = Style(range=1.0, rate=30.0)
    request = like(SpeechRequest("Go."), Heard(numbers, hear_nothing().measured))
    assert request.style.delivery()[0] == replace(
        Delivery(), range=numbers.delivery()[0].range, rate=np.log2(1.3)
    )
