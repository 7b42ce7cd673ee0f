"""Standard acoustic features of an utterance, after the Geneva minimalistic set (eGeMAPS, Eyben et al. 2016).

Contours of pitch, loudness, spectrum, formants and voice quality, a value every 10 ms, by Praat and NumPy;
of each contour the mean and spread (percentiles and slopes of pitch and loudness too). To the set's own
parameters come mel-cepstral coefficients up to the 16th, which tell voices apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.acoustics import harmonicity
from benchmarks.control import praat_pitch
from benchmarks.material import Line
from benchmarks.speakers import Spoken

Array = NDArray[np.floating]

CEPSTRUM = 16
FORMANTS = 4
_STEP = 0.01  # s
_WINDOW = 0.04  # s
_CONTOUR = ("mean", "deviation", "p20", "p50", "p80", "width", "rise", "rises", "fall", "falls")
_BALANCE = ("alpha", "hammarberg", "slope500", "slope1500")

NAMES: tuple[str, ...] = (
    *(f"pitch {part}" for part in _CONTOUR),
    *(f"loudness {part}" for part in _CONTOUR),
    *(f"{name} {part}" for name in _BALANCE for part in ("mean", "deviation")),
    *(f"{name} unvoiced" for name in _BALANCE),
    *(f"{name} {part}" for name in ("h1-h2", "h1-a3", "noise", "flux") for part in ("mean", "deviation")),
    *(f"f{n} {part}" for n in range(1, FORMANTS + 1) for part in ("mean", "deviation")),
    *(f"width{n}" for n in range(1, 4)),
    *(f"mfcc{n} {part}" for n in range(1, CEPSTRUM + 1) for part in ("mean", "deviation")),
    "jitter", "shimmer", "level", "peaks", "voiced runs", "voiced length", "voiced lengths",
    "voiceless length", "voiceless lengths",
)  # fmt: skip
"""What each number of `functionals` is.

pitch: semitones; loudness, level: dB; rise, fall: steepness of rising and falling stretches, a second.
alpha: 50–1000 Hz against 1–5 kHz, dB; hammarberg: highest peak below 2 kHz against 2–5 kHz, dB; slope500,
slope1500: of the spectrum within 0–500 and 500–1500 Hz, dB per kHz. h1-h2, h1-a3: first harmonic against the
second, and against the third formant, dB. noise: of the voiced frames against their harmonics, dB.
f1–f4: natural log of Hz; width1–3: of formants, log Hz. jitter, shimmer: natural log of Praat's local
values. peaks, voiced runs: a second. voiced length, voiceless length: s.
"""


def of(line: Line, spoken: Spoken) -> NDArray[np.float64]:
    """The functionals of one spoken line."""
    return functionals(spoken.samples, spoken.sample_rate)


def functionals(samples: NDArray[np.floating], sample_rate: int) -> NDArray[np.float64]:
    """(len(NAMES),) features of samples (T,) within -1…1; nan where a take has nothing of the kind.

    Raises ValueError when there is nothing to hear.
    """
    import parselmouth

    if not np.any(samples):
        raise ValueError("there is nothing to hear; give samples that are not silent")
    sound = parselmouth.Sound(np.asarray(samples, np.float64), sample_rate)
    frames = _frames(sound, np.asarray(samples, np.float32), sample_rate)
    values: dict[str, float] = {}
    values |= _contour("pitch", frames.semitones, frames.voiced)
    values |= _contour("loudness", frames.level, frames.sounding)
    voiceless = frames.sounding & ~frames.voiced
    for name, contour in frames.balance.items():
        values |= _moments(name, contour[frames.voiced])
        if name in _BALANCE:
            values[f"{name} unvoiced"] = _mean(contour[voiceless])
    values |= _moments("flux", frames.flux[frames.sounding])
    for n, contour in enumerate(frames.formants.T, 1):
        values |= _moments(f"f{n}", contour[frames.voiced])
    for n, contour in enumerate(frames.widths.T, 1):
        values[f"width{n}"] = _mean(contour[frames.voiced])
    for n, contour in enumerate(frames.cepstrum.T, 1):
        values |= _moments(f"mfcc{n}", contour[frames.sounding])
    values |= _perturbation(sound, frames)
    values |= _tempo(frames)
    return np.array([values[name] for name in NAMES], np.float64)


@dataclass(frozen=True)
class _Frames:
    """Contours with a value every 10 ms, (F,) or (F, n), cut to the stretch from first to last sound."""

    semitones: Array
    voiced: NDArray[np.bool_]
    sounding: NDArray[np.bool_]
    level: Array
    balance: Mapping[str, Array]
    flux: Array
    formants: Array
    widths: Array
    cepstrum: Array


def _frames(sound: Any, samples: NDArray[np.float32], sample_rate: int) -> _Frames:
    pitch = praat_pitch(samples, sample_rate, _STEP)
    times = np.arange(len(pitch)) * _STEP
    power, hertz = _spectra(np.asarray(samples, np.float64), sample_rate, times)
    level = 10 * np.log10(power.sum(1) + 1e-12)
    sounding = level > np.quantile(level, 0.95) - 30
    voiced = (pitch > 0) & sounding
    decibels = 10 * np.log10(power + 1e-12)
    formant = sound.to_formant_burg(_STEP, 5, 5500.0, 0.025, 50.0)
    at = np.array(
        [[formant.get_value_at_time(n, time) for n in range(1, FORMANTS + 1)] for time in times], float
    )
    width = np.array([[formant.get_bandwidth_at_time(n, time) for n in range(1, 4)] for time in times], float)
    balance = _balances(decibels, power, hertz, pitch, at[:, 2])
    balance["noise"] = _noise(samples, sample_rate, pitch, times)
    shape = np.sqrt(power / (power.sum(1, keepdims=True) + 1e-12))
    flux = np.concatenate([[0.0], np.sqrt(np.square(np.diff(shape, axis=0)).sum(1))])
    mfcc = sound.to_mfcc(CEPSTRUM, 0.025, _STEP)
    rows = np.clip(np.round((times - mfcc.x1) / mfcc.dx).astype(int), 0, mfcc.nx - 1)
    cepstrum = mfcc.to_array()[1:].T[rows]
    inside = np.flatnonzero(sounding)
    cut = slice(inside[0], inside[-1] + 1)
    semitones = 12 * np.log2(np.maximum(pitch, 1.0))
    return _Frames(
        semitones[cut],
        voiced[cut],
        sounding[cut],
        level[cut],
        {name: contour[cut] for name, contour in balance.items()},
        flux[cut],
        np.log(at[cut]),
        np.log(width[cut]),
        cepstrum[cut],
    )


def _spectra(samples: Array, sample_rate: int, times: Array) -> tuple[Array, Array]:
    """((F, B) power of Hann windows centred at the times, (B,) their frequencies), up to 5 kHz."""
    length = int(_WINDOW * sample_rate)
    padded = np.pad(samples, length)
    starts = np.round(times * sample_rate).astype(int) + length - length // 2
    frames = np.lib.stride_tricks.sliding_window_view(padded, length)[starts] * np.hanning(length)
    power = np.abs(np.fft.rfft(frames, 2048)) ** 2 / (np.hanning(length) ** 2).sum() / length
    hertz = np.fft.rfftfreq(2048, 1 / sample_rate)
    kept = hertz <= 5000
    return power[:, kept], hertz[kept]


def _balances(decibels: Array, power: Array, hertz: Array, pitch: Array, third: Array) -> dict[str, Array]:
    """Balance of the spectrum's parts, each (F,)."""

    def band(low: float, high: float) -> NDArray[np.bool_]:
        return (hertz >= low) & (hertz < high)

    def slope(low: float, high: float) -> Array:
        x = hertz[band(low, high)] / 1000
        x = x - x.mean()
        return np.asarray(decibels[:, band(low, high)] @ x / (x @ x))

    def near(centre: Array, reach: Array) -> Array:
        """Highest level within `reach` of `centre`, Hz, each (F,)."""
        inside = np.abs(hertz - np.nan_to_num(centre)[:, None]) <= reach[:, None]
        return np.asarray(np.where(inside, decibels, -120.0).max(1))

    first = near(pitch, 0.25 * pitch)
    return {
        "alpha": 10 * np.log10(power[:, band(50, 1000)].sum(1) + 1e-12)
        - 10 * np.log10(power[:, band(1000, 5000)].sum(1) + 1e-12),
        "hammarberg": decibels[:, band(0, 2000)].max(1) - decibels[:, band(2000, 5000)].max(1),
        "slope500": slope(0, 500),
        "slope1500": slope(500, 1500),
        "h1-h2": first - near(2 * pitch, 0.25 * pitch),
        "h1-a3": first - near(third, np.maximum(pitch, 100.0)),
    }


def _noise(samples: NDArray[np.float32], sample_rate: int, pitch: Array, times: Array) -> Array:
    """(F,) noise against harmonics, dB; nan where Praat hears no harmonics."""
    voiced = pitch[pitch > 0]
    if not len(voiced):
        return np.full(len(times), np.nan)
    ratio = harmonicity(samples, sample_rate, max(0.8 * float(voiced.min()), 40.0))
    rows = np.clip(np.round((times - ratio.x1) / ratio.dx).astype(int), 0, ratio.nx - 1)
    values = ratio.values[0][rows]
    return np.asarray(np.where(values > -199, -values, np.nan))


def _contour(name: str, values: Array, known: NDArray[np.bool_]) -> dict[str, float]:
    """Mean, spread, percentiles and slopes of a contour where it is known."""
    parts = dict.fromkeys(_CONTOUR, float("nan"))
    if known.sum() >= 10:
        found = values[known]
        low, middle, high = np.quantile(found, [0.2, 0.5, 0.8])
        change = np.diff(values)[known[1:] & known[:-1]] / _STEP
        rising, falling = change[change > 0], change[change < 0]
        parts |= {
            "mean": float(found.mean()),
            "deviation": float(found.std()),
            "p20": float(low),
            "p50": float(middle),
            "p80": float(high),
            "width": float(high - low),
            "rise": _mean(rising),
            "rises": _deviation(rising),
            "fall": _mean(falling),
            "falls": _deviation(falling),
        }
    return {f"{name} {part}": value for part, value in parts.items()}


def _perturbation(sound: Any, frames: _Frames) -> dict[str, float]:
    from parselmouth.praat import call

    pitch = frames.semitones[frames.voiced]
    if len(pitch) < 10:
        return {"jitter": float("nan"), "shimmer": float("nan")}
    low, high = 2 ** (pitch.min() / 12) * 0.8, 2 ** (pitch.max() / 12) * 1.25
    points = call(sound, "To PointProcess (periodic, cc)", float(low), float(high))
    jitter = call(points, "Get jitter (local)", 0, 0, 1e-4, 0.02, 1.3)
    shimmer = call([sound, points], "Get shimmer (local)", 0, 0, 1e-4, 0.02, 1.3, 1.6)
    return {"jitter": float(np.log(max(jitter, 1e-4))), "shimmer": float(np.log(max(shimmer, 1e-4)))}


def _tempo(frames: _Frames) -> dict[str, float]:
    """Overall level, peaks of loudness and lengths of voiced and voiceless stretches."""
    from scipy.signal import find_peaks

    seconds = len(frames.level) * _STEP
    smooth = np.convolve(frames.level, np.hanning(9) / np.hanning(9).sum(), "same")
    peaks, _ = find_peaks(smooth, prominence=2.0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], frames.voiced.astype(int), [0]])))
    voiced = (edges[1::2] - edges[::2]) * _STEP
    voiceless = (edges[2::2] - edges[1:-1:2]) * _STEP
    return {
        "level": float(10 * np.log10(np.mean(10 ** (frames.level / 10)))),
        "peaks": len(peaks) / seconds,
        "voiced runs": len(voiced) / seconds,
        "voiced length": _mean(voiced),
        "voiced lengths": _deviation(voiced),
        "voiceless length": _mean(voiceless),
        "voiceless lengths": _deviation(voiceless),
    }


def _moments(name: str, values: Array) -> dict[str, float]:
    return {f"{name} mean": _mean(values), f"{name} deviation": _deviation(values)}


def _mean(values: NDArray[np.floating]) -> float:
    values = values[np.isfinite(values)]
    return float(values.mean()) if len(values) else float("nan")


def _deviation(values: NDArray[np.floating]) -> float:
    values = values[np.isfinite(values)]
    return float(values.std()) if len(values) else float("nan")
