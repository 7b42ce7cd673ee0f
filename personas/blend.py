"""Blend two personas into one between them."""

from __future__ import annotations

import math

from personas.distance import body, tract
from personas.schema import SYNTHETIC, Persona
from tts.errors import PersonaError
from tts.style.identity import IDENTITY_LIMITS, Identity


def blend(a: Persona, b: Persona, share: float = 0.5, id: str | None = None) -> Persona:
    """A voice between two: share 0 is `a`, 1 is `b`.

    Formants, pitch and excursions are blended in octaves, the rest as it is; style as `Style.blend` does.
    Raises PersonaError when the share is outside 0–1, or the id malformed.
    """
    if not 0 <= share <= 1:
        raise PersonaError(f"share must lie within 0–1, not {share:g}")
    nearer = b if share > 0.5 else a
    percent = round(100 * share)
    gender = a.gender if a.gender == b.gender else nearer.gender if abs(share - 0.5) >= 0.25 else "neutral"
    licences = sorted({a.licence, b.licence})
    notes = dict.fromkeys(note for note in (a.consent, b.consent) if note != SYNTHETIC)
    return Persona(
        id=id or f"{a.id}-{b.id}"[:64].strip("-"),
        names={
            "en": f"{a.names['en']} and {b.names['en']}"[:80],
            "zh": f"{a.names['zh']}与{b.names['zh']}"[:80],
        },
        caption=f"{100 - percent} % {a.names['en']}, {percent} % {b.names['en']}."[:2000],
        age=round((1 - share) * a.age + share * b.age),
        gender=gender,
        identity=_between(a.identity, b.identity, share),
        language=nearer.language,
        style=a.style.blend(b.style, share),
        seed=nearer.seed,
        pack=a.pack if a.pack == b.pack else None,
        licence=" AND ".join(licences),
        consent="; ".join(notes)[:500] or SYNTHETIC,
        tags=tuple(tag for tag in a.tags if tag in b.tags),
    )


def _between(a: Identity, b: Identity, share: float) -> Identity:
    def linear(x: float, y: float) -> float:
        return (1 - share) * x + share * y

    def octaves(x: float, y: float) -> float:
        return math.exp(linear(math.log(x), math.log(y)))

    mix = tuple(linear(x, y) for x, y in zip(a.mix, b.mix, strict=True))
    low, high = IDENTITY_LIMITS["tract"]
    return Identity(
        mix,
        tract=min(max(tract(octaves(body(a), body(b)), mix), low), high),
        pitch=octaves(a.pitch, b.pitch),
        liveliness=octaves(a.liveliness, b.liveliness),
        **{
            name: linear(getattr(a, name), getattr(b, name))
            for name in ("brightness", "breath", "roughness", "rate")
        },
    )
