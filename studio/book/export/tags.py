"""What every file says of the book: who wrote it, who reads it, and that the voices are synthetic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from studio import ffmpeg
from studio.provenance import Origin
from tts.errors import MediaError

GENRE = "Audiobook"
_NAMED = 6  # narrators that a tag names; players have one line for them

# BCP 47 primary subtags whose three-letter form (ISO 639-2/T) is no simple extension; the rest is "und".
_THREE_LETTERS = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin",
    "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "nb": "nob",
    "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur",
    "uk": "ukr", "vi": "vie", "yue": "zho", "zh": "zho",
}  # fmt: skip


@dataclass(frozen=True)
class BookTags:
    """Of the whole book. language: BCP 47. narrators: names of who reads, most lines first."""

    title: str
    authors: tuple[str, ...] = ()
    narrators: tuple[str, ...] = ()
    language: str = "en"
    origin: Origin = field(default_factory=Origin)

    @property
    def author(self) -> str:
        """All authors in one line; empty where none is known."""
        return ", ".join(self.authors)

    @property
    def narrator(self) -> str:
        """The narrators in one line, those who read most."""
        return ", ".join(self.narrators[:_NAMED])

    @property
    def three_letters(self) -> str:
        """The language as ISO 639-2/T has it, which media containers want."""
        return _THREE_LETTERS.get(self.language.replace("_", "-").split("-")[0].lower(), "und")

    def options(self, title: str = "", track: str = "") -> list[str]:
        """ffmpeg's options for a whole book, or for a chapter with its title and track, such as "3/12".

        The narrator stands where players look for it: as composer.
        """
        values = {
            "title": title or self.title,
            "album": self.title,
            "artist": self.author,
            "album_artist": self.author,
            "composer": self.narrator,
            "genre": GENRE,
            "track": track,
            **self.origin.tags(),
        }
        written = [f"{key}={plain(value)}" for key, value in values.items() if value]
        return [part for value in written for part in ("-metadata", value)]


@dataclass(frozen=True)
class Cover:
    """A picture as every container takes it. suffix: ".jpg" or ".png"."""

    data: bytes
    suffix: str

    @property
    def media_type(self) -> str:
        """Of its data."""
        return "image/png" if self.suffix == ".png" else "image/jpeg"


def cover_of(data: bytes | None, folder: Path) -> Cover | None:
    """A book's cover; GIF and WebP become PNG. folder: for a passing file.

    Raises MediaError when the data are no picture.
    """
    if not data:
        return None
    if data.startswith(b"\xff\xd8\xff"):
        return Cover(data, ".jpg")
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Cover(data, ".png")
    if not data.startswith((b"GIF8", b"RIFF")):
        raise MediaError("the cover is no JPEG, PNG, GIF or WebP picture; replace it in the project's folder")
    source = folder / "cover.source"
    try:
        source.write_bytes(data)
        arguments = [*ffmpeg.LOCAL, "-i", ffmpeg.url(source), "-frames:v", "1"]
        return Cover(ffmpeg.run([*arguments, "-c:v", "png", "-f", "image2pipe", "-"]), ".png")
    finally:
        source.unlink(missing_ok=True)


def plain(text: str) -> str:
    """A text without control characters and line ends, which tags cannot hold."""
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()


_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


def file_name(number: int, total: int, title: str, suffix: str) -> str:
    """A name that sorts as the book is read and that every file system takes: "03 The Letter.mp3".

    number: from 1, of `total`, which sets how many digits it has.
    """
    digits = max(2, len(str(total)))
    return f"{number:0{digits}d} {_cleaned(title)}".rstrip() + suffix


def file_title(title: str) -> str:
    """A name for the file of a whole book, without its ending."""
    cleaned = _cleaned(title) or "book"
    return f"{cleaned}_" if cleaned.lower() in _RESERVED else cleaned


def _cleaned(title: str) -> str:
    cleaned = re.sub(r'[<>:"/\\|?*]+', " ", plain(title)).encode("utf-8", "ignore").decode()
    cleaned = re.sub(r"\s+", " ", cleaned).strip(" .")
    while len(cleaned.encode()) > 120:  # file systems count bytes
        cleaned = cleaned[:-1].rstrip(" .")
    return cleaned


def narrators_of(names: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Names by how much they read, most first. names: with the number of their lines, may repeat."""
    counted: dict[str, int] = {}
    for name, lines in names:
        counted[name] = counted.get(name, 0) + lines
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))
