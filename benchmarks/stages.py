"""Where the time goes when lines are spoken: text, encoder, decoding steps, rendering, measuring."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tts.pack import VoicePack
    from tts.request import SpeechRequest

STAGES = ("text", "encoder", "steps", "rendering", "measuring")


def split(pack: VoicePack, requests: Sequence[SpeechRequest], rows: int, repeat: int = 3) -> dict[str, float]:
    """Processor seconds a second of speech of each of `STAGES`, the least of some runs, on this thread.

    rows: lines that are decoded together. Each request is one line.
    """
    runs = [_once(pack, requests, rows) for _ in range(repeat + 1)][1:]
    return {stage: min(run[stage] for run in runs) for stage in STAGES}


def _once(pack: VoicePack, requests: Sequence[SpeechRequest], rows: int) -> dict[str, float]:
    from tts.line import plan
    from tts.models.spectrogram import SAMPLE_RATE
    from tts.style.measure import measure
    from tts.synthesis import Renderer, Streams, decoding

    spent = dict.fromkeys(STAGES, 0.0)

    @contextmanager
    def during(stage: str) -> Iterator[None]:
        began = time.thread_time()
        yield
        spent[stage] += time.thread_time() - began

    seconds = 0.0
    for begin in range(0, len(requests), rows):
        with during("text"):
            lines = [plan(request, pack).lines[0] for request in requests[begin : begin + rows]]
        with during("encoder"):
            work = decoding(pack, lines)
        with during("steps"):
            said, speaking = (np.stack(parts) for parts in zip(*work.steps(), strict=True))
        for row, line in enumerate(lines):
            streams = Streams(*said[speaking[:, row], row].T)
            with during("rendering"):
                samples = Renderer(pack, line).window(streams, streams.frames)
            with during("measuring"):
                measure(samples, SAMPLE_RATE)
            seconds += len(samples) / SAMPLE_RATE
    return {stage: cost / seconds for stage, cost in spent.items()}
