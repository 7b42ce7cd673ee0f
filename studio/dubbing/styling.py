"""The styling of subtitles told apart from their words."""

from __future__ import annotations

import html
import re
import unicodedata

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</?\d[\d:.]*>")  # <i>, <font color=red>, and WebVTT's <00:01.500>
_RUBY = re.compile(r"<rt\b[^<>]*>.*?(?:</rt>|$)", re.DOTALL)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>")
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_SRT_OVERRIDE = re.compile(r"\{\\[^{}]*\}|\{[A-Za-z]:[^{}]*\}")  # {\an8}, and MicroDVD's {y:i}
_ENTITY = re.compile(r"&#?\w+;")
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_STRAY = re.compile(r"^([.,!?:;…،؛؟]+)\s*(.+?)$")


def plain(text: str, format: str) -> str:
    """The words of an entry's text: no tags, entities as characters, lines ended by ``\\n``.

    format: of `subtitles.FORMATS`; cue sheets have no styling. The reading of a Japanese or Chinese word
    above it (ruby) is left out: it would be said twice. Marks that steer the direction of writing go, and a
    full stop that was put before a right-to-left line, so that old players show it behind, goes behind.
    """
    if format in ("srt", "vtt"):
        text = _TAG.sub("", _RUBY.sub("", text))
        text = _SRT_OVERRIDE.sub("", text) if format == "srt" else text
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        text = text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ") if format == "srt" else text
    elif format in ("ass", "ssa"):
        text = _OVERRIDE.sub("", text).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    text = _INVISIBLE.sub("", text).replace("\u00a0", " ")
    return "\n".join(_readable(row.strip()) for row in text.split("\n")).strip()


def voices(text: str) -> list[tuple[str, str]]:
    """(speaker, text) for each of WebVTT's voice spans; one without a name when there is none."""
    found = list(_VOICE.finditer(text))
    if not found:
        return [("", text)]
    ends = [each.start() for each in found[1:]] + [len(text)]
    before = [("", text[: found[0].start()])] if plain(text[: found[0].start()], "vtt") else []
    return before + [
        (html.unescape(each[1]).strip(), text[each.end() : end])
        for each, end in zip(found, ends, strict=True)
    ]


def right_to_left(text: str) -> bool:
    """Whether the first letter of a text is written from right to left (Unicode's bidirectional classes)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def _readable(row: str) -> str:
    found = _STRAY.match(row) if right_to_left(row) else None
    if found is None or row.endswith((".", "!", "?", "؟", "…")):
        return row
    return found[2] + found[1]
