"""How fast, and in how much memory: real-time factor, time to first audio, peak memory, and a long text.

python -m benchmarks.speed --pack tts/packs/base --threads 4 --out runs/bench
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.material import Line

if TYPE_CHECKING:
    from tts.engine import Engine


@dataclass(frozen=True)
class Speed:
    """RTF: seconds of computing per second of speech, over all lines and the 95th percentile of single ones.
    first: time to first audio, ms, median and 95th percentile. memory: peak of the process, MiB."""

    lines: int
    seconds: float
    rtf: float
    rtf_p95: float
    first_p50: float
    first_p95: float
    memory: float


@dataclass(frozen=True)
class LongText:
    """One streamed request. growth: MiB that the process' peak rose after the first tenth of the words."""

    words: int
    seconds: float
    rtf: float
    memory: float
    growth: float


def peak_memory() -> float:
    """Peak resident memory of this process so far, MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def time_lines(engine: Engine, lines: Sequence[Line]) -> Speed:
    """Stream the lines one after the other (batch 1). Raises ValueError when there is none.

    The first line is spoken twice, and its first take, which pays for loading, is not counted.
    """
    from tts.request import SpeechRequest

    if not lines:
        raise ValueError("there is no line to speak; give at least one")
    requests = [SpeechRequest(line.text, line.identity, line.style, seed=line.seed) for line in lines]
    firsts, works, lengths = [], [], []
    for index, request in enumerate([requests[0], *requests]):
        started = time.perf_counter()
        first, seconds = 0.0, 0.0
        for chunk in engine.stream(request):
            first = first or (time.perf_counter() - started if len(chunk.samples) else 0.0)
            seconds += len(chunk.samples) / chunk.sample_rate
        if index:
            firsts.append(1000 * first)
            works.append(time.perf_counter() - started)
            lengths.append(seconds)
    return Speed(
        lines=len(lines),
        seconds=float(np.sum(lengths)),
        rtf=float(np.sum(works) / np.sum(lengths)),
        rtf_p95=float(np.quantile(np.divide(works, lengths), 0.95)),
        first_p50=float(np.quantile(firsts, 0.5)),
        first_p95=float(np.quantile(firsts, 0.95)),
        memory=peak_memory(),
    )


def long_text(engine: Engine, text: str, line: Line) -> LongText:
    """Stream `text` in one request with the line's voice, keeping nothing of the audio."""
    from tts.request import SpeechRequest

    words = len(text.split())
    started, seconds = time.perf_counter(), 0.0
    spoken, early = 0, 0.0
    for chunk in engine.stream(SpeechRequest(text, line.identity, line.style, seed=line.seed)):
        seconds += len(chunk.samples) / chunk.sample_rate
        spoken += len(chunk.words)
        if not early and spoken >= words / 10:
            early = peak_memory()
    work = time.perf_counter() - started
    return LongText(words, seconds, work / seconds, peak_memory(), peak_memory() - early)


def main(
    pack: Path = Path("tts/packs/base"),
    lines: int = 100,
    words: int = 10_000,
    threads: int = 4,
    out: Path = Path("runs/bench"),
) -> None:
    """Real-time factor, time to first audio, peak memory, and a long text in one request."""

    import tts.engine
    from benchmarks.material import scene, unseen
    from benchmarks.report import publish

    # In a process of its own: what the dictionary takes is not the engine's memory.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        texts = pool.submit(unseen, lines).result()
    engine = tts.engine.load(pack, threads=threads)
    single = scene(texts, ("neutral",))
    speed = time_lines(engine, single)
    publish("speed", [vars(speed)], out, pack=str(pack))
    if words:
        pieces = (" ".join(texts) + " ").split()
        text = " ".join((pieces * (words // len(pieces) + 1))[:words]) + "."
        publish("long-text", [vars(long_text(engine, text, single[0]))], out, pack=str(pack))


if __name__ == "__main__":
    import typer

    typer.run(main)
