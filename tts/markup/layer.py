"""A direction in words laid over the style around it."""

from __future__ import annotations

from dataclasses import replace

from tts.errors import StyleError
from tts.style.captions import understand
from tts.style.space import NUMBERS, STYLE_LIMITS, Style

_ONE_SIDED = ("breathiness", "roughness", "tremor")


def layer(around: Style, caption: str) -> tuple[Style, tuple[str, ...]]:
    """The style of a span inside a style, and sentences about what of its caption was not honoured.

    Everything the caption sets takes the place of what is around it. Where it names no emotion and no figure
    it is relative: "slower" inside a slow emotion is slower still, "more emotional" raises the intensity.
    Raises StyleError when nothing of the caption is understood as a way to speak.
    """
    found = understand(caption)
    style = found.style
    if style == Style():
        shown = caption if len(caption) <= 60 else caption[:59] + "…"
        hint = "describe it in other words, such as whispering or a little sad"
        raise StyleError(f"nothing of {shown!r} is understood as a way to speak; {hint}")
    notes = [f"not understood: {part}" for part in found.not_understood] + list(found.conflicts)
    if found.persona:
        notes.append(f"{caption!r} cannot change who speaks, only how")
    if style.emotions or any(character.isdigit() for character in caption):
        return around.merge(style), tuple(notes)
    numbers = {}
    base = around.effective()
    for name in NUMBERS:
        if (value := getattr(style, name)) is None:
            continue
        low, high, unit = STYLE_LIMITS[name]
        if name in _ONE_SIDED:
            value = max(value, base[name]) if value > 0 else 0.0
        elif value * base[name] > 0:
            value += base[name]
        if not low <= value <= high:
            limit = min(max(value, low), high)
            notes.append(f"{caption!r} asks for {name} {value:+.3g}, limited to {limit:+g} {unit}".rstrip())
            value = limit
        numbers[name] = round(value, 3)
    intensity = around.intensity * style.intensity
    if style.intensity != 1.0 and not around.emotions:
        notes.append(f"{caption!r} asks for an intensity, which changes nothing without an emotion")
    if intensity > 2:
        notes.append(f"{caption!r} asks for intensity {intensity:.3g}, limited to 2")
    merged = around.merge(replace(style, intensity=1.0, **numbers))
    return replace(merged, intensity=min(intensity, 2.0)), tuple(notes)
