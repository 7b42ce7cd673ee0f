"""The takes of a book as they lie on the disk, checked again: are they whole, do they speak their text?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.book.coverage import Judge, Verdict
from studio.book.inventory import Inventory
from studio.book.plan import PlannedLine
from studio.book.project import Project
from studio.book.store import TakeRecord
from studio.book.takes import Takes
from tts.errors import BookError

_RECOGNISER_RATE = 16_000  # Hz


@dataclass(frozen=True)
class Checked:
    """One delivered take. damage: why its files cannot be read, "" = they can. heard: what a recogniser
    understood, None where it was not asked."""

    line: PlannedLine
    take: TakeRecord
    verdict: Verdict
    damage: str = ""
    heard: str | None = None


def check(
    project: Project,
    inventory: Inventory,
    judge: Judge,
    chapters: Collection[int] | None = None,
    listen: Callable[[NDArray[np.float32], int], str] | None = None,
) -> Iterator[Checked]:
    """Check every delivered take once, in the book's order, and keep the verdicts that have changed.

    chapters: only these, counted from 0. listen: hears what is suspect, see `recogniser`. A take that is
    damaged is set aside: the next render speaks it again.
    """
    seen: set[str] = set()
    with project.store() as store:
        for line in inventory.lines:
            take = inventory.delivered(line)
            wanted = chapters is None or line.chapter in chapters
            if take is None or take.key in seen or not wanted:
                continue
            seen.add(take.key)
            try:
                verdict, samples, rate = _judged(project.takes, take, judge)
            except BookError as error:
                project.takes.set_aside(take.key)
                store.reopen([take.line])
                yield Checked(line, take, take.verdict, damage=str(error))
                continue
            if verdict != take.verdict:
                store.keep([replace(take, verdict=verdict)], {})
            heard = listen(samples, rate) if listen and verdict.suspect else None
            yield Checked(line, take, verdict, heard=heard)


def recogniser() -> Callable[[NDArray[np.float32], int], str]:
    """What hears English words in samples (T,) at a rate, Hz: PocketSphinx with its own small model, which
    mistakes a word in three of synthetic speech; it helps a person to judge, and judges nothing itself.

    Raises BookError when it is not installed.
    """
    try:
        import pocketsphinx  # noqa: F401
    except ImportError:
        raise BookError("a recogniser is needed; install it with `pip install pocketsphinx`") from None
    return _hear


def _judged(takes: Takes, take: TakeRecord, judge: Judge) -> tuple[Verdict, NDArray[np.float32], int]:
    stored = takes.take(take.key)
    saved, samples = stored.saved, stored.samples
    whole = replace(saved.take, samples=samples)
    return judge.verdict(whole, saved.request), samples, whole.sample_rate


def _hear(samples: NDArray[np.float32], rate: int) -> str:
    from tts.audio import resample

    samples = np.pad(resample(samples, rate, _RECOGNISER_RATE), _RECOGNISER_RATE // 2)
    decoder = _decoder()
    decoder.start_utt()
    decoder.process_raw((samples.clip(-1, 1) * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    words: Sequence[str] = re.sub(r"\[[^]]*\]|<[^>]*>|\(\d+\)", " ", found.hypstr).split() if found else ()
    return " ".join(words)


@lru_cache(maxsize=1)
def _decoder() -> Any:
    from pocketsphinx import Decoder

    return Decoder(samprate=float(_RECOGNISER_RATE), loglevel="FATAL")
