"""An engine in a process of its own: it answers as the one in this process does, and a crash is survived."""

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

METRONOME = """
import time
import numpy as np
from tts.errors import DurationError, PackError, TextError
from tts.request import AudioChunk, Receipt, Take

class Metronome:
    "A second of sound a word."
    def speak_batch(self, requests):
        if "bad" in requests[0].text:
            raise TextError("nothing to speak")
        if "odd" in requests[0].text:
            raise KeyError("odd")
        if "slow" in requests[0].text:
            time.sleep(30)
        return [Take(np.full(24_000 * len(r.text.split()), r.seed, np.float32)) for r in requests]

    def stream(self, request):
        if request.duration:
            raise DurationError(request.duration, 1.0, 2.0, 3.0)
        for number, word in enumerate(request.text.split()):
            yield AudioChunk(np.full(24_000, request.seed, np.float32), float(number))

def load(well=True):
    if not well:
        raise PackError("there is no pack")
    return Metronome()
"""


@pytest.fixture(scope="module")
def metronome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[partial]:
    """What loads an engine that needs no models, importable in a new process."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "metronome_engine.py").write_text(METRONOME)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        import metronome_engine

        yield partial(metronome_engine.load)


@pytest.fixture(scope="module")
def engine(metronome: partial) -> Iterator[EngineProcess]:
    engine = EngineProcess(metronome)
    assert engine.start() == ""
    yield engine
    engine.close()
    assert engine.pid is None


def test_it_speaks_the_same_as_here(tiny_pack: Path, tiny_engine: NativeEngine):
    engine = EngineProcess(partial(native, str(tiny_pack)))
    try:
        assert len(engine.start()) == 64
        request = SpeechRequest("The lamp went out. Who is there?", seed=3)
        theirs, ours = engine.speak(request), tiny_engine.speak(request)
    finally:
        engine.close()
    assert theirs.samples == pytest.approx(ours.samples, abs=1e-4)
    assert theirs.words == ours.words


def test_streams_can_be_interleaved_and_left(engine: EngineProcess):
    first, second = (engine.stream(SpeechRequest("one two three", seed=seed)) for seed in (1, 2))
    abandoned = engine.stream(SpeechRequest("one two"))
    next(abandoned)
    abandoned.close()  # type: ignore[attr-defined]
    chunks = [[next(first)], [next(second)]]
    chunks[1] += second
    chunks[0] += first
    takes = [Take.from_chunks(each) for each in chunks]
    assert [(take.seconds, set(take.samples.tolist())) for take in takes] == [(3, {1.0}), (3, {2.0})]


def test_batches_keep_their_order(engine: EngineProcess):
    takes = engine.speak_batch([SpeechRequest("one " * n, seed=n) for n in range(1, 5)])
    assert [take.seconds for take in takes] == [1, 2, 3, 4]


def test_errors_come_through_as_they_are(engine: EngineProcess):
    with pytest.raises(TextError, match="nothing to speak"):
        engine.speak(SpeechRequest("bad"))
    with pytest.raises(DurationError) as caught:
        next(engine.stream(SpeechRequest("one", duration=0.2)))
    assert caught.value.closest == 1.0
    with pytest.raises(RuntimeError, match="KeyError"):
        engine.speak(SpeechRequest("odd"))


def test_a_crash_is_told_and_the_next_call_works(engine: EngineProcess):
    stream = engine.stream(SpeechRequest("one two"))
    next(stream)
    before = engine.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    with pytest.raises(EngineLostError):
        next(stream)
    assert np.any(engine.speak(SpeechRequest("again", seed=1)).samples)
    assert engine.pid not in (None, before)


def test_an_engine_that_is_stuck_is_given_up(metronome: partial):
    engine = EngineProcess(metronome, patience=1.5)
    engine.start()
    with pytest.raises(EngineLostError, match="does not answer"):
        engine.speak(SpeechRequest("slow"))
    assert engine.pid is None


def test_what_cannot_be_loaded_is_told(metronome: partial):
    engine = EngineProcess(partial(metronome, well=False))
    try:
        with pytest.raises(PackError, match="there is no pack"):
            engine.start()
    finally:
        engine.close()
