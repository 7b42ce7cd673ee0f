"""The dub laid over the original sound, which gives way while somebody speaks.

Where speech is, is known beforehand: the original is turned down shortly before a line, stays down between
lines that follow each other soon, and comes back slowly; nothing has to listen for speech, so nothing pumps.
The dub is brought to the loudness that the original has in the same places (ITU-R BS.1770-4), so that the
mix is as loud as the film was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio import ffmpeg
from studio.dubbing.track import mark
from studio.provenance import Origin
from studio.sound.limiter import limit
from studio.sound.loudness import Meter
from tts.errors import DubError, MediaError
from tts.request import SAMPLE_RATE

RATE = 48_000
"""Hz of a mix, as films have it."""

Floats = NDArray[np.float32]
Stretch = tuple[float, float]
"""Start and end, s."""

_USUAL = -23.0  # LUFS (EBU R 128) where the original is silent
_SILENT = -45.0  # LUFS below which nobody speaks in the original
_MOST = 12.0  # dB by which the dub is made louder or softer at most
_CEILING = -1.5  # dBFS of samples, which leaves true peaks below -1


@dataclass(frozen=True)
class Ducking:
    """How the original gives way. depth: dB. before, after: s over which it goes down and comes back.
    hold: s between two lines for which it does not come back.

    Raises DubError when one is out of range.
    """

    depth: float = 15.0
    before: float = 0.2
    after: float = 0.5
    hold: float = 0.8

    def __post_init__(self) -> None:
        if not 0 <= self.depth <= 100:
            raise DubError(f"the original is turned down by 0–100 dB, not {self.depth:g}")
        if min(self.before, self.after, self.hold) < 0 or max(self.before, self.after, self.hold) > 10:
            raise DubError("the times of ducking lie within 0–10 s")


def curve(speech: Sequence[Stretch], ducking: Ducking) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times, s, and dB of the original's gain, straight in between."""
    times, gains = [0.0], [0.0]
    for start, end in _together(speech, ducking.hold + ducking.before + ducking.after):
        down = max(start - ducking.before, 0.0)
        times += [down, start, end, end + ducking.after]
        gains += [0.0, -ducking.depth, -ducking.depth, 0.0]
    return np.maximum.accumulate(np.array(times)), np.array(gains)


def _together(speech: Sequence[Stretch], gap: float) -> list[Stretch]:
    """Stretches in order, joined where they are nearer to each other than a gap."""
    joined: list[Stretch] = []
    for start, end in sorted(speech):
        if joined and start - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


@dataclass(frozen=True)
class Mixed:
    """What was mixed. original, dub: LUFS of speech's places in the original, and of the track as spoken;
    gain: dB that the dub was given. seconds, channels: of the mix."""

    original: float
    dub: float
    gain: float
    seconds: float
    channels: int


def mix(
    source: Path, track: Path, out: Path, speech: Sequence[Stretch], ducking: Ducking | None = None
) -> Mixed:
    """Mix a track over the first sound stream of a film or recording into a WAV file at `RATE`.

    speech: where the track speaks. The mix has the original's channels; speech goes where dialogue is: in
    the middle. Raises MediaError when the source has no sound.
    """
    import soundfile

    found = ffmpeg.probe(source).of("audio")
    if not found:
        raise MediaError(f"{source} has no sound to mix with; leave the mix out, or give the sound by itself")
    channels = found[0].channels or 2
    original = _loudness_at((_dialogue(block) for block in _decoded(source, channels)), RATE, speech)
    dub = _loudness_at(_read(track), SAMPLE_RATE, speech)
    gain = _gain(original, dub)
    blocks = _laid(
        _decoded(source, channels), _upsampled(_read(track)), curve(speech, ducking or Ducking()), gain
    )
    partial = out.with_name(f".{out.name}.partial")
    count = 0
    try:
        with soundfile.SoundFile(partial, "w", RATE, channels, subtype="PCM_16", format="WAV") as file:
            for block in _limited(blocks):
                file.write(np.clip(block, -1, 1))
                count += len(block)
        mark(partial, Origin())
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return Mixed(original, dub, gain, count / RATE, channels)


def _decoded(source: Path, channels: int) -> Iterator[Floats]:
    return ffmpeg.decode(source, RATE, channels, from_start=True)


def _read(track: Path) -> Iterator[Floats]:
    import soundfile

    with soundfile.SoundFile(track) as file:
        while len(block := file.read(SAMPLE_RATE * 4, dtype="float32")):
            yield block


def _upsampled(blocks: Iterable[Floats]) -> Iterator[Floats]:
    import soxr

    stream = soxr.ResampleStream(SAMPLE_RATE, RATE, 1, dtype="float32")
    for block in blocks:
        yield stream.resample_chunk(block)
    yield stream.resample_chunk(np.zeros(0, np.float32), last=True)


def _centre(channels: int) -> slice:
    """The channels that dialogue is in: both of two, the middle one of five, six and eight."""
    return slice(2, 3) if channels == 3 or channels > 4 else slice(0, 2)


def _dialogue(block: Floats) -> Floats:
    heard: Floats = block[:, _centre(block.shape[1])].mean(axis=1, dtype=np.float32)
    return heard


def _loudness_at(blocks: Iterable[Floats], rate: int, speech: Sequence[Stretch]) -> float:
    """LUFS of what sounds in these stretches."""
    meter = Meter(rate)
    begun = 0
    joined = _together(speech, 0.0)
    for block in blocks:
        for start, end in joined:
            first, last = round(start * rate) - begun, round(end * rate) - begun
            if last > 0 and first < len(block):
                meter.hear(block[max(first, 0) : last])
        begun += len(block)
    return meter.read().integrated


def _gain(original: float, dub: float) -> float:
    wanted = original if original > _SILENT else _USUAL
    return float(np.clip(wanted - dub, -_MOST, _MOST)) if dub > -100 else 0.0


def _laid(
    original: Iterator[Floats],
    dub: Iterator[Floats],
    ducked: tuple[NDArray[np.float64], NDArray[np.float64]],
    gain: float,
) -> Iterator[Floats]:
    """The original turned down and the dub added, as long as the longer of them."""
    factor = np.float32(10 ** (gain / 20))
    said, clock = np.zeros(0, np.float32), 0
    shape = 1
    for block in original:
        shape = block.shape[1]
        while len(said) < len(block) and (more := next(dub, None)) is not None:
            said = np.concatenate([said, more])
        turned = np.interp((clock + np.arange(len(block))) / RATE, *ducked)
        mixed = block * (10 ** (turned / 20)).astype(np.float32)[:, None]
        here = said[: len(block)]
        mixed[: len(here), _centre(shape)] += factor * here[:, None]
        said = said[len(block) :]
        clock += len(block)
        yield mixed
    for rest in (said, *dub):
        mixed = np.zeros((len(rest), shape), np.float32)
        mixed[:, _centre(shape)] = factor * rest[:, None]
        yield mixed


def _limited(blocks: Iterable[Floats]) -> Iterator[Floats]:
    """Blocks (T, C) without peaks above the ceiling, all channels turned down together."""
    waiting: deque[Floats] = deque()

    def peaks() -> Iterator[Floats]:
        for block in blocks:
            if len(block):
                waiting.append(block)
                yield np.abs(block).max(axis=1)

    held = np.zeros(0, np.float32)
    for limited in limit(peaks(), RATE, _CEILING):
        held = np.concatenate([held, limited])
        while waiting and len(waiting[0]) <= len(held):
            block = waiting.popleft()
            loudest = np.abs(block).max(axis=1)
            ratio = np.divide(held[: len(block)], loudest, out=np.ones_like(loudest), where=loudest > 0)
            held = held[len(block) :]
            yield block * ratio[:, None]
