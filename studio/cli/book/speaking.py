"""What the commands that speak lines share: where it is done, and how its progress is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.terminal import tell
from tts.errors import BookError

if TYPE_CHECKING:
    from personas import Persona
    from studio.book.executors import Executor
    from studio.book.project import Project
    from studio.book.render import Progress

Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Processes that speak; default: one a core where it is worth it. Of a server: lines at once.",
    ),
]
Where = Annotated[
    str | None,
    typer.Option("--executor", help="inline, processes, ray or server; default: by what is to be done."),
]
Chapters = Annotated[
    str | None, typer.Option("--chapters", help="Only these, such as 1,3-5; default: all that are read.")
]


def executor_of(
    project: Project, speakers: Iterable[Persona], name: str | None = None, workers: int = 1
) -> Executor:
    """What speaks the lines of a project, as `studio.book.speaking` has it; who is spoken by which voice of a
    server is told."""
    from studio.book.server_executor import AtServer
    from studio.book.speaking import executor_of as chosen
    from studio.engines import server_name

    executor = chosen(project, speakers, name, workers)
    if isinstance(executor, AtServer):
        for persona, voice in executor.voices.items():
            tell(f"note: {persona} is spoken by the voice {voice!r} of {server_name(project.engine)}")
    return executor


def chosen_chapters(project: Project, chapters: str | None) -> set[int] | None:
    """Chapters as numbers from 0. Raises BookError for one that does not exist."""
    if chapters is None:
        return None
    found: set[int] = set()
    count = len(project.script().chapters)
    for part in chapters.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdigit() or (dash and not last.isdigit()):
            raise BookError(f"chapters are given by number, such as 1,3-5, not {chapters!r}")
        numbers = range(int(first), int(last or first) + 1)
        if not numbers or numbers[0] < 1 or numbers[-1] > count + 2:  # the credits come last
            raise BookError(f"the script has chapters 1–{count}, not {part.strip()}")
        found |= {number - 1 for number in numbers}
    return found


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal, with what is to come; elsewhere a line now and then."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _told_by_lines()
        return
    columns = (
        TextColumn("rendering"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f} lines"),
        TextColumn("{task.fields[told]}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, told="")

        def watch(progress: object) -> None:
            from studio.book.render import Progress as Now

            assert isinstance(progress, Now)
            bar.update(task, completed=progress.lines, total=progress.total, told=told(progress))

        yield watch


def told(progress: Progress) -> str:
    """How fast it goes and how long it will take."""
    if progress.speed is None or progress.remaining is None:
        return "loading the voice"
    return f"{progress.speed:.1f} × real time, {duration(progress.remaining)} to go"


def duration(seconds: float) -> str:
    """A length of time for people: "45 s", "12 min", "3 h 05 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02d} min"


def _told_by_lines() -> Callable[[Progress], None]:
    """Tell of every tenth part, for logs."""
    before = [-1]

    def watch(progress: Progress) -> None:
        tenth = 10 * progress.lines // progress.total if progress.total else 10
        if tenth > before[0] and progress.total:
            before[0] = tenth
            tell(f"{progress.lines}/{progress.total} lines, {told(progress)}")

    return watch
