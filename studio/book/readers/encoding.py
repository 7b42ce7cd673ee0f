"""Bytes → text, in whatever encoding they were written."""

from __future__ import annotations

import codecs
import re

from tts.errors import BookError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding, without a byte order mark.

    A mark decides, then UTF-8 where the bytes are valid, then what the file itself declares, then the guess
    of charset-normalizer. Raises BookError when the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name), name
            except UnicodeDecodeError:
                raise BookError(f"it begins as {name} text but is none; get the file again") from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, declared)
    if _BINARY.search(data[:65536]):
        raise BookError("it holds bytes that no text has; give a text, or the book in another format")
    return text, "utf-8"


def _guessed(data: bytes, declared: str | None) -> tuple[str, str]:
    if declared:
        try:
            return data.decode(declared), declared.lower()
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common: fall through to what the bytes look like
    if b"\x00" in data[:65536] or len(_BINARY.findall(data[:65536])) > 4:
        raise BookError("it holds bytes that no text has; give a text, or the book in another format")
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        raise BookError(
            "it is not UTF-8; save it as UTF-8, or install what guesses other encodings: "
            "pip install 'dramatis[book]'"
        ) from None
    best = from_bytes(data).best()
    if best is None:
        raise BookError("its encoding is not known; save it as UTF-8")
    return str(best), best.encoding
