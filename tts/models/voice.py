"""Who speaks and how, as the vector that conditions every model."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from tts.style.delivery import Delivery
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import Identity

IDENTITY_SIZE = 11
DELIVERY_SIZE = 11
VOICE_SIZE = IDENTITY_SIZE + DELIVERY_SIZE + 2
EMOTION_SIZE = len(EMOTION_IDS)
DELIVERY_SCALE = (4.0, 0.5, 0.3, 3.0, 3.0, 0.4, 0.4, 0.4, 0.6, 2.5, 1.0)
"""What each field of `Delivery` is divided by to be of about unit size, in its unit."""


def nominal_pitch(identity: Identity, delivery: Delivery) -> float:
    """Mean pitch asked of a line, Hz."""
    return float(identity.pitch * 2.0 ** (delivery.pitch / 12))


def nominal_spread(identity: Identity, delivery: Delivery) -> float:
    """Unit of the pitch stream: asked standard deviation of the pitch, semitones (0.3–12)."""
    return float(min(max(identity.liveliness * 2.0**delivery.range, 0.3), 12.0))


def voice_vector(identity: Identity, delivery: Delivery) -> npt.NDArray[np.float32]:
    """(VOICE_SIZE,) numbers of about unit size: identity, delivery, asked mean pitch and spread."""
    values = [
        *identity.mix,
        math.log2(identity.tract) * 5,
        math.log2(identity.pitch / 150) * 1.5,
        math.log2(identity.liveliness / 2.2),
        identity.brightness / 3,
        identity.breath * 3,
        identity.roughness * 3,
        identity.rate * 6,
        *(value / scale for value, scale in zip(delivery.as_tuple(), DELIVERY_SCALE, strict=True)),
        math.log2(nominal_pitch(identity, delivery) / 150) * 1.5,
        math.log2(nominal_spread(identity, delivery) / 2.2),
    ]
    return np.asarray(values, np.float32)


def emotion_vector(emotions: Mapping[str, float], intensity: float) -> npt.NDArray[np.float32]:
    """(EMOTION_SIZE,) share × intensity of each emotion, 0–2."""
    return np.asarray([emotions.get(name, 0.0) * intensity for name in EMOTION_IDS], np.float32)
