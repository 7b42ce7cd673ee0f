"""Draw who speaks and how for the corpus: identities and deliveries that cover the whole space."""

from __future__ import annotations

import numpy as np

from tts.style.delivery import LIMITS, Delivery
from tts.style.emotions import EMOTION_IDS, blend
from tts.style.identity import IDENTITY_LIMITS, SPEAKERS, Identity

HABITUAL_PITCH = {"rms": 100.0, "awb": 126.0, "kal": 90.0, "slt": 173.0}  # Hz, mean over 80 sentences


def _clip(name: str, value: float) -> float:
    low, high = IDENTITY_LIMITS[name]
    return float(min(max(value, low), high))


def sample_identity(rng: np.random.Generator, lead: str, other: str) -> Identity:
    """A voice led by one speaker, half of the time blended with another.

    A third are the speakers themselves with small changes (clear, natural voices), the rest spread over
    vocal-tract lengths from giant to child, with the pitch that such a body would have, more or less.
    """
    share = 1.0 if rng.random() < 0.5 else rng.uniform(0.5, 0.9)
    mix = tuple(share * (s == lead) + (1 - share) * (s == other) for s in SPEAKERS)
    natural = 2.0 ** sum(m * np.log2(HABITUAL_PITCH[s]) for m, s in zip(mix, SPEAKERS, strict=True))
    if rng.random() < 0.34:
        return Identity(
            mix,
            tract=_clip("tract", rng.normal(1.0, 0.02)),
            pitch=_clip("pitch", natural * 2.0 ** rng.normal(0, 0.1)),
            liveliness=_clip("liveliness", rng.normal(2.3, 0.3)),
            rate=_clip("rate", rng.normal(0, 0.04)),
        )
    tract = _clip("tract", 2.0 ** rng.normal(0.02, 0.15))
    return Identity(
        mix,
        tract=tract,
        pitch=_clip("pitch", natural * tract**1.6 * 2.0 ** rng.normal(0, 0.22)),
        liveliness=_clip("liveliness", 2.3 * 2.0 ** rng.normal(0, 0.4)),
        brightness=_clip("brightness", rng.normal(0, 2.0)),
        breath=_clip("breath", max(0.0, rng.normal(-0.1, 0.25))),
        roughness=_clip("roughness", max(0.0, rng.normal(-0.2, 0.3))),
        rate=_clip("rate", rng.normal(0, 0.12)),
    )


def sample_emotions(rng: np.random.Generator) -> dict[str, float]:
    """One emotion, or two in any proportion."""
    names = rng.choice(EMOTION_IDS[1:], size=2, replace=False)
    if rng.random() < 0.6:
        return {str(names[0]): 1.0}
    share = round(float(rng.uniform(0.3, 0.8)), 2)
    return {str(names[0]): share, str(names[1]): round(1 - share, 2)}


def sample_delivery(rng: np.random.Generator) -> Delivery:
    """Each number drawn on its own, most of them near neutral, so that the model can tell them apart."""
    spread = {
        "pitch": 2.5, "range": 0.5, "rate": 0.3, "loudness": 2.5, "tilt": 2.5, "breath": 0.3,
        "roughness": 0.3, "tremor": 0.3, "pauses": 0.5, "final": 2.0,
    }  # fmt: skip
    values = {}
    for name, deviation in spread.items():
        low, high = LIMITS[name]
        draw = rng.normal(0, deviation) if rng.random() < 0.6 else 0.0
        values[name] = float(np.clip(draw, low, high))
    values["whisper"] = float(rng.random() < 0.12)
    return Delivery(**values)


def emotional_delivery(rng: np.random.Generator, emotions: dict[str, float], intensity: float) -> Delivery:
    """The emotion's own delivery, with the small scatter of a person who never says it the same way twice."""
    delivery = blend(emotions, intensity)
    scatter = Delivery(
        pitch=rng.normal(0, 0.4), range=rng.normal(0, 0.08), rate=rng.normal(0, 0.03),
        loudness=rng.normal(0, 0.4), tilt=rng.normal(0, 0.3), pauses=rng.normal(0, 0.1),
        final=rng.normal(0, 0.3),
    )  # fmt: skip
    return (delivery + scatter).clamped()[0]
