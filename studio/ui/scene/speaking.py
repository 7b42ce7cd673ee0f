"""Asks → takes, slice by slice."""

from __future__ import annotations

import time
from collections.abc import Generator

from studio.engines import Chosen
from studio.ui.chart import sketch
from studio.ui.scene.take import Ask, SceneTake
from studio.ui.voice import Steps, taken
from tts.audio import encode
from tts.bend import bent
from tts.engine import NativeEngine
from tts.errors import RequestError


def speaking(ask: Ask, number: int, basis: SceneTake | None = None) -> Steps[SceneTake]:
    """The work of speaking a take.

    basis: another take, whose sound is used where it differs by bends alone. Raises a DramatisError for what
    cannot be honoured.
    """

    def steps(speaks: Chosen) -> Generator[float, None, SceneTake]:
        started = time.perf_counter()
        if ask.bends and not isinstance(speaks.engine, NativeEngine):
            raise RequestError(f"{speaks.name} cannot bend a melody; take the bends back")
        if basis is not None and basis.ask.request == ask.request and basis.pack == speaks.fingerprint:
            plain = basis.plain
        else:
            plain = yield from taken(speaks, ask.request)
        yield 1.0
        take = plain
        if ask.bends and isinstance(speaks.engine, NativeEngine):
            take = bent(speaks.engine.pack, ask.request, plain, ask.bends)
        wav = encode(take.samples, take.sample_rate, "wav")
        spent = time.perf_counter() - started
        outline = sketch(take)
        return SceneTake(number, ask, plain, take, outline, wav, speaks.fingerprint, spent, speaks.exact)

    return steps
