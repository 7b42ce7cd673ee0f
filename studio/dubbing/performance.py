"""The original performance → the style of each cue: higher, livelier, louder or softer than usual.

A style counts from a speaker's own usual speech. Who has at least three cues shows that himself: the lines
nearest to the median of all his lines are taken for it, so that pitch and loudness, which one recording alone
cannot tell from voice and microphone, are heard as well. No feelings are guessed, and the pace is left to the
slot. Music or noise under the original is measured along with the voice, so what is taken over is limited.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from studio import ffmpeg
from studio.dubbing.slots import Slot
from tts.errors import MediaError
from tts.request import SAMPLE_RATE
from tts.style.measure import measure
from tts.style.recording import LONGEST, SHORTEST, Recording, hear
from tts.style.space import Style

FEWEST = 3
"""Cues that a speaker must have for his usual speech to be known."""

_LIMITS = {"pitch": 6.0, "range": 3.0, "loudness": 8.0, "tilt": 6.0}  # in the units of `Style`, either way
_USUAL = 30.0  # s of usual lines at most
_QUIET = -50.0  # dBFS, below which nobody speaks
_SOFTER = -3.0  # dB against usual speech, above which unvoiced speech is noise and no whisper

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Performance:
    """styles: number of a cue → its style in the original. notes: on what could not be heard."""

    styles: Mapping[int, Style]
    notes: tuple[str, ...] = ()


def performance(
    source: Path, slots: Sequence[Slot], told: Callable[[float], None] = lambda share: None
) -> Performance:
    """What the sound of a film or recording says of each slot's line. told: is given the share that is done.

    Raises MediaError when the source has no sound.
    """
    if not ffmpeg.probe(source).of("audio"):
        raise MediaError(f"{source} has no sound to take the performance from; leave it out")
    with tempfile.TemporaryFile() as file:
        cut = _cut(source, slots, file)
        heard = {number: samples for number, samples in cut.items() if _speaks(samples)}
        speakers: dict[str, list[int]] = {}
        for slot in slots:
            if slot.cue.number in heard:
                speakers.setdefault(slot.cue.speaker, []).append(slot.cue.number)
        styles: dict[int, Style] = {}
        notes = []
        for speaker, numbers in speakers.items():
            usual = _usual([heard[number] for number in numbers])
            if usual is None:
                notes.append(f"{speaker} speaks in fewer than {FEWEST} cues: pitch and loudness stay usual")
            for number in numbers:
                styles[number] = style_of(heard[number], usual)
                told(len(styles) / len(heard))
    if silent := [str(slot.cue.number) for slot in slots if slot.cue.number not in heard]:
        notes.append(f"nobody can be heard in the original of cues {', '.join(silent)}")
    return Performance(styles, tuple(notes))


def style_of(samples: Floats, usual: Floats | None = None) -> Style:
    """How a line is spoken against usual speech of the same person, both (T,) at `SAMPLE_RATE`.

    Speech that is hardly voiced is a whisper only where it is softer than usual as well: else it is drowned
    in noise.
    """
    neutral = None if usual is None else Recording("usual", usual)
    heard = hear(Recording("line", samples), neutral)
    style = replace(heard.style, rate=None, pauses=None)
    for name, most in _LIMITS.items():
        if (value := getattr(style, name)) is not None:
            style = replace(style, **{name: min(max(value, -most), most)})
    if style.whisper and (style.loudness is None or style.loudness > _SOFTER):
        style = replace(style, whisper=None)
    return style


def _cut(source: Path, slots: Sequence[Slot], file: IO[bytes]) -> dict[int, Floats]:
    """The original of each cue that has an end, kept in a file."""
    spans = {}
    for cue in (slot.cue for slot in slots):
        if cue.end is not None and cue.end - cue.start >= SHORTEST:
            seconds = min(cue.end - cue.start, LONGEST)
            spans[cue.number] = (round(cue.start * SAMPLE_RATE), round(seconds * SAMPLE_RATE))
    offsets = dict(zip(spans, accumulate((length for _, length in spans.values()), initial=0), strict=False))
    total = sum(length for _, length in spans.values())
    if not total:
        return {}
    file.truncate(4 * total)
    kept = np.memmap(file, np.float32, "r+", shape=(total,))
    clock = 0
    for block in ffmpeg.decode(source, SAMPLE_RATE, from_start=True):
        for number, (start, length) in spans.items():
            first, last = max(start, clock), min(start + length, clock + len(block))
            if first < last:
                at = offsets[number] + first - start
                kept[at : at + last - first] = block[first - clock : last - clock, 0]
        clock += len(block)
    return {number: kept[offsets[number] : offsets[number] + length] for number, (_, length) in spans.items()}


def _speaks(samples: Floats) -> bool:
    return measure(np.asarray(samples), SAMPLE_RATE).loudness > _QUIET


def _usual(lines: Sequence[Floats]) -> Floats | None:
    """The lines nearest to the median of all, one after the other; None where there are too few."""
    if len(lines) < FEWEST:
        return None
    found = [measure(np.asarray(line), SAMPLE_RATE) for line in lines]
    table = np.array([[12 * np.log2(max(m.pitch, 1.0)), m.range, m.loudness, m.tilt] for m in found])
    away = np.abs(table - np.median(table, axis=0))
    away /= np.maximum(np.median(away, axis=0), 1e-3)
    nearest = np.argsort(away.sum(axis=1), kind="stable")[: max(1, len(lines) // 2)]
    chosen: list[Floats] = []
    for at in nearest:
        if sum(map(len, chosen)) < _USUAL * SAMPLE_RATE:
            chosen.append(np.asarray(lines[at]))
    return np.concatenate(chosen)
