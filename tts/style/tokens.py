"""Tokens: a caption as words, Chinese characters, figures and punctuation, and the stems that words share."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tts.style import wordings
from tts.style.numerals import HAN_NUMBER, han_number, in_digits
from tts.style.rewording import reworded

HAN = re.compile(r"[\u4e00-\u9fff]")
BREAKS = frozenset(".,;:!?()[]{}/…—–、。·|")
"""Punctuation that ends a clause."""

_TOKEN = re.compile(
    r"[+\-]?\d+(?:\.\d+)?|[a-z]+n't|[^\W\d_a-z\u4e00-\u9fff]+|[a-z]+|[\u4e00-\u9fff]|[^\s\w]|\w"
)
_QUOTES = frozenset("'\"“”‘’《》「」*_~")


def normal(text: str) -> str:
    """A text in simplified lower case, without control characters."""
    text = unicodedata.normalize("NFKC", text).lower().translate(wordings.TRADITIONAL)
    text = text.replace("’", "'").replace("−", "-").replace("\ufe0f", "")
    text = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    text = re.sub(r"(?<=[a-z\d])-(?=[a-z])", " ", text)
    text = re.sub(rf"百分之({HAN_NUMBER}|\d+(?:\.\d+)?)", lambda m: f"{han_number(m[1]):g}%", text)
    return re.sub(r"(?<=[慢低少小弱减短快高大多长响])了?一半|(?<=\bby )half\b|(?<=\bin )half\b", "50%", text)


def _counted(text: str) -> str:
    """Chinese numbers in digits where something is counted."""
    counted = rf"({HAN_NUMBER})(?=个?(?:半音|全音|八度|分贝)|分贝|倍|成|份|分(?!贝|钟)|岁)"
    return re.sub(counted, lambda m: f"{han_number(m[1]):g}", text)


def tokenize(text: str) -> list[str]:
    """Words, Chinese characters, figures and punctuation of a text, in simplified lower case."""
    return [token for token in _TOKEN.findall(_counted(reworded(normal(text)))) if token not in _QUOTES]


def phrases(text: str) -> list[tuple[str, ...]]:
    """The tokens of phrases that commas separate."""
    parts = (_TOKEN.findall(part) for part in _counted(in_digits(normal(text))).split(","))
    return [tuple(token for token in part if token not in _QUOTES) for part in parts if part]


def joined(tokens: list[str] | tuple[str, ...]) -> str:
    """Tokens as readable text: spaces between words, none between Chinese characters."""
    text = ""
    for token in tokens:
        gap = " " if text and not (HAN.match(token) or HAN.match(text[-1])) else ""
        text += gap + token
    return text


@cache
def stem(token: str) -> str:
    """What the forms of an English verb or noun have in common ("fought", "fights" → "fight"); "" for words
    that may stand inside a phrase without changing it, such as articles and 着. Other tokens are themselves.
    """
    if token in _silent():
        return ""
    if not token.isascii() or not token.isalpha():
        return token
    token = _irregular().get(token, token)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", ""), ("s", "")):
        bare = token.removesuffix(ending)
        if bare != token and len(bare) > 2 and not (ending == "s" and bare[-1] in "siu"):
            token = bare + instead
            break
    token = token.removesuffix("e") if len(token) > 3 else token
    token = token[:-1] + "i" if token.endswith("y") and len(token) > 2 else token
    return token[:-1] if len(token) > 3 and token[-1] == token[-2] else token


def is_base(token: str) -> bool:
    """Whether an English word of some length is no inflected form, as far as its ending tells."""
    return len(token) > 3 and not token.endswith(("ing", "ed", "s", "ly")) and token not in _irregular()


@cache
def _silent() -> frozenset[str]:
    return frozenset(wordings.SILENT.replace(",", " ").split())


@cache
def _irregular() -> dict[str, str]:
    return {
        form: base
        for base, forms in (entry.split(": ") for entry in wordings.IRREGULAR.replace("\n", " ").split("; "))
        for form in forms.split()
    }
