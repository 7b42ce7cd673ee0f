"""A chapter's sound → an encoded file that meets its preset, measured on what it decodes to.

    24 kHz speech ─► the coding's rate ─► gain ─► limiter ─► room tone ─► encoder ─► decoder ─► verdict

The gain is found on the samples; then the file is encoded and measured with ffmpeg's astats and ebur128, and
where the encoder moved a number out of its limits, gain, ceiling or room tone are corrected and it is encoded
again, `ROUNDS` times at most. Speech whose peaks stand so high that it cannot be loud enough below the
ceiling is limited with a faster release, the slowest of `RELEASES` that will do. What still does not pass is
delivered with its faults named.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio import ffmpeg
from studio.book.codings import Coding, encode
from studio.book.presets import Measured, Preset
from studio.sound.limiter import RELEASE, limit
from studio.sound.loudness import SILENCE, Loudness, Meter, Sums
from studio.sound.room import room_tone
from tts.audio import Samples
from tts.errors import BookError, MediaError
from tts.request import SAMPLE_RATE

ROUNDS = 4
"""How often a chapter is encoded at most."""

RELEASES = (RELEASE, 4 * RELEASE, 16 * RELEASE, 64 * RELEASE)
"""dB a second by which the limiter lets go of a peak; all but the first are a last resort."""

PASSING = ".mastering-"
"""Beginning of the names of folders that hold work in hand, and that a killed process leaves behind."""

_SEARCHES = 6  # how often the gain is corrected before encoding, with each release
_CLOSE, _NEAR = 0.1, 0.5  # dB from the target: the search ends; the release will do
_VAIN = 0.2  # dB louder for each dB of gain, below which more gain is in vain
_BLOCK = 4 * SAMPLE_RATE  # samples worked on at a time
_AUDIBLE = 10 ** (-50 / 20)  # RMS of a window from which it is no room tone
_WINDOWS = 20  # a second
_HALF = 10  # windows in half a second
_FINER = 4  # times the rate at which true peaks are looked for (BS.1770-4, annex 2)
_CURVE = 2  # points of the loudness curve a second


@dataclass(frozen=True)
class Curve:
    """Loudness over time, `step` seconds a point: short_term, of 3 s, and loudest, the loudest .4 s since the
    last point, both LUFS."""

    step: float
    short_term: tuple[float, ...]
    loudest: tuple[float, ...]

    @staticmethod
    def of(heard: Loudness) -> Curve:
        """Of what a meter has heard."""
        each = round(10 / _CURVE)  # of the meter's tenths of a second
        return Curve(
            1 / _CURVE,
            tuple(float(round(value, 1)) for value in heard.short_term[::each]),
            tuple(
                float(round(heard.momentary[start : start + each].max(), 1))
                for start in range(0, len(heard.momentary), each)
            ),
        )


@dataclass(frozen=True)
class Setting:
    """What a chapter is encoded with. gain: dB. ceiling: of the limiter, dBFS, and its release: dB a second.
    room: of the room tone, dBFS."""

    gain: float
    ceiling: float
    release: float
    room: float


@dataclass(frozen=True)
class Mastered:
    """An encoded chapter.

    samples: its length as it was encoded, at the coding's rate. gain: dB. ceiling: of the limiter, dBFS, and
    its release: dB a second. room: of the room tone, dBFS. rounds: how often it was encoded. faults: what of
    it does not pass, empty as a rule.
    """

    samples: int
    gain: float
    ceiling: float
    release: float
    room: float
    rounds: int
    measured: Measured
    curve: Curve
    faults: tuple[str, ...] = ()


def master(speech: Iterable[Samples], preset: Preset, room: float, coding: Coding, path: Path) -> Mastered:
    """Master speech at 24 kHz, in blocks, into a file.

    room: level of the room tone, dBFS. Memory does not grow with the length; the speech lies in a temporary
    file beside the result meanwhile. Raises BookError when there is nothing to hear, MediaError when ffmpeg
    fails.
    """
    with tempfile.TemporaryDirectory(prefix=PASSING, dir=path.parent) as folder:
        dry, made = _Dry.of(speech, Path(folder) / "dry.f32"), Path(folder) / f"made{coding.suffix}"

        def attempt(setting: Setting) -> tuple[Measured, Curve]:
            encode(_wet(dry, setting, coding.rate), coding, made)
            return measure(made, coding.rate, preset.true_peak is not None)

        setting = _found(dry, preset, Setting(0.0, preset.ceiling, RELEASE, room))
        done = settled(delivered_length(dry.length, coding.rate), setting, preset, attempt)
        made.replace(path)
    return done


def settled(
    samples: int, setting: Setting, preset: Preset, attempt: Callable[[Setting], tuple[Measured, Curve]]
) -> Mastered:
    """Encode with a setting, and with better ones until the preset is met, `ROUNDS` times at most.

    samples: length of the chapter. attempt: encodes it and measures what comes out.
    """
    for number in range(1, ROUNDS + 1):
        measured, curve = attempt(setting)
        faults = preset.faults(measured)
        better = _corrected(setting, preset, measured)
        if not faults or better == setting or number == ROUNDS:
            break
        setting = better
    chosen = setting.gain, setting.ceiling, setting.release, setting.room
    return Mastered(samples, *chosen, number, measured, curve, faults)


@dataclass(frozen=True, eq=False)
class Heard:
    """What a stretch of sound was decoded to; stretches that follow each other can be put together.

    windows: (N,) mean squares of whole twentieths of a second. head, tail: seconds before the first and after
    the last audible one. true_peak: the largest value, between samples too; 0 where it was not asked.
    """

    sums: Sums
    windows: NDArray[np.float64]
    head: float
    tail: float
    true_peak: float = 0.0

    @staticmethod
    def of(blocks: Iterable[Samples], rate: int, true_peak: bool) -> Heard:
        """Listen to blocks of samples at a rate, Hz."""
        import soxr

        meter, windows, between = Meter(rate), _Windows(rate), 0.0
        finer = soxr.ResampleStream(rate, _FINER * rate, 1, dtype="float32") if true_peak else None
        for block in blocks:
            meter.hear(block)
            windows.hear(block)
            if finer is not None:
                between = max(between, float(np.abs(finer.resample_chunk(block)).max(initial=0.0)))
        sums, squares = meter.sums(), windows.squares()
        ends = _ends(squares, sums.count, rate)
        return Heard(sums, squares, *ends, max(between, sums.peak) if true_peak else 0.0)

    @staticmethod
    def together(parts: Sequence[Heard]) -> Heard:
        """Of stretches in order, each of which is audible somewhere."""
        return Heard(
            Sums.together([part.sums for part in parts]),
            np.concatenate([part.windows for part in parts]),
            parts[0].head,
            parts[-1].tail,
            max(part.true_peak for part in parts),
        )

    def measured(self, rate: int) -> tuple[Measured, Curve]:
        """As presets look at it."""
        loudness = self.sums.loudness(rate)
        measured = Measured(
            seconds=loudness.seconds,
            rms=loudness.rms,
            peak=loudness.peak,
            floor=_floor(self.windows),
            integrated=loudness.integrated,
            spread=loudness.spread,
            true_peak=20 * float(np.log10(self.true_peak)) if self.true_peak else None,
            head=self.head,
            tail=self.tail,
        )
        return measured, Curve.of(loudness)


def measure(path: Path, rate: int, true_peak: bool = False) -> tuple[Measured, Curve]:
    """What an encoded file decodes to, in ffmpeg's own measures. rate: its own, Hz.

    Raises MediaError when it cannot be decoded.
    """
    chain = f"astats=metadata=0,ebur128=framelog=verbose:peak={'true' if true_peak else 'none'}"
    asked = [*ffmpeg.LOCAL, "-i", ffmpeg.url(path), "-af", chain, "-f", "null", "-"]
    with ThreadPoolExecutor(1) as beside:
        answer = beside.submit(ffmpeg.log, asked)
        heard = Heard.of((block[:, 0] for block in ffmpeg.decode(path, rate)), rate, true_peak=False)
        told = answer.result()
    overall = told.rpartition("Overall")[2]
    ours, curve = heard.measured(rate)
    measured = replace(
        ours,
        rms=_number(overall, r"RMS level dB: (\S+)"),
        peak=_number(overall, r"Peak level dB: (\S+)"),
        floor=max(_number(overall, r"RMS th?rough dB: (\S+)"), ours.floor),
        integrated=_number(told, r"I: +(\S+) LUFS"),
        spread=_number(told, r"LRA: +(\S+) LU"),
        true_peak=_number(told, r"Peak: +(\S+) dBFS") if true_peak else None,
    )
    return measured, curve


def resampled(blocks: Iterable[Samples], rate: int) -> Iterator[Samples]:
    """24 kHz → another rate without a seam between blocks: `delivered_length` samples in all."""
    import soxr

    if rate == SAMPLE_RATE:
        yield from blocks
        return
    stream = soxr.ResampleStream(SAMPLE_RATE, rate, 1, dtype="float32")
    taken = given = 0
    for block in blocks:
        taken += len(block)
        out = stream.resample_chunk(block)
        given += len(out)
        yield out
    last = stream.resample_chunk(np.zeros(0, np.float32), last=True)
    missing = delivered_length(taken, rate) - given
    yield np.concatenate([last, np.zeros(max(0, missing - len(last)), np.float32)])[:missing]


def delivered_length(samples: int, rate: int) -> int:
    """How many samples at another rate so many at 24 kHz become."""
    return -(-samples * rate // SAMPLE_RATE)


# Finding the setting


@dataclass(frozen=True)
class _Dry:
    """Speech at 24 kHz in a file. length: in samples. rms, peak: dBFS, integrated: LUFS."""

    path: Path
    length: int
    rms: float
    peak: float
    integrated: float

    @staticmethod
    def of(speech: Iterable[Samples], path: Path) -> _Dry:
        meter = Meter(SAMPLE_RATE)
        length = 0
        with path.open("wb") as file:
            for block in speech:
                meter.hear(block)
                length += len(block)
                block.astype("<f4", copy=False).tofile(file)
        heard = meter.read()
        if heard.integrated <= -100:
            raise BookError("a chapter is silent, so it has no loudness; render it, or leave it out")
        return _Dry(path, length, heard.rms, heard.peak, heard.integrated)

    def turned(self, gain: float) -> Iterator[Samples]:
        """The speech with a gain, dB, in blocks."""
        factor = np.float32(10 ** (gain / 20))
        with self.path.open("rb") as file:
            while len(block := np.fromfile(file, "<f4", _BLOCK)):
                yield block * factor


def _wet(dry: _Dry, setting: Setting, rate: int) -> Iterator[Samples]:
    """The sound as it is encoded."""
    at = 0
    for block in limit(resampled(dry.turned(setting.gain), rate), rate, setting.ceiling, setting.release):
        yield block + room_tone(at, len(block), setting.room, rate)
        at += len(block)


def _found(dry: _Dry, preset: Preset, setting: Setting) -> Setting:
    """The gain that brings the sound to the target, with what the limiter takes away given back."""
    best = setting
    for release in RELEASES:
        best, miss = _searched(dry, preset, replace(setting, release=release))
        if abs(miss) <= _NEAR:
            break
    return best


def _searched(dry: _Dry, preset: Preset, setting: Setting) -> tuple[Setting, float]:
    """The best gain with one release, and how many dB it stays below the target.

    It is looked for at 24 kHz, which takes half the time; the room tone is too soft to matter.
    """
    setting = replace(setting, gain=preset.target - getattr(dry, preset.by))
    if dry.peak + setting.gain <= setting.ceiling:
        return setting, 0.0
    before: tuple[float, float] | None = None  # gain and level
    for _ in range(_SEARCHES):
        meter = Meter(SAMPLE_RATE)
        for block in limit(dry.turned(setting.gain), SAMPLE_RATE, setting.ceiling, setting.release):
            meter.hear(block)
        level: float = getattr(meter.read(), preset.by)
        miss = preset.target - level
        vain = before is not None and level - before[1] < _VAIN * (setting.gain - before[0])
        if abs(miss) <= _CLOSE or (vain and miss > 0):
            break
        before = setting.gain, level
        setting = replace(setting, gain=setting.gain + miss)
    return setting, miss


_SOFTEST_ROOM = -85.0  # dBFS; a softer one would be digital silence to 16 bits
_MARGIN = 0.15  # dB beyond what a correction needs


def _corrected(setting: Setting, preset: Preset, found: Measured) -> Setting:
    """The setting for another round, after what was measured on the encoded file; the same = none better."""
    gain, ceiling, room = setting.gain, setting.ceiling, setting.room
    over = max(
        found.peak - preset.peak if preset.peak is not None else 0.0,
        found.true_peak - preset.true_peak
        if preset.true_peak is not None and found.true_peak is not None
        else 0.0,
    )
    if over > 0:
        ceiling -= over + _MARGIN
    for value, allowed in ((found.rms, preset.rms), (found.integrated, preset.integrated)):
        if allowed is not None and value < allowed[0]:
            gain += allowed[0] - value + _MARGIN
        elif allowed is not None and value > allowed[1]:
            gain -= value - allowed[1] + _MARGIN
    if preset.floor is not None and found.floor > preset.floor:
        room = max(room - (found.floor - preset.floor + 1.0), _SOFTEST_ROOM)
    return replace(setting, gain=gain, ceiling=ceiling, room=room)


# Measuring


class _Windows:
    """Hears where there is only room tone, in windows of a twentieth of a second."""

    def __init__(self, rate: int) -> None:
        self._window = rate // _WINDOWS
        self._left: Samples = np.zeros(0, np.float32)
        self._squares: list[NDArray[np.float64]] = []

    def hear(self, samples: Samples) -> None:
        heard = np.concatenate([self._left, samples])
        whole = len(heard) // self._window * self._window
        windows = heard[:whole].reshape(-1, self._window).astype(np.float64)
        self._squares.append(np.mean(windows**2, axis=1))
        self._left = heard[whole:]

    def squares(self) -> NDArray[np.float64]:
        """Mean squares of the windows up to now."""
        return np.concatenate([*self._squares, np.zeros(0)])


def _floor(windows: NDArray[np.float64]) -> float:
    """RMS of the quietest half second, dBFS."""
    if len(windows) < _HALF:
        return SILENCE
    quietest = np.lib.stride_tricks.sliding_window_view(windows, _HALF).mean(axis=1).min()
    return max(float(10 * np.log10(max(quietest, 1e-15))), SILENCE)


def _ends(windows: NDArray[np.float64], count: int, rate: int) -> tuple[float, float]:
    """Seconds before the first and after the last audible window of so many samples."""
    audible = np.flatnonzero(windows > _AUDIBLE**2)
    if not len(audible):
        return count / rate, 0.0
    window = rate // _WINDOWS
    return int(audible[0]) * window / rate, max(0.0, (count - (int(audible[-1]) + 1) * window) / rate)


def _number(told: str, pattern: str) -> float:
    found = re.findall(pattern, told)
    if not found:
        raise MediaError(f"ffmpeg does not say {pattern!r} of a file; install a release that knows ebur128")
    return float(found[-1])
