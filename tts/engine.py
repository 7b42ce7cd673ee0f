"""The engine: a request in, speech out.

`Engine` is the protocol that the studio knows; `NativeEngine` speaks with a voice pack on this machine. A
sentence goes text → phones → GPT streams → coarse mel → refined mel → wave; a stream renders a sentence in
windows while its next tokens are still being decoded. Engines keep no state between requests and may be
called from several threads.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

import numpy as np
import torch

from tts.corpus.manifest import Measured
from tts.errors import RequestError
from tts.index import BASE
from tts.line import OUTPUT_LEVEL, Line, Plan, plan
from tts.models.convnext import Precision
from tts.models.generation import TAIL
from tts.models.ready import native_precision, ready
from tts.models.spectrogram import FRAMES_PER_SECOND, HOP, SAMPLE_RATE
from tts.models.streams import Floats, phone_starts
from tts.pack import VoicePack
from tts.request import AudioChunk, PhoneTiming, Receipt, SpeechRequest, Take, WordTiming
from tts.style.delivery import Delivery
from tts.style.measure import measure
from tts.synthesis import Renderer, Streams, decode, decode_steps
from tts.verification import verified

_BATCH_PHONES = 640  # phones decoded together: more would not fit into the cache with their keys and values
_BATCH_LINES = 8
_FIRST_WINDOW, _LARGEST_WINDOW = 24, 288  # frames rendered at once in a stream
_GROWTH = 3  # times a window is as large as the one before: each is ready before that has been heard
_AHEAD = 24  # frames known beyond a window before it is rendered
_MOST_WAITING = 4  # windows decoded, but not rendered yet

P = ParamSpec("P")
R = TypeVar("R")


class Engine(Protocol):
    """Anything that speaks requests."""

    def speak(self, request: SpeechRequest) -> Take:
        """The whole text. Raises a DramatisError for what cannot be honoured."""
        ...

    def stream(self, request: SpeechRequest) -> Iterator[AudioChunk]:
        """The same, piece by piece as it is made."""
        ...

    def speak_batch(self, requests: Sequence[SpeechRequest]) -> list[Take]:
        """Several requests together, in their order; faster than one after the other."""
        ...


def load(pack: str | Path | None = None, threads: int = 1) -> NativeEngine:
    """An engine on a voice pack: a folder, a hub id, or None for the pack that ships with dramatis.

    threads: lines that `speak_batch` speaks side by side, a core for each; with more than one, `stream`
    renders beside decoding. A take is the same to the bit whatever their number. PyTorch is told to use one
    thread for each of them. Raises PackError.
    """
    torch.set_num_threads(1)
    return NativeEngine(VoicePack.from_pretrained(pack if pack is not None else BASE), threads)


class NativeEngine:
    """See the module."""

    def __init__(self, pack: VoicePack, threads: int = 1, precision: Precision | None = None) -> None:
        """threads: as in `load`. precision: of the renderer's matrix products (see `models.ready`), None =
        the processor's own."""
        self.pack = ready(pack, precision or native_precision())
        self._threads = threads

    def speak(self, request: SpeechRequest) -> Take:
        return self.speak_batch([request])[0]

    def speak_batch(self, requests: Sequence[SpeechRequest]) -> list[Take]:
        """Sentences of similar length are decoded together, whatever request they come from."""
        takes = self._speak(requests, [Delivery()] * len(requests))
        return [
            verified(take, partial(self._again, request)) if request.verify else take
            for request, take in zip(requests, takes, strict=True)
        ]

    def _again(self, request: SpeechRequest, correction: Delivery) -> Take:
        return self._speak([request], [correction])[0]

    def _speak(self, requests: Sequence[SpeechRequest], corrections: Sequence[Delivery]) -> list[Take]:
        plans = [
            plan(*asked) for asked in zip(requests, [self.pack] * len(requests), corrections, strict=True)
        ]
        places = [(r, n) for r, made in enumerate(plans) for n in range(len(made.lines))]
        groups = _groups(places, [plans[r].lines[n] for r, n in places], self._threads)

        def spoken(group: Sequence[tuple[int, int]]) -> list[_Spoken]:
            return self._spoken([plans[r].lines[n] for r, n in group])

        found: dict[tuple[int, int], _Spoken] = {}
        with _side_by_side(min(self._threads, len(groups))) as each:
            for group, lines in zip(groups, each(spoken, groups), strict=True):
                found |= zip(group, lines, strict=True)
        takes = []
        for r, (request, made) in enumerate(zip(requests, plans, strict=True)):
            ledger = _Ledger(request, made)
            for n, line in enumerate(made.lines):
                one = found.pop((r, n))
                final = n == len(made.lines) - 1
                ledger.add(line, one.streams, one.samples, 0, ended=True, final=final, heard=one.heard)
            takes.append(Take.from_chunks(ledger.chunks))
        return takes

    def _spoken(self, lines: Sequence[Line]) -> list[_Spoken]:
        """Lines decoded together and rendered one by one."""
        made = []
        for line, streams in zip(lines, decode(self.pack, lines), strict=True):
            samples = Renderer(self.pack, line).window(streams, _length(line, streams))
            made.append(_Spoken(streams, samples, _heard(line, streams, samples)))
        return made

    def stream(self, request: SpeechRequest) -> Iterator[AudioChunk]:
        if request.verify:
            raise RequestError("a stream is gone before it can be verified; use speak, or leave verify out")
        made = plan(request, self.pack)
        ledger = _Ledger(request, made, keep=False)
        waiting: deque[tuple[_Window, Future[Floats]]] = deque()

        def chunk() -> AudioChunk:
            window, rendering = waiting.popleft()
            return ledger.add(
                window.line, window.streams, rendering.result(), window.first, ended=window.ended,
                final=window.line is made.lines[-1],
            )  # fmt: skip

        with ThreadPoolExecutor(1) if self._threads > 1 else _Here() as beside:
            for line in made.lines:
                renderer = Renderer(self.pack, line)
                for window in _windows(self.pack, line):
                    if window is not None:
                        waiting.append((window, beside.submit(renderer.window, window.streams, window.end)))
                    while waiting and (waiting[0][1].done() or len(waiting) > _MOST_WAITING):
                        yield chunk()
            while waiting:
                yield chunk()


@dataclass(frozen=True)
class _Window:
    """Frames first … end - 1 of a line, to be rendered of its streams so far. ended: nothing follows."""

    line: Line
    streams: Streams
    first: int
    end: int
    ended: bool


def _windows(pack: VoicePack, line: Line) -> Iterator[_Window | None]:
    """Decode a line; whenever a step is done, the window that can be rendered then, None = none yet."""
    first, size = 0, _FIRST_WINDOW
    streams: Streams | None = None
    for streams in decode_steps(pack, line):
        end = first + size
        # A frame's place in its phone is known once the next phone has begun.
        if streams.frames >= end + _AHEAD and phone_starts(streams.advance)[-1] >= end:
            yield _Window(line, streams, first, end, ended=False)
            first, size = end, min(_GROWTH * size, _LARGEST_WINDOW)
        else:
            yield None
    if streams is not None:
        yield _Window(line, streams, first, max(first, _length(line, streams)), ended=True)


class _Here(Executor):
    """Does what it is given at once, in the caller's thread."""

    def submit(self, work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        done: Future[R] = Future()
        done.set_result(work(*args, **kwargs))
        return done


@dataclass(frozen=True)
class _Spoken:
    """One line: what was decided, its samples, and what is heard in them (None = too short to tell)."""

    streams: Streams
    samples: Floats
    heard: Measured | None


@contextmanager
def _side_by_side(threads: int) -> Iterator[Callable[..., Iterable[list[_Spoken]]]]:
    """`map` on so many threads; on one, it is the caller's, whose memory is warm."""
    if threads <= 1:
        yield map
    else:
        with ThreadPoolExecutor(threads) as pool:
            yield pool.map


def _groups(
    places: Sequence[tuple[int, int]], lines: Sequence[Line], threads: int
) -> list[list[tuple[int, int]]]:
    """The places of lines that are decoded together: alike in sampling and length, some for each thread."""

    def phones(index: int) -> int:
        return len(lines[index].utterance.phones)

    waiting = sorted(range(len(lines)), key=lambda index: (_kind(lines[index]), phones(index)))
    most = min(_BATCH_LINES, -(-len(lines) // threads))
    groups = []
    while waiting:
        kind = _kind(lines[waiting[0]])
        alike = sum(_kind(lines[index]) == kind for index in waiting[:most])
        count = max(1, min(alike, _BATCH_PHONES // max(phones(index) for index in waiting[:alike])))
        groups.append([places[index] for index in waiting[:count]])
        waiting = waiting[count:]
    return groups[::-1]  # the longest first, so that no thread is left with them


def _heard(line: Line, streams: Streams, samples: Floats) -> Measured | None:
    if len(samples) < SAMPLE_RATE // 10:
        return None
    ends = [*(phone_starts(streams.advance)[1:] / FRAMES_PER_SECOND), len(samples) / SAMPLE_RATE]
    return measure(samples, SAMPLE_RATE, phones=line.utterance.phones, ends=ends)


def _kind(line: Line) -> tuple[float, ...]:
    """What lines of one decoding batch must share."""
    return (*vars(line.sampling).values(), bool(line.contour), any(line.held), len(line.manners))


def _length(line: Line, streams: Streams) -> int:
    """Frames of a finished line."""
    return min(line.frames, streams.frames) if line.frames else streams.frames


@dataclass
class _Ledger:
    """Turns rendered samples into chunks with timings in the whole text, and draws up the receipt."""

    request: SpeechRequest
    plan: Plan
    keep: bool = True
    chunks: list[AudioChunk] = field(default_factory=list)
    _clock: int = 0  # samples delivered
    _line: list[Floats] = field(default_factory=list)  # of the line under way
    _measured: list[tuple[float, dict[str, float]]] = field(default_factory=list)

    def add(
        self,
        line: Line,
        streams: Streams,
        samples: Floats,
        first: int,
        *,
        ended: bool,
        final: bool,
        heard: Measured | None = None,
    ) -> AudioChunk:
        """The samples from frame `first` of a line on; ended: to its end; final: it is the last line.

        heard: what was measured in the line, where somebody has measured it already.
        """
        last = first + len(samples) // HOP
        start = self._clock
        lead = np.zeros(_silent(line.before, TAIL) if first == 0 and len(samples) else 0, np.float32)
        self._clock += len(lead)
        begin = self._clock - first * HOP
        words, phones = _timings(line, streams, first, last, begin / SAMPLE_RATE)
        self._line.append(samples)
        if ended:
            whole = np.concatenate(self._line)
            self._line.clear()
            if heard := heard or _heard(line, streams, whole):
                self._measured.append((len(whole) / SAMPLE_RATE, vars(heard)))
            sounded = (_length(line, streams) - int(phone_starts(streams.advance)[-1])) if line.exact else 0
            sounded += TAIL if line.exact and not final else 0
            silence = np.zeros(_silent(line.silence, sounded), np.float32)
            samples = np.concatenate([samples, silence])
            if final and self.request.duration is not None:
                samples = _exactly(samples, round(self.request.duration * SAMPLE_RATE) - self._clock)
        chunk = AudioChunk(
            samples=np.concatenate([lead, samples]),
            start=start / SAMPLE_RATE,
            words=words,
            phones=phones,
            skipped=self.plan.skipped if final and ended else (),
            receipt=self._receipt(self._clock + len(samples)) if final and ended else None,
        )
        self._clock += len(samples)
        if self.keep:
            self.chunks.append(chunk)
        return chunk

    def _receipt(self, samples: int) -> Receipt:
        made, delivery = self.plan, self.plan.asked
        asked = {"pitch": made.pitch, "range": made.spread}
        asked |= {name: 100 * (2 ** getattr(delivery, name) - 1) for name in ("rate", "pauses")}
        asked |= {name: getattr(delivery, name) for name in ("loudness", "tilt", "breath")}
        if self.request.duration is not None:
            asked["seconds"] = self.request.duration
        total = sum(weight for weight, _ in self._measured)
        measured = {"seconds": samples / SAMPLE_RATE}
        for name in self._measured[0][1] if self._measured else ():
            measured[name] = sum(weight * values[name] for weight, values in self._measured) / total
        errors = _errors(made, asked, measured)
        return Receipt(asked, measured, errors, made.clamped, notes=made.notes)


def _errors(made: Plan, asked: Mapping[str, float], measured: Mapping[str, float]) -> dict[str, float]:
    """As `Receipt.errors` tells."""
    errors = {}
    if "seconds" in asked:
        errors["seconds"] = measured["seconds"] - asked["seconds"]
    if made.varied or "loudness" not in measured:
        return errors
    if measured["pitch"] > 0 and not made.asked.whisper and not made.lines[0].contour:
        errors["pitch"] = 12 * math.log2(measured["pitch"] / asked["pitch"])
        errors["range"] = measured["range"] - asked["range"]
    if measured["rate"] > 0:
        errors["rate"] = 100 * (measured["rate"] / made.rate - 1)
    errors["loudness"] = measured["loudness"] - (OUTPUT_LEVEL + made.asked.loudness)
    return errors


def _timings(
    line: Line, streams: Streams, first: int, last: int, begin: float
) -> tuple[tuple[WordTiming, ...], tuple[PhoneTiming, ...]]:
    """Words and phones that end in frames first + 1 … last of a line; begin: s of the line's first frame."""
    frames = np.append(phone_starts(streams.advance), _length(line, streams))
    seconds = frames / FRAMES_PER_SECOND + begin
    utterance = line.utterance
    words, phones = [], []
    start = 0  # index of the first phone of the word
    for index, end in enumerate(frames[1:]):
        phone = utterance.phones[index]
        if index and utterance.phones[index - 1].word != phone.word:
            start = index
        if not first < end <= last:
            continue
        phones.append(PhoneTiming(phone.symbol, float(seconds[index]), float(seconds[index + 1])))
        if phone.word >= 0 and utterance.phones[index + 1].word != phone.word:
            word = utterance.words[phone.word]
            words.append(
                WordTiming(word.text, float(seconds[start]), float(seconds[index + 1]), word.start, word.end)
            )
    return tuple(words), tuple(phones)


def _silent(seconds: float, frames: int) -> int:
    """Samples of a silence, less the silent frames that are there already."""
    return max(round(seconds * SAMPLE_RATE) - frames * HOP, 0)


def _exactly(samples: Floats, count: int) -> Floats:
    """Cut or lengthen the silent end to `count` samples."""
    if len(samples) >= count:
        return samples[:count]
    return np.concatenate([samples, np.zeros(count - len(samples), np.float32)])
