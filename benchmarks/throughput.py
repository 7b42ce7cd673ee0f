"""Speech a second by lines given at once, threads and worker processes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.cost import cost_of, peak_memory

if TYPE_CHECKING:
    from tts.engine import Engine
    from tts.request import SpeechRequest

_LINES = (1, 4, 16, 64)


def batches(pack: Path, texts: Sequence[str], threads: Sequence[int]) -> list[dict[str, Any]]:
    """Costs of `speak_batch` by the number of lines given to it and of threads, each in its own process."""
    asked = [(count, lines) for count in threads for lines in _LINES if lines > 1 or count == 1]
    return [_apart(_batch, pack, list(texts[:lines]), count) for count, lines in asked]


def _apart(work: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _batch(pack: Path, texts: list[str], threads: int) -> dict[str, Any]:
    from tts.engine import load
    from tts.request import SpeechRequest

    engine = load(pack, threads=threads)
    requests = [SpeechRequest(text, seed=n) for n, text in enumerate(texts)]
    cost = cost_of(partial(_spoken, engine, requests), 2)
    return {"threads": threads, "lines": len(texts), **cost.row, "memory, MiB": peak_memory()}


def _spoken(engine: Engine, requests: Sequence[SpeechRequest]) -> float:
    return sum(take.seconds for take in engine.speak_batch(requests))


def processes(pack: Path, texts: Sequence[str], counts: Sequence[int]) -> list[dict[str, Any]]:
    """Throughput of worker processes that speak at the same time, each with one thread."""
    rows = []
    for count in counts:
        context = get_context("spawn")
        ready = context.Barrier(count)
        with ProcessPoolExecutor(count, mp_context=context, initializer=_share, initargs=(ready,)) as pool:
            found = list(pool.map(_work, [pack] * count, [list(texts)] * count))
        began, ended = min(one[0] for one in found), max(one[1] for one in found)
        seconds = sum(one[2] for one in found)
        rows.append(
            {
                "processes": count,
                "RTF": (ended - began) / seconds,
                "CPU s/s": sum(one[3] for one in found) / seconds,
                "× real time": seconds / (ended - began),
                "memory of each, MiB": max(one[4] for one in found),
            }
        )
    return rows


_ready: Any = None


def _share(barrier: Any) -> None:
    global _ready
    _ready = barrier


def _work(pack: Path, texts: list[str]) -> tuple[float, float, float, float, float]:
    """(begin, end, seconds of speech, processor seconds, MiB) of one worker."""
    from tts.engine import load
    from tts.request import SpeechRequest

    engine = load(pack)
    requests = [SpeechRequest(text, seed=n) for n, text in enumerate(texts)]
    engine.speak_batch(requests[:4])
    _ready.wait()
    began, spent = time.time(), time.process_time()
    seconds = sum(take.seconds for take in engine.speak_batch(requests))
    return began, time.time(), seconds, time.process_time() - spent, peak_memory()
