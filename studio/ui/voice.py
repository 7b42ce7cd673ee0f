"""The voice that all sessions share: loaded once, in a thread of its own, used slice by slice; where a server
speaks, in as many threads as it may be asked at once.

A page describes long work as a generator that yields how much of it is done, and asks for one slice after the
other. Slices of several sessions take turns, so nobody waits for somebody else's whole text; a page that is
left behind asks for no more slices, and one that is touched meanwhile goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from studio.engines import Chosen, EngineOptions, engine_for_anybody
from tts.errors import DramatisError
from tts.request import SAMPLE_RATE, AudioChunk, SpeechRequest, Take

T = TypeVar("T")
Steps = Callable[[Chosen], Generator[float, None, T]]
"""Work on an engine: yields the share that is done, 0–1, and returns the result."""

_WARM_UP = "Ready."
_PACE = 14.0  # characters a second, as far as an engine tells no times of words


class Work(Generic[T]):
    """Something that takes a while. share: of it that is done, 0–1. result: valid once it is done."""

    def __init__(self, steps: Steps[T]) -> None:
        self._steps = steps
        self._running: Generator[float, None, T] | None = None
        self.share = 0.0
        self.done = False
        self._result: list[T] = []

    @property
    def result(self) -> T:
        """What came out. Raises IndexError before it is done."""
        return self._result[0]

    def advance(self, speaks: Chosen) -> None:
        """Do one slice; errors of the work are raised here, and end it."""
        if self.done:
            return
        if self._running is None:
            self._running = self._steps(speaks)
        try:
            self.share = min(max(next(self._running), 0.0), 1.0)
        except StopIteration as end:
            self._result.append(end.value)
            self.share, self.done = 1.0, True


@dataclass(frozen=True)
class Voice:
    """An engine, and the threads that use it: of our own one alone."""

    _threads: ThreadPoolExecutor
    _engine: Future[Chosen]

    @staticmethod
    def of(options: EngineOptions) -> Voice:
        """Begin to load an engine; returns at once."""
        count = 1 if options.kind == "native" else options.parallel
        threads = ThreadPoolExecutor(count, thread_name_prefix="voice")
        return Voice(threads, threads.submit(_ready, options))

    @property
    def loaded(self) -> bool:
        """Whether it can speak at once."""
        return self._engine.done()

    def fault(self, patience: float = 0.0) -> DramatisError | None:
        """Why the engine cannot be loaded, as far as that is known within so many seconds."""
        wait([self._engine], patience)
        error = self._engine.exception() if self._engine.done() else None
        if error is not None and not isinstance(error, DramatisError):
            raise error
        return error

    def advance(self, work: Work[T]) -> bool:
        """Do one slice of some work, after those that others asked for before; returns whether it is done.

        Raises what the work raises, and PackError or EngineError where the engine cannot be loaded.
        """
        self._threads.submit(lambda: work.advance(self._engine.result())).result()
        return work.done


@st.cache_resource(show_spinner=False)
def shared_voice(name: str, _options: EngineOptions) -> Voice:
    """The voice of these options, one for all sessions of this process. name: tells it from others."""
    return Voice.of(_options)


def taken(speaks: Chosen, request: SpeechRequest) -> Generator[float, None, Take]:
    """Speak a request, telling how much of it is done. Raises a DramatisError for what cannot be honoured."""
    chunks: list[AudioChunk] = []
    for chunk in speaks.engine.stream(request):
        chunks.append(chunk)
        yield _share(chunks, request)
    return Take.from_chunks(chunks)


def _share(chunks: Iterable[AudioChunk], request: SpeechRequest) -> float:
    """How much of a text has been heard, 0–1; roughly, where no times of words are told."""
    words = [word for chunk in chunks for word in chunk.words]
    if words:
        return words[-1].char_end / len(request.text)
    last = max(chunks, key=lambda chunk: chunk.start)
    return min(0.95, (last.start + len(last.samples) / SAMPLE_RATE) * _PACE / len(request.text))


def _ready(options: EngineOptions) -> Chosen:
    """A loaded engine; the first sentence of our own, which is slow, has been spoken to nobody."""
    speaks = engine_for_anybody(options)
    if speaks.exact:
        for _ in speaks.engine.stream(SpeechRequest(_WARM_UP)):
            pass
    return speaks
