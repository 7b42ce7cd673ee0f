"""Sound as it comes over a wire, in pieces of any size → samples at our rate."""

from __future__ import annotations

import io
import struct

import numpy as np
from numpy.typing import NDArray

from tts.errors import EngineError
from tts.request import SAMPLE_RATE

Floats = NDArray[np.float32]

_NOTHING = np.zeros(0, np.float32)


class Pcm:
    """Reads one stream: raw 16-bit samples at 24 kHz ("pcm"), or a WAV file ("wav") of any rate.

    16-bit WAV is read while it comes, whatever lengths its header tells; of other kinds all is waited for.
    Several channels are averaged.
    """

    def __init__(self, format: str) -> None:
        self._bytes = b""
        self._head: tuple[int, int] | None = (SAMPLE_RATE, 1) if format == "pcm" else None  # rate, channels
        self._whole = False  # whether all has to be there before it can be read
        self._left: int | None = None  # bytes of audio that are still to come; None = to the end
        self._resampler: object = None

    def read(self, data: bytes) -> Floats:
        """The samples (T,), T ≥ 0, that these bytes complete. Raises EngineError where it is no audio."""
        self._bytes += data
        if self._head is None and not self._whole:
            self._read_head()
        if self._head is None:
            return _NOTHING
        return self._samples(last=False)

    def end(self) -> Floats:
        """The rest, when there are no more bytes."""
        if self._head is not None:
            return self._samples(last=True)
        if not self._bytes:
            return _NOTHING
        return self._decoded()

    def _read_head(self) -> None:
        """Find the format and the beginning of the audio, when they have come."""
        if len(self._bytes) < 12:
            return
        if self._bytes[:4] not in (b"RIFF", b"RF64") or self._bytes[8:12] != b"WAVE":
            self._whole = True
            return
        at, kind = 12, (0, 0, 0, 0)
        while at + 8 <= len(self._bytes):
            name, size = struct.unpack_from("<4sI", self._bytes, at)
            if name == b"data":
                code, channels, rate, bits = kind
                if code not in (1, 0xFFFE) or bits != 16 or not channels:
                    self._whole = True
                    return
                self._head = rate, channels
                self._left = None if size in (0, 0xFFFFFFFF) or size > 0x7FFFF000 else size
                self._bytes = self._bytes[at + 8 :]
                return
            if name == b"fmt " and at + 24 <= len(self._bytes):
                code, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", self._bytes, at + 8)
                kind = code, channels, rate, bits
            at += 8 + size + size % 2

    def _samples(self, last: bool) -> Floats:
        assert self._head is not None
        rate, channels = self._head
        if self._left is not None:  # what follows the audio is no audio
            self._bytes = self._bytes[: self._left]
        size = 2 * channels
        whole = len(self._bytes) // size * size
        audio, self._bytes = self._bytes[:whole], self._bytes[whole:]
        if self._left is not None:
            self._left -= whole
        samples = np.frombuffer(audio, "<i2").reshape(-1, channels).mean(axis=1, dtype=np.float32) / 32768
        return self._at_our_rate(samples.astype(np.float32), rate, last)

    def _at_our_rate(self, samples: Floats, rate: int, last: bool) -> Floats:
        if rate == SAMPLE_RATE:
            return samples
        import soxr

        if self._resampler is None:
            self._resampler = soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")
        made: Floats = self._resampler.resample_chunk(samples, last=last)  # type: ignore[attr-defined]
        return made

    def _decoded(self) -> Floats:
        import soundfile

        from tts.audio import resample

        try:
            samples, rate = soundfile.read(io.BytesIO(self._bytes), dtype="float32", always_2d=True)
        except soundfile.LibsndfileError as error:
            raise EngineError(f"the server sent no audio that can be read ({error.error_string})") from None
        return resample(samples.mean(axis=1, dtype=np.float32), int(rate), SAMPLE_RATE)
