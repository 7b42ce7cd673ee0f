"""Takes that are spoken again."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tts.errors import RequestError
from tts.request import Receipt, SpeechRequest, Take
from tts.style.delivery import Delivery
from tts.style.space import Style
from tts.verification import RETRIES, verified


def heard(pitch=0.0, width=0.0, rate=0.0, loudness=0.0, **asked) -> Take:
    errors = {"pitch": pitch, "range": width, "rate": rate, "loudness": loudness}
    receipt = Receipt({"pitch": 120.0, "range": 2.0, **asked}, {}, errors)
    return Take(np.full(10, abs(pitch) / 100, np.float32), receipt=receipt)


def test_a_take_within_tolerance_is_left_alone():
    take = heard(0.4, -0.4, 5.0, 0.9)
    assert verified(take, lambda _: pytest.fail("spoken again")) is take


def test_the_inputs_are_corrected_by_what_was_missed():
    given: list[Delivery] = []

    def again(correction: Delivery) -> Take:
        given.append(correction)
        return heard(1.5 + correction.pitch, 0.0, 100 * (1.2 * 2**correction.rate - 1))

    take = verified(heard(1.5, 0.0, 20.0), again)
    assert given == [Delivery(pitch=-1.5, rate=pytest.approx(-math.log2(1.2)))]
    assert take.receipt.errors["pitch"] == 0
    assert take.receipt.retried == 1
    assert take.receipt.notes == ("spoken 1 time again because of pitch +1.5 semitones, rate +20.0 %",)


def test_retries_are_bounded_and_the_best_is_kept():
    tries = iter((heard(0.8), heard(3.0), heard(9.0)))
    take = verified(heard(2.0), lambda _: next(tries))
    assert take.receipt.errors["pitch"] == 0.8
    assert take.receipt.retried == RETRIES == 2
    assert take.receipt.notes[-1] == "still off: pitch +0.8 semitones"
    worse = verified(heard(0.6), lambda _: heard(-2.0))
    assert worse.receipt.errors["pitch"] == 0.6


def test_a_rate_that_follows_from_the_duration_is_not_corrected():
    take = heard(0.0, 0.0, 40.0, seconds=2.0)
    assert verified(take, lambda _: pytest.fail("spoken again")) is take


def test_the_engine_verifies_when_asked(tiny_engine):
    request = SpeechRequest("The lamp went out.", style=Style(pitch=5.0, rate=30.0), verify=True)
    plain = tiny_engine.speak(SpeechRequest(request.text, style=request.style))
    take = tiny_engine.speak(request)
    assert plain.receipt.retried == 0
    assert plain.receipt.errors.keys() == take.receipt.errors.keys() >= {"rate", "loudness"}
    assert take.receipt.asked == plain.receipt.asked
    assert take.receipt.retried > 0  # random weights miss
    assert "again because of" in take.receipt.notes[0]
    with pytest.raises(RequestError, match="use speak"):
        next(tiny_engine.stream(request))
