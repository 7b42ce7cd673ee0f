"""The values of SSML's ``<prosody>`` as W3C writes them → the numbers of a style."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace

from tts.errors import StyleError
from tts.style.identity import Identity
from tts.style.space import NATURAL_SPREAD, STYLE_LIMITS, Style

LEVELS: dict[str, dict[str, float]] = {
    "rate": {"x-slow": -40.0, "slow": -20.0, "medium": 0.0, "fast": 25.0, "x-fast": 50.0},
    "pitch": {"x-low": -6.0, "low": -3.0, "medium": 0.0, "high": 3.0, "x-high": 6.0},
    "range": {"x-low": -1.6, "low": -0.8, "medium": 0.0, "high": 1.1, "x-high": 2.2},
    "volume": {"x-soft": -9.0, "soft": -5.0, "medium": 0.0, "loud": 5.0, "x-loud": 9.0},
}
"""Each attribute's words, in the unit of the style's number: %, semitones, semitones, dB."""

_NUMBERS = {"rate": "rate", "pitch": "pitch", "range": "range", "volume": "loudness"}
_FORMS = {
    "rate": "80%, +20%, -10% or 1.2",
    "pitch": "+2st, -10%, +20Hz or 180Hz",
    "range": "+1st or +30%",
    "volume": "+6dB",
}
_VALUE = re.compile(r"([+-]?)(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})\s*(%|st|Hz|dB)?", re.IGNORECASE | re.ASCII)


def prosody(
    around: Style, base: Style, attributes: Mapping[str, str], speaker: Identity | None
) -> tuple[Style, tuple[str, ...]]:
    """The style inside ``<prosody>``, and sentences about values that had to be limited.

    around: the style outside; signed values count from what it comes to. base: the request's style, which
    "default" goes back to. attributes: among rate, pitch, range and volume. speaker: whose pitch in Hz and
    whose range are meant; None = values in Hz are refused.
    Raises StyleError naming the attribute and the valid forms.
    """
    numbers: dict[str, float | None] = {}
    notes = []
    for attribute, written in attributes.items():
        name = _NUMBERS[attribute]
        value = written.strip()
        if value == "default":
            numbers[name] = getattr(base, name)
            continue
        asked = LEVELS[attribute].get(value)
        if asked is None:
            asked = _number(attribute, written, around, speaker)
        low, high, unit = STYLE_LIMITS[name]
        if not low <= asked <= high:
            asked = min(max(asked, low), high)
            notes.append(f'{attribute}="{value}" is limited to {name} {asked:+g} {unit}')
        numbers[name] = round(asked, 3)
    return replace(around, **numbers), tuple(notes)  # type: ignore[arg-type]  # every key is a number's name


def _number(attribute: str, written: str, around: Style, speaker: Identity | None) -> float:
    spread = speaker.liveliness if speaker else NATURAL_SPREAD
    now = around.effective(spread)[_NUMBERS[attribute]]
    match = _VALUE.fullmatch(written.strip())
    if match is None:
        raise _invalid(attribute, written)
    sign, unit = match[1], (match[3] or "").lower()
    value = float(match[2]) * (-1 if sign == "-" else 1)
    factor = 1 + value / 100
    if attribute == "rate" and not sign and unit in ("%", ""):
        return value - 100 if unit else 100 * (value - 1)
    if attribute == "rate" and unit == "%":
        return (100 + now) * max(factor, 0) - 100
    if attribute == "volume" and sign and unit == "db":
        return now + value
    if attribute == "range" and sign and unit == "%":
        return max(spread + now, 0) * max(factor, 0) - spread
    if attribute in ("pitch", "range") and sign and unit == "st":
        return now + value
    if attribute == "pitch" and sign and unit == "%" and factor > 0:
        return now + 12 * math.log2(factor)
    if attribute == "pitch" and unit == "hz":
        if speaker is None:
            needed = "needs to know who speaks; write semitones or percent, such as +2st or +10%"
            raise StyleError(f'pitch="{written}" {needed}')
        hertz = value + (speaker.pitch * 2 ** (now / 12) if sign else 0.0)
        if hertz > 0:
            return 12 * math.log2(hertz / speaker.pitch)
    raise _invalid(attribute, written)


def _invalid(attribute: str, written: str) -> StyleError:
    shown = written if len(written) <= 40 else written[:39] + "…"
    valid = ", ".join((*LEVELS[attribute], "default", _FORMS[attribute]))
    return StyleError(f'{attribute}="{shown}" is no {attribute}; valid: {valid}')
