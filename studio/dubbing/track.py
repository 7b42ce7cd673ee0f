"""Placed lines → the dub's track and one stem a speaker, exact to the sample, whatever its length."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.dubbing.fit import FAILED, Placed
from studio.dubbing.stretch import stretched
from studio.dubbing.takes import Takes
from studio.provenance import Origin, riff_chunks
from tts.audio import AudioWriter, open_writer
from tts.request import SAMPLE_RATE

Floats = NDArray[np.float32]

_SILENCE = SAMPLE_RATE * 10  # samples of silence written at once


@dataclass(frozen=True, eq=False)
class Clip:
    """Speech on the timeline: its first sample there, (T,) samples at `SAMPLE_RATE`, and who speaks."""

    start: int
    samples: Floats
    speaker: str


def clips(placed: Sequence[Placed], takes: Takes) -> Iterator[Clip]:
    """The lines as they are heard, in the order of time; those that could not be spoken are left out.

    A line begins at the sample nearest to its start. Raises DubError when the audio of a take is gone.
    """
    for line in sorted(placed, key=lambda line: line.start):
        spoken = line.paced.spoken
        if spoken is None or line.state == FAILED:
            continue
        samples = takes.samples(spoken)
        if spoken.sample_rate != SAMPLE_RATE:
            raise ValueError(f"takes have {SAMPLE_RATE} samples a second, not {spoken.sample_rate}")
        if line.stretch != 1:
            samples = stretched(samples, max(1, round(line.seconds * SAMPLE_RATE)), SAMPLE_RATE)
        yield Clip(round(line.start * SAMPLE_RATE), samples, line.slot.cue.speaker)


@dataclass
class Tape:
    """An open file that clips are laid on in the order of time; where they overlap they add up."""

    writer: AudioWriter
    _done: int = 0  # samples written
    _waiting: Floats = field(default_factory=lambda: np.zeros(0, np.float32))  # not yet, from `_done` on

    def lay(self, clip: Clip) -> None:
        """Add a clip that begins no earlier than the one before."""
        self._write_until(clip.start)
        offset = clip.start - self._done
        short = offset + len(clip.samples) - len(self._waiting)
        self._waiting = np.pad(self._waiting, (0, max(0, short)))
        self._waiting[offset : offset + len(clip.samples)] += clip.samples

    def end(self, length: int) -> None:
        """Write what waits, and silence up to `length` samples in all."""
        self._write_until(max(length, self._done + len(self._waiting)))

    def _write_until(self, end: int) -> None:
        ready, self._waiting = np.split(self._waiting, [max(0, min(end - self._done, len(self._waiting)))])
        if len(ready):
            self.writer.write(ready)
        self._done += len(ready)
        while self._done < end:
            count = min(_SILENCE, end - self._done)
            self.writer.write(np.zeros(count, np.float32))
            self._done += count


def write_track(
    path: Path, laid: Sequence[Placed], takes: Takes, seconds: float, speaker: str | None = None
) -> None:
    """Write a WAV file of all lines, or of one speaker's, at least `seconds` long.

    It says of itself that it is AI-generated.
    """
    with open_writer(path, SAMPLE_RATE) as writer:
        tape = Tape(writer)
        mine = [line for line in laid if speaker is None or line.slot.cue.speaker == speaker]
        for clip in clips(mine, takes):
            tape.lay(clip)
        tape.end(round(seconds * SAMPLE_RATE))
    mark(path, Origin())


def stem_names(speakers: Sequence[str]) -> dict[str, str]:
    """Speaker → file name of the stem: the name as far as a file may have it, each once."""
    names: dict[str, str] = {}
    for speaker in speakers:
        plain = re.sub(r"[^\w .-]+", "-", speaker).strip(" .-")[:60] or "speaker"
        taken = {name.casefold() for name in names.values()}
        number, name = 2, f"{plain}.wav"
        while name.casefold() in taken:
            number, name = number + 1, f"{plain}-{number}.wav"
        names[speaker] = name
    return names


def mark(path: Path, origin: Origin) -> None:
    """Put the chunks that tell a WAV file's origin behind its audio."""
    with path.open("r+b") as file:
        file.seek(0, 2)
        file.write(b"\0" * (file.tell() % 2) + riff_chunks(origin))
        size = file.tell() - 8
        if size < 1 << 32:  # beyond that the length is unknown to RIFF anyway
            file.seek(4)
            file.write(struct.pack("<I", size))
