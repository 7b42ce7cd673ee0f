"""Audio encoded while it is being spoken: samples go in piece by piece, bytes come out as early as can be.

MP3, Opus and FLAC by libsndfile, AAC by ffmpeg, WAV and raw samples here. What a container wants to write
into its head when all is done (lengths, seek tables) has been sent long ago and is left open, as each of
these formats allows. Every file says of itself that it is AI-generated (`studio.provenance`).
"""

from __future__ import annotations

import contextlib
import io
import struct
import subprocess
import threading
from collections.abc import Callable
from typing import IO, Protocol

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
    makers: dict[str, Callable[[], Encoder]] = {
        "pcm": lambda: _Raw(b""),
        "wav": lambda: _Raw(wav_head(sample_rate, origin, length)),
        "mp3": lambda: _Sndfile("MP3", "MPEG_LAYER_III", sample_rate, origin),
        "opus": lambda: _Sndfile("OGG", "OPUS", sample_rate, origin),
        "flac": lambda: _Sndfile("FLAC", "PCM_16", sample_rate, origin),
        "aac": lambda: _Ffmpeg(sample_rate, origin),
    }
    if format not in makers:
        raise RequestError(f"unknown format {format!r}; valid: {', '.join(makers)}")
    return makers[format]()


def encode(samples: Samples, sample_rate: int, format: str, origin: Origin) -> bytes:
    """A whole file; errors as in `encoder`."""
    made = encoder(format, sample_rate, origin, len(samples))
    return made.feed(samples) + made.finish()


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


class _Sink(io.RawIOBase):
    """A file that keeps only what is appended; what goes back to an earlier place is dropped."""

    def __init__(self) -> None:
        self._place = self._end = 0
        self._fresh = bytearray()

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


class _Sndfile:
    """What libsndfile encodes."""

    def __init__(self, container: str, coding: str, sample_rate: int, origin: Origin) -> None:
        import soundfile

        self._sink = _Sink()
        self._head = id3(origin) if container == "MP3" else b""
        constant = {"bitrate_mode": "CONSTANT", "compression_level": _MP3_LEVEL} if self._head else {}
        self._file = soundfile.SoundFile(
            self._sink, "w", sample_rate, 1, subtype=coding, format=container, **constant
        )
        if container == "OGG":
            # The usual page of a second would hold the first sound back; soundfile has no name for this.
            latency = soundfile._ffi.new("double*", _OPUS_PAGE)
            soundfile._snd.sf_command(self._file._file, _PAGE_LATENCY, latency, 8)
        if container != "MP3":
            self._file.comment = origin.comment
            self._file.software = origin.software

    def feed(self, samples: Samples) -> bytes:
        if not np.isfinite(samples).all():
            raise ValueError("audio holds NaN or infinite samples")
        for start in range(0, len(samples), 1 << 16):
            self._file.write(np.clip(samples[start : start + (1 << 16)], -1.0, 1.0))
        head, self._head = self._head, b""
        return head + self._sink.drain()

    def finish(self) -> bytes:
        self._file.close()
        head, self._head = self._head, b""
        return head + self._sink.drain()

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
