"""A project → what speaks its lines: our engine here, in processes, on a cluster; or a server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from personas import Persona
from studio.book.estimate import fitting_workers
from studio.book.executors import EXECUTORS, Executor, Inline, Processes, Speaker
from studio.book.project import Project
from studio.book.server_executor import PATIENCE, AtServer, server_speaker
from tts.errors import BookError


def workers_for(project: Project, seconds: float) -> int:
    """How many lines or batches are worth being spoken at once, for so many seconds of audio."""
    engine = project.engine
    return fitting_workers(seconds) if engine.kind == "native" else engine.parallel


def executor_of(
    project: Project,
    speakers: Iterable[Persona],
    name: str | None = None,
    workers: int = 1,
    patience: float = PATIENCE,
) -> Executor:
    """What speaks the lines of a project. speakers: whose lines. name: of `EXECUTORS`, None = what suits.
    patience: s for which a server may be busy with others.

    Raises BookError for another name, or where it is not installed or does not suit the project's engine; of
    a server, EngineError where it cannot be reached, RequestError where a persona has no voice.
    """
    if name is not None and name not in EXECUTORS:
        raise BookError(f"there is no executor {name!r}; valid: {', '.join(EXECUTORS)}")
    engine, voice = project.engine, project.voice()
    if engine.kind != "native":
        if name not in (None, "server"):
            raise BookError(f"the book is spoken by a server, where {name!r} does nothing; leave it out")
        speaker, voices = server_speaker(replace(engine, parallel=workers), speakers)
        return AtServer(speaker, voices, workers, patience)
    if name == "server":
        raise BookError("the book is spoken by our own engine, not by a server; see `engine` in project.yaml")
    if name == "ray":
        from studio.book.ray_executor import RayActors

        return RayActors(engine.pack, voice.pack, workers)
    if name == "processes" or (name is None and workers > 1):
        return Processes(engine.pack, voice.pack, workers)
    return Inline(engine.pack, voice.pack)


def speaker_of(project: Project, speakers: Iterable[Persona], workers: int = 1) -> Speaker:
    """What speaks batches of a project in this process. Raises as `executor_of`, and PackError."""
    engine = project.engine
    if engine.kind != "native":
        return server_speaker(replace(engine, parallel=workers), speakers)[0]
    return Speaker.load(engine.pack, project.voice().pack)
