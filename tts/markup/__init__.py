"""Directions inside a text: script markup or SSML → plain text, spans and breaks.

The grammar of both is documented in docs/markup.md.
"""

from tts.markup.marked import Marked
from tts.markup.script import escape, parse
from tts.markup.ssml import parse_ssml

NOTATIONS: tuple[str, ...] = ("script", "ssml")
"""The markup that can be read: `parse` the first, `parse_ssml` the second."""

__all__ = ["NOTATIONS", "Marked", "escape", "parse", "parse_ssml"]
