"""A chapter's takes → where each of them stands in time, and the sound of them all, streamed.

Takes are laid one after the other with the pauses between them, none is cut or overlapped. Their sound is
levelled line by line, without clicks, and silent between the lines: room tone is laid under the whole in
mastering.

A chapter is made of passages, which begin with a line, end in silence, and are whole frames of `FRAME`
samples long, for which the last pause of each is filled up (by 43 ms at most). Each sounds as it would alone,
so that it can be encoded alone: see `passages`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from studio.book.codings import FRAME
from studio.book.pauses import Pauses
from studio.book.takes import Delivered
from studio.sound.clicks import mend
from studio.sound.loudness import SILENCE, loudness
from tts.audio import Samples, resample
from tts.errors import BookError
from tts.request import SAMPLE_RATE, WordTiming

MISSING_SECONDS = 0.8
"""Length of the two notes that stand where a line is missing."""

_LEVELS = {
    "reference": (-60, 0),
    "strength": (0, 1),
    "limit": (0, 24),
    "dynamics": (0, 1),
    "room": (-90, -60),
}
_SHORTEST, _LONGEST = 15 * SAMPLE_RATE, 120 * SAMPLE_RATE  # of a passage
_EVERY = 6  # of so many lines, one begins a passage
_HUSH = SAMPLE_RATE // 10  # silence that must be at its end: two frames and more
_RAMP = round(0.004 * SAMPLE_RATE)  # over which a take comes out of the room tone and goes back into it
_BLOCK = 1 << 16  # samples of silence given at once


@dataclass(frozen=True)
class Levels:
    """How lines are brought to one level.

    reference: LUFS that a line spoken plainly is brought to before mastering. strength: share of its distance
    from there that is corrected, 0–1, and limit: the most, dB. dynamics: share of the directed differences in
    loudness that is kept, 0–1: at .75 a whisper that was asked for 8 dB below plain speech stays 6 dB below.
    room: of the room tone, dBFS, in the finished file.

    Speakers are thereby levelled against one another without hearing the other lines: a change in one line
    never changes the level of another.
    """

    reference: float = -24.0
    strength: float = 0.8
    limit: float = 8.0
    dynamics: float = 0.75
    room: float = -68.0

    def __post_init__(self) -> None:
        for name, (low, high) in _LEVELS.items():
            value = getattr(self, name)
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not number or not low <= value <= high:
                raise BookError(f"the level {name!r} must lie within {low}–{high}, not {value!r}")

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Levels:
        """From settings: values by name, each as here unless given. Raises BookError for an unknown name."""
        for name in data:
            if name not in _LEVELS:
                raise BookError(f"unknown level {name!r}; valid: {', '.join(_LEVELS)}")
        return Levels(**data)

    def gain(self, heard: float, asked: float) -> float:
        """dB by which a take is turned up. heard: its loudness, LUFS; asked: dB against plain speech."""
        if heard <= SILENCE:
            return 0.0
        correction = self.strength * (self.reference - (heard - asked)) - (1 - self.dynamics) * asked
        return float(np.clip(correction, -self.limit, self.limit))


@dataclass(frozen=True)
class Placed:
    """A line in its chapter's time. number: of the line in the chapter, from 0. start, end: of its take, in
    samples at 24 kHz; equal where the line has nothing to speak."""

    number: int
    delivered: Delivered
    start: int
    end: int

    @property
    def words(self) -> tuple[WordTiming, ...]:
        """When its words are heard, s from the chapter's beginning; offsets in characters of the line."""
        if self.delivered.take is None:
            return ()
        shift = self.start / SAMPLE_RATE
        return tuple(
            replace(word, start=word.start + shift, end=word.end + shift)
            for word in self.delivered.take.words
        )

    @property
    def heard(self) -> tuple[float, float]:
        """When its speech begins and ends, s from the chapter's beginning."""
        start, end = self.start / SAMPLE_RATE, self.end / SAMPLE_RATE
        return min(start + _lead(self.delivered), end), max(start, end - _trail(self.delivered))


@dataclass(frozen=True)
class Passage:
    """Some lines of a timeline, and the stretch of it that is theirs: start … end - 1, samples at 24 kHz."""

    placed: tuple[Placed, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Timeline:
    """A chapter, or a part of a long one, in time. length: samples at 24 kHz, head and tail included.
    passages: all of it, in order."""

    title: str
    placed: tuple[Placed, ...]
    length: int
    passages: tuple[Passage, ...] = ()

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.length / SAMPLE_RATE


def lay_out(title: str, lines: Sequence[Delivered], pauses: Pauses, first: int = 0) -> Timeline:
    """Lines in order → their places. first: number of the first line in its chapter."""
    passages: list[Passage] = []
    waiting: list[Placed] = []  # lines of the passage under way
    start = 0
    clock = pauses.head - _lead(lines[0]) if lines else pauses.head
    at = max(0, round(clock * SAMPLE_RATE))
    for number, delivered in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        end = at + round(_seconds(delivered) * SAMPLE_RATE)
        waiting.append(Placed(first + number, delivered, at, end))
        pause = pauses.after(delivered.line, following.line if following else None)
        pause -= _trail(delivered) + (_lead(following) if following else 0.0)
        at = end + max(0, round(pause * SAMPLE_RATE))
        if following is None or (at - end >= _HUSH and _parts(at - start, following)):
            at = start + -(-(at - start) // FRAME) * FRAME
            passages.append(Passage(tuple(waiting), start, at))
            waiting, start = [], at
    placed = tuple(each for passage in passages for each in passage.placed)
    return Timeline(title, placed, at, tuple(passages))


def _parts(length: int, following: Delivered) -> bool:
    """Whether a passage of this length ends before a line.

    The line itself decides, as in content-defined chunking (Muthitacharoen et al. 2001): where a line is
    changed, put in or left out, the passages after the next such one are those of before.
    """
    chosen = zlib.crc32(following.line.text.encode("utf-8", "surrogatepass")) % _EVERY == 0
    return length >= (_SHORTEST if chosen else _LONGEST)


def parts(title: str, lines: Sequence[Delivered], pauses: Pauses, longest: float) -> tuple[Timeline, ...]:
    """A chapter as one timeline, or as several where it is longer than so many seconds.

    It is parted at a break of scenes, else between paragraphs, else between sentences, as late as fits, and
    the parts are titled with their numbers. Raises BookError where a single line is longer.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(lines):
        end = _fitting(lines, start, pauses, longest)
        found.append((start, end))
        start = end
    if len(found) < 2:
        return (lay_out(title, lines, pauses),)
    return tuple(
        lay_out(f"{title} ({number})".strip(), lines[start:end], pauses, first=start)
        for number, (start, end) in enumerate(found, 1)
    )


def sound(part: Timeline | Passage, levels: Levels) -> Iterator[Samples]:
    """The speech at 24 kHz without room tone, in blocks: as many samples as the part is long."""
    at, end = (part.start, part.end) if isinstance(part, Passage) else (0, part.length)
    for placed in part.placed:
        yield from _silence(placed.start - at)
        if placed.end > placed.start:
            yield line_samples(placed, levels)
        at = placed.end
    yield from _silence(end - at)


def line_samples(placed: Placed, levels: Levels) -> Samples:
    """A line's take as it is laid into the chapter: at 24 kHz, without clicks, levelled, its ends faded.

    A mark where it is missing. Raises BookError where the take's files are missing or damaged.
    """
    count = placed.end - placed.start
    take = placed.delivered.take
    if take is None:
        return missing_mark(levels)
    samples, _ = mend(resample(take.samples, take.sample_rate, SAMPLE_RATE))
    asked = take.receipt.asked.get("loudness")
    if asked is None:  # another engine than ours
        asked = take.saved.asked().get("loudness", 0.0)
    gain = levels.gain(loudness(samples, SAMPLE_RATE).integrated, asked)
    whole = np.zeros(count, np.float32)  # a resampled take may be a sample longer or shorter than told
    length = min(count, len(samples))
    whole[:length] = samples[:length] * np.float32(10 ** (gain / 20))
    return _ramped(whole)


def missing_mark(levels: Levels) -> Samples:
    """What is heard where a line is missing: two soft notes, the second lower, 6 dB below plain speech."""
    count = round(MISSING_SECONDS * SAMPLE_RATE)
    time = np.arange(count) / SAMPLE_RATE
    hertz = np.where(time < MISSING_SECONDS / 2, 660.0, 440.0)
    notes = np.sin(2 * np.pi * hertz * time) * np.abs(np.sin(2 * np.pi * time / MISSING_SECONDS))
    return _ramped((notes * 10 ** ((levels.reference - 3.0) / 20)).astype(np.float32))


def _ramped(samples: Samples) -> Samples:
    """With its ends faded, so that it does not click where it meets silence."""
    ramp = min(_RAMP, len(samples) // 2)
    rise = (np.sin(np.linspace(0, np.pi / 2, ramp, endpoint=False)) ** 2).astype(np.float32)
    faded: Samples = samples.copy()
    faded[:ramp] *= rise
    if ramp:
        faded[-ramp:] *= rise[::-1]
    return faded


def _silence(count: int) -> Iterator[Samples]:
    for start in range(0, count, _BLOCK):
        yield np.zeros(min(_BLOCK, count - start), np.float32)


def _seconds(delivered: Delivered) -> float:
    if delivered.take is not None:
        return delivered.take.seconds
    return MISSING_SECONDS if delivered.missing else 0.0


def _lead(delivered: Delivered) -> float:
    """Seconds of silence before the first word of a take."""
    take = delivered.take
    if take is None:
        return 0.0
    return take.words[0].start if take.words else take.receipt.measured.get("lead", 0.0)


def _trail(delivered: Delivered) -> float:
    """Seconds of silence after the last word of a take."""
    take = delivered.take
    if take is None:
        return 0.0
    if not take.words:
        return take.receipt.measured.get("trail", 0.0)
    return max(0.0, take.seconds - take.words[-1].end)


_BREAKS = ("scene", "paragraph", "sentence", "none", "end")


def _fitting(lines: Sequence[Delivered], start: int, pauses: Pauses, longest: float) -> int:
    """Where a part that begins at lines[start] ends at the latest and best."""
    latest = len(lines)
    seconds = pauses.head + pauses.tail
    for number in range(start, len(lines)):
        following = lines[number + 1].line if number + 1 < len(lines) else None
        seconds += _seconds(lines[number])
        if seconds > longest:
            latest = number
            break
        seconds += pauses.after(lines[number].line, following) if following else 0.0
    if latest == len(lines):
        return latest
    if latest == start:
        raise BookError(
            f"the line {lines[start].line.text[:40]!r} alone is longer than {longest:g} s; "
            "part it in the script"
        )
    # Not so early that parts become many: a better break counts only in the latter half.
    earliest = (start + latest) // 2 + 1
    for kind in _BREAKS:
        for number in range(latest, earliest - 1, -1):
            if lines[number - 1].line.boundary == kind:
                return number
    return latest
