"""Does the voice do what was asked? Pitch and range as Praat hears them, forced contours, exact durations.

python -m benchmarks.control --pack tts/packs/base --out runs/bench
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.material import Line
from benchmarks.speakers import Speaker, Spoken
from tts.style.space import Style

CONTOUR_STEP = 0.01  # s between the values of a forced contour


@dataclass(frozen=True)
class Heard:
    """Praat's verdict: geometric mean of the pitch in Hz and its standard deviation in semitones, both nan
    where nothing is voiced; voiced: share of frames."""

    pitch: float
    range: float
    voiced: float


@dataclass(frozen=True)
class Agreement:
    """How measured follows asked, both centred on each voice's mean.

    r: Pearson's correlation. slope: of the regression of measured on asked. error: median absolute
    difference, in the unit of the quantity. utterances: how many were voiced enough to count.
    """

    r: float
    slope: float
    error: float
    utterances: int


def praat_pitch(
    samples: NDArray[np.float32], sample_rate: int, step: float = CONTOUR_STEP
) -> NDArray[np.float64]:
    """(F,) Hz every `step` s from 0, 0 where unvoiced, by Praat's autocorrelation method in two passes.

    The second pass looks within limits set by the quartiles of the first (De Looze & Hirst 2008).
    """
    import parselmouth

    sound = parselmouth.Sound(samples.astype(np.float64), sample_rate)
    times = np.arange(0, len(samples) / sample_rate, step)

    def track(low: float, high: float) -> NDArray[np.float64]:
        pitch = sound.to_pitch_ac(time_step=step, pitch_floor=low, pitch_ceiling=high)
        return np.nan_to_num(np.array([pitch.get_value_at_time(time) for time in times], np.float64))

    if sound.duration < 3 / 50:
        return np.zeros(len(times))
    first = track(50, 600)
    voiced = first[first > 0]
    if len(voiced) < 10:
        return first
    low = float(np.clip(0.6 * np.quantile(voiced, 0.25), 50, 250))
    return track(low, float(np.clip(2.2 * np.quantile(voiced, 0.75), 3 * low, 700)))


def hear(samples: NDArray[np.float32], sample_rate: int) -> Heard:
    """Mean and spread of the pitch of one utterance."""
    track = praat_pitch(samples, sample_rate)
    voiced = track[track > 0]
    if len(voiced) < 10:
        return Heard(float("nan"), float("nan"), len(voiced) / max(len(track), 1))
    semitones = 12 * np.log2(voiced)
    return Heard(float(2 ** (semitones.mean() / 12)), float(semitones.std()), len(voiced) / len(track))


def agreement(asked: Sequence[float], measured: Sequence[float], voices: Sequence[str]) -> Agreement:
    """Compare asked with measured values of the same quantity, each less its mean over the voice.

    Values that are nan are left out. Raises ValueError when fewer than three are left.
    """
    x, y = np.asarray(asked, float), np.asarray(measured, float)
    names = np.asarray(voices)
    known = np.isfinite(x) & np.isfinite(y)
    if known.sum() < 3:
        raise ValueError(f"only {int(known.sum())} utterances could be measured; speak at least three")
    x, y, names = x[known], y[known], names[known]
    error = float(np.median(np.abs(y - x)))
    for name in np.unique(names):
        x[names == name] -= x[names == name].mean()
        y[names == name] -= y[names == name].mean()
    norm = np.sqrt((x**2).sum() * (y**2).sum())
    r = float((x * y).sum() / norm) if norm > 0 else 0.0
    slope = float((x * y).sum() / (x**2).sum()) if (x**2).any() else 0.0
    return Agreement(r, slope, error, len(x))


def asks(texts: Sequence[str], seed: int = 0) -> list[Line]:
    """Each text with a pitch (-6…8 semitones) and a range (half to 2.2 times the habit) of its own, by the
    base speakers in turn, each of them at its own habitual pitch and a fifth above."""
    from benchmarks.material import base_voices

    chance = random.Random(seed)
    voices = {}
    for name, identity in base_voices().items():
        voices[name] = identity
        voices[f"{name}+5"] = replace(identity, pitch=min(identity.pitch * 1.33, 420.0), tract=1.06)
    lines = []
    for index, text in enumerate(texts):
        name = list(voices)[index % len(voices)]
        spread = voices[name].liveliness
        style = Style(pitch=chance.uniform(-6, 8), range=spread * (2 ** chance.uniform(-1, 1.14) - 1))
        lines.append(Line(text, voices[name], name, style, "pitch", seed=index))
    return lines


def pitch_control(lines: Sequence[Line], speak: Speaker) -> dict[str, Agreement]:
    """Asked against measured mean pitch ("pitch", semitones) and spread ("range", semitones)."""
    heard = [hear(spoken.samples, spoken.sample_rate) for spoken in map(speak, lines)]
    deliveries = [line.style.delivery(line.identity.liveliness)[0] for line in lines]
    pairs = list(zip(lines, deliveries, strict=True))
    voices = [line.voice for line in lines]
    asked_pitch = [12 * np.log2(line.identity.pitch) + delivery.pitch for line, delivery in pairs]
    asked_range = [line.identity.liveliness * 2**delivery.range for line, delivery in pairs]
    return {
        "pitch": agreement(asked_pitch, [12 * np.log2(one.pitch) for one in heard], voices),
        "range": agreement(asked_range, [one.range for one in heard], voices),
    }


def contour_error(
    samples: NDArray[np.float32], sample_rate: int, contour: Callable[[float], float], margin: float = 0.05
) -> float:
    """Median distance between the pitch that Praat hears and the contour (s → Hz), natural log of F0.

    margin: seconds at both ends that are left out. Returns nan where nothing is voiced.
    """
    track = praat_pitch(samples, sample_rate)
    times = np.arange(len(track)) * CONTOUR_STEP
    inside = (track > 0) & (times >= margin) & (times <= len(samples) / sample_rate - margin)
    if not inside.any():
        return float("nan")
    wanted = np.array([contour(float(time)) for time in times[inside]])
    return float(np.median(np.abs(np.log(track[inside] / wanted))))


Contour = tuple[tuple[float, float], ...]
"""Points (seconds, semitones against the identity's pitch), rising in time, as in a request."""


def contour_pitch(contour: Contour, pitch: float, time: float) -> float:
    """Hz at `time` of a contour around `pitch`: straight from point to point, held before and after."""
    return float(pitch * 2 ** (np.interp(time, [at for at, _ in contour], [up for _, up in contour]) / 12))


def forced_contours(
    lines: Sequence[Line], speak: Callable[[Line, Contour], Spoken], seed: int = 0
) -> list[float]:
    """Speak each line freely, then on a contour of its own (a point every 0.4 s, within ±5 semitones of the
    identity's pitch), and return the `contour_error` of each.

    speak: (line, contour, empty for free speech) → spoken.
    """
    chance = np.random.default_rng(seed)
    errors = []
    for line in lines:
        seconds = speak(line, ()).seconds
        times = np.linspace(0, seconds, max(2, round(seconds / 0.4) + 1))
        contour = tuple(zip(times.tolist(), chance.uniform(-5, 5, len(times)).tolist(), strict=True))
        spoken = speak(line, contour)
        wanted = partial(contour_pitch, contour, line.identity.pitch)
        errors.append(contour_error(spoken.samples, spoken.sample_rate, wanted))
    return errors


@dataclass(frozen=True)
class DurationAccuracy:
    """Asked against delivered length, seconds: mean, 95th percentile and largest absolute difference.

    edge: mean silence that the takes have at their ends beyond that of the natural takes, s: a length met by
    silence alone would show here.
    """

    lines: int
    mean: float
    p95: float
    largest: float
    edge: float


def duration_accuracy(
    lines: Sequence[Line],
    speak: Callable[[Line, float | None], Spoken],
    low: float = 0.7,
    high: float = 1.4,
) -> DurationAccuracy:
    """Speak each line naturally, then in `low` to `high` times that length.

    speak: (line, seconds asked or None) → spoken. Raises ValueError when there is no line.
    """
    if not lines:
        raise ValueError("there is no line to speak; give at least one")
    errors, edges = [], []
    for line, factor in zip(lines, np.linspace(low, high, len(lines)), strict=True):
        natural = speak(line, None)
        asked = natural.seconds * float(factor)
        spoken = speak(line, asked)
        errors.append(abs(spoken.seconds - asked))
        edges.append(_edge_silence(spoken) - _edge_silence(natural))
    return DurationAccuracy(
        len(errors),
        float(np.mean(errors)),
        float(np.quantile(errors, 0.95)),
        float(np.max(errors)),
        float(np.mean(edges)),
    )


def _edge_silence(spoken: Spoken) -> float:
    """Seconds before the first and after the last sample within 40 dB of the peak."""
    level = np.abs(spoken.samples)
    loud = np.flatnonzero(level > 0.01 * level.max(initial=0.0))
    if not len(loud):
        return spoken.seconds
    return float(loud[0] + len(level) - 1 - loud[-1]) / spoken.sample_rate


def main(
    pack: Path = Path("tts/packs/base"),
    utterances: int = 96,
    lines: int = 200,
    contours: int = 40,
    out: Path = Path("runs/bench"),
) -> None:
    """Asked against measured pitch and range, beside the rule-only teachers; contours; durations."""
    import tts.engine
    from benchmarks import speakers
    from benchmarks.material import scene, unseen
    from benchmarks.report import publish
    from tts.request import SpeechRequest

    engine = tts.engine.load(pack)
    texts = unseen(max(utterances, lines, contours))
    rows = []
    for name, speak in (("model", speakers.model(engine)), ("transformed", speakers.transformed)):
        for quantity, found in pitch_control(asks(texts[:utterances]), speak).items():
            rows.append({"speaker": name, "quantity": quantity, **vars(found)})

    def spoken(request: SpeechRequest) -> Spoken:
        take = engine.speak(request)
        return Spoken(take.samples, take.sample_rate, (), 0.0)

    def timed(line: Line, seconds: float | None) -> Spoken:
        return spoken(SpeechRequest(line.text, line.identity, line.style, duration=seconds, seed=line.seed))

    def drawn(line: Line, contour: Contour) -> Spoken:
        return spoken(SpeechRequest(line.text, line.identity, line.style, contour=contour, seed=line.seed))

    publish("control", rows, out, pack=str(pack))
    errors = np.array(forced_contours(scene(texts[:contours], ("neutral",)), drawn))
    figures = {
        "lines": len(errors),
        "unvoiced": int(np.isnan(errors).sum()),
        "mean log-F0 error": float(np.nanmean(errors)),
        "p95": float(np.nanquantile(errors, 0.95)),
    }
    publish("contour", [figures], out, pack=str(pack))
    durations = duration_accuracy(scene(texts[:lines], ("neutral",)), timed)
    publish("duration", [vars(durations)], out, pack=str(pack))


if __name__ == "__main__":
    import typer

    typer.run(main)
