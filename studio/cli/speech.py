"""A request spoken into a file, with its progress shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts.errors import RequestError

if TYPE_CHECKING:
    from tts.engine import Engine
    from tts.request import AudioChunk, SpeechRequest, Take


@dataclass(frozen=True, eq=False)
class Spoken:
    """A request spoken into a file.

    request: what was spoken in the end. take: without its samples unless they were to be kept.
    seconds: length of the audio. wall: time spent, s.
    """

    request: SpeechRequest
    take: Take
    seconds: float
    wall: float


def speak(engine: Engine, request: SpeechRequest, target: Path, keep: bool) -> Spoken:
    """Speak a request into a file, piece by piece unless it is to be verified. keep: the samples."""
    import time
    from dataclasses import replace

    import numpy as np
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from tts.audio import open_writer, write
    from tts.request import SAMPLE_RATE, Take

    if request.verify:  # which needs the whole
        started = time.perf_counter()
        take = engine.speak(request)
        write(target, take.samples, take.sample_rate)
        told = take if keep else replace(take, samples=np.zeros(0, np.float32))
        return Spoken(request, told, take.seconds, time.perf_counter() - started)
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
    return Spoken(request, Take.from_chunks(chunks), count / SAMPLE_RATE, time.perf_counter() - started)


def player_if(play: bool) -> Any:
    """What plays samples (sounddevice) when they are to be played, else None.

    Raises RequestError when this machine cannot play.
    """
    if not play:
        return None
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise RequestError(
            f"cannot play ({error}); install sounddevice and the PortAudio library, or leave --play out"
        ) from None
    return sounddevice
