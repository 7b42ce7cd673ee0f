"""Between what is heard frame by frame and the integer streams that the GPT speaks.

Shapes: T mel frames (a multiple of `FRAMES_PER_TOKEN`), S = T / FRAMES_PER_TOKEN steps, P phones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tts.models.gpt import DWELL, ENERGIES, MIDDLE, PER_DEVIATION, PITCHES
from tts.models.spectrogram import FLOOR, FRAMES_PER_SECOND, MELS
from tts.models.tokenizer import FRAMES_PER_TOKEN

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
PerPhone = float | Floats

_QUIETEST, _STEP = -56.0, 2.0  # dB of energy class 0, dB a class
_REFERENCE = 23.0  # dB of a mel frame of active speech at `spectrogram.LEVEL`
BRIDGE = 6  # steps between voiced ones over which the pitch is interpolated
_WEIGHTS = np.left_shift(1, np.arange(FRAMES_PER_TOKEN))


@dataclass(frozen=True)
class Prosody:
    """The prosodic streams, each (S,) integers. See `gpt.Steps`."""

    advance: Ints
    voicing: Ints
    pitch: Ints
    energy: Ints


def frame_starts(ends: Sequence[float], frames: int) -> Ints:
    """End of each phone, s → its first frame (P,), strictly rising from 0, so that each has at least one.

    Raises ValueError when there are more phones than frames.
    """
    count = len(ends)
    if count > frames:
        raise ValueError(f"{count} phones do not fit into {frames} frames")
    starts = np.round(np.concatenate([[0.0], np.asarray(ends)[:-1]]) * FRAMES_PER_SECOND).astype(np.int64)
    order = np.arange(count)
    # At least one apart: pushed late, and back where the end comes too soon.
    starts = np.maximum.accumulate(np.maximum(starts, order) - order) + order
    return np.asarray(np.minimum(starts, frames - count + order), np.int64)


def frame_energy(mel: Floats) -> Floats:
    """Natural-log mel (T, MELS) → level of each frame, dB against active speech."""
    return np.asarray(10 * np.log10(np.exp(2 * mel).sum(-1) + 1e-9) - _REFERENCE, np.float32)


def encode_prosody(starts: Ints, f0: Floats, energy: Floats, mean: PerPhone, spread: PerPhone) -> Prosody:
    """Frame values → streams.

    starts (P,): first frame of each phone. f0 (T,): Hz, 0 = unvoiced. energy (T,): dB.
    mean, spread: asked mean pitch, Hz, and standard deviation, semitones, of the whole or of each phone.
    """
    frames = len(f0)
    begins = np.zeros(frames, np.int64)
    begins[starts] = 1
    phone = np.cumsum(begins) - 1
    voiced = f0 > 0
    centre = np.repeat(_of_steps(mean, phone), FRAMES_PER_TOKEN)
    semitones = np.where(voiced, 12 * np.log2(np.maximum(f0, 1.0) / centre), 0.0)
    semitones = semitones.reshape(-1, FRAMES_PER_TOKEN)
    count = voiced.reshape(-1, FRAMES_PER_TOKEN).sum(1)
    deviation = semitones.sum(1) / np.maximum(count, 1) / _of_steps(spread, phone)
    pitch = np.clip(np.round(deviation * PER_DEVIATION) + MIDDLE, 1, PITCHES - 1)
    level = energy.reshape(-1, FRAMES_PER_TOKEN).mean(1)
    return Prosody(
        advance=begins.reshape(-1, FRAMES_PER_TOKEN) @ _WEIGHTS,
        voicing=voiced.reshape(-1, FRAMES_PER_TOKEN).astype(np.int64) @ _WEIGHTS,
        pitch=np.where(count > 0, pitch, 0).astype(np.int64),
        energy=np.clip(np.round((level - _QUIETEST) / _STEP), 0, ENERGIES - 1).astype(np.int64),
    )


def pointers(advance: Ints) -> tuple[Ints, Ints]:
    """advance (S,) → pointer before each step (-1 at first) and the frames it has dwelt there, both (S,)."""
    bits = _bits(advance)
    phone = np.cumsum(bits) - 1
    frame = np.arange(len(bits))
    begin = np.maximum.accumulate(np.where(bits == 1, frame, 0))
    dwell = frame - begin + 1
    at = np.concatenate([[-1], phone[FRAMES_PER_TOKEN - 1 :: FRAMES_PER_TOKEN][:-1]])
    held = np.concatenate([[0], dwell[FRAMES_PER_TOKEN - 1 :: FRAMES_PER_TOKEN][:-1]])
    return at, np.minimum(held, DWELL)


def frame_phones(advance: Ints) -> Ints:
    """advance (S,) → the phone index of each frame (T,)."""
    bits = _bits(advance)
    return np.asarray(np.maximum(np.cumsum(bits) - 1, 0), np.int64)


def frame_places(phone: Ints) -> Floats:
    """Phone index of each frame (T,) → (T, 3) as in `framenet.FrameInputs.place`."""
    frame = np.arange(len(phone))
    begin = np.searchsorted(phone, phone, side="left")
    end = np.searchsorted(phone, phone, side="right")
    since, until = frame - begin, end - 1 - frame
    share = since / np.maximum(end - begin - 1, 1)
    return np.stack([share, np.minimum(since / 16, 2), np.minimum(until / 16, 2)], -1).astype(np.float32)


def _of_steps(value: PerPhone, phone: Ints) -> Floats:
    """A value of the whole or of each phone (P,), phone index of each frame (T,) → value of each step (S,):
    that of the phone at its third frame."""
    middle = phone[FRAMES_PER_TOKEN // 2 :: FRAMES_PER_TOKEN]
    values = np.asarray(value, np.float32)
    return np.broadcast_to(values, len(middle)) if values.ndim == 0 else values[middle]


def frame_pitch(pitch: Ints, voicing: Ints, mean: PerPhone, spread: PerPhone) -> tuple[Floats, Floats]:
    """Streams (S,) → F0 in Hz at each frame and voicing, both (T,).

    mean, spread: asked mean pitch, Hz, and standard deviation, semitones, of the whole or of each step.
    Where unvoiced, F0 is interpolated; a gap of more than `BRIDGE` steps holds the pitch before it instead,
    and the asked mean stands before the first voiced step, so that no frame waits for what is decoded much
    later.
    """
    steps = len(pitch)
    voiced = _bits(voicing).astype(np.float32)
    means, spreads = (np.broadcast_to(np.asarray(value, float), steps) for value in (mean, spread))
    known = np.flatnonzero(pitch > 0)
    if len(known) == 0:
        return np.repeat(means, FRAMES_PER_TOKEN).astype(np.float32), voiced
    octaves = np.log2(means[known]) + (pitch[known] - MIDDLE) / PER_DEVIATION * spreads[known] / 12
    centres = known * FRAMES_PER_TOKEN + (FRAMES_PER_TOKEN - 1) / 2
    frame = np.arange(steps * FRAMES_PER_TOKEN)
    contour = np.interp(frame, centres, octaves)
    first = known[0] * FRAMES_PER_TOKEN
    contour[:first] = np.repeat(np.log2(means), FRAMES_PER_TOKEN)[:first]
    for gap in np.flatnonzero(np.diff(known) > BRIDGE):
        end = known[gap + 1] * FRAMES_PER_TOKEN
        held = (frame > centres[gap]) & (frame < end)
        contour[held] = octaves[gap]
        contour[end : end + FRAMES_PER_TOKEN // 2] = octaves[gap + 1]
    return np.asarray(2.0**contour, np.float32), voiced


def frame_levels(energy: Ints) -> Floats:
    """Energy stream (S,) → (T,) in units of 20 dB, linear between the steps' centres."""
    decibels = energy * _STEP + _QUIETEST
    centres = np.arange(len(energy)) * FRAMES_PER_TOKEN + (FRAMES_PER_TOKEN - 1) / 2
    frames = np.arange(len(energy) * FRAMES_PER_TOKEN)
    return np.asarray(np.interp(frames, centres, decibels) / 20, np.float32)


def pad_frames(count: int) -> int:
    """Frames rounded up to whole tokens."""
    return -(-count // FRAMES_PER_TOKEN) * FRAMES_PER_TOKEN


def silent_frame() -> Floats:
    """(MELS,) natural-log mel of silence."""
    return np.full(MELS, FLOOR, np.float32)


def stream_arrays(
    advance: Ints,
    voicing: Ints,
    pitch: Ints,
    energy: Ints,
    phones: Ints,
    accents: Ints,
    manner: Ints,
    mean: Floats,
    spread: Floats,
) -> dict[str, npt.NDArray[Any]]:
    """Streams (S,), phones, accents, manner (P,) → the fields of `FrameInputs` (T, …), less voice.

    mean, spread: asked mean pitch, Hz, and standard deviation, semitones, of each manner (K,).
    """
    index = frame_phones(advance)
    padded = np.concatenate([[0], phones, [0]])
    f0, voiced = frame_pitch(pitch, voicing, _of_steps(mean[manner], index), _of_steps(spread[manner], index))
    return {
        "phone": phones[index],
        "before": padded[index],
        "after": padded[index + 2],
        "accent": accents[index],
        "place": frame_places(index),
        "f0": f0,
        "voiced": voiced,
        "energy": frame_levels(energy),
        "manner": manner[index],
    }


def step_contour(contour: Sequence[tuple[float, float]]) -> Floats:
    """A drawn melody → (S,) its value at each step's centre up to its last point, NaN before its first.

    contour: (s, semitones) points in time order; linear between them.
    """
    if not contour:
        return np.zeros(0, np.float32)
    times, semitones = np.asarray(contour, float).T
    steps = int(np.ceil(times[-1] * FRAMES_PER_SECOND / FRAMES_PER_TOKEN))
    centres = (np.arange(steps) * FRAMES_PER_TOKEN + (FRAMES_PER_TOKEN - 1) / 2) / FRAMES_PER_SECOND
    return np.where(centres >= times[0], np.interp(centres, times, semitones), np.nan).astype(np.float32)


def phone_starts(advance: Ints) -> Ints:
    """advance (S,) → first frame of each phone that has begun."""
    bits = _bits(advance)
    return np.flatnonzero(bits)


def _bits(patterns: Ints) -> Ints:
    """Bit patterns (S,) → their bits frame by frame (T,)."""
    return ((patterns[:, None] >> np.arange(FRAMES_PER_TOKEN)) & 1).reshape(-1)
