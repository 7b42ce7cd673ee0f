"""The voice that all sessions share: loaded once, in a thread of its own, used slice by slice.

A page describes long work as a generator that yields how much of it is done, and asks for one slice after the
other. Slices of several sessions take turns, so nobody waits for somebody else's whole text; a page that is
left behind asks for no more slices, and one that is touched meanwhile goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from tts.engine import NativeEngine, load
from tts.errors import DramatisError
from tts.request import SpeechRequest

T = TypeVar("T")
Steps = Callable[[NativeEngine], Generator[float, None, T]]
"""Work on an engine: yields the share that is done, 0–1, and returns the result."""

_WARM_UP = "Ready."


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

    def advance(self, engine: NativeEngine) -> None:
        """Do one slice; errors of the work are raised here, and end it."""
        if self.done:
            return
        if self._running is None:
            self._running = self._steps(engine)
        try:
            self.share = min(max(next(self._running), 0.0), 1.0)
        except StopIteration as end:
            self._result.append(end.value)
            self.share, self.done = 1.0, True


@dataclass(frozen=True)
class Voice:
    """An engine on a voice pack, and the one thread that uses it."""

    _thread: ThreadPoolExecutor
    _engine: Future[NativeEngine]

    @staticmethod
    def of(pack: str | None) -> Voice:
        """Begin to load a pack; returns at once."""
        thread = ThreadPoolExecutor(1, thread_name_prefix="voice")
        return Voice(thread, thread.submit(_ready, pack))

    @property
    def loaded(self) -> bool:
        """Whether it can speak at once."""
        return self._engine.done()

    def fault(self, patience: float = 0.0) -> DramatisError | None:
        """Why the pack cannot be loaded, as far as that is known within so many seconds."""
        wait([self._engine], patience)
        error = self._engine.exception() if self._engine.done() else None
        if error is not None and not isinstance(error, DramatisError):
            raise error
        return error

    def advance(self, work: Work[T]) -> bool:
        """Do one slice of some work, after those that others asked for before; returns whether it is done.

        Raises what the work raises, and PackError where the pack cannot be loaded.
        """
        self._thread.submit(lambda: work.advance(self._engine.result())).result()
        return work.done


@st.cache_resource(show_spinner=False)
def shared_voice(pack: str | None) -> Voice:
    """The voice of a pack, one for all sessions of this process."""
    return Voice.of(pack)


def _ready(pack: str | None) -> NativeEngine:
    """A loaded engine; its first sentence, which is slow, has been spoken to nobody."""
    engine = load(pack)
    for _ in engine.stream(SpeechRequest(_WARM_UP)):
        pass
    return engine
