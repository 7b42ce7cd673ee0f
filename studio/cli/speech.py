"""A request spoken into a file, with its progress shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tts.engine import Engine
    from tts.request import AudioChunk, SpeechRequest, Take


def speak(engine: Engine, request: SpeechRequest, target: Path, keep: bool) -> tuple[Take, float, float]:
    """Stream a request into a file.

    Returns the take (without its samples unless they are to be kept), its length and the time spent, s.
    """
    import time
    from dataclasses import replace

    import numpy as np
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from tts.audio import open_writer
    from tts.request import SAMPLE_RATE, Take

    console = Console(stderr=True)
    columns = (
        TextColumn("speaking"),
        BarColumn(),
        TextColumn("{task.fields[spoken]:.0f} s"),
        TimeRemainingColumn(),
    )
    started = time.perf_counter()
    chunks: list[AudioChunk] = []
    count = 0
    with (
        open_writer(target, SAMPLE_RATE) as writer,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("", total=len(request.text), spoken=0.0)
        for chunk in engine.stream(request):
            writer.write(chunk.samples)
            count += len(chunk.samples)
            # A long text must not grow in memory with its audio.
            chunks.append(chunk if keep else replace(chunk, samples=np.zeros(0, np.float32)))
            if chunk.words:
                progress.update(task, completed=chunk.words[-1].char_end, spoken=count / SAMPLE_RATE)
    return Take.from_chunks(chunks), count / SAMPLE_RATE, time.perf_counter() - started
