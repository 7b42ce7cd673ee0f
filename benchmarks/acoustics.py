"""What Praat hears in an utterance: the eight quantities by which a delivery is judged.

None of this is the code that labels the corpus and writes receipts (`tts.style.measure`): pitch is Praat's
autocorrelation method, breath its cross-correlated harmonicity, tilt its pitch-corrected long-term spectrum,
and speech is told from silence by its intensity contour.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.control import CONTOUR_STEP, praat_pitch
from benchmarks.material import Line
from benchmarks.speakers import Spoken

Array = NDArray[np.float64]

PAUSE = 0.1  # s; shorter silences are closures of stops
_SILENT = 25.0  # dB below the loud frames
_TREMOR = (3.5, 8.0)  # Hz


@dataclass(frozen=True)
class Acoustics:
    """One utterance, each number on a scale where equal steps sound about equal.

    pitch: mean over voiced frames, semitones against 1 Hz. range: its standard deviation, semitones.
    rate: log2 of the phones a second, pauses left out. loudness: level of the sounding frames, dB.
    tilt: level in 1–5 kHz against that below 1 kHz, voiced sounds, dB (high = pressed, bright).
    breath: noise against harmonics of the voiced frames below 6 kHz, dB (high = breathy or rough).
    pauses: share of the time from first to last sound that is silent for `PAUSE` or longer.
    tremor: standard deviation of what moves the pitch at 3.5–8 Hz, semitones.

    Those that need a voice are nan where nothing is voiced.
    """

    pitch: float
    range: float
    rate: float
    loudness: float
    tilt: float
    breath: float
    pauses: float
    tremor: float

    def vector(self) -> Array:
        """(8,) the numbers in the order of `QUANTITIES`."""
        return np.array([getattr(self, name) for name in QUANTITIES])


QUANTITIES: tuple[str, ...] = tuple(field.name for field in fields(Acoustics))


def listen(line: Line, spoken: Spoken) -> Acoustics:
    """What Praat hears in one spoken line; its phones say how much was spoken."""
    return analyse(spoken.samples, spoken.sample_rate, len(spoken.phones))


def analyse(samples: NDArray[np.float32], sample_rate: int, phones: int) -> Acoustics:
    """Analyse samples (T,) within -1…1 of an utterance of so many phones, pauses not counted.

    Raises ValueError when there is nothing to hear or no phone.
    """
    import parselmouth
    from parselmouth.praat import call

    if phones < 1 or not np.any(samples):
        raise ValueError("there is nothing to hear; give samples that are not silent, and their phones")
    sound = parselmouth.Sound(samples.astype(np.float64), sample_rate)
    loudness, speech, pauses = _sounding(sound)
    rate = float(np.log2(phones / speech))
    track = praat_pitch(samples, sample_rate)
    voiced = track[track > 0]
    if len(voiced) < 10:
        unknown = float("nan")
        return Acoustics(unknown, unknown, rate, loudness, unknown, unknown, pauses, unknown)
    semitones = 12 * np.log2(voiced)
    low, high = max(0.8 * float(voiced.min()), 40.0), 1.25 * float(voiced.max())
    ratios = harmonicity(samples, sample_rate, low).values
    spectrum = call(sound, "To Ltas (pitch-corrected)", low, high, 5000, 100, 1e-4, 0.02, 1.3)
    return Acoustics(
        pitch=float(semitones.mean()),
        range=float(semitones.std()),
        rate=rate,
        loudness=loudness,
        tilt=float(call(spectrum, "Get slope", 0, 1000, 1000, 5000, "energy")),
        breath=-float(ratios[ratios > -199].mean()),  # -200: Praat's mark of a voiceless frame
        pauses=pauses,
        tremor=_tremor(track),
    )


def harmonicity(samples: NDArray[np.float32], sample_rate: int, low: float) -> Any:
    """Praat's harmonics-to-noise ratio below 6 kHz, dB, every 20 ms; -200 where unvoiced.

    low: lowest pitch to expect, Hz.
    """
    import parselmouth
    from scipy.signal import resample_poly

    rate = 12_000  # the cost grows with its square
    common = int(np.gcd(sample_rate, rate))
    narrow = resample_poly(samples.astype(np.float64), rate // common, sample_rate // common)
    return parselmouth.Sound(narrow, rate).to_harmonicity_cc(2 * CONTOUR_STEP, low, 0.1, 1.0)


def _sounding(sound: Any) -> tuple[float, float, float]:
    """(level of the sounding frames, dB; s from first to last sound without pauses; share of pauses)."""
    step = 0.005
    # A floor of 100 Hz makes windows of 32 ms: short enough for the gaps between words.
    level = sound.to_intensity(100.0, step, subtract_mean=False).values[0]
    sounds = np.flatnonzero(level > np.quantile(level, 0.95) - _SILENT)
    whole = sounds[-1] - sounds[0] + 1
    gaps = np.diff(sounds) - 1
    silent = gaps[gaps * step >= PAUSE].sum()
    power = float(np.mean(10 ** (level[sounds] / 10)))
    return 10 * float(np.log10(power)), float((whole - silent) * step), float(silent / whole)


def _tremor(track: Array) -> float:
    """Standard deviation over voiced frames of the band-passed pitch, semitones; held where unvoiced."""
    from scipy.signal import butter, sosfiltfilt

    voiced = np.flatnonzero(track > 0)
    inside = np.arange(voiced[0], voiced[-1] + 1)
    semitones = 12 * np.log2(np.interp(inside, voiced, track[voiced]))
    if len(inside) < 30:
        return float("nan")
    wave = sosfiltfilt(butter(2, _TREMOR, "bandpass", fs=1 / CONTOUR_STEP, output="sos"), semitones)
    return float(wave[voiced - voiced[0]].std())
