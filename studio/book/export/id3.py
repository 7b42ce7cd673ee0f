"""ID3v2.3 tags, which every player of MP3 files reads: written before the encoded frames as they are.

Format: id3.org's "ID3 tag version 2.3.0" and "ID3v2 Chapter Frame Addendum", informal standards.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from studio.book.export.tags import GENRE, BookTags, Cover, plain
from studio.provenance import DIGITAL_SOURCE_TYPE, xmp

_UTF16 = b"\x01"  # with a byte-order mark; version 2.3 knows no UTF-8
_FRONT_COVER = b"\x03"
_NOWHERE = 0xFFFFFFFF  # in bytes of the file: the times count


def id3(tags: BookTags, title: str, number: int, total: int, cover: Cover | None = None) -> bytes:
    """The tag of a chapter's file. number: of the file, from 1, of `total`; 0 = none of them."""
    texts = {
        "TIT2": title,
        "TALB": tags.title,
        "TPE1": tags.author,
        "TPE2": tags.author,
        "TCOM": tags.narrator,
        "TCON": GENRE,
        "TRCK": f"{number}/{total}" if number else "",
        "TLAN": tags.three_letters,
        "TSSE": tags.origin.software,
    }
    frames = b"".join(_frame(name, _UTF16 + _text(text)) for name, text in texts.items() if text)
    language = tags.three_letters.encode("ascii")
    comment = _text("") + b"\0\0" + _text(tags.origin.comment)
    frames += _frame("COMM", _UTF16 + language + comment)
    frames += _frame("TXXX", _UTF16 + _text("DigitalSourceType") + b"\0\0" + _text(DIGITAL_SOURCE_TYPE))
    frames += _frame("PRIV", b"XMP\0" + xmp(tags.origin))
    return _tag(frames + _picture(cover))


def marks(chapters: Sequence[tuple[str, float, float]], cover: Cover | None = None) -> bytes:
    """A tag with nothing but chapters (title, start, end, s; kept to the millisecond) and a cover."""
    frames = b""
    for number, (title, start, end) in enumerate(chapters):
        times = struct.pack(">IIII", round(1000 * start), round(1000 * end), _NOWHERE, _NOWHERE)
        said = _text(title) if plain(title) else _text("") + b" \0"  # with none its number is shown
        named = _frame("TIT2", _UTF16 + said)
        frames += _frame("CHAP", f"{number}\0".encode("ascii") + times + named)
    return _tag(frames + _picture(cover))


def _tag(frames: bytes) -> bytes:
    seven_bits = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + seven_bits + frames


def _picture(cover: Cover | None) -> bytes:
    if cover is None:
        return b""
    head = b"\0" + cover.media_type.encode("ascii") + b"\0" + _FRONT_COVER + b"\0"
    return _frame("APIC", head + cover.data)


def _text(text: str) -> bytes:
    # A lone surrogate, which undecodable input leaves, has no UTF-16.
    cleaned = plain(text).encode("utf-8", "replace").decode("utf-8")
    return b"\xff\xfe" + cleaned.encode("utf-16-le")


def _frame(name: str, content: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">I", len(content)) + b"\0\0" + content
