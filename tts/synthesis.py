"""Lines → streams → samples: the models at work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import torch

from tts.line import Line
from tts.models.framenet import FrameInputs
from tts.models.generation import Decoding, Forced
from tts.models.gpt import Phrase
from tts.models.spectrogram import HOP, MELS, SAMPLE_RATE, denormalise
from tts.models.streams import Floats, Ints, step_contour, stream_arrays
from tts.models.tokenizer import FRAMES_PER_TOKEN
from tts.models.waves import excite
from tts.pack import VoicePack

REFINER_TEMPERATURE = 0.7
_CONTEXT = 32  # frames rendered again before a window; the networks reach further, but hear little there
_ROUGHNESS = 0.6  # semitones of pitch jitter at roughness 1
_SHIMMER = 2.4  # dB of frame-to-frame change in level at roughness 1: quicker than a mel can tell
_CEILING = 0.97
_KNEE = 0.8
_ROOM = 256  # steps of a line for which room is made at first


@dataclass(frozen=True)
class Streams:
    """What the GPT decided for one line, each (S,) integers; see `gpt.Steps`."""

    advance: Ints
    voicing: Ints
    pitch: Ints
    energy: Ints
    code: Ints

    @property
    def frames(self) -> int:
        """Mel frames, before an asked length cuts the last token."""
        return len(self.advance) * FRAMES_PER_TOKEN


def decode(pack: VoicePack, lines: Sequence[Line]) -> list[Streams]:
    """Decode lines together, best of similar length; each says what it says alone."""
    said, speaking = zip(*decoding(pack, lines).steps(), strict=True)
    streams, alive = np.stack(said), np.stack(speaking)
    return [Streams(*streams[alive[:, row], row].T) for row in range(len(lines))]


def decode_steps(pack: VoicePack, line: Line) -> Iterator[Streams]:
    """Decode one line, yielding all its streams so far after each step."""
    said = np.zeros((len(fields(Streams)), _ROOM), np.int64)
    for count, (streams, _) in enumerate(decoding(pack, [line]).steps()):
        if count == said.shape[1]:
            said = np.concatenate([said, np.zeros_like(said)], 1)
        said[:, count] = streams[0]
        yield Streams(*said[:, : count + 1])


def decoding(pack: VoicePack, lines: Sequence[Line]) -> Decoding:
    """Lines ready to be decoded together; their `Sampling` is the first one's."""
    seeds = [line.seed for line in lines]
    return Decoding(pack.gpt, _phrase(lines), seeds, lines[0].sampling, _forced(lines))


def _phrase(lines: Sequence[Line]) -> Phrase:
    return Phrase(
        phones=_padded([line.ids for line in lines]),
        accents=_padded([line.accents for line in lines]),
        manner=_padded([line.manner for line in lines]),
        length=torch.tensor([len(line.utterance.phones) for line in lines]),
        voice=_of_manners([[manner.voice for manner in line.manners] for line in lines]),
        emotion=_of_manners([[manner.emotion for manner in line.manners] for line in lines]),
        caption=_of_manners([[manner.caption for manner in line.manners] for line in lines]),
        frames=torch.tensor([line.frames for line in lines]),
    )


def _forced(lines: Sequence[Line]) -> Forced:
    contours = [step_contour(line.contour) for line in lines]
    drawn = whispered = held = None
    if longest := max(len(row) for row in contours):
        drawn = torch.from_numpy(
            np.stack([np.pad(row, (0, longest - len(row)), constant_values=np.nan) for row in contours])
        )
    if any(manner.whispered for line in lines for manner in line.manners):
        rows = [[line.manners[index].whispered for index in line.manner] for line in lines]
        whispered = _padded(rows).bool()
    if any(any(line.held) for line in lines):
        held = _padded([line.held for line in lines])
    return Forced(
        drawn,
        _of_manners([[np.float32(manner.base) for manner in line.manners] for line in lines]),
        _of_manners([[np.float32(manner.spread) for manner in line.manners] for line in lines]),
        whispered,
        held,
    )


def _padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *([0] * (longest - len(row)))] for row in rows])


def _of_manners(rows: Sequence[Sequence[Floats | np.float32]]) -> torch.Tensor:
    """(B, K, …); lines with fewer manners repeat their first."""
    most = max(len(row) for row in rows)
    return torch.from_numpy(np.stack([np.stack([*row, *([row[0]] * (most - len(row)))]) for row in rows]))


@dataclass
class Renderer:
    """Streams of one line → samples, in one piece or window by window.

    What a window has fixed (pitch, excitation, noise) stays fixed for the windows after it, so that no seam
    is heard; each window is computed with `_CONTEXT` frames of what came before it.
    """

    pack: VoicePack
    line: Line
    done: int = 0  # frames delivered
    _phase: float = 0.0
    _f0: list[Floats] = field(default_factory=list)
    _source: list[Floats] = field(default_factory=list)

    def __post_init__(self) -> None:
        seeds = np.random.SeedSequence(self.line.seed).spawn(4)
        self._mel_noise, self._air, self._jitter, self._shimmer = (
            _Noise(np.random.default_rng(seed), size)
            for seed, size in zip(seeds, (MELS, HOP, 1, 1), strict=True)
        )

    @torch.inference_mode()
    def window(self, streams: Streams, end: int) -> Floats:
        """Samples of frames `done` … end - 1, given streams that reach at least to `end`."""
        line, pack = self.line, self.pack
        begin = max(0, self.done - _CONTEXT) // FRAMES_PER_TOKEN * FRAMES_PER_TOKEN
        arrays = stream_arrays(
            streams.advance, streams.voicing, streams.pitch, streams.energy,
            np.asarray(line.ids), np.asarray(line.accents), np.asarray(line.manner),
            self._of_manners("mean"), self._of_manners("spread"),
        )  # fmt: skip
        total = streams.frames
        roughness = self._of_manners("roughness")[arrays["manner"]]
        f0 = arrays["f0"] * 2.0 ** (_ROUGHNESS * roughness * self._jitter.upto(total)[:, 0] / 12)
        f0[: self.done] = np.concatenate([np.zeros(0), *self._f0])
        arrays["f0"] = f0.astype(np.float32)
        inputs = FrameInputs(
            **{
                name: torch.from_numpy(np.ascontiguousarray(values[begin:]))[None]
                for name, values in arrays.items()
            },
            voice=torch.from_numpy(np.stack([manner.voice for manner in line.manners]))[None],
        )
        codes = torch.from_numpy(streams.code[begin // FRAMES_PER_TOKEN :])[None]
        mel = pack.tokenizer.decode(pack.tokenizer.quantiser.values(codes), inputs)
        if line.steps:
            noise = torch.from_numpy(self._mel_noise.upto(total)[begin:])[None] * REFINER_TEMPERATURE
            mel = pack.refiner.refine(mel, inputs, noise, line.steps, scheduler=pack.scheduler)
        here = slice(self.done, total)
        air = self._air.upto(total)[here].reshape(-1)
        fresh, cycles = excite(arrays["f0"][here], arrays["voiced"][here], air, self._phase)
        source = np.concatenate([*self._source, fresh])[begin * HOP :]
        wave = pack.vocoder(denormalise(mel), torch.from_numpy(source)[None], inputs.voiced)[0]
        samples = wave[(self.done - begin) * HOP : (end - begin) * HOP].numpy()
        samples = samples * self._gains(arrays["manner"][: end + 1])[self.done * HOP : end * HOP]
        samples = samples * self._swell(self.done * HOP, end * HOP)
        if end > self.done:
            fixed = (end - self.done) * HOP
            self._f0.append(arrays["f0"][self.done : end])
            self._source.append(fresh[:fixed])
            self._phase = float(cycles[fixed - 1] % 1.0)
            self.done = end
        return _limit(samples)

    def _of_manners(self, name: str) -> Floats:
        return np.asarray([getattr(manner, name) for manner in self.line.manners], np.float32)

    def _gains(self, manner: Ints) -> Floats:
        """Manner of each frame → factor on each sample; it moves to another over one frame."""
        gains, roughness = self._of_manners("gain"), self._of_manners("roughness")
        if len(gains) == 1 and not roughness.any():
            return np.broadcast_to(gains, len(manner) * HOP)
        decibels = _SHIMMER * roughness[manner] * self._shimmer.upto(len(manner))[:, 0]
        steps = gains[manner] * 10 ** (decibels / 20)
        frames = np.arange(len(manner) * HOP) / HOP
        return np.asarray(np.interp(frames, np.arange(len(manner)), steps), np.float32)

    def _swell(self, begin: int, end: int) -> Floats:
        """Factor on samples `begin` … end - 1 of a drawn loudness."""
        if not self.line.swell:
            return np.ones(end - begin, np.float32)
        times, decibels = zip(*self.line.swell, strict=True)
        drawn = np.interp(np.arange(begin, end) / SAMPLE_RATE, times, decibels)
        return np.asarray(10 ** (drawn / 20), np.float32)


class _Noise:
    """Normal noise row by row: the same rows whether drawn at once or in pieces."""

    def __init__(self, random: np.random.Generator, width: int) -> None:
        self._random = random
        self._rows = np.zeros((0, width), np.float32)

    def upto(self, count: int) -> Floats:
        """The first `count` rows (count, width)."""
        if count > len(self._rows):
            fresh = self._random.standard_normal((count - len(self._rows), self._rows.shape[1]), np.float32)
            self._rows = np.concatenate([self._rows, fresh])
        return self._rows[:count]


def _limit(samples: Floats) -> Floats:
    """Bend peaks above the knee towards the ceiling, instead of clipping them."""
    size = np.abs(samples)
    room = _CEILING - _KNEE
    bent = _KNEE + room * np.tanh((size - _KNEE) / room)
    return np.where(size > _KNEE, np.sign(samples) * bent, samples).astype(np.float32)
