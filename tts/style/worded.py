"""Style → words: the inverse of `captions`, for engines that are directed in nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from tts.style.captions import understand
from tts.style.emotions import EMOTIONS
from tts.style.space import Style

_INTENSITIES = ((0.55, "slightly "), (0.85, "somewhat "), (1.2, ""), (1.6, "very "), (2.0, "extremely "))
"""Up to which intensity → the word for it."""

_HIDDEN = 0.15  # share of an emotion that is not heard
_CLEAR = 0.3  # strength of breath, roughness and tremor from which they are told


def worded(style: Style, caption: str | None = None) -> str:
    """How a line is spoken, as a caption in English; empty where nothing is asked.

    caption: the wording behind the style. It stands first as it is, and only what the style asks for
    besides, such as a persona's habits or an intensity set by hand, is added.
    """
    said = understand(caption).style if caption else Style()
    asked = [
        *_feelings(style, said),
        *(words for name, words in _numbers(style) if _differs(name, style, said)),
    ]
    parts = ([caption.strip().rstrip(".;。；")] if caption else []) + ([", ".join(asked)] if asked else [])
    return "; ".join(parts)


def _differs(name: str, style: Style, said: Style) -> bool:
    return bool(getattr(style, name) != getattr(said, name))


def _feelings(style: Style, said: Style) -> Iterator[str]:
    """The emotions, the strongest first, and how strong they are."""
    total = sum(style.emotions.values())
    if not total or (style.emotions == said.emotions and style.intensity == said.intensity):
        return
    shares = sorted(((weight / total, name) for name, weight in style.emotions.items()), reverse=True)
    heard = [(share, EMOTIONS[name].english) for share, name in shares if share >= _HIDDEN]
    if not heard or style.intensity == 0:
        return
    degree = next(word for most, word in _INTENSITIES if style.intensity <= most)
    strongest = heard[0][0]
    equals = [name for share, name in heard if share > 0.75 * strongest]
    others = [name for share, name in heard if share <= 0.75 * strongest]
    told = degree + f" and {degree}".join(equals)
    yield told + (f", with a hint of {' and '.join(others)}" if others else "")


def _numbers(style: Style) -> Iterator[tuple[str, str]]:
    """(field, words) for every number and flag that is set to something to be heard."""
    for name, higher, lower in (
        ("pitch", "pitch {:.2g} semitones higher", "pitch {:.2g} semitones lower"),
        ("rate", "{:.0f}% faster", "{:.0f}% slower"),
        ("loudness", "{:.2g} dB louder", "{:.2g} dB softer"),
    ):
        value = getattr(style, name)
        if value:
            yield name, (higher if value > 0 else lower).format(abs(value))
    for name, least, more, less in (
        ("range", 0.7, "lively intonation", "monotone"),
        ("tilt", 2.0, "bright, pressed voice", "soft voice"),
        ("pauses", 25.0, "long pauses", "short pauses"),
        ("final", 2.0, "rising at the end", "falling at the end"),
    ):
        value = getattr(style, name)
        if value is not None and abs(value) >= least:
            yield name, more if value > 0 else less
    for name, word in (
        ("breathiness", "breathy"),
        ("roughness", "rough voice"),
        ("tremor", "trembling voice"),
    ):
        value = getattr(style, name)
        if value is not None and value >= _CLEAR:
            yield name, word
    for name, word in (("whisper", "whispering"), ("shout", "shouting")):
        if getattr(style, name):
            yield name, word
