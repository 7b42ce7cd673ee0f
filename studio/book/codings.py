"""How sound is written: mono as MP3, AAC, FLAC or WAV, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from studio import ffmpeg
from tts.audio import Samples
from tts.request import SAMPLE_RATE

RATE = 44_100
"""Hz of chapters in files of their own, as stores ask. A whole book keeps the rate of the speech, above half
of which there is nothing to encode."""
FRAME = 1024
"""Samples of an AAC frame."""


@dataclass(frozen=True)
class Coding:
    """One way of writing sound. suffix: of its file. options: ffmpeg's, before the output. rate: Hz."""

    name: str
    suffix: str
    options: tuple[str, ...]
    rate: int = RATE


_EXACT = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")

MP3 = Coding("mp3", ".mp3", ("-c:a", "libmp3lame", "-b:a", "192k", "-id3v2_version", "0", "-f", "mp3"))
# Bare frames (ADTS), so that a book is put together from its parts without encoding again. The fast coder
# takes a third of the default one's time, and comes nearer to speech (at 64 kbit/s 30.6 dB against 26.8).
AAC = Coding(
    "aac", ".aac", ("-c:a", "aac", "-aac_coder", "fast", "-b:a", "80k", "-f", "adts"), rate=SAMPLE_RATE
)
FLAC = Coding(
    "flac", ".flac", ("-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24", "-f", "flac")
)
WAV = Coding("wav", ".wav", ("-c:a", "pcm_s24le", "-rf64", "auto", "-f", "wav"))

CODINGS = {coding.name: coding for coding in (MP3, AAC, FLAC, WAV)}


def encode(blocks: Iterable[Samples], coding: Coding, path: Path) -> None:
    """Write blocks of samples at the coding's rate into a new file; it appears whole or not at all.

    Raises MediaError when ffmpeg fails.
    """
    partial = path.with_name(f".{path.name}.partial")
    feed = (block.astype("<f4", copy=False).tobytes() for block in blocks)
    try:
        given = [*ffmpeg.pcm(coding.rate), "-i", "-"]
        ffmpeg.run([*given, *_EXACT, "-threads", "1", *coding.options, ffmpeg.url(partial)], feed)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def version() -> str:
    """ffmpeg's own name for its version: other versions may write other bytes."""
    return ffmpeg.run(["-version"]).decode("utf-8", "replace").split("\n")[0]
