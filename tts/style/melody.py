"""Melody: the pitch of a recording phone by phone, and the same melody laid over other timings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tts.errors import StyleError
from tts.request import PhoneTiming
from tts.style.measure import FRAMES_PER_SECOND
from tts.text.symbols import PAUSES

Contour = tuple[tuple[float, float], ...]
"""(s from the beginning, semitones) points in time order, as in `tts.request.SpeechRequest`."""

_STEP = 0.025  # s between the points of a contour, about two pitch steps a phone
_LEAP, _AROUND = 9.0, 40  # semitones, and frames on either side, of what is taken for a leap of an octave
_SMOOTH = 3  # frames of the median that takes out single wrong frames


@dataclass(frozen=True)
class Melody:
    """The pitch of speech, tied to its phones.

    phones: what was spoken and when, pauses included. semitones: against the speaker's mean, one value every
    1 / `FRAMES_PER_SECOND` s, nan where nothing is voiced.
    """

    phones: tuple[PhoneTiming, ...]
    semitones: tuple[float, ...]

    @property
    def sounds(self) -> tuple[str, ...]:
        """The symbols of its phones without the pauses."""
        return tuple(phone.symbol for phone in _sounds(self.phones))

    def on(self, phones: Sequence[PhoneTiming], shift: float = 0.0) -> Contour:
        """This melody over other timings of the same phones: the contour to ask of an engine.

        Time runs straight within each phone from its beginning to its end; where nothing was voiced the pitch
        goes straight from one voiced place to the next. Pauses, which speakers make where they like, carry no
        points. shift: added, semitones. Raises StyleError when the phones differ.
        """
        ours, theirs = _sounds(self.phones), _sounds(phones)
        if self.sounds != tuple(phone.symbol for phone in theirs):
            raise StyleError(
                "the melody belongs to other words; give the text that the recording speaks, in its language"
            )
        voiced = np.flatnonzero(np.isfinite(self.semitones))
        values = np.asarray(self.semitones)[voiced] + shift
        points: list[tuple[float, float]] = []
        for here, there in zip(ours, theirs, strict=True):
            length = there.end - there.start
            for share in _shares(length):
                then = (here.start + share * (here.end - here.start)) * FRAMES_PER_SECOND
                points.append((there.start + share * length, float(np.interp(then, voiced, values))))
        return tuple(
            point
            for point, before in zip(points, [(-1.0, 0.0), *points], strict=False)
            if point[0] > before[0]
        )


def steady(pitch: NDArray[np.floating]) -> NDArray[np.float32]:
    """A pitch track (F,) in Hz without its leaps to another octave, which become unvoiced.

    A tracker that errs on a rough voice errs by octaves; one wrong syllable would double the range. What lies
    far outside the quartiles goes, then what lies `_LEAP` semitones from the median around it.
    """
    pitch = np.asarray(pitch, np.float32)
    if not (pitch > 0).any():
        return pitch
    low, high = np.quantile(pitch[pitch > 0], (0.25, 0.75))
    kept = np.where((pitch >= 0.6 * low) & (pitch <= 1.9 * high), pitch, 0.0)
    voiced = np.flatnonzero(kept)
    semitones = np.full(len(kept), np.nan)
    semitones[voiced] = 12 * np.log2(kept[voiced])
    padded = np.pad(semitones, _AROUND, constant_values=np.nan)
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * _AROUND + 1)[voiced]
    leaps = np.abs(semitones[voiced] - np.nanmedian(around, axis=1)) > _LEAP
    kept[voiced[leaps]] = 0.0
    return np.asarray(kept, np.float32)


def melody(pitch: NDArray[np.floating], phones: Sequence[PhoneTiming]) -> Melody | None:
    """The melody of a pitch track: (F,) Hz at `FRAMES_PER_SECOND`, 0 where unvoiced.

    Returns None when less than a tenth of a second is voiced.
    """
    voiced = pitch > 0
    if voiced.sum() < 0.1 * FRAMES_PER_SECOND:
        return None
    semitones = np.full(len(pitch), np.nan)
    semitones[voiced] = 12 * np.log2(pitch[voiced])
    semitones -= np.nanmean(semitones)
    return Melody(tuple(phones), tuple(_smoothed(semitones).tolist()))


def agreement(one: Melody, other: Melody) -> tuple[float, float]:
    """How alike two melodies of the same phones are: Pearson's r, and the mean absolute difference in
    semitones, each about its own mean, over the phones that both voice.

    Raises StyleError when the phones differ; (nan, nan) when fewer than three phones are voiced in both.
    """
    ours, theirs = _means(one), _means(other)
    if len(ours) != len(theirs):
        raise StyleError("the melodies belong to other words; compare takes of one text")
    known = np.isfinite(ours) & np.isfinite(theirs)
    if known.sum() < 3:
        return float("nan"), float("nan")
    a, b = ours[known] - ours[known].mean(), theirs[known] - theirs[known].mean()
    norm = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return float((a * b).sum()) / norm if norm else float("nan"), float(np.abs(a - b).mean())


def _means(melody: Melody) -> NDArray[np.float64]:
    """Mean pitch of each sound, nan where it is not voiced."""
    semitones = np.asarray(melody.semitones)
    means = []
    for phone in _sounds(melody.phones):
        frames = semitones[round(phone.start * FRAMES_PER_SECOND) : round(phone.end * FRAMES_PER_SECOND)]
        frames = frames[np.isfinite(frames)]
        means.append(frames.mean() if len(frames) > 1 else np.nan)
    return np.asarray(means)


def _sounds(phones: Sequence[PhoneTiming]) -> list[PhoneTiming]:
    return [phone for phone in phones if phone.symbol not in PAUSES]


def _shares(length: float) -> list[float]:
    """Places within a phone, 0–1, at about `_STEP` s from each other."""
    count = max(1, round(length / _STEP))
    edges = [index / count for index in range(count + 1)]
    return [(a + b) / 2 for a, b in pairwise(edges)]


def _smoothed(semitones: NDArray[np.float64]) -> NDArray[np.float64]:
    """A running median over the voiced neighbours of each voiced frame."""
    half = _SMOOTH // 2
    padded = np.pad(semitones, half, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, _SMOOTH)
    result = np.full_like(semitones, np.nan)
    voiced = np.isfinite(semitones)
    result[voiced] = np.nanmedian(windows[voiced], axis=1)
    return result
