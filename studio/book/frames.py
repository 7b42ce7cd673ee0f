"""Bare AAC frames (ADTS, ISO/IEC 13818-7): one after the other, each with a header of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tts.errors import MediaError

_HEADER = 7  # bytes, of which the length of the whole frame is a part


def frames(path: Path) -> Iterator[bytes]:
    """The frames of a file. Raises MediaError when it is none, or is cut off."""
    data = path.read_bytes()
    at = 0
    while at < len(data):
        head = data[at : at + _HEADER]
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if len(head) == _HEADER else 0
        sound = len(head) == _HEADER and head[0] == 0xFF and head[1] & 0xF6 == 0xF0
        if not sound or length < _HEADER or at + length > len(data):
            raise MediaError(f"{path} is damaged at byte {at}; remove it and export again")
        yield data[at : at + length]
        at += length
