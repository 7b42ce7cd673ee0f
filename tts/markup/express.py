"""The style names of ``<mstts:express-as>`` → our emotions and deliveries."""

from __future__ import annotations

import difflib
from dataclasses import replace

from tts.errors import StyleError
from tts.style.emotions import EMOTION_IDS
from tts.style.space import Style

STYLES: dict[str, Style] = {
    **{name: Style({name: 1.0}) for name in EMOTION_IDS},
    "affectionate": Style({"tender": 0.7, "happy": 0.3}),
    "cheerful": Style({"happy": 1.0}),
    "depressed": Style({"sad": 0.7, "bored": 0.3}),
    "disgruntled": Style({"contemptuous": 0.5, "disappointed": 0.3, "angry": 0.2}),
    "embarrassed": Style({"ashamed": 0.8, "anxious": 0.2}),
    "empathetic": Style({"tender": 0.7, "sad": 0.3}),
    "envious": Style({"contemptuous": 0.5, "disappointed": 0.5}),
    "fearful": Style({"afraid": 1.0}),
    "friendly": Style({"happy": 0.6, "tender": 0.4}),
    "gentle": Style({"tender": 0.7, "calm": 0.3}),
    "hopeful": Style({"happy": 0.6, "calm": 0.4}),
    "lyrical": Style({"tender": 0.6, "calm": 0.4}, rate=-15.0),
    "serious": Style({"neutral": 0.7, "proud": 0.3}, range=-0.4),
    "shouting": Style(shout=True),
    "terrified": Style({"afraid": 1.0}, intensity=1.6),
    "unfriendly": Style({"contemptuous": 0.7, "angry": 0.3}),
    "whispering": Style(whisper=True),
    "advertisement_upbeat": Style({"excited": 0.7, "happy": 0.3}),
    "assistant": Style({"calm": 0.5, "happy": 0.5}, intensity=0.5),
    "chat": Style({"happy": 0.6, "neutral": 0.4}, intensity=0.6),
    "customerservice": Style({"happy": 0.6, "tender": 0.4}, intensity=0.7),
    "documentary-narration": Style({"calm": 1.0}, intensity=0.8),
    "narration-professional": Style({"neutral": 0.8, "proud": 0.2}),
    "narration-relaxed": Style({"calm": 0.8, "happy": 0.2}),
    "newscast": Style({"neutral": 0.7, "proud": 0.3}, rate=8.0),
    "newscast-casual": Style({"neutral": 0.7, "happy": 0.3}, rate=8.0),
    "newscast-formal": Style({"neutral": 0.6, "proud": 0.4}),
    "poetry-reading": Style({"tender": 0.5, "calm": 0.5}, rate=-15.0),
    "sports_commentary": Style({"excited": 1.0}, rate=20.0),
    "sports_commentary_excited": Style({"excited": 1.0}, intensity=1.6, rate=25.0),
}
"""Every name that is known; a degree of 1 is the style as it stands here."""


def express(around: Style, name: str, degree: float = 1.0) -> tuple[Style, tuple[str, ...]]:
    """The style inside the element, and sentences about what of it changes nothing.

    degree: 0.01–2, a factor on the intensity. Raises StyleError naming the valid styles.
    """
    style = STYLES.get(name)
    if style is None:
        near = difflib.get_close_matches(name, STYLES, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ";"
        raise StyleError(f"unknown style {name[:60]!r}{hint} valid: {', '.join(STYLES)}")
    if not 0.01 <= degree <= 2:
        raise StyleError(f"styledegree must lie within 0.01–2, not {degree:g}")
    if not style.emotions:
        notes = (f"styledegree changes nothing of {name}",) if degree != 1 else ()
        return around.merge(style), notes
    intensity = style.intensity * degree
    notes = (f"{name} at {degree:g} is limited to intensity 2",) if intensity > 2 else ()
    return around.merge(replace(style, intensity=min(intensity, 2.0))), notes
