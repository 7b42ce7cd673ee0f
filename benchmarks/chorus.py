"""Many lines at once: spoken in batches by several processes, and listened to where they are spoken.

Only what the listening found comes back, so that thousands of takes need no memory.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.material import Line
from benchmarks.speakers import Spoken, request, spoken, transformed

if TYPE_CHECKING:
    from tts.engine import NativeEngine

T = TypeVar("T")
Cast = Callable[[Sequence[Line]], list[Spoken]]
"""Speaks several lines together; a function that another process can import."""

_BATCH = 32


def model(pack: Path) -> Cast:
    """The model of a voice pack."""
    return partial(_by_model, pack)


def rules(lines: Sequence[Line]) -> list[Spoken]:
    """Teachers and WORLD with the same numbers, no model: the baseline. Captions and seeds of the GPT mean
    nothing to it."""
    return [transformed(line) for line in lines]


def perform(
    lines: Sequence[Line], cast: Cast, ear: Callable[[Line, Spoken], T], workers: int = 2, title: str = ""
) -> list[T]:
    """Let the cast speak every line and the ear listen; what it found, in the order of the lines.

    workers: processes, 0 = one a core. title: of the progress bar.
    """
    from tqdm import tqdm

    # The same text side by side: lines of one length batch well, and teachers read each text once.
    order = sorted(range(len(lines)), key=lambda i: (len(lines[i].text), lines[i].text))
    batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
    work = partial(_hear, cast, ear)
    tasks = [[lines[i] for i in batch] for batch in batches]
    count = min(workers or os.cpu_count() or 1, len(batches))
    found: dict[int, T] = {}
    bar = tqdm(total=len(lines), desc=title, leave=False)
    if count <= 1:
        for batch, task in zip(batches, tasks, strict=True):
            found.update(zip(batch, work(task), strict=True))
            bar.update(len(batch))
    else:
        # Not forked: the caller may hold threads of torch.
        with ProcessPoolExecutor(count, get_context("spawn"), _settle) as pool:
            for batch, results in zip(batches, pool.map(work, tasks), strict=True):
                found.update(zip(batch, results, strict=True))
                bar.update(len(batch))
    bar.close()
    return [found[i] for i in range(len(lines))]


def _settle() -> None:
    import torch

    torch.set_num_threads(1)
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")  # of pyworld


def _hear(cast: Cast, ear: Callable[[Line, Spoken], T], lines: Sequence[Line]) -> list[T]:
    return [ear(line, one) for line, one in zip(lines, cast(lines), strict=True)]


def _by_model(pack: Path, lines: Sequence[Line]) -> list[Spoken]:
    takes = _engine(pack).speak_batch([request(line) for line in lines])
    return [spoken(line, take, 0.0) for line, take in zip(lines, takes, strict=True)]


@lru_cache(maxsize=1)
def _engine(pack: Path) -> NativeEngine:
    import tts.engine

    return tts.engine.load(pack)
