"""Asks → takes, slice by slice."""

from __future__ import annotations

import time
from collections.abc import Generator

from studio.ui.chart import sketch
from studio.ui.scene.take import Ask, SceneTake
from studio.ui.voice import Steps
from tts.audio import encode
from tts.bend import bent
from tts.engine import NativeEngine
from tts.request import AudioChunk, Take


def speaking(ask: Ask, number: int, basis: SceneTake | None = None) -> Steps[SceneTake]:
    """The work of speaking a take.

    basis: another take, whose sound is used where it differs by bends alone. Raises a DramatisError for what
    cannot be honoured.
    """

    def steps(engine: NativeEngine) -> Generator[float, None, SceneTake]:
        started = time.perf_counter()
        if basis is not None and basis.ask.request == ask.request and basis.pack == engine.pack.hash:
            plain = basis.plain
        else:
            chunks: list[AudioChunk] = []
            for chunk in engine.stream(ask.request):
                chunks.append(chunk)
                if chunk.words:
                    yield chunk.words[-1].char_end / len(ask.request.text)
            plain = Take.from_chunks(chunks)
        yield 1.0
        take = bent(engine.pack, ask.request, plain, ask.bends) if ask.bends else plain
        wav = encode(take.samples, take.sample_rate, "wav")
        spent = time.perf_counter() - started
        return SceneTake(number, ask, plain, take, sketch(take), wav, engine.pack.hash, spent)

    return steps
