"""Are there skips, repetitions or runaways in lines of any length? Unseen lines of 1 to 60 words.

The words of a take tell what was spoken by construction; the recogniser hears a part of the lines to show
that the audio says the same, with its deletions and insertions beside those in the teachers' speech.

    python -m benchmarks.coverage --pack tts/packs/base --lines 2000 --out runs/bench
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks import recogniser
from benchmarks.material import Line
from benchmarks.speakers import Speaker, Spoken

SLOWEST, FASTEST = 2.0, 50.0  # phones a second, beyond which a line ran away, or was cut off


@dataclass(frozen=True)
class Extent:
    """One take without its audio: phones spoken, seconds, and characters that no spoken word covers."""

    phones: int
    seconds: float
    uncovered: int


@dataclass(frozen=True)
class Coverage:
    """Over all lines: characters that no spoken word covers, lines with such, lines that ran away or were cut
    off, and the smallest and largest number of phones a second."""

    lines: int
    uncovered: int
    incomplete: int
    runaways: int
    cut_off: int
    slowest: float
    fastest: float


def check(takes: Sequence[Extent]) -> Coverage:
    """What the takes themselves tell. Raises ValueError when there is none."""
    if not takes:
        raise ValueError("there is no take to check; speak at least one line")
    rates = np.array([take.phones / take.seconds for take in takes])
    return Coverage(
        lines=len(takes),
        uncovered=sum(take.uncovered for take in takes),
        incomplete=sum(take.uncovered > 0 for take in takes),
        runaways=int((rates < SLOWEST).sum()),
        cut_off=int((rates > FASTEST).sum()),
        slowest=float(rates.min()),
        fastest=float(rates.max()),
    )


def main(
    pack: Path = Path("tts/packs/base"),
    lines: int = 2000,
    heard: int = 240,
    workers: int = 0,
    out: Path = Path("runs/bench"),
) -> None:
    """Skips, repetitions and runaways; the recogniser listens to `heard` of the lines."""
    from tqdm import tqdm

    from benchmarks import speakers
    from benchmarks.material import lengths, scene
    from benchmarks.report import publish

    asked = scene(lengths(lines), ("neutral",))
    # 7 and 60 have no common divisor, so that the part holds lines of all lengths.
    part = [line for index, line in enumerate(asked) if index * 7 % len(asked) < heard]
    listened = {line.seed for line in part}
    extents: list[Extent] = []
    takes: list[Spoken] = []
    with ProcessPoolExecutor(workers or os.cpu_count(), mp_context=get_context("spawn")) as pool:
        done = pool.map(functools.partial(_say, str(pack)), asked, chunksize=8)
        for line, spoken in zip(asked, tqdm(done, desc="model", total=len(asked), leave=False), strict=True):
            extents.append(Extent(len(spoken.phones), spoken.seconds, spoken.uncovered))
            if line.seed in listened:
                takes.append(spoken)
    publish("coverage", [vars(check(extents))], out, pack=str(pack))
    if not part:
        return
    rows = []
    for name, many in (("model", takes), ("teacher", [speakers.teacher(line) for line in part])):
        found = recogniser.recognise(
            [(one.samples, one.sample_rate, line.text) for one, line in zip(many, part, strict=True)], workers
        )
        runs = {
            "longest deletion": max(one.deletion_run for one in found),
            "longest insertion": max(one.insertion_run for one in found),
        }
        rows.append({"speaker": name, **vars(recogniser.total(found)), **runs})
    publish("coverage-heard", rows, out, pack=str(pack))


def _say(pack: str, line: Line) -> Spoken:
    """One line, in a process of its own."""
    return _speaker(pack)(line)


@functools.lru_cache(maxsize=1)
def _speaker(pack: str) -> Speaker:
    import tts.engine
    from benchmarks import speakers

    return speakers.model(tts.engine.load(pack))


if __name__ == "__main__":
    import typer

    typer.run(main)
