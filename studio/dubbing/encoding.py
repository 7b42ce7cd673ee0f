"""The bytes of a subtitle file → text, whatever it was saved as.

Subtitles come in every encoding that was ever usual, without a word on which, and files pasted together from
several sources change it half-way. In this order: a byte order mark; UTF-16 or UTF-32 without one, known by
its zero bytes; UTF-8; else UTF-8 for the lines that are, and for the others one legacy encoding: of those in
which charset-normalizer finds hardly any disorder, the language's own, else the most usual one.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from tts.errors import DubError

_MARKS = (  # UTF-32's begins like UTF-16's, so it comes first
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_USUAL = (
    "cp1252", "cp1251", "gb18030", "cp932", "big5", "cp949", "cp1250", "iso8859_2", "cp1256", "cp1255",
    "cp1253", "cp1254", "cp1257", "cp874", "cp1258", "koi8_r",
)  # fmt: skip
"""Legacy encodings that subtitles are found in, the most usual first; cp932 is Shift-JIS, cp949 Korean."""

_OF_LANGUAGE = {
    "cp1250": "bs cs hr hu pl ro sk sl sq",
    "cp1251": "be bg kk ky mk mn ru sr tg tt uk",
    "cp1253": "el",
    "cp1254": "az tr",
    "cp1255": "he yi",
    "cp1256": "ar fa ug ur",
    "cp1257": "et lt lv",
    "cp1258": "vi",
    "cp874": "th",
    "cp932": "ja",
    "cp949": "ko",
    "gb18030": "cmn zh",
    "big5": "yue",
}
"""Encoding → languages that were saved in it; all others in cp1252."""

_DISORDER = 0.09  # by which a candidate may look worse than the best one


@dataclass(frozen=True)
class Decoded:
    """text: with line ends as ``\\n``. encoding: its name. notes: sentences on what had to be guessed."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None, language: str | None = None) -> Decoded:
    """The text of a file's bytes. encoding: Python's name of it, None = find out. language: a code such as
    de or zh-TW, which helps to find out.

    Raises DubError when the encoding is unknown, does not fit, or the file is no text.
    """
    if encoding is not None:
        return _decoded(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    if (wide := _wide(data)) is not None:
        return _decoded(data, wide)
    if b"\0" in data:
        raise DubError("the file is no text: it holds zero bytes; give a subtitle file such as .srt")
    try:
        return Decoded(_lines(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _mixed(data, language)


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(encoding)
    except LookupError:
        raise DubError(f"unknown encoding {encoding!r}; such as utf-8, cp1252, gb18030, shift_jis") from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DubError(f"line {line} is not {encoding}; give the file's own encoding, or none") from None
    return Decoded(_lines(text).removeprefix("\ufeff"), name)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: the blanks, digits and line ends of subtitles have zero bytes."""
    head = data[:4096]
    if len(head) < 8 or len(data) % 2:
        return None
    share = [head[at::4].count(0) / len(head[at::4]) for at in range(4)]
    if len(data) % 4 == 0 and sum(each > 0.9 for each in share) >= 2 and sum(share) > 2.4:
        return "utf-32-le" if share[0] < 0.5 else "utf-32-be"
    even, odd = (share[0] + share[2]) / 2, (share[1] + share[3]) / 2
    if max(even, odd) > 0.15 and min(even, odd) < 0.02:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _mixed(data: bytes, language: str | None) -> Decoded:
    """UTF-8 line by line, and one legacy encoding for the lines that are not."""
    lines = data.splitlines(keepends=True)
    odd = {at for at, line in enumerate(lines) if not _is_utf8(line)}
    name = _legacy(b"".join(lines[at] for at in sorted(odd)), language)
    first = min(odd) + 1
    if name is None:
        raise DubError(f"line {first} is in no encoding that can be told; save the file as UTF-8, or name it")
    text = "".join(line.decode(name if at in odd else "utf-8") for at, line in enumerate(lines))
    whole = sum(not line.isascii() for line in lines)
    if len(odd) == whole:
        return Decoded(_lines(text), name, (f"read as {name}, which is likely; name the encoding if not so",))
    note = f"{len(odd)} of {whole} lines with special letters are {name}, first line {first}; the rest UTF-8"
    return Decoded(_lines(text), f"utf-8 and {name}", (note,))


def _legacy(data: bytes, language: str | None) -> str | None:
    """The likeliest of the usual encodings, None when the data is in none of them."""
    from charset_normalizer import from_bytes

    found = {match.encoding: match for match in from_bytes(data, cp_isolation=list(_USUAL))}
    if not found:
        return None
    least = min(match.chaos for match in found.values())
    likely = [name for name in _USUAL if name in found and found[name].chaos <= least + _DISORDER]
    own = _of_language(language) if language else ""
    return own if own in likely else likely[0]


def _of_language(language: str) -> str:
    code, _, place = language.lower().replace("_", "-").partition("-")
    if code in ("zh", "cmn") and place in ("tw", "hk", "hant"):
        return "big5"
    return next((name for name, codes in _OF_LANGUAGE.items() if code in codes.split()), "cp1252")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
