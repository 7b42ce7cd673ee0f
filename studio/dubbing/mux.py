"""The mix into the film, as a sound track with its language, beside the original one or in its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio import ffmpeg
from studio.provenance import Origin
from tts.errors import DubError, MediaError

TITLE = "Dub (AI-generated)"

_SOUND = {
    ".mp4": ("aac", "-b:a:0", "256k"), ".m4v": ("aac", "-b:a:0", "256k"), ".mov": ("aac", "-b:a:0", "256k"),
    ".mkv": ("flac",), ".webm": ("libopus", "-b:a:0", "192k"),
}  # fmt: skip
"""Ending → how the dub's sound is coded."""

_WORDS = {".mp4": "mov_text", ".m4v": "mov_text", ".mov": "mov_text", ".webm": "webvtt"}
"""Ending → how subtitles are coded; Matroska takes them as they are."""

CONTAINERS = tuple(_SOUND)
"""Endings of films that a dub can be put into."""


@dataclass(frozen=True)
class Muxing:
    """What goes into the film. language: of the dub, such as de or en-us. keep: whether the original sound
    stays, as the second track. subtitles: a file that goes in as well."""

    language: str
    keep: bool = True
    subtitles: Path | None = None


def check_container(path: Path) -> None:
    """Raise DubError for a film that a dub cannot be put into."""
    if path.suffix.lower() not in CONTAINERS:
        raise DubError(f"cannot write a film as {path.suffix or path.name!r}; valid: {', '.join(CONTAINERS)}")


def mux(film: Path, sound: Path, out: Path, muxing: Muxing) -> None:
    """Copy a film with another sound track; pictures, chapters, covers and attachments stay as they are.

    The dub is the first and usual sound. Subtitles of the film stay. Raises MediaError when ffmpeg fails, as
    where the container cannot hold one of the film's streams.
    """
    check_container(out)
    ending = out.suffix.lower()
    media = ffmpeg.probe(film)
    if not media.of("video"):
        raise MediaError(f"{film} has no picture; write the mix alone")
    language = three_letters(muxing.language, terminology=ending != ".mkv")
    original = len(media.of("audio")) if muxing.keep else 0
    inputs = [*ffmpeg.LOCAL, "-i", ffmpeg.url(film), "-i", ffmpeg.url(sound)]
    mapped = ["-map", "0:v", "-map", "1:a:0", *(["-map", "0:a"] if original else []), "-map", "0:s?"]
    mapped += ["-map", "0:t?"] if ending == ".mkv" else []
    coding = ["-c", "copy", "-c:a:0", *_SOUND[ending]]
    coding += (
        ["-c:s", _WORDS[ending]] if ending in _WORDS and (media.of("subtitle") or muxing.subtitles) else []
    )
    tags = ["-metadata:s:a:0", f"language={language}", "-metadata:s:a:0", f"title={TITLE}"]
    tags += ["-metadata:s:a:0", f"handler_name={TITLE}", "-disposition:a:0", "default"]
    tags += [part for n in range(1, original + 1) for part in (f"-disposition:a:{n}", "0")]
    if muxing.subtitles is not None:
        number = len(media.of("subtitle"))
        inputs += ["-i", ffmpeg.url(muxing.subtitles)]
        mapped += ["-map", "2:s:0"]
        tags += [f"-metadata:s:s:{number}", f"language={language}"]
    for key, value in Origin().tags().items():
        tags += ["-metadata", f"{key}={value}"]
    partial = out.with_name(f".{out.stem}.partial{ending}")
    try:
        ffmpeg.run(
            [
                *inputs,
                *mapped,
                "-map_metadata",
                "0",
                "-map_chapters",
                "0",
                *coding,
                *tags,
                ffmpeg.url(partial),
            ]
        )
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def three_letters(language: str, terminology: bool = True) -> str:
    """A language code such as en-us or cmn as ISO 639-2: deu (terminology) or ger (bibliography).

    Raises DubError when there is no such language.
    """
    try:
        from langcodes import Language
        from langcodes.tag_parser import LanguageTagError
    except ImportError:
        raise DubError(
            "tags of languages need langcodes, which is not installed: pip install 'dramatis[dub]'"
        ) from None
    try:
        found = Language.get(language).prefer_macrolanguage()
        return str(found.to_alpha3("T" if terminology else "B"))
    except (LanguageTagError, LookupError):
        raise DubError(
            f"{language!r} is no language that a film can be tagged with; such as de, en-us, zh"
        ) from None
