"""Speech taken apart and put together again with the WORLD vocoder (Morise et al. 2016)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tts.corpus.teachers import SAMPLE_RATE, Speech
from tts.text.symbols import Phone

HOP = 128  # samples between frames: two WORLD frames to a mel frame
BINS = 513
FREQUENCIES = np.linspace(0, SAMPLE_RATE / 2, BINS)
Array = npt.NDArray[np.float64]

_PERIOD_MS = 1000 * HOP / SAMPLE_RATE
_SOURCE_BAND = 7_400.0  # Hz: what a 16 kHz teacher holds


@dataclass(frozen=True)
class Frames:
    """WORLD parameters of one utterance; T frames, one every `HOP` samples.

    f0: (T,) Hz, 0 where unvoiced. envelope: (T, BINS) natural log of power. aperiodicity: (T, BINS) 0–1.
    phones, ends: as in `Speech`.
    """

    f0: Array
    envelope: Array
    aperiodicity: Array
    phones: tuple[Phone, ...]
    ends: tuple[float, ...]

    @property
    def voiced(self) -> npt.NDArray[np.bool_]:
        return self.f0 > 0

    def melody(self) -> Array:
        """(T,) semitones about the utterance's mean pitch, interpolated where unvoiced."""
        index = np.flatnonzero(self.voiced)
        if len(index) == 0:
            return np.zeros(len(self.f0))
        semitones = 12 * np.log2(self.f0[index])
        return np.asarray(np.interp(np.arange(len(self.f0)), index, semitones - semitones.mean()))


def analyse(speech: Speech) -> Frames:
    """Speech → WORLD frames. The empty band of 16 kHz teachers is filled from the band below it."""
    import pyworld

    samples = np.ascontiguousarray(speech.samples)
    f0, times = pyworld.dio(samples, SAMPLE_RATE, f0_floor=55, f0_ceil=420, frame_period=_PERIOD_MS)
    f0 = pyworld.stonemask(samples, f0, times, SAMPLE_RATE)
    envelope = np.log(pyworld.cheaptrick(samples, f0, times, SAMPLE_RATE, fft_size=1024) + 1e-14)
    aperiodicity = pyworld.d4c(samples, f0, times, SAMPLE_RATE, fft_size=1024)
    if (
        np.mean(envelope[:, FREQUENCIES > 9_000])
        < np.mean(envelope[:, (FREQUENCIES > 6e3) & (FREQUENCIES < 7e3)]) - 6
    ):
        _extend_band(envelope, aperiodicity)
    return Frames(f0, envelope, aperiodicity, speech.phones, speech.ends)


def _extend_band(envelope: Array, aperiodicity: Array) -> None:
    """Continue the spectrum above 7.4 kHz at the level just below it, falling 1.5 dB a kHz, as noise."""
    edge = int(np.searchsorted(FREQUENCIES, _SOURCE_BAND))
    below = slice(int(np.searchsorted(FREQUENCIES, 5_800.0)), edge)
    level = envelope[:, below].mean(axis=1, keepdims=True)
    fall = (FREQUENCIES[edge:] - _SOURCE_BAND) / 1000 * 1.5 * np.log(10) / 10
    join = np.minimum(1, np.arange(BINS - edge) / 12)
    envelope[:, edge:] = (1 - join) * envelope[:, edge - 1 : edge] + join * (level - fall)
    aperiodicity[:, edge:] = np.maximum(aperiodicity[:, edge - 1 : edge], join)


def synthesise(f0: Array, envelope: Array, aperiodicity: Array) -> Array:
    """WORLD frames → (T · HOP,) samples."""
    import pyworld

    return np.asarray(
        pyworld.synthesize(
            np.ascontiguousarray(f0),
            np.ascontiguousarray(np.exp(envelope)),
            np.ascontiguousarray(np.clip(aperiodicity, 1e-6, 1.0)),
            SAMPLE_RATE,
            _PERIOD_MS,
        )
    )
