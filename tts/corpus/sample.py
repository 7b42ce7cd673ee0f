"""Draw who speaks and how for the corpus: identities and deliveries that cover the whole space."""

from __future__ import annotations

import numpy as np

from tts.style.delivery import LIMITS, Delivery
from tts.style.emotions import EMOTION_IDS, blend
from tts.style.identity import IDENTITY_LIMITS, SPEAKERS, Identity

HABITUAL_PITCH = {"rms": 100.0, "awb": 126.0, "kal": 90.0, "slt": 173.0}  # Hz, mean over 80 sentences
FEMALE_TRACT = 1.16  # slt's usual factor on formants against the men's


def _clip(name: str, value: float) -> float:
    low, high = IDENTITY_LIMITS[name]
    return float(min(max(value, low), high))


def sample_identity(rng: np.random.Generator, lead: str, other: str) -> Identity:
    """A voice led by one speaker, half of the time blended with another.

    A third are the speakers themselves with small changes (clear, natural voices); one in seven is a child,
    one in seven old; the rest spread over vocal-tract lengths from giant to child, with the pitch that such a
    body would have, more or less.
    """
    share = 1.0 if rng.random() < 0.5 else rng.uniform(0.5, 0.9)
    mix = tuple(share * (s == lead) + (1 - share) * (s == other) for s in SPEAKERS)
    natural = 2.0 ** sum(m * np.log2(HABITUAL_PITCH[s]) for m, s in zip(mix, SPEAKERS, strict=True))
    kind = rng.choice(("near", "child", "old", "any"), p=(0.34, 0.14, 0.14, 0.38))
    brightness = breath = roughness = rate = 0.0
    if kind == "near":
        tract, pitch = rng.normal(1.0, 0.02), natural * 2.0 ** rng.normal(0, 0.1)
        liveliness, rate = rng.normal(2.3, 0.3), rng.normal(0, 0.04)
    elif kind == "child":
        female = mix[SPEAKERS.index("slt")]
        tract = rng.uniform(1.28, 1.48) / FEMALE_TRACT**female
        pitch, liveliness = rng.uniform(215, 350), 2.5 * 2.0 ** rng.normal(0, 0.3)
        brightness, breath = rng.normal(0, 1.5), max(0.0, rng.normal(0.0, 0.15))
        roughness, rate = max(0.0, rng.normal(-0.3, 0.2)), rng.normal(0, 0.1)
    elif kind == "old":
        tract, pitch = rng.normal(0.98, 0.05), natural * 2.0 ** rng.normal(0, 0.22)
        liveliness, brightness = 2.2 * 2.0 ** rng.normal(0, 0.35), rng.normal(-0.8, 1.5)
        breath, roughness = max(0.0, rng.normal(0.15, 0.15)), rng.uniform(0.25, 0.75)
        rate = rng.uniform(-0.35, -0.03)
    else:
        tract = 2.0 ** rng.normal(0.02, 0.15)
        pitch = natural * tract**1.6 * 2.0 ** rng.normal(0, 0.22)
        liveliness, brightness = 2.3 * 2.0 ** rng.normal(0, 0.4), rng.normal(0, 2.0)
        breath, roughness = max(0.0, rng.normal(-0.1, 0.25)), max(0.0, rng.normal(-0.2, 0.3))
        rate = rng.normal(0, 0.12)
    values = {
        "tract": tract, "pitch": pitch, "liveliness": liveliness, "brightness": brightness,
        "breath": breath, "roughness": roughness, "rate": rate,
    }  # fmt: skip
    return Identity(mix, **{name: _clip(name, value) for name, value in values.items()})


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
    values["whisper"] = float(rng.random() < 0.2)
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
