"""A working copy of the text in which every character still stands at its own place.

Normalising and splitting work on the copy and report offsets; because no character moves, the offsets hold
for the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*]{1,300}?)(?<=[^\s*])\1(?![\w*])")

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´′‛", "'"),
        **dict.fromkeys("“”„‟«»″〝〞", '"'),
        **dict.fromkeys("‐‑﹣", "-"),
        **dict.fromkeys("−", "-"),
        **dict.fromkeys("―⸺⸻", "—"),
        **dict.fromkeys("،؛；，", ","),
        **dict.fromkeys("؟", "?"),
        **dict.fromkeys("\u2028\u2029\x85\x0b\x0c", "\n"),
        "µ": "μ",
    }
)


@dataclass(frozen=True)
class Cleaned:
    """text: the copy, as long as the original. emphasis: spans (start, end) between asterisks, in order.

    left_out: (position, reason) of characters that cannot be spoken at all.
    """

    text: str
    emphasis: tuple[tuple[int, int], ...]
    left_out: tuple[tuple[int, str], ...]


def clean(text: str, asterisks: bool = True) -> Cleaned:
    """Make the working copy: one form of quotes, dashes, digits and wide letters; no control characters.

    The asterisks of ``*word*`` and ``**word**`` become blanks and their inside is an emphasis, unless
    `asterisks` is False: they are characters like others then, as in a text whose markup is parsed already.
    """
    left_out = []
    characters = list(text.translate(_ALIKE))
    for index, character in enumerate(characters):
        if character.isascii() and (character.isprintable() or character in "\n\r\t"):
            continue
        category = unicodedata.category(character)
        if category == "Cs":
            left_out.append((index, "half of a surrogate pair is no character"))
            characters[index] = " "
        elif category in ("Cc", "Co", "Cn"):
            left_out.append((index, "control character"))
            characters[index] = " "
        elif category[0] == "Z":
            characters[index] = "\n" if character == "\n" else " "
        elif category == "Nd":
            characters[index] = str(unicodedata.digit(character))
        elif category[0] in "LPS" and len(same := unicodedata.normalize("NFKC", character)) == 1:
            characters[index] = same
    emphasis = []
    for match in _EMPHASIS.finditer("".join(characters) if asterisks else ""):
        start, end = match.span(2)
        emphasis.append((start, end))
        for position in (*range(match.start(), start), *range(end, match.end())):
            characters[position] = " "
    return Cleaned("".join(characters), tuple(emphasis), tuple(left_out))
