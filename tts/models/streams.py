"""Between what is heard frame by frame and the integer streams that the GPT speaks.

Shapes: T mel frames (a multiple of `FRAMES_PER_TOKEN`), S = T / FRAMES_PER_TOKEN steps, P phones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tts.models.gpt import DWELL, ENERGIES, PITCHES
from tts.models.spectrogram import FLOOR, FRAMES_PER_SECOND, MELS
from tts.models.tokenizer import FRAMES_PER_TOKEN

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_MIDDLE = PITCHES // 2  # class of the asked mean pitch
_PER_DEVIATION = 12  # pitch classes in one asked standard deviation
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


def encode_prosody(starts: Ints, f0: Floats, energy: Floats, mean: float, spread: float) -> Prosody:
    """Frame values → streams.

    starts (P,): first frame of each phone. f0 (T,): Hz, 0 = unvoiced. energy (T,): dB.
    mean, spread: asked mean pitch, Hz, and standard deviation, semitones.
    """
    frames = len(f0)
    begins = np.zeros(frames, np.int64)
    begins[starts] = 1
    voiced = f0 > 0
    semitones = np.where(voiced, 12 * np.log2(np.maximum(f0, 1.0) / mean), 0.0).reshape(-1, FRAMES_PER_TOKEN)
    count = voiced.reshape(-1, FRAMES_PER_TOKEN).sum(1)
    deviation = semitones.sum(1) / np.maximum(count, 1) / spread
    pitch = np.clip(np.round(deviation * _PER_DEVIATION) + _MIDDLE, 1, PITCHES - 1)
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


def frame_pitch(pitch: Ints, voicing: Ints, mean: float, spread: float) -> tuple[Floats, Floats]:
    """Streams (S,) → F0 in Hz at each frame and voicing, both (T,).

    Where unvoiced, F0 is interpolated; a gap of more than `BRIDGE` steps holds the pitch before it instead,
    and the asked mean stands before the first voiced step, so that no frame waits for what is decoded much
    later.
    """
    steps = len(pitch)
    voiced = _bits(voicing).astype(np.float32)
    known = np.flatnonzero(pitch > 0)
    if len(known) == 0:
        return np.full(steps * FRAMES_PER_TOKEN, mean, np.float32), np.zeros_like(voiced)
    semitones = (pitch[known] - _MIDDLE) / _PER_DEVIATION * spread
    centres = known * FRAMES_PER_TOKEN + (FRAMES_PER_TOKEN - 1) / 2
    frame = np.arange(steps * FRAMES_PER_TOKEN)
    contour = np.interp(frame, centres, semitones)
    contour[: known[0] * FRAMES_PER_TOKEN] = 0.0
    for gap in np.flatnonzero(np.diff(known) > BRIDGE):
        end = known[gap + 1] * FRAMES_PER_TOKEN
        held = (frame > centres[gap]) & (frame < end)
        contour[held] = semitones[gap]
        contour[end : end + FRAMES_PER_TOKEN // 2] = semitones[gap + 1]
    return np.asarray(mean * 2.0 ** (contour / 12), np.float32), voiced


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
    mean: float,
    spread: float,
) -> dict[str, npt.NDArray[Any]]:
    """Streams (S,), phones and accents (P,) → the fields of `FrameInputs` over frames (T, …), less voice.

    mean: asked mean pitch, Hz. spread: its asked standard deviation, semitones.
    """
    index = frame_phones(advance)
    padded = np.concatenate([[0], phones, [0]])
    f0, voiced = frame_pitch(pitch, voicing, mean, spread)
    return {
        "phone": phones[index],
        "before": padded[index],
        "after": padded[index + 2],
        "accent": accents[index],
        "place": frame_places(index),
        "f0": f0,
        "voiced": voiced,
        "energy": frame_levels(energy),
    }


def pitch_class(contour: Sequence[tuple[float, float]], spread: float) -> Ints:
    """A drawn melody → (S,) pitch classes up to its last point, -1 before its first.

    contour: (s, semitones against the asked mean pitch) points in time order; linear between them.
    """
    if not contour:
        return np.zeros(0, np.int64)
    times, semitones = np.asarray(contour, float).T
    steps = int(np.ceil(times[-1] * FRAMES_PER_SECOND / FRAMES_PER_TOKEN))
    centres = (np.arange(steps) * FRAMES_PER_TOKEN + (FRAMES_PER_TOKEN - 1) / 2) / FRAMES_PER_SECOND
    classes = np.round(np.interp(centres, times, semitones) / spread * _PER_DEVIATION) + _MIDDLE
    return np.where(centres >= times[0], np.clip(classes, 1, PITCHES - 1), -1).astype(np.int64)


def phone_starts(advance: Ints) -> Ints:
    """advance (S,) → first frame of each phone that has begun."""
    bits = _bits(advance)
    return np.flatnonzero(bits)


def _bits(patterns: Ints) -> Ints:
    """Bit patterns (S,) → their bits frame by frame (T,)."""
    return ((patterns[:, None] >> np.arange(FRAMES_PER_TOKEN)) & 1).reshape(-1)
