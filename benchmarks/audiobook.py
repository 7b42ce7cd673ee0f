"""From an EPUB that another program made to a finished M4B, all by commands, as a person would: is every
sentence spoken, is no character altered, does every chapter pass, are the chapter marks where they should be?

The book is `benchmarks.novel`. Loudness is asked of ffmpeg's astats and ebur128, chapter by chapter, on the
M4B file itself; where chapters begin is heard by finding their first take in it; epubcheck, where it is
installed, is asked about the read-along EPUB.

    python -m benchmarks.audiobook --words 60000 --out runs/bench
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.novel import Novel, altered, novel, write_epub
from benchmarks.report import publish
from benchmarks.speakers import uncovered
from studio import ffmpeg
from studio.book.codings import RATE
from studio.book.export.delivery import Book
from studio.book.project import Project
from studio.book.takes import StoredTake
from tts.audio import resample

LIMITS = {"RMS": (-23.0, -18.0), "peak": (-100.0, -3.0), "floor": (-120.0, -60.0)}
"""dB, of ACX-spec audio."""

_LISTEN = 8.0  # s after a mark in which the chapter's first take is looked for


@dataclass(frozen=True)
class Ran:
    """One command: wall, s; cpu, s, of all its processes; memory: the most that one of them had, MiB."""

    wall: float
    cpu: float
    memory: float


def main(
    words: int = 2000,
    pack: Path | None = None,
    workers: int = 0,
    keep: Path | None = None,
    out: Path = Path("runs/bench"),
) -> None:
    """The whole way. pack: None = the shipped one. workers: of the render, 0 = one a core. keep: folder in
    which the project stays; what is there already is gone on with."""
    with _folder(keep) as folder:
        facts, files = run(words, pack, workers, folder)
    publish("audiobook", [facts], out, pack=str(pack or "tts/packs/base"))
    publish("audiobook-files", files, out, pack=str(pack or "tts/packs/base"))


def run(
    words: int, pack: Path | None, workers: int, folder: Path
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Figures of the book, and of each of its files. folder: where everything goes."""
    wanted = novel(words)
    source, place = folder / "novel.epub", folder / "project"
    if not source.exists():
        write_epub(wanted, source)
    begun = None
    if not place.exists():
        begun = dramatis("new", source, "-o", place, *(("--pack", pack.resolve()) if pack else ()))
    rendered = dramatis("render", place, *(("--workers", workers) if workers else ()))
    exports = {
        format: dramatis("export", place, "-f", format, "-o", folder / f"book.{format}", "--replace")
        for format in ("m4b", "epub", "srt")
    }
    book = Book.of(Project.open(place))
    found, files = checked(wanted, book, folder / "book.m4b")
    edited = _edit(book.project, folder)
    facts = {
        **found,
        "import, s": begun.wall if begun else None,
        "render, s": rendered.wall,
        "times real time": 3600 * found["hours spoken"] / rendered.wall,
        "export, s": exports["m4b"].wall,
        "edit, s": edited.wall,
        "edit / whole": edited.wall / (rendered.wall + exports["m4b"].wall),
        "edit / whole, CPU": edited.cpu / (found["speaking, CPU s"] + rendered.cpu + exports["m4b"].cpu),
        "render, CPU s": rendered.cpu,
        "export, CPU s": exports["m4b"].cpu,
        "edit, CPU s": edited.cpu,
        "memory, MiB": max(ran.memory for ran in (rendered, *exports.values())),
        "epubcheck": _epubcheck(folder / "book.epub"),
    }
    return facts, files


def checked(wanted: Novel, book: Book, path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Whether a project, and the M4B file made of it, hold all that was to be read, as it should be."""
    script, takes = book.project.script(), book.project.takes
    imported = [chapter.text for chapter in script.chapters if chapter.included]
    records = [(line, book.inventory.delivered(line)) for line in book.inventory.spoken]
    spoken = [(line.line.text, takes.take(record.key)) for line, record in records if record]
    files = list(_files(book, path))
    facts = {
        "words": wanted.words,
        "chapters": len(wanted.chapters),
        "hours": ffmpeg.probe(path).seconds / 3600,
        "hours spoken": sum(take.seconds for _, take in spoken) / 3600,
        "characters altered": altered([chapter.read for chapter in wanted.chapters], imported),
        "lines": len(records),
        "lines unspoken": len(records) - len(spoken),
        "speaking, CPU s": sum(record.cost for _, record in records if record),
        "letters left out": sum(uncovered(text, take) for text, take in spoken),
        "suspects": len(book.inventory.suspects),
        "files": len(files),
        "files that pass ACX": sum(not row["faults"] for row in files),
        "worst mark, ms": max(abs(row["mark, ms"]) for row in files),
    }
    return facts, files


def dramatis(*arguments: object) -> Ran:
    """Run `dramatis book`; raises RuntimeError with its last words when it fails."""
    command = [sys.executable, "-m", "studio.cli", "book", *map(str, arguments)]
    started = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(command, stdout=told, stderr=told)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            told.seek(0)
            raise RuntimeError(f"{' '.join(command[3:])}: {told.read().decode()[-3000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    return Ran(time.perf_counter() - started, cpu, usage.ru_maxrss / 1024)


def _files(book: Book, path: Path) -> Iterator[dict[str, Any]]:
    """What ffmpeg says of each piece of an M4B file, and how far its mark is from where it begins."""
    marks = ffmpeg.probe(path).chapters
    for piece, mark in zip(book.pieces, marks, strict=True):
        chain = "astats=metadata=0,ebur128=framelog=verbose"
        told = ffmpeg.log([*_stretch(path, mark.start, mark.end), "-af", chain, "-f", "null", "-"])
        overall = told.rpartition("Overall")[2]
        found = {
            name: float(re.findall(rf"{told_as}: (\S+)", overall)[-1])
            for name, told_as in (
                ("RMS", "RMS level dB"), ("peak", "Peak level dB"), ("floor", "RMS th?rough dB"),
            )
        }  # fmt: skip
        yield {
            "chapter": mark.title,
            "seconds": mark.end - mark.start,
            "LUFS": float(re.findall(r"I: +(\S+) LUFS", told)[-1]),
            **found,
            "faults": ", ".join(
                name for name, (low, high) in LIMITS.items() if not low <= found[name] <= high
            ),
            "mark, ms": 1000 * _mark_error(book, piece.lines[0].audio, path, mark.start),
        }


def _mark_error(book: Book, audio: Path | None, path: Path, mark: float) -> float:
    """How much later than it should a chapter's first take is heard after its mark, s."""
    assert audio is not None
    take = StoredTake(audio)
    reference = resample(take.samples, take.sample_rate, RATE)[: 2 * RATE]
    raw = ffmpeg.run([*_stretch(path, mark, mark + _LISTEN), *ffmpeg.pcm(RATE), "-"])
    heard = np.frombuffer(raw, "<f4")
    size = 1 << (len(heard) + len(reference)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(reference, size))
    at = int(np.fft.irfft(spectrum, size)[: len(heard)].argmax()) / RATE
    return float(at + take.words[0].start - book.pauses.head)


def _stretch(path: Path, start: float, end: float) -> list[str]:
    return ["-ss", f"{start:.6f}", "-t", f"{end - start:.6f}", "-i", ffmpeg.url(path), "-map", "0:a"]


def _edit(project: Project, folder: Path) -> Ran:
    """Change one word in the middle of the book, render and export again."""
    script = project.script()
    at = [number for number, chapter in enumerate(script.chapters) if chapter.included][-1]
    chapter = script.chapters[at]
    middle = len(chapter.lines) // 2
    line = replace(chapter.lines[middle], text="This line was changed.")
    lines = (*chapter.lines[:middle], line, *chapter.lines[middle + 1 :])
    chapters = (*script.chapters[:at], replace(chapter, lines=lines), *script.chapters[at + 1 :])
    project.write_script(replace(script, chapters=chapters))
    target = folder / "edited.m4b"
    ran = dramatis("export", project.folder, "-f", "m4b", "-o", target, "--render", "--replace")
    project.write_script(script)
    return ran


def _epubcheck(path: Path) -> str:
    """What epubcheck counts; "–" where it is not installed."""
    checker = shutil.which("epubcheck")
    if checker is None or shutil.which("java") is None:
        return "–"
    done = subprocess.run(["java", "-jar", checker, str(path)], capture_output=True, text=True)
    found = re.search(r"(\d+) fatals / (\d+) errors / (\d+) warnings", done.stdout + done.stderr)
    if found is None:
        raise RuntimeError(f"epubcheck failed: {done.stderr}")
    return f"{int(found[1]) + int(found[2])} errors, {found[3]} warnings"


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="audiobook-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    import typer

    typer.run(main)
