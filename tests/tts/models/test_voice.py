"""The voice as numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.models.voice import (
    EMOTION_SIZE,
    VOICE_SIZE,
    emotion_vector,
    nominal_pitch,
    nominal_spread,
    voice_vector,
)
from tts.style.delivery import DELIVERY_FIELDS, LIMITS, Delivery
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import IDENTITY_LIMITS, Identity

deliveries = st.builds(Delivery, **{name: st.floats(*LIMITS[name]) for name in DELIVERY_FIELDS})
identities = st.builds(Identity, **{name: st.floats(*limits) for name, limits in IDENTITY_LIMITS.items()})


@given(identities, deliveries)
def test_every_voice_is_a_vector_of_moderate_numbers(identity, delivery):
    vector = voice_vector(identity, delivery)
    assert vector.shape == (VOICE_SIZE,)
    assert vector.dtype == np.float32
    assert np.abs(vector).max() < 8
    assert 0.3 <= nominal_spread(identity, delivery) <= 12


def test_asked_pitch_and_spread():
    identity = Identity(pitch=100.0, liveliness=2.0)
    assert nominal_pitch(identity, Delivery(pitch=12)) == pytest.approx(200)
    assert nominal_spread(identity, Delivery(range=1)) == pytest.approx(4)


@given(identities, st.sampled_from(DELIVERY_FIELDS))
def test_every_number_of_the_delivery_is_told(identity, name):
    half = 0.5 * LIMITS[name][1]
    plain, changed = (voice_vector(identity, Delivery(**{name: value})) for value in (0.0, half))
    assert np.abs(plain - changed).max() > 0.01


def test_emotions_count_by_share_and_intensity():
    vector = emotion_vector({"happy": 0.75, "sad": 0.25}, 2.0)
    assert vector.shape == (EMOTION_SIZE,)
    assert vector[EMOTION_IDS.index("happy")] == 1.5
    assert vector[EMOTION_IDS.index("sad")] == 0.5
    assert vector.sum() == 2.0
