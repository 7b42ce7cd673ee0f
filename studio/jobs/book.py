"""The kinds "book-new", "book-render" and "book-export": the studio's audiobooks, step by step.

A project is named by its name on the shelf (`studio.book.shelf`), never by a path.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.jobs.job import JobError
from studio.jobs.kinds import Kind, Payload, Progress, Result, Workspace
from tts.errors import BookError

if TYPE_CHECKING:
    from studio.book.export.delivery import Book
    from studio.book.project import Project
    from studio.book.render import Progress as RenderProgress
    from tts.engine import Engine

FORMATS = ("m4b", "mp3", "epub", "flac", "wav", "srt", "vtt", "stems", "report")
"""What a book can be exported to; those of several files come as a ZIP, a report as page and pictures."""

B = TypeVar("B", bound=BaseModel)
_TOLD = re.compile(r"(\d+) of (\d+) lines(?:, ([\d.]+) × real time, (\d+) s to go)?")


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewBook(_Body):
    """source: id of an uploaded EPUB, HTML, Markdown, DOCX, PDF or text file. name: its file name."""

    source: str
    name: str = Field(default="book", min_length=1, max_length=255)


class RenderBook(_Body):
    """chapters: only these, from 1; None = all that are read. workers: processes, None = as is worth it."""

    project: str = Field(max_length=100)
    chapters: list[int] | None = Field(default=None, min_length=1, max_length=10_000)
    workers: int | None = Field(default=None, ge=1, le=64)


class ExportBook(_Body):
    """preset: None = the format's. allow_missing: two soft notes stand for lines that are not spoken yet."""

    project: str = Field(max_length=100)
    format: Literal["m4b", "mp3", "epub", "flac", "wav", "srt", "vtt", "stems", "report"] = "m4b"
    preset: Literal["acx", "podcast", "m4b"] | None = None
    allow_missing: bool = False


@dataclass(frozen=True)
class Told:
    """What a render says it is doing. speed: × real time, left: s to go; None before the first takes."""

    lines: int
    total: int
    speed: float | None = None
    left: float | None = None

    @staticmethod
    def of(progress: RenderProgress) -> Told:
        """As a render tells it."""
        return Told(progress.lines, progress.total, progress.speed, progress.remaining)

    @staticmethod
    def read(doing: str) -> Told | None:
        """Inverse of `str`; None for other words."""
        found = _TOLD.fullmatch(doing)
        if not found:
            return None
        speed, left = (float(part) if part else None for part in found.groups()[2:])
        return Told(int(found[1]), int(found[2]), speed, left)

    def __str__(self) -> str:
        said = f"{self.lines} of {self.total} lines"
        if self.speed is None or self.left is None:
            return said
        return f"{said}, {self.speed:.1f} × real time, {self.left:.0f} s to go"


def check_new(payload: Payload) -> None:
    """Raises JobError naming the field that is wrong."""
    _read(NewBook, payload)


def check_render(payload: Payload) -> None:
    """Raises JobError naming the field that is wrong, BookError when there is no such project."""
    _project(_read(RenderBook, payload).project)


def check_export(payload: Payload) -> None:
    """Raises JobError naming the field that is wrong, BookError when there is no such project."""
    _project(_read(ExportBook, payload).project)


def import_book(payload: Payload, workspace: Workspace, progress: Progress, engine: Engine) -> Result:
    """Make a project of a book's file; a project that a broken-off attempt made is taken over."""
    from studio.book.opening import new
    from studio.book.shelf import Shelf

    asked = _read(NewBook, payload)
    progress(0.05, "reading the book")
    shelf = Shelf.default()
    mark = workspace.kept / "project"
    if not mark.exists():
        mark.write_text(shelf.vacant(Path(asked.name).stem).name, encoding="utf-8")
    name = mark.read_text(encoding="utf-8")
    if name not in shelf.names():
        book = workspace.kept / (Path(asked.name).name or "book")  # its ending tells what it is
        shutil.copyfile(asked.source, book)
        new(book, shelf.folder / name)
    script = shelf.project(name).script()
    facts = {"project": name, "title": script.title, "chapters": len(script.chapters)}
    return Result((), facts)


def render_book(payload: Payload, workspace: Workspace, progress: Progress, engine: Engine) -> Result:
    """Speak every line that lacks a take; the takes lie in the project, so that nothing is done twice."""
    asked = _read(RenderBook, payload)
    chapters = {number - 1 for number in asked.chapters} if asked.chapters else None
    facts = speak_lines(_project(asked.project), chapters, asked.workers, progress)
    return Result((), {"project": asked.project, **facts})


def speak_lines(
    project: Project, chapters: set[int] | None, workers: int | None, progress: Progress
) -> dict[str, Any]:
    """Speak what has no take yet, of these chapters, counted from 0; what was done, as facts of a result."""
    from studio.book.estimate import estimate, length_factor
    from studio.book.render import render
    from studio.book.speaking import executor_of, workers_for

    progress(0.0, "reading the script")
    before = project.inventory()
    ahead = estimate(before, (), project.voice().pack, 1, chapters)
    workers = workers or workers_for(project, ahead.seconds)

    def watch(now: RenderProgress) -> None:
        made, left = now.seconds, now.expected
        progress(made / (made + left) if made + left else 1.0, str(Told.of(now)))

    takes, seconds, wall = 0, 0.0, 0.0
    if ahead.spoken:
        speakers = {line.persona.id: line.persona for line in before.missing}.values()
        executor = executor_of(project, speakers, workers=workers)
        done = render(project, executor, chapters, before.lines, watch, length_factor(before))
        takes, seconds, wall = done.takes, done.seconds, done.wall
    after = project.inventory()
    failed = [line for line, _ in after.failed if chapters is None or line.chapter in chapters]
    return {
        "takes": takes,
        "seconds": seconds,
        "wall": wall,
        "failed": len(failed),
        "suspects": len(after.suspects),
    }


def export_book(payload: Payload, workspace: Workspace, progress: Progress, engine: Engine) -> Result:
    """Master the book and write it in the format asked for."""
    asked = _read(ExportBook, payload)
    return write_book(_project(asked.project), asked, workspace, progress)


def write_book(project: Project, asked: ExportBook, workspace: Workspace, progress: Progress) -> Result:
    """A project in the format asked for, as the result of a job."""
    from studio.book.export.delivery import FOLDERS, Book, deliver
    from studio.book.export.tags import file_title
    from studio.book.presets import preset_of

    progress(0.0, "reading the takes")
    book = Book.of(project)
    missing = [line for line in book.inventory.spoken if book.inventory.delivered(line) is None]
    if asked.format == "report":
        return _report(book, asked, workspace.out, progress)
    if missing and not asked.allow_missing:
        raise BookError(
            f"{len(missing)} lines have no take yet, the first is {missing[0].place}; "
            "render the book first, or allow missing lines"
        )
    title = file_title(project.script().title) or "book"
    preset = preset_of(asked.preset) if asked.preset else None
    folder = asked.format in FOLDERS
    target = (workspace.kept if folder else workspace.out) / (title if folder else f"{title}.{asked.format}")
    if folder and target.exists():
        shutil.rmtree(target)  # what a broken-off attempt left

    done = deliver(book, asked.format, target, preset, watch=_watch(progress))
    if folder:
        progress(0.99, "packing")
        target = Path(shutil.make_archive(str(workspace.out / title), "zip", target))
    facts = {
        "project": asked.project,
        "format": asked.format,
        "missing": len(missing),
        "notes": list(done.notes),
        "passed": not any(master.mastered.faults for master in done.masters),
    }
    return Result((target,), facts)


def _report(book: Book, asked: ExportBook, out: Path, progress: Progress) -> Result:
    """The report of what is there; chapters that lack lines are not mastered for it."""
    from studio.book.codings import AAC
    from studio.book.export.delivery import default_preset
    from studio.book.presets import preset_of
    from studio.book.report import book_report
    from studio.book.report_page import write_report

    preset = preset_of(asked.preset) if asked.preset else default_preset("m4b")
    complete = [piece for piece in book.pieces if piece.complete]
    masters = {}
    watch = _watch(progress)
    for number, master in enumerate(book.desk(preset, AAC).masters(complete, book.workers), 1):
        masters[id(complete[number - 1])] = master
        watch(number, len(complete), master.piece.title)
    each = [masters.get(id(piece)) for piece in book.pieces]
    found = book_report(book.project, book.inventory, book.pieces, each, preset)
    progress(0.99, "drawing")
    page = write_report(found, book.project.script().language, each, preset, out)
    files = (page, *sorted(path for path in out.iterdir() if path != page))
    facts = {"project": asked.project, "format": "report", "passed": found.passed, "made": time.time()}
    return Result(files, facts)


def _watch(progress: Progress) -> Callable[[int, int, str], None]:
    def watch(done: int, total: int, title: str) -> None:
        progress(0.98 * done / max(total, 1), f"mastering: {done} of {total}")

    return watch


def _project(name: str) -> Project:
    from studio.book.shelf import Shelf

    return Shelf.default().project(name)


def _read(body: type[B], payload: Payload) -> B:
    try:
        return body.model_validate(payload)
    except ValidationError as error:
        from studio.asked import first_fault

        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise JobError(f"payload.{first_fault(error)}", param=f"payload.{where}") from None


NEW = Kind(
    "book-new", "a book's file becomes an audiobook project", check_new, import_book,
    ("source",), ("source",), speaks=False, shelf=True,
)  # fmt: skip
RENDER = Kind(
    "book-render", "every line of a project is spoken", check_render, render_book, speaks=False, shelf=True
)
EXPORT = Kind(
    "book-export", "a rendered project as files", check_export, export_book, speaks=False, shelf=True
)
KINDS = (NEW, RENDER, EXPORT)
