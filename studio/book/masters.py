"""Mastered chapters, kept by what they were made of: only a chapter that changed is encoded again.

    PROJECT/masters/<key>.mp3    the encoded sound, without tags
                    <key>.json   what was measured, and where the lines stand in time
                    passages/    what AAC is put together from (see `passages`)

The key is a hash of the takes, pauses, levels, preset, coding and the version of ffmpeg.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from studio.book.assembly import Levels, Timeline, sound
from studio.book.codings import AAC, Coding, version
from studio.book.mastering import PASSING, Curve, Mastered, master
from studio.book.passages import FOLDER, Shelf
from studio.book.pauses import Pauses
from studio.book.pieces import Piece
from studio.book.presets import Measured, Preset
from studio.book.takes import write_durably
from tts.errors import BookError
from tts.request import SAMPLE_RATE

_FORMAT = 3
"""Changes when the same takes would be mastered in another way: every chapter is made anew."""

_ABANDONED = 24 * 3600.0  # s after which work in hand is nobody's any more


@dataclass(frozen=True)
class Facts:
    """What is worth knowing of a chapter's takes without reading them again.

    places: start and end of each line's take, s from the chapter's beginning. missed: mean of the absolute
    differences between asked and measured, by quantity (see `Receipt.errors`), over the lines that have them.
    """

    places: tuple[tuple[float, float], ...]
    missed: Mapping[str, float]

    @staticmethod
    def of(timeline: Timeline) -> Facts:
        """Of a chapter's lines; reads what is known of their takes."""
        errors: dict[str, list[float]] = {}
        for placed in timeline.placed:
            if placed.delivered.take is not None:
                for name, value in placed.delivered.take.receipt.errors.items():
                    errors.setdefault(name, []).append(abs(value))
        return Facts(
            tuple((placed.start / SAMPLE_RATE, placed.end / SAMPLE_RATE) for placed in timeline.placed),
            {name: sum(values) / len(values) for name, values in sorted(errors.items())},
        )


@dataclass(frozen=True)
class Master:
    """A mastered piece. path: of its encoded sound. kept: whether it had been made before."""

    piece: Piece
    path: Path
    mastered: Mastered
    facts: Facts
    kept: bool


@dataclass(frozen=True)
class Desk:
    """What masters are made with. folder: where they are kept."""

    folder: Path
    preset: Preset
    coding: Coding
    pauses: Pauses
    levels: Levels

    def masters(self, pieces: Iterable[Piece], workers: int = 1) -> Iterator[Master]:
        """The master of each piece, in order, made where there is none yet, several at a time.

        Raises what `master` raises, and BookError where a process ends.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        encoder = version()
        found = [self._known(piece, self._key(piece, encoder)) or piece for piece in pieces]
        missing = sum(isinstance(each, Piece) for each in found)
        with _crew(min(workers, missing)) as made:
            waiting = [
                made(self._master, each, encoder) if isinstance(each, Piece) else each for each in found
            ]
            try:
                for each in waiting:
                    yield each if isinstance(each, Master) else each.result()
            except BrokenProcessPool:
                raise BookError(
                    "a process that mastered a chapter ended; is there too little memory? export again"
                ) from None
            finally:
                for each in waiting:
                    if isinstance(each, Future):
                        each.cancel()

    def known(self, piece: Piece) -> Master | None:
        """The master of a piece if it has been made."""
        return self._known(piece, self._key(piece, version()))

    def tidy(self, masters: Iterable[Master]) -> None:
        """Remove what was made with this preset and coding and is none of these masters, and what killed
        processes left behind."""
        used = {master.path.stem for master in masters}
        passages: set[str] = set()
        for facts in self.folder.glob("*.json"):
            told = json.loads(facts.read_text(encoding="utf-8"))
            mine = (told["preset"], told["coding"]) == (self.preset.name, self.coding.name)
            if mine and facts.stem not in used:
                facts.unlink()
                facts.with_suffix(self.coding.suffix).unlink(missing_ok=True)
            else:
                passages.update(told["passages"])
        for part in self.folder.glob(f"{FOLDER}/[!.]*"):
            if part.with_suffix(AAC.suffix).name not in passages:
                part.unlink(missing_ok=True)
        for left in self.folder.rglob(f"{PASSING}*"):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)

    def _key(self, piece: Piece, encoder: str) -> str:
        whole = {
            "format": _FORMAT,
            "sound": piece.fingerprint(self.pauses, self.levels),
            "preset": asdict(self.preset),
            "coding": asdict(self.coding),
            "encoder": encoder,
        }
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:32]

    def _known(self, piece: Piece, key: str) -> Master | None:
        path = self.folder / f"{key}{self.coding.suffix}"
        facts = path.with_suffix(".json")
        if not path.is_file() or not facts.is_file():
            return None
        told = json.loads(facts.read_text(encoding="utf-8"))
        if path.stat().st_size != told["size"]:  # damaged: it is made again
            return None
        return Master(piece, path, _mastered(told["mastered"]), _facts(told["facts"]), kept=True)

    def _master(self, piece: Piece, encoder: str) -> Master:
        key = self._key(piece, encoder)
        path = self.folder / f"{key}{self.coding.suffix}"
        timeline = piece.timeline(self.pauses)
        mastered, passages = self._made(timeline, encoder, path)
        facts = Facts.of(timeline)
        told = {
            "preset": self.preset.name,
            "coding": self.coding.name,
            "passages": passages,
            "size": path.stat().st_size,
            "mastered": asdict(mastered),
            "facts": asdict(facts),
        }
        write_durably(path.with_suffix(".json"), json.dumps(told).encode())
        return Master(piece, path, mastered, facts, kept=False)

    def _made(self, timeline: Timeline, encoder: str, path: Path) -> tuple[Mastered, tuple[str, ...]]:
        """The chapter in a file, and the passages it was put together from, if it was."""
        if self.coding == AAC:
            shelf = Shelf(self.folder / FOLDER, self.levels, encoder)
            mastered, passages = shelf.put_together(timeline, self.preset, path)
            if not mastered.faults:
                return mastered, passages
        speech = sound(timeline, self.levels)
        return master(speech, self.preset, self.levels.room, self.coding, path), ()


@contextmanager
def _crew(workers: int) -> Iterator[Callable[..., Future[Master]]]:
    """What does work elsewhere: in processes, since most of it is Python's, or, for one, in a thread."""
    pool: Executor = ThreadPoolExecutor(1)
    if workers > 1:
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    with pool:
        yield pool.submit


def _mastered(told: Mapping[str, Any]) -> Mastered:
    curve = told["curve"]
    return Mastered(
        **{
            **{f.name: told[f.name] for f in fields(Mastered)},
            "measured": Measured(**told["measured"]),
            "curve": Curve(curve["step"], tuple(curve["short_term"]), tuple(curve["loudest"])),
            "faults": tuple(told["faults"]),
        }
    )


def _facts(told: Mapping[str, Any]) -> Facts:
    return Facts(tuple((start, end) for start, end in told["places"]), told["missed"])
