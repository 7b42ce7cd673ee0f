"""Audio encoded while it is being spoken: samples go in piece by piece, bytes come out as early as can be.

MP3, Opus and FLAC by libsndfile, AAC by ffmpeg, WAV and raw samples here. In a stream, what a container
wants to write into its head when all is done (lengths, seek tables) has been sent long ago and is left open,
as each of these formats allows; in a file it is filled in. Every file says of itself that it is AI-generated
(`studio.provenance`).
"""

from __future__ import annotations

import contextlib
import io
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

from studio.provenance import Origin, id3, riff_chunks
from tts.errors import MediaError, RequestError

Samples = NDArray[np.float32]

MEDIA_TYPES: dict[str, str] = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": "audio/pcm",
}
"""Format → media type, of all that can be streamed."""

_CODINGS = {"mp3": ("MP3", "MPEG_LAYER_III"), "opus": ("OGG", "OPUS"), "flac": ("FLAC", "PCM_16")}
"""Format → container and coding, of what libsndfile encodes."""

_UNKNOWN = 0xFFFFFFFF  # length of a RIFF chunk that goes on to the end
_BIT_RATE = "80k"  # of AAC; MP3 comes out the same
_MP3_LEVEL = 0.5  # libsndfile's scale: 80 kbit/s of the 160 that MPEG-2 has at 24 kHz
_PAGE_LATENCY = 0x1302  # libsndfile's SFC_SET_OGG_PAGE_LATENCY_MS
_OPUS_PAGE = 60.0  # ms


class Encoder(Protocol):
    """One file in the making."""

    def feed(self, samples: Samples) -> bytes:
        """Append samples (T,) in -1–1, louder ones are clipped; the bytes that are ready."""
        ...

    def finish(self) -> bytes:
        """The last bytes; the encoder is used up."""
        ...

    def abandon(self) -> None:
        """Free what it holds without finishing; nothing happens when it is finished."""
        ...


def encoder(format: str, sample_rate: int, origin: Origin, length: int | None = None) -> Encoder:
    """An encoder for a new mono file. format: of `MEDIA_TYPES`. length: samples, where known beforehand.

    Raises RequestError for another format, MediaError when ffmpeg is needed and missing.
    """
    if format in _CODINGS:
        return _Sndfile(format, sample_rate, origin, _Appended(_head(format, origin)))
    makers: dict[str, Callable[[], Encoder]] = {
        "pcm": lambda: _Raw(b""),
        "wav": lambda: _Raw(wav_head(sample_rate, origin, length)),
        "aac": lambda: _Ffmpeg(sample_rate, origin),
    }
    if format not in makers:
        raise RequestError(f"unknown format {format!r}; valid: {', '.join(MEDIA_TYPES)}")
    return makers[format]()


def encode(samples: Samples, sample_rate: int, format: str, origin: Origin) -> bytes:
    """A whole file, which states its length where its format can; errors as in `encoder`."""
    memory = io.BytesIO()
    with file_encoder(memory, format, sample_rate, origin) as made:
        made.feed(samples)
    return memory.getvalue()


@contextlib.contextmanager
def file_encoder(file: BinaryIO, format: str, sample_rate: int, origin: Origin) -> Iterator[FileEncoder]:
    """What encodes into an empty file, of any length, and completes it when the block ends.

    Errors as in `encoder`.
    """
    made: Encoder
    if format in _CODINGS:
        head = _head(format, origin)
        file.write(head)
        made = _Sndfile(format, sample_rate, origin, _Placed(file, len(head)))
    else:
        made = encoder(format, sample_rate, origin)
    writer = FileEncoder(file, made)
    try:
        yield writer
        file.write(made.finish())
    finally:
        made.abandon()
    if format == "wav" and 2 * writer.length < _UNKNOWN - 4096:
        file.seek(0)
        file.write(wav_head(sample_rate, origin, writer.length))


@dataclass
class FileEncoder:
    """A file in the making. length: samples so far."""

    _file: BinaryIO
    _encoder: Encoder
    length: int = 0

    def feed(self, samples: Samples) -> None:
        """Append samples, as `Encoder.feed`."""
        self._file.write(self._encoder.feed(samples))
        self.length += len(samples)


def pcm16(samples: Samples) -> bytes:
    """Samples (T,) as 16-bit little-endian integers. Raises ValueError on NaN or infinity."""
    if not np.isfinite(samples).all():
        raise ValueError("audio holds NaN or infinite samples")
    whole: NDArray[np.int16] = (np.clip(samples, -1.0, 1.0) * 32767.0).round().astype("<i2")
    return whole.tobytes()


def wav_head(sample_rate: int, origin: Origin, length: int | None) -> bytes:
    """A mono 16-bit WAV file up to its first sample. length: samples, None where it goes on to the end."""
    described = riff_chunks(origin)
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, sample_rate, 2 * sample_rate, 2, 16)
    data = _UNKNOWN if length is None else 2 * length
    whole = _UNKNOWN if length is None else len(b"WAVE" + form + described) + 8 + data
    return b"RIFF" + struct.pack("<I", whole) + b"WAVE" + form + described + b"data" + struct.pack("<I", data)


class _Raw:
    """Sixteen-bit samples after a head."""

    def __init__(self, head: bytes) -> None:
        self._head = head

    def feed(self, samples: Samples) -> bytes:
        head, self._head = self._head, b""
        return head + pcm16(samples)

    def finish(self) -> bytes:
        return self._head

    def abandon(self) -> None:
        pass


def _head(format: str, origin: Origin) -> bytes:
    """What stands before that which libsndfile writes."""
    return id3(origin) if format == "mp3" else b""


class _Appended(io.RawIOBase):
    """A file that keeps what is appended, after a head; what goes back to an earlier place is dropped."""

    def __init__(self, head: bytes) -> None:
        self._place = self._end = 0
        self._fresh = bytearray(head)

    def drain(self) -> bytes:
        """What was appended since the last time."""
        fresh = bytes(self._fresh)
        self._fresh.clear()
        return fresh

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        self._place = (0, self._place, self._end)[whence] + offset
        return self._place

    def write(self, data: object) -> int:
        content = bytes(data)  # type: ignore[call-overload]
        if self._place == self._end:
            self._fresh += content
            self._end += len(content)
        self._place += len(content)
        return len(content)

    def readinto(self, buffer: object) -> int:
        return 0


class _Placed(io.RawIOBase):
    """A file inside another one, which begins at an offset and goes on to its end."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._file, self._offset = file, offset

    def drain(self) -> bytes:
        """Nothing: all has been written."""
        return b""

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell() - self._offset

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset + self._offset * (whence == 0), whence) - self._offset

    def write(self, data: object) -> int:
        return self._file.write(bytes(data))  # type: ignore[call-overload]

    def readinto(self, buffer: object) -> int:
        content = self._file.read(len(buffer))  # type: ignore[arg-type]
        buffer[: len(content)] = content  # type: ignore[index]
        return len(content)


class _Sndfile:
    """What libsndfile encodes into a sink."""

    def __init__(self, format: str, sample_rate: int, origin: Origin, sink: _Appended | _Placed) -> None:
        import soundfile

        self._sink = sink
        container, coding = _CODINGS[format]
        constant = {"bitrate_mode": "CONSTANT", "compression_level": _MP3_LEVEL} if format == "mp3" else {}
        self._file = soundfile.SoundFile(
            self._sink, "w", sample_rate, 1, subtype=coding, format=container, **constant
        )
        if container == "OGG":
            # The usual page of a second would hold the first sound back; soundfile has no name for this.
            latency = soundfile._ffi.new("double*", _OPUS_PAGE)
            soundfile._snd.sf_command(self._file._file, _PAGE_LATENCY, latency, 8)
        if format != "mp3":
            self._file.comment = origin.comment
            self._file.software = origin.software

    def feed(self, samples: Samples) -> bytes:
        if not np.isfinite(samples).all():
            raise ValueError("audio holds NaN or infinite samples")
        for start in range(0, len(samples), 1 << 16):
            self._file.write(np.clip(samples[start : start + (1 << 16)], -1.0, 1.0))
        return self._sink.drain()

    def finish(self) -> bytes:
        self._file.close()
        return self._sink.drain()

    def abandon(self) -> None:
        self._file.close()


class _Ffmpeg:
    """AAC in ADTS frames, by a process that is fed and read through pipes."""

    def __init__(self, sample_rate: int, origin: Origin) -> None:
        from studio.ffmpeg import executable, pcm

        command = [str(executable()), "-hide_banner", "-loglevel", "error", "-probesize", "32"]
        command += ["-analyzeduration", "0", *pcm(sample_rate), "-i", "-", "-c:a", "aac", "-b:a", _BIT_RATE]
        command += ["-flush_packets", "1", "-f", "adts", "-"]
        self._head = id3(origin)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._lock = threading.Lock()
        self._fresh = bytearray()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def feed(self, samples: Samples) -> bytes:
        if not np.isfinite(samples).all():
            raise ValueError("audio holds NaN or infinite samples")
        stdin = _pipe(self._process.stdin)
        try:
            stdin.write(samples.astype("<f4").tobytes())
            stdin.flush()
        except BrokenPipeError:
            raise self._failure() from None
        return self._drain()

    def finish(self) -> bytes:
        with contextlib.suppress(BrokenPipeError):
            _pipe(self._process.stdin).close()
        self._reader.join()
        if self._process.wait():
            raise self._failure()
        self._close()
        return self._drain()

    def abandon(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join()
        self._close()

    def _read(self) -> None:
        stdout = _pipe(self._process.stdout)
        while block := stdout.read1(1 << 16):  # type: ignore[attr-defined]  # a buffered reader has it
            with self._lock:
                self._fresh += block

    def _drain(self) -> bytes:
        with self._lock:
            fresh, head = bytes(self._fresh), self._head
            self._fresh.clear()
            self._head = b""
        return head + fresh

    def _failure(self) -> MediaError:
        told = _pipe(self._process.stderr).read().decode("utf-8", "replace").strip()
        self.abandon()
        return MediaError(f"ffmpeg could not encode AAC: {told[-300:] or 'it gave no reason'}")

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(BrokenPipeError):
                _pipe(pipe).close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
