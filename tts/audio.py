"""Audio files: read, write, encode and resample (libsndfile and soxr)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tts.errors import RequestError

if TYPE_CHECKING:
    import soundfile

Samples = NDArray[np.float32]

FORMATS: dict[str, tuple[str, str]] = {
    "wav": ("WAV", "PCM_16"),
    "flac": ("FLAC", "PCM_16"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
    "ogg": ("OGG", "VORBIS"),
    "opus": ("OGG", "OPUS"),
}
"""File ending → libsndfile container and coding that we write."""

_BLOCK = 1 << 16  # frames a call: some libsndfile releases overflow the stack on one long Vorbis write

_SYSTEM_ERROR = 2  # libsndfile's code when the file system refuses


@dataclass(frozen=True)
class AudioWriter:
    """An open mono file that takes audio piece by piece, so that its length costs no memory."""

    path: Path
    sample_rate: int
    _file: soundfile.SoundFile

    def write(self, samples: Samples) -> None:
        """Append samples: (T,) in -1–1; louder ones are clipped. Raises ValueError on NaN or infinity."""
        for start in range(0, len(samples), _BLOCK):
            self._file.write(_checked(samples[start : start + _BLOCK]))


@contextmanager
def open_writer(path: str | Path, sample_rate: int) -> Iterator[AudioWriter]:
    """A writer for a new file, whose ending chooses the format; the file is complete when the block ends.

    The audio goes to a neighbouring partial file first, so that a failure leaves no half-written file
    and destroys no earlier one. Raises RequestError for an unknown ending, a missing folder or a sample
    rate that the format does not have.
    """
    path = Path(path)
    container, coding = check_output(path)
    partial = path.with_name(f".{path.name}.partial")
    file = _open(partial, sample_rate, container, coding)
    try:
        with file:
            yield AudioWriter(path, sample_rate, file)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write(path: str | Path, samples: Samples, sample_rate: int) -> None:
    """Write samples (T,) in -1–1 as one mono file; errors as in `open_writer`."""
    with open_writer(path, sample_rate) as writer:
        writer.write(samples)


def encode(samples: Samples, sample_rate: int, format: str) -> bytes:
    """Samples (T,) in -1–1 as the bytes of a file. Raises RequestError for a format outside `FORMATS`."""
    container, coding = format_of(Path(f"audio.{format}"))
    memory = io.BytesIO()
    with _open(memory, sample_rate, container, coding) as file:
        for start in range(0, len(samples), _BLOCK):
            file.write(_checked(samples[start : start + _BLOCK]))
    return memory.getvalue()


def read(path: str | Path, sample_rate: int | None = None) -> tuple[Samples, int]:
    """A file as mono samples (T,) in -1–1 and their rate, Hz; resampled when a rate is given.

    Several channels are averaged. Raises RequestError when the file is missing, empty or not audio.
    """
    import soundfile

    path = Path(path)
    if not path.is_file():
        raise RequestError(f"there is no file {path}; check the path")
    try:
        channels, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        why = error.error_string
        raise RequestError(f"{path} cannot be read as audio ({why}); use {_choices()}") from None
    if not len(channels):
        raise RequestError(f"{path} holds no audio; record or export it again")
    samples: Samples = channels.mean(axis=1, dtype=np.float32)
    if sample_rate is None:
        return samples, int(rate)
    return resample(samples, int(rate), sample_rate), sample_rate


def resample(samples: Samples, source: int, target: int) -> Samples:
    """Samples (T,) at `source` Hz as (≈ T · target / source,) at `target` Hz, band-limited (soxr HQ)."""
    if min(source, target) <= 0:
        raise RequestError(f"a sample rate must be above 0 Hz, not {min(source, target)}")
    if source == target:
        return samples
    import soxr

    return np.asarray(soxr.resample(samples, source, target), dtype=np.float32)


def check_output(path: Path) -> tuple[str, str]:
    """`format_of` of a file that is going to be written; a missing folder is a RequestError as well."""
    container, coding = format_of(path)
    if not path.parent.is_dir():
        raise RequestError(f"the folder {path.parent} does not exist; create it or choose another output")
    return container, coding


def format_of(path: Path) -> tuple[str, str]:
    """libsndfile container and coding for a file name. Raises RequestError listing the endings we write."""
    ending = path.suffix.lower().lstrip(".")
    if ending not in FORMATS:
        raise RequestError(f"cannot write {path.name!r}: its ending must be {_choices()}")
    return FORMATS[ending]


def _open(target: Path | io.BytesIO, sample_rate: int, container: str, coding: str) -> soundfile.SoundFile:
    import soundfile

    try:
        return soundfile.SoundFile(target, "w", sample_rate, 1, subtype=coding, format=container)
    except soundfile.LibsndfileError as error:
        if isinstance(target, Path):
            with suppress(OSError):
                target.unlink()
            if error.code == _SYSTEM_ERROR:
                raise RequestError(f"cannot write in {target.parent}; check its permissions") from None
        why = f"cannot write {coding} at {sample_rate} Hz ({error.error_string})"
        raise RequestError(f"{why}; resample it or choose one of {_choices()}") from None


def _checked(samples: Samples) -> Samples:
    if not np.isfinite(samples).all():
        raise ValueError("audio holds NaN or infinite samples")
    return np.clip(samples, -1.0, 1.0)


def _choices() -> str:
    return ", ".join(FORMATS)
