"""How fast, and in how much memory: beside other systems and the least that our models can cost.

python -m benchmarks.speed --pack tts/packs/base --out runs/bench  # everything; an idle machine, please
python -m benchmarks.speed --parts lines,stages                    # some of it

Real-time factors are seconds of the clock a second of speech; "CPU s/s" are seconds of processor time, which
can be compared on a busy machine too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.cost import peak_memory
from benchmarks.material import Line

if TYPE_CHECKING:
    from tts.engine import Engine

PARTS = ("lines", "stages", "batches", "processes", "lengths", "start", "peers", "floor")


@dataclass(frozen=True)
class Speed:
    """RTF: seconds of computing per second of speech, over all lines and the 95th percentile of single ones.
    cpu: processor seconds per second of speech. first: time to first audio, ms, median and 95th percentile.
    memory: peak of the process, MiB."""

    lines: int
    seconds: float
    rtf: float
    rtf_p95: float
    cpu: float
    first_p50: float
    first_p95: float
    memory: float


@dataclass(frozen=True)
class LongText:
    """One streamed request. cpu: processor seconds per second of speech. growth: MiB that the process' peak
    rose after the first tenth of the words."""

    words: int
    seconds: float
    rtf: float
    cpu: float
    memory: float
    growth: float


def time_lines(engine: Engine, lines: Sequence[Line]) -> Speed:
    """Stream the lines one after the other (batch 1). Raises ValueError when there is none.

    The first line is spoken twice, and its first take, which pays for loading, is not counted.
    """
    from tts.request import SpeechRequest

    if not lines:
        raise ValueError("there is no line to speak; give at least one")
    requests = [SpeechRequest(line.text, line.identity, line.style, seed=line.seed) for line in lines]
    firsts, works, lengths, processor = [], [], [], 0.0
    for index, request in enumerate([requests[0], *requests]):
        started, spent = time.perf_counter(), time.process_time()
        first, seconds = 0.0, 0.0
        for chunk in engine.stream(request):
            first = first or (time.perf_counter() - started if len(chunk.samples) else 0.0)
            seconds += len(chunk.samples) / chunk.sample_rate
        if index:
            firsts.append(1000 * first)
            works.append(time.perf_counter() - started)
            lengths.append(seconds)
            processor += time.process_time() - spent
    return Speed(
        lines=len(lines),
        seconds=float(np.sum(lengths)),
        rtf=float(np.sum(works) / np.sum(lengths)),
        rtf_p95=float(np.quantile(np.divide(works, lengths), 0.95)),
        cpu=float(processor / np.sum(lengths)),
        first_p50=float(np.quantile(firsts, 0.5)),
        first_p95=float(np.quantile(firsts, 0.95)),
        memory=peak_memory(),
    )


def long_text(engine: Engine, text: str, line: Line) -> LongText:
    """Stream `text` in one request with the line's voice, keeping nothing of the audio."""
    from tts.request import SpeechRequest

    words = len(text.split())
    started, spent, seconds = time.perf_counter(), time.process_time(), 0.0
    spoken, early = 0, 0.0
    for chunk in engine.stream(SpeechRequest(text, line.identity, line.style, seed=line.seed)):
        seconds += len(chunk.samples) / chunk.sample_rate
        spoken += len(chunk.words)
        if not early and spoken >= words / 10:
            early = peak_memory()
    work, processor = time.perf_counter() - started, time.process_time() - spent
    return LongText(words, seconds, work / seconds, processor / seconds, peak_memory(), peak_memory() - early)


def main(
    pack: Path = Path("tts/packs/base"),
    lines: int = 100,
    words: int = 10_000,
    seconds: float = 6.0,
    threads: int = 0,
    parts: str = ",".join(PARTS),
    out: Path = Path("runs/bench"),
) -> None:
    """Real-time factors, first audio, memory, cores, lengths, a cold start, other systems and the floor.

    threads: cores to use at most, 0 = all of them.
    """
    import tts.engine
    from benchmarks.floor import floors
    from benchmarks.material import scene, unseen
    from benchmarks.peers import beside
    from benchmarks.report import publish
    from benchmarks.speed_picture import draw
    from benchmarks.stages import split
    from benchmarks.start import starts
    from benchmarks.throughput import batches, processes
    from tts.request import SpeechRequest

    chosen = parts.split(",")
    if unknown := set(chosen) - set(PARTS):
        raise SystemExit(f"unknown part {sorted(unknown)[0]!r}; valid parts: {', '.join(PARTS)}")
    # In a process of its own: what the dictionary takes is not the engine's memory.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        texts = pool.submit(unseen, max(lines, 64)).result()
    cores = [count for count in (1, 2, 4) if count <= (threads or os.cpu_count() or 1)]
    facts: dict[str, Any] = {"pack": str(pack), "load average": os.getloadavg()[0]}
    engine = tts.engine.load(pack)
    single = scene(texts[:lines], ("neutral",))
    if "lines" in chosen:
        publish("speed", [vars(time_lines(engine, single))], out, **facts)
    if "lengths" in chosen:
        pieces = (" ".join(texts) + " ").split()
        counts = [count for count in (10, 100, 1000, 10_000) if count < words] + [words]
        many = (" ".join((pieces * (count // len(pieces) + 1))[:count]) + "." for count in counts)
        rows = [vars(long_text(engine, text, single[0])) for text in many]
        publish("speed-lengths", rows, out, **facts)
        publish("long-text", rows[-1:], out, **facts)
    stages: list[dict[str, Any]] = []
    if {"stages", "floor"} & set(chosen):
        requests = [SpeechRequest(text, seed=n) for n, text in enumerate(texts[:32])]
        for together in (1, 16):
            found = split(engine.pack, requests, together)
            stages.append({"lines together": together, **found, "sum": sum(found.values())})
        publish("speed-stages", stages, out, **facts)
    if "floor" in chosen:
        publish("speed-floor", floors(pack, stages[-1]["sum"]), out, **facts)
    del engine
    if "batches" in chosen:
        publish("speed-batches", batches(pack, texts, cores), out, **facts)
    if "processes" in chosen:
        publish("speed-processes", processes(pack, texts[:64], cores), out, **facts)
    if "start" in chosen:
        publish("speed-start", starts(pack), out, **facts)
    if "peers" in chosen:
        publish("speed-peers", beside(pack, texts[:64], seconds, max(cores)), out, **facts)
    draw(out)


if __name__ == "__main__":
    import typer

    typer.run(main)
