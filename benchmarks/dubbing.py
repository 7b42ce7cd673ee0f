"""Do lines fit their slots, and is every word of them spoken? Slots of .75–1.35 × the natural length.

The slots stand wall to wall, so that no line can borrow from a gap. A line's length is that of its speech,
from the first phone to the last, without the silence around it: before any stretch, and what the stretch had
to do then. Words are counted by the takes' own timings; besides, the voice pack's aligner listens for takes
that do not fit their text (`studio.book.coverage`), to the free takes as to the fitted ones. The performance
of an original is heard in lines of three personas that were spoken at known pitch, range and loudness.

    python -m benchmarks.dubbing --pack tts/packs/base --lines 200 --out runs/bench
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from studio.dubbing.cue import Cue
from studio.dubbing.dub import judge_of
from studio.dubbing.fit import TOO_LONG, Placed, fitted
from studio.dubbing.lines import lines as directed
from studio.dubbing.pacing import Line, Paced, paced
from studio.dubbing.slots import slots
from studio.dubbing.takes import Spoken, Takes

if TYPE_CHECKING:
    from studio.dubbing.cast import Cast
    from tts.engine import Engine

PACES = (0.75, 1.35)
"""Shortest and longest slot, times the natural length."""


@dataclass(frozen=True)
class Fit:
    """Asked against achieved lengths, ms, before any stretch: mean, 95th and 99th percentile and largest
    absolute difference. tries: takes a line, the free one included. unstretched: share of the lines that are
    heard as they were spoken. hardest: largest tempo factor. too_long: lines that do not fit."""

    lines: int
    mean: float
    p95: float
    p99: float
    largest: float
    tries: float
    unstretched: float
    hardest: float
    too_long: int


@dataclass(frozen=True)
class Words:
    """Words of the texts, those that no take speaks, and takes that do not fit their text by the aligner."""

    takes: str
    words: int
    lost: int
    suspects: int


def cues(texts: Sequence[str], lengths: Sequence[float], speakers: Sequence[str], seed: int = 0) -> list[Cue]:
    """Cues wall to wall, whose slots are `PACES` times the lengths, s, evenly spread and shuffled."""
    paces = list(np.linspace(*PACES, len(texts)))
    random.Random(seed).shuffle(paces)
    edges = [0.0, *accumulate(length * float(pace) for length, pace in zip(lengths, paces, strict=True))]
    return [
        Cue(n + 1, n, n + 1, start, end, text, speakers[n % len(speakers)])
        for n, (text, (start, end)) in enumerate(zip(texts, pairwise(edges), strict=True))
    ]


def fit(placed: Sequence[Placed]) -> Fit:
    """The figures of placed lines. Raises ValueError when there is none."""
    spoken = [(line.paced.spoken, line.paced.asked) for line in placed if line.paced.spoken is not None]
    if not spoken:
        raise ValueError("there is no line to measure; speak at least one")
    errors = np.array([1000 * abs(take.seconds - asked) for take, asked in spoken])
    return Fit(
        lines=len(errors),
        mean=float(errors.mean()),
        p95=float(np.quantile(errors, 0.95)),
        p99=float(np.quantile(errors, 0.99)),
        largest=float(errors.max()),
        tries=float(np.mean([line.paced.tries for line in placed])),
        unstretched=float(np.mean([line.stretch == 1 for line in placed])),
        hardest=max(line.stretch for line in placed),
        too_long=sum(line.state == TOO_LONG for line in placed),
    )


def lost(spoken: Spoken) -> int:
    """Words of a request that its take does not speak."""
    covered = np.zeros(len(spoken.request.text), bool)
    for word in spoken.words:
        covered[word.char_start : word.char_end] = True
    letters = [at for at, letter in enumerate(spoken.request.text) if letter.isalnum()]
    missing = [at for at in letters if not covered[at]]
    return sum(1 for n, at in enumerate(missing) if n == 0 or missing[n - 1] != at - 1) + len(spoken.skipped)


def heard(name: str, takes: Sequence[Spoken], engine: Any) -> Words:
    """Words of takes, and what the aligner makes of them, each spoken again by its request."""
    from studio.book.coverage import proven

    judge = proven(engine)
    suspects = 0
    for start in range(0, len(takes), 32):
        requests = [take.request for take in takes[start : start + 32]]
        for request, take in zip(requests, engine.speak_batch(requests), strict=True):
            suspects += judge.verdict(take, request).suspect
    words = sum(len(take.request.text.split()) for take in takes)
    return Words(name, words, sum(map(lost, takes)), suspects)


def run(
    texts: Sequence[str], cast: Cast, engine: Engine, folder: Path, voice: str
) -> tuple[list[Paced], list[Placed]]:
    """The lines spoken freely, and fitted into slots that count from there."""
    takes = Takes(folder, voice, judge_of(engine))
    speakers = list(cast.roles)
    open_slots = [
        Cue(n, n, n, 1000.0 * n, None, text, speakers[(n - 1) % len(speakers)])
        for n, text in enumerate(texts, 1)
    ]
    free = list(paced(_lines(open_slots, cast), engine, takes))
    made = cues(texts, [line.natural for line in free], speakers)
    return free, list(fitted(paced(_lines(made, cast), engine, takes)))


def _lines(made: Sequence[Cue], cast: Cast) -> list[Line]:
    return list(directed(slots(made, made[-1].end), cast))


def performed(
    texts: Sequence[str], engine: Engine, folder: Path, noise: float | None
) -> list[dict[str, Any]]:
    """Pitch, range and loudness asked of an original, and heard in it (`control.Agreement`). noise: dBFS of
    white noise under it, None = none."""
    import soundfile

    from benchmarks.control import agreement
    from personas import persona
    from studio.dubbing.performance import performance
    from tts.request import SAMPLE_RATE, SpeechRequest
    from tts.style.space import Style

    chance = np.random.default_rng(0)
    speakers = ("butler", "brisk-professional", "young-officer")
    asked, requests = [], []
    for n, text in enumerate(texts):
        usual = chance.random() < 0.4  # most people mostly speak as usual
        pitch, spread, loudness = (
            (0.0, 0.0, 0.0) if usual else chance.uniform((-4, -1.2, -5), (5, 2, 6)).tolist()
        )
        asked.append(Style(pitch=pitch, range=spread, loudness=loudness))
        requests.append(SpeechRequest(text, persona(speakers[n % 3]).identity, asked[-1], seed=n))
    takes = engine.speak_batch(requests)
    ends = [0, *accumulate(len(take.samples) for take in takes)]
    original = np.concatenate([take.samples for take in takes])
    if noise is not None:
        original += 10 ** (noise / 20) * chance.standard_normal(len(original)).astype(np.float32)
    soundfile.write(folder / "original.wav", original, SAMPLE_RATE)
    made = [
        Cue(n + 1, n, n + 1, start / SAMPLE_RATE, end / SAMPLE_RATE, text, speakers[n % 3])
        for n, (text, (start, end)) in enumerate(zip(texts, pairwise(ends), strict=True))
    ]
    found = performance(folder / "original.wav", slots(made)).styles
    rows: list[dict[str, Any]] = []
    for name in ("pitch", "range", "loudness"):
        values = [getattr(found[cue.number], name) for cue in made]
        heard_in = [float("nan") if value is None else value for value in values]
        found_in = agreement(
            [getattr(style, name) for style in asked], heard_in, [cue.speaker for cue in made]
        )
        rows.append({"noise": noise, "quantity": name, **vars(found_in)})
    return rows


def main(
    pack: Path = Path("tts/packs/base"), lines: int = 200, skip: int = 200, out: Path = Path("runs/bench")
) -> None:
    """Asked against achieved lengths, stretch factors, and words lost.

    skip: sentences left out first; with the first 200 the number of tries was chosen.
    """
    import time

    import tts.engine
    from benchmarks.material import persona_voices, unseen
    from benchmarks.report import publish
    from studio.dubbing.cast import assigned

    engine = tts.engine.load(pack)
    cast = assigned([f"{name}={name}" for name in persona_voices()])
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        free, placed = run(unseen(skip + lines)[skip:], cast, engine, Path(folder), engine.pack.hash)
    spent = time.perf_counter() - started
    seconds = sum(line.seconds for line in placed)
    publish("dubbing", [{**vars(fit(placed)), "rtf": spent / seconds}], out, pack=str(pack))
    rows = [
        heard("free", [line.spoken for line in free if line.spoken], engine),
        heard("fitted", [line.paced.spoken for line in placed if line.paced.spoken], engine),
    ]
    publish("dubbing-words", [vars(row) for row in rows], out, pack=str(pack))
    with tempfile.TemporaryDirectory() as folder:
        heard_in = [
            row
            for noise in (None, -45.0, -35.0)
            for row in performed(unseen(min(lines, 48)), engine, Path(folder), noise)
        ]
    publish("dubbing-performance", heard_in, out, pack=str(pack))


if __name__ == "__main__":
    import typer

    typer.run(main)
