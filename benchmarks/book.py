"""Can a publisher rely on a render? Killed again and again, edited, and as long as twenty hours.

kills     `dramatis book render` is killed (-9) fifty times at random moments, and goes on each time: the
          takes must be those of a render that nobody disturbed, to the byte, none lost, none doubled.
edits     one persona is changed, then one line: only their lines may be spoken again.
lengths   memory and cost per hour of audio, tenth by tenth: with the shipped pack over an hour of audio
          (the rate), with a tiny one over as many lines as twenty hours have (the length).

python -m benchmarks.book --out runs/bench
python -m benchmarks.book --only kills
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from studio.book.plan import PlannedLine
from studio.book.project import STORE, Project

PARTS = ("kills", "edits", "lengths")
LINES_AN_HOUR = 690
"""Of an audiobook with sentences as long as ours (5.2 s)."""

_VOICES = ("narrator-warm-female", "sunny-youth", "grandmother")
_SPEAKERS = ("narrator", "Ann", "Ben")


@dataclass(frozen=True)
class Moment:
    """How a render stands. lines, seconds of audio and CPU seconds so far; memory: of all its processes, MiB,
    what they share counted once (proportional set size)."""

    lines: int
    seconds: float
    cost: float
    memory: float


def main(
    only: str = "",
    kills: int = 50,
    lines: int = 160,
    hours: float = 20.0,
    spoken: float = 1.0,
    workers: int = 4,
    pack: Path | None = None,
    seed: int = 0,
    out: Path = Path("runs/bench"),
) -> None:
    """only: one of kills, edits, lengths. lines: of the book that is killed. hours: of the long book, as
    lines of a tiny pack; spoken: hours that the shipped pack speaks. pack: None = the shipped one."""
    from benchmarks.report import publish

    facts = {"pack": str(pack or "tts/packs/base")}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if only in ("", "kills"):
            publish("book-kills", [killed(folder, kills, lines, pack, seed)], out, **facts)
        if only in ("", "edits"):
            publish("book-edits", edited(folder, tiny_pack(folder)), out, pack="tiny")
        if only in ("", "lengths"):
            real = long(folder / "spoken", round(spoken * LINES_AN_HOUR), pack, workers)
            tiny = long(folder / "long", round(hours * LINES_AN_HOUR), tiny_pack(folder), workers)
            publish("book-rate", tenths(real), out, **facts)
            publish("book-length", tenths(tiny), out, pack="tiny")


# Kills


def killed(folder: Path, kills: int, lines: int, pack: Path | None, seed: int) -> dict[str, Any]:
    """Kill a render until it has been killed so often, compare each finished book with an undisturbed one."""
    from tqdm import tqdm

    draw = random.Random(seed)
    undisturbed = made(folder / "undisturbed", lines, pack)
    started = time.perf_counter()
    rendering(undisturbed).wait()
    whole = time.perf_counter() - started
    expected = digest(undisturbed)
    disturbed = made(folder / "disturbed", lines, pack)
    survived = books = faults = 0
    moments: list[float] = []
    progress = tqdm(total=kills, desc="kills", leave=False)
    while survived < kills or missing(disturbed):
        running = rendering(disturbed)
        # From before the first line to about a third of the book after it.
        moment = draw.uniform(0.0, whole * 0.6)
        try:
            running.wait(moment if survived < kills else None)
        except subprocess.TimeoutExpired:
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
            survived += 1
            moments.append(moment)
            progress.update()
            faults += not sound(disturbed)
            continue
        if running.returncode:
            raise RuntimeError(f"a render failed with exit code {running.returncode}")
        if survived < kills and not missing(disturbed):  # done too early: begin another book
            books += 1
            faults += digest(disturbed) != expected
            shutil.rmtree(disturbed.folder)
            disturbed = made(folder / "disturbed", lines, pack)
    books += 1
    faults += digest(disturbed) != expected
    inventory = disturbed.inventory()
    wanted = {line.key for line in inventory.lines if line.key}
    extra = len(inventory.takes) - len(wanted)
    suspects = sum(take.verdict.suspect and take.key == take.line for take in inventory.takes.values())
    partial = len(list((disturbed.folder / "takes").glob("*/.*.partial")))
    return {
        "kills": survived,
        "lines": len(wanted),
        "books": books,
        "differing books, broken stores": faults,
        "lines lost": len(inventory.missing) + len(inventory.failed),
        "lines doubled": extra - suspects,  # a suspect has a second take
        "partial files": partial,
        "undisturbed, s": whole,
        "earliest, s": min(moments),
        "latest, s": max(moments),
    }


def rendering(project: Project) -> subprocess.Popen[bytes]:
    """`dramatis book render`, started."""
    command = [sys.executable, "-m", "studio.cli", "book", "render", str(project.folder), "--workers", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def digest(project: Project) -> str:
    """Of the names and bytes of all takes and of the JSON files beside them."""
    whole = hashlib.sha256()
    for path in sorted((project.folder / "takes").glob("??/[!.]*")):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def missing(project: Project) -> bool:
    """Whether lines are still to be spoken."""
    return bool(project.inventory().missing)


def sound(project: Project) -> bool:
    """Whether the store is whole, and has no take without its files."""
    path = project.folder / STORE
    if not path.exists():
        return True
    connection = sqlite3.connect(path)
    intact = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()
    with project.store() as store:
        return intact and all(project.takes.has(key, take.size) for key, take in store.takes().items())


# Edits


def edited(folder: Path, pack: Path) -> list[dict[str, Any]]:
    """Change a persona, a line, a name's pronunciation: which lines are spoken again?"""
    from studio.book.cast import Role
    from studio.book.names import BookLexicon, Word

    project = made(folder / "edited", 120, pack)
    _render(project)
    rows = []

    def tried(what: str, touched: Callable[[PlannedLine], bool]) -> None:
        inventory = project.inventory()
        wanted = {line.key for line in inventory.lines if touched(line)}
        before = len(inventory.takes)
        again = {line.key for line in inventory.missing}
        _render(project)
        rows.append(
            {
                "edit": what,
                "lines": len(inventory.lines),
                "touched": len(wanted),
                "spoken again": len(again),
                "others spoken again": len(again - wanted),
                "takes made": len(project.inventory().takes) - before,
            }
        )

    cast = project.cast()
    characters = {**cast.characters, "Ann": Role("pirate-captain")}
    project.write_cast(replace(cast, characters=characters))
    tried("a persona", lambda line: line.line.speaker == "Ann")
    script = project.script()
    chapter = script.chapters[0]
    lines = list(chapter.lines)
    lines[7] = replace(lines[7], text="Nobody had expected this of the letter.")
    project.write_script(
        replace(script, chapters=(replace(chapter, lines=tuple(lines)), *script.chapters[1:]))
    )
    tried("a line", lambda line: (line.chapter, line.number) == (0, 7))
    project.write_lexicon(BookLexicon({"letter": Word(say="/ˈlʌtɝ/")}))
    tried("a word", lambda line: "letter" in line.line.text.lower().replace(".", " ").split())
    return rows


# Lengths


def long(folder: Path, lines: int, pack: Path | None, workers: int) -> list[Moment]:
    """Render so many lines, and look ten times how it stands."""
    from studio.book.executors import Processes
    from studio.book.render import Progress, render

    project = made(folder, lines, pack)
    moments: list[Moment] = []
    most = [0.0]

    def watch(progress: Progress) -> None:
        most[0] = max(most[0], memory())
        if progress.total and progress.lines * 10 // progress.total > len(moments):
            with project.store() as store:
                takes = store.takes().values()
            cost, seconds = sum(take.cost for take in takes), sum(take.seconds for take in takes)
            moments.append(Moment(progress.lines, seconds, cost, most[0]))
            most[0] = 0.0

    render(project, Processes(project.pack, project.voice().pack, workers), watch=watch)
    shutil.rmtree(folder)
    return moments


def tenths(moments: list[Moment]) -> list[dict[str, Any]]:
    """A row a tenth of the book: what it cost, and the most memory meanwhile."""
    rows = []
    before = Moment(0, 0.0, 0.0, 0.0)
    for number, now in enumerate(moments, 1):
        seconds = now.seconds - before.seconds
        rows.append(
            {
                "tenth": number,
                "lines": now.lines,
                "hours": now.seconds / 3600,
                "CPU s an hour": 3600 * (now.cost - before.cost) / seconds,
                "CPU ms a line": 1000 * (now.cost - before.cost) / (now.lines - before.lines),
                "times real time a core": seconds / (now.cost - before.cost),
                "memory, MiB": now.memory,
            }
        )
        before = now
    return rows


def memory() -> float:
    """Proportional set size of this process and all its descendants, MiB (Linux)."""
    total = 0
    for process in (os.getpid(), *descendants(os.getpid())):
        try:
            rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has just ended
            continue
        total += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return total / 1024


def descendants(process: int) -> Iterator[int]:
    """The processes that a process started, and those that they started (Linux)."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield int(child)
            yield from descendants(int(child))


# Books


def made(folder: Path, lines: int, pack: Path | None) -> Project:
    """A project of so many different lines in chapters of 200, three speakers, nothing rendered."""
    from studio.book.cast import Cast, Role
    from studio.book.names import BookLexicon
    from studio.book.project import Settings
    from studio.book.script import Script, ScriptChapter, ScriptLine
    from tts.corpus.texts import sentences

    drawn = dict.fromkeys(each.text.strip() for each in sentences(11, lines + lines // 5 + 50))
    texts = [text for text in drawn if text][:lines]
    if len(texts) < lines:
        raise RuntimeError(f"there are only {len(texts)} different sentences, not {lines}")
    spoken = [
        ScriptLine(text, " ", _SPEAKERS[n % 7] if n % 7 < 3 else "narrator") for n, text in enumerate(texts)
    ]
    chapters = tuple(
        ScriptChapter(f"Chapter {n // 200 + 1}", tuple(spoken[n : n + 200])) for n in range(0, lines, 200)
    )
    project = Project.create(folder, Settings(pack=str(Path(pack).resolve()) if pack else None))
    project.write_script(Script("Lines", (), "en", chapters))
    roles = {name: Role(voice) for name, voice in zip(_SPEAKERS[1:], _VOICES[1:], strict=True)}
    project.write_cast(Cast(_VOICES[0], _VOICES[0], roles))
    project.write_lexicon(BookLexicon())
    return project


def tiny_pack(folder: Path) -> Path:
    """A pack of small random weights."""
    from tts.pack import VoicePack

    path = folder / "tiny"
    if not path.exists():
        VoicePack.new("tiny").save_pretrained(path)
    return path


def _render(project: Project) -> None:
    from studio.book.executors import Inline
    from studio.book.render import render

    render(project, Inline(project.pack, project.voice().pack))


if __name__ == "__main__":
    import typer

    typer.run(main)
