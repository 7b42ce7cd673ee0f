"""What a listener's instruments hear in speech: pitch, range, rate, loudness, tilt, breath, pauses.

The same code labels the corpus, writes the receipt of a take and measures a recording, so that an ask, a
label and a measurement share one scale. The inner loops are in `frames.py`.

Pitch follows Boersma (1993), "Accurate short-term analysis of the fundamental frequency and the
harmonics-to-noise ratio of a sampled sound": the autocorrelation of a windowed frame, divided by that of
its window, and the cheapest path through the frames' peaks. The second pass with limits taken from the
first is that of De Looze & Hirst (2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tts.corpus.manifest import Measured
from tts.errors import StyleError
from tts.style import frames
from tts.text.symbols import Phone

Array = NDArray[np.float32]

FRAMES_PER_SECOND = 24000 / 256  # frame i is centred at i / FRAMES_PER_SECOND seconds
PITCH_LOW, PITCH_HIGH = 50.0, 600.0  # Hz
PAUSE_SECONDS = 0.06  # shorter silences are closures of stops
SILENT_LEVEL = -100.0  # dBFS, reported where nothing sounds

_RATE = 12000  # Hz; what pitch, tilt and breath need lies below 6 kHz
_UPSAMPLED = 4  # finer lags in the autocorrelation, by zero-padding its spectrum
_SILENCE_THRESHOLD = 0.02  # frame level over the utterance's, below which frames tend to unvoiced
_ACTIVE_RANGE = 35.0  # dB below the loud frames at which speech ends
_ACTIVE_FLOOR = -65.0  # dBFS below which nothing counts as speech
_BLOCK = 1024  # frames analysed at a time, which bounds the memory that an hour of speech takes


def measure(
    samples: Array,
    sample_rate: int,
    *,
    f0: NDArray[np.floating] | None = None,
    phones: Sequence[Phone] = (),
    ends: Sequence[float] = (),
) -> Measured:
    """Measure one utterance.

    samples: (T,) floats within -1…1. sample_rate: Hz, 8000–192000.
    f0: (F,) pitch in Hz at `FRAMES_PER_SECOND` with 0 where unvoiced; tracked when None. A track that is a
        few frames shorter or longer than the samples is cut or held unvoiced.
    phones, ends: what was spoken and when each phone ends, s; without them rate is 0 and pauses are found
        from the level alone.

    Pauses are those between the first and the last sound: silence at the edges of a file says nothing
    about the speaker. Loudness is the RMS level against full scale 1.0 (`SILENT_LEVEL` in silence). Where
    nothing is voiced, pitch, range, tilt, breath and voiced are 0.

    Raises StyleError when samples are empty, not one-dimensional, not float or not finite, when the sample
    rate is out of range, or when f0, phones and ends do not fit the samples.
    """
    samples = _checked(samples, sample_rate)
    seconds = len(samples) / sample_rate
    wave = _resampled(samples, sample_rate)
    pitch = _tracked(wave, _frame_count(seconds)) if f0 is None else _fitted(f0, seconds)
    level = _levels(samples, sample_rate, len(pitch))
    active = _active(level)
    voiced = (pitch > 0) & active
    if phones or ends:
        rate, pauses = _timing(phones, ends, seconds)
    else:
        rate, pauses = 0.0, _silences(active)
    loudness = SILENT_LEVEL
    if active.any():
        loudness = max(SILENT_LEVEL, float(10 * np.log10(np.mean(10 ** (level[active] / 10)))))
    if not voiced.any():
        return Measured(0.0, 0.0, rate, loudness, 0.0, 0.0, pauses, 0.0)
    semitones = 12 * np.log2(pitch[voiced])
    tilt, breath = _timbre(wave, pitch, voiced)
    return Measured(
        pitch=float(2 ** (semitones.mean() / 12)),
        range=float(semitones.std()),
        rate=rate,
        loudness=loudness,
        tilt=tilt,
        breath=breath,
        pauses=pauses,
        voiced=float(voiced.sum() / active.sum()),
    )


def track_pitch(samples: Array, sample_rate: int) -> Array:
    """Pitch of speech by autocorrelation and a cheapest path (Boersma 1993), in two passes.

    samples: (T,) floats within -1…1. Returns (F,) Hz within 50–600, 0 where unvoiced, where
    F = floor(seconds · `FRAMES_PER_SECOND`) + 1 and frame i is centred at i / `FRAMES_PER_SECOND` seconds.
    Raises StyleError as `measure` does.
    """
    samples = _checked(samples, sample_rate)
    return _tracked(_resampled(samples, sample_rate), _frame_count(len(samples) / sample_rate))


def _tracked(wave: Array, count: int) -> Array:
    """(count,) pitch of a wave at `_RATE`."""
    loudest = float(np.max(np.abs(wave), initial=0.0))
    if loudest < 1e-4:
        return np.zeros(count, np.float32)
    pitch = _path(_candidates(wave, count, PITCH_LOW, PITCH_HIGH))
    voiced = pitch[pitch > 0]
    if len(voiced) < 5:
        return pitch
    # A window no longer than this speaker needs follows quick movements; limits keep octaves apart.
    low = float(np.clip(0.6 * np.quantile(voiced, 0.1), PITCH_LOW, 250.0))
    high = float(np.clip(2.2 * np.quantile(voiced, 0.9), 2.5 * low, PITCH_HIGH))
    return _path(_candidates(wave, count, low, min(high, PITCH_HIGH)))


def _checked(samples: Array, sample_rate: int) -> Array:
    samples = np.asarray(samples)
    if samples.ndim != 1:
        raise StyleError(f"samples must be one-dimensional (mix channels down first), not {samples.ndim}-D")
    if samples.size == 0:
        raise StyleError("there are no samples to measure; give at least one")
    if not np.issubdtype(samples.dtype, np.floating):
        raise StyleError(f"samples must be floats within -1…1 (divide int16 by 32768), not {samples.dtype}")
    if not np.isfinite(samples).all():
        raise StyleError("samples contain NaN or infinity; only finite numbers can be measured")
    if not 8000 <= sample_rate <= 192000:
        raise StyleError(f"sample_rate must lie within 8000–192000 Hz, not {sample_rate}")
    return samples.astype(np.float32, copy=False)


def _frame_count(seconds: float) -> int:
    return int(seconds * FRAMES_PER_SECOND + 1e-9) + 1


def _fitted(f0: NDArray[np.floating], seconds: float) -> Array:
    """The given pitch track, with as many frames as the samples have."""
    track = np.asarray(f0, dtype=np.float32)
    count = _frame_count(seconds)
    if track.ndim != 1 or abs(len(track) - count) > 4:
        raise StyleError(
            f"f0 must have one value every 256/24000 s, {count} (±4) for {seconds:.2f} s, not {track.shape}"
        )
    if not np.isfinite(track).all() or track.min(initial=0.0) < 0:
        raise StyleError("f0 must be Hz, with 0 where unvoiced; found a negative or non-finite value")
    return np.pad(track[:count], (0, max(0, count - len(track))))


def _resampled(samples: Array, sample_rate: int) -> Array:
    if sample_rate == _RATE:
        return samples
    import soxr

    return np.asarray(soxr.resample(samples, sample_rate, _RATE), dtype=np.float32)


def _levels(samples: Array, sample_rate: int, count: int) -> NDArray[np.float64]:
    """(count,) mean-square level of the 20 ms around each frame's centre, dB against full scale."""
    power = np.concatenate([[0.0], np.cumsum(np.square(samples, dtype=np.float64))])
    centres = np.arange(count) * (sample_rate / FRAMES_PER_SECOND)
    half = 0.01 * sample_rate
    start = np.clip(np.round(centres - half), 0, len(samples)).astype(int)
    stop = np.clip(np.round(centres + half), 0, len(samples)).astype(int)
    mean = (power[stop] - power[start]) / np.maximum(stop - start, 1)
    return np.asarray(10 * np.log10(np.maximum(mean, 1e-12)))


def _active(level: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Frames that carry speech: near enough to the loud ones, and above the noise of a quiet room."""
    return level > max(float(np.quantile(level, 0.95)) - _ACTIVE_RANGE, _ACTIVE_FLOOR)


def _silences(active: NDArray[np.bool_]) -> float:
    """Share of the time between first and last active frame in inactive runs longer than `PAUSE_SECONDS`."""
    sounding = np.flatnonzero(active)
    if len(sounding) < 2:
        return 0.0
    gaps = np.diff(sounding) - 1
    long = gaps[gaps > PAUSE_SECONDS * FRAMES_PER_SECOND]
    return float(long.sum() / (sounding[-1] - sounding[0] + 1))


def _timing(phones: Sequence[Phone], ends: Sequence[float], seconds: float) -> tuple[float, float]:
    """Phones a second without pauses, and the share of pauses, from a known alignment."""
    if len(phones) != len(ends):
        raise StyleError(f"phones and ends must be as many, not {len(phones)} and {len(ends)}")
    times = np.concatenate([[0.0], np.asarray(ends, dtype=np.float64)])
    lengths = np.diff(times)
    if not np.isfinite(times).all() or lengths.min(initial=0.0) < 0 or times[-1] > seconds + 0.1:
        raise StyleError(f"ends must rise from 0 to at most the {seconds:.2f} s of the samples")
    spoken = np.array([not phone.is_pause for phone in phones])
    if not spoken.any():
        return 0.0, 0.0
    time = float(lengths[spoken].sum())
    rate = float(spoken.sum() / time) if time > 0 else 0.0
    where = np.flatnonzero(spoken)
    # Neighbouring pause phones make one pause; those at the edges belong to the file, not to the speaker.
    gaps = times[where[1:]] - times[where[:-1] + 1]
    whole = float(times[where[-1] + 1] - times[where[0]])
    return rate, float(gaps[gaps > PAUSE_SECONDS].sum() / whole) if whole > 0 else 0.0


@lru_cache(maxsize=64)
def _window(length: int, size: int) -> tuple[Array, Array]:
    """Hann window (length,) and its normalised autocorrelation at `_UPSAMPLED` lags."""
    from scipy import fft

    window = np.hanning(length + 2)[1:-1]
    power = np.abs(fft.rfft(window, size)) ** 2
    correlation = fft.irfft(power, size * _UPSAMPLED)
    return window.astype(np.float32), (correlation / correlation[0]).astype(np.float32)


def _spectra(wave: Array, centres: NDArray[np.intp], length: int, size: int) -> Array:
    """(F, size / 2 + 1) power spectra of Hann-windowed frames without their mean."""
    from scipy import fft

    rows = np.empty((len(centres), size), np.float32)
    frames.cut(wave, np.minimum(centres, len(wave)), _window(length, size)[0], rows)
    spectrum = fft.rfft(rows, axis=1)
    return np.asarray(spectrum.real**2 + spectrum.imag**2, dtype=np.float32)


def _centres(count: int) -> NDArray[np.intp]:
    return np.round(np.arange(count) * (_RATE / FRAMES_PER_SECOND)).astype(np.intp)


@dataclass(frozen=True)
class _Candidates:
    """pitch, score: (F, K) Hz and merit of each candidate (score -inf where there is none).
    unvoiced: (F,) merit of the frame being unvoiced."""

    pitch: Array
    score: Array
    unvoiced: Array


def _candidates(wave: Array, count: int, low: float, high: float) -> _Candidates:
    """The best peaks of each frame's autocorrelation between `low` and `high` Hz."""
    centres = _centres(count)
    blocks = [_peaks(wave, centres[at : at + _BLOCK], low, high) for at in range(0, count, _BLOCK)]
    pitch, score, amplitude = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    relative = amplitude / max(float(np.quantile(amplitude, 0.98)), 1e-6)
    quiet = np.maximum(0.0, 2 - relative * (1 + frames.VOICING_THRESHOLD) / _SILENCE_THRESHOLD)
    return _Candidates(pitch, score, (frames.VOICING_THRESHOLD + quiet).astype(np.float32))


def _peaks(wave: Array, centres: NDArray[np.intp], low: float, high: float) -> tuple[Array, Array, Array]:
    """Pitch and merit (F, K) of the frames' best peaks, and the frames' amplitude (F,)."""
    from scipy import fft

    length = int(3 * _RATE / low)
    size = int(2 ** np.ceil(np.log2(length + _RATE / low + 2)))  # no lag wraps round
    power = _spectra(wave, centres, length, size)
    # Below 2.5 kHz speech is most periodic; hum and rumble below 40 Hz are no voice.
    hertz = fft.rfftfreq(size, 1 / _RATE)
    power *= (1 / (1 + (hertz / 2500) ** 4) * (hertz > 40)).astype(np.float32)
    fine = _RATE * _UPSAMPLED
    first, last = int(fine / high) - 1, int(np.ceil(fine / low)) + 2
    correlation = fft.irfft(power, size * _UPSAMPLED, axis=1)
    _, window = _window(length, size)
    pitch = np.full((len(centres), frames.CANDIDATES), low, np.float32)
    merit = np.full(pitch.shape, -np.inf, np.float32)
    frames.peaks(correlation, window, first, last, float(fine), low, high, pitch, merit)
    return pitch, merit, np.sqrt(correlation[:, 0])


def _path(candidates: _Candidates) -> Array:
    """(F,) pitch along the path of greatest merit less the cost of its jumps (Viterbi)."""
    count, kept = candidates.pitch.shape
    pitch = np.zeros(count, np.float32)
    came = np.zeros((count, kept + 1), np.int8)
    frames.path(candidates.pitch, candidates.score, candidates.unvoiced, came, pitch)
    return pitch


def _timbre(wave: Array, pitch: Array, voiced: NDArray[np.bool_]) -> tuple[float, float]:
    """Tilt and harmonics-to-noise ratio, both dB, means over the voiced frames."""
    centres, hertz = _centres(len(pitch))[voiced], pitch[voiced]
    blocks = [slice(at, at + _BLOCK) for at in range(0, len(hertz), _BLOCK)]
    tilt = np.concatenate([_tilt(wave, centres[block]) for block in blocks])
    length = int(1.5 * _RATE / np.quantile(hertz, 0.1))
    ratio = np.concatenate([_harmonicity(wave, centres[block], hertz[block], length) for block in blocks])
    return float(tilt.mean()), float(ratio.mean())


def _tilt(wave: Array, centres: NDArray[np.intp]) -> NDArray[np.float64]:
    from scipy import fft

    size = 512
    power = _spectra(wave, centres, int(0.04 * _RATE), size)
    bins = fft.rfftfreq(size, 1 / _RATE)
    dark = power[:, (bins >= 50) & (bins < 1000)].sum(axis=1)
    bright = power[:, (bins >= 1000) & (bins < 5000)].sum(axis=1)
    return np.asarray(10 * np.log10((dark + 1e-9) / (bright + 1e-9)), dtype=np.float64)


def _harmonicity(wave: Array, centres: NDArray[np.intp], hertz: Array, length: int) -> NDArray[np.float64]:
    """(F,) 10·log10(r / (1 - r)), r the correlation of `length` samples with those one period later.

    Two neighbouring stretches of the wave are compared rather than one windowed frame with itself: a short
    stretch keeps a moving pitch from passing for noise.
    """
    from scipy import fft

    periods = _RATE / hertz
    margin = 24  # samples beyond the longest lag, for the interpolation between lags
    reach = length + int(1.02 * periods.max()) + 2 * margin
    size = fft.next_fast_len(reach + length, real=True)
    padded = np.pad(wave, (reach, 2 * reach)).astype(np.float64)
    start = centres + reach - np.round((length + periods) / 2).astype(np.intp)
    here = padded[start[:, None] + np.arange(length)]
    ahead = padded[start[:, None] + np.arange(-margin, reach - margin)]
    product = np.conj(fft.rfft(here, size, axis=1)) * fft.rfft(ahead, size, axis=1)
    power = np.cumsum(np.pad(np.square(padded), (1, 0)))
    found = np.empty(len(hertz))
    frames.compared(padded, power, product, size, start, length, periods.astype(float), margin, found)
    periodic = np.clip(found, 1e-3, 1 - 1e-4)
    return np.asarray(10 * np.log10(periodic / (1 - periodic)))
