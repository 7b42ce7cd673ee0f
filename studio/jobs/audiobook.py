"""The kind "book": an uploaded book becomes an audiobook in one job, in a project of the job's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import personas
from personas import DEFAULT
from studio.asked import first_fault
from studio.jobs.book import ExportBook, speak_lines, write_book
from studio.jobs.job import JobError
from studio.jobs.kinds import Kind, Payload, Progress, Result, Workspace
from studio.voices import voice_named

if TYPE_CHECKING:
    from studio.book.project import Project
    from tts.engine import Engine

_SPOKEN = 0.85  # share of the work that is done when every line is spoken


class AudiobookJob(BaseModel):
    """The payload. source: id of an upload; name: its file name, whose ending says what it is.

    narrator: id or name of a voice. format, preset: as of "book-export".
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    source: str
    name: Annotated[str, Field(min_length=1, max_length=255)]
    narrator: Annotated[str, Field(min_length=1, max_length=200)] = DEFAULT
    format: Literal["m4b", "mp3", "epub", "flac", "wav"] = "m4b"
    preset: Literal["acx", "podcast", "m4b"] | None = None


def check(payload: Payload) -> None:
    """Raises JobError naming the field that is wrong, PersonaError for an unknown narrator."""
    _read(payload)


def run(payload: Payload, workspace: Workspace, progress: Progress, engine: Engine) -> Result:
    """Import the book, speak what has no take yet, and write it; lines that cannot be spoken are told."""
    asked, narrator = _read(payload)
    progress(0.0, "reading the book")
    project = _opened(asked, narrator, workspace)
    spoken = speak_lines(project, None, None, lambda share, doing: progress(_SPOKEN * share, doing))
    export = ExportBook(project=asked.name, format=asked.format, preset=asked.preset, allow_missing=True)
    written = write_book(
        project, export, workspace, lambda share, doing: progress(_SPOKEN + (1 - _SPOKEN) * share, doing)
    )
    facts = {**spoken, **written.facts}
    facts.pop("project")
    return Result(written.files, facts)


KIND = Kind(
    "book", "an uploaded book as a finished audiobook", check, run, ("source",), ("source",), speaks=False
)


def _opened(asked: AudiobookJob, narrator: str, workspace: Workspace) -> Project:
    """The job's project; it appears whole or not at all, so that one that is there is complete."""
    from studio.book.opening import new
    from studio.book.project import Project
    from studio.engines import EngineOptions

    folder = workspace.kept / "project"
    if not folder.exists():
        # Its own name tells what the file is; of that name, nothing but the last part is used.
        book = workspace.kept / (Path(asked.name.replace("\\", "/")).name or "book")
        shutil.copyfile(asked.source, book)
        new(book, folder, narrator=narrator, engine=EngineOptions())  # whatever the environment says
    return Project.open(folder)


def _read(payload: Payload) -> tuple[AudiobookJob, str]:
    try:
        asked = AudiobookJob.model_validate(payload)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise JobError(f"payload.{first_fault(error)}", param=f"payload.{where}") from None
    return asked, voice_named(asked.narrator, personas.Store.default()).id
