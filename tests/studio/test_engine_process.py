"""An engine in a process of its own answers as the one in this process does."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from studio.engine_process import EngineLostError, EngineProcess, native
from tts.engine import NativeEngine
from tts.errors import DurationError, PackError, TextError
from tts.request import SpeechRequest, Take

TEXT = "The lamp went out. Who is there?"


@pytest.fixture(scope="module")
def engine(tiny_pack: Path) -> Iterator[EngineProcess]:
    engine = EngineProcess(partial(native, str(tiny_pack)))
    assert len(engine.start()) == 64
    yield engine
    engine.close()
    assert engine.pid is None


def test_it_speaks_the_same(engine: EngineProcess, tiny_engine: NativeEngine):
    request = SpeechRequest(TEXT, seed=3)
    theirs, ours = engine.speak(request), tiny_engine.speak(request)
    assert np.array_equal(theirs.samples, ours.samples)
    assert theirs.words == ours.words


def test_streams_can_be_interleaved_and_left(engine: EngineProcess):
    first, second = (engine.stream(SpeechRequest(TEXT, seed=seed)) for seed in (1, 2))
    abandoned = engine.stream(SpeechRequest(TEXT))
    next(abandoned)
    abandoned.close()  # type: ignore[attr-defined]
    chunks = [[next(first)], [next(second)]]
    for one, other in zip(first, second, strict=False):
        chunks[0].append(one)
        chunks[1].append(other)
    chunks[0] += first
    chunks[1] += second
    takes = [Take.from_chunks(each) for each in chunks]
    assert all(len(take.words) == 7 for take in takes)


def test_errors_come_through_as_they_are(engine: EngineProcess):
    with pytest.raises(TextError, match="nothing to speak"):
        engine.speak(SpeechRequest("…"))
    with pytest.raises(DurationError) as caught:
        next(engine.stream(SpeechRequest(TEXT, duration=0.2)))
    assert caught.value.closest > 0.2


def test_a_crash_is_told_and_the_next_call_works(engine: EngineProcess):
    stream = engine.stream(SpeechRequest(TEXT))
    next(stream)
    before = engine.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    with pytest.raises(EngineLostError):
        next(stream)
    assert engine.speak(SpeechRequest("Again.")).words
    assert engine.pid not in (None, before)


def test_what_cannot_be_loaded_is_told(tmp_path: Path):
    engine = EngineProcess(partial(native, str(tmp_path)))
    try:
        with pytest.raises(PackError, match=r"model_index.json is missing"):
            engine.start()
    finally:
        engine.close()
