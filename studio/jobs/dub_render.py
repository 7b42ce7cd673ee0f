"""The kind "dub-render": a dub on the shelf (`studio.dubbing.project`), with what has changed spoken anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.book.takes import write_durably
from studio.dubbing.project import Project, Shelf
from studio.jobs.dub import delivered, shares
from studio.jobs.job import JobError
from studio.jobs.kinds import Kind, Payload, Progress, Result, Workspace

if TYPE_CHECKING:
    from tts.engine import Engine


def check(payload: Payload) -> None:
    """Raises JobError for an unknown field, DubError when there is no such dub."""
    _project(payload)


def run(payload: Payload, workspace: Workspace, progress: Progress, engine: Engine) -> Result:
    """Speak what has no take yet, and put everything together; the takes stay with the dub."""
    from studio.dubbing.dub import dub
    from studio.settings import default_pack
    from tts.index import BASE, pack_hash

    name, project = _project(payload)
    sheet = workspace.kept / "cues.json"
    write_durably(sheet, project.sheet().encode("utf-8", "replace"))
    asked = project.dubbing(Shelf.default().path(name), sheet, workspace.out)
    done = dub(asked, engine, pack_hash(default_pack() or BASE), shares(progress))
    return delivered(done, workspace.out)


KIND = Kind("dub-render", "a dub of the studio, with what has changed spoken anew", check, run, shelf=True)


def _project(payload: Payload) -> tuple[str, Project]:
    if set(payload) != {"dub"} or not isinstance(payload["dub"], str):
        raise JobError("payload must have the field dub alone, the name of a dub", param="payload.dub")
    return payload["dub"], Shelf.default().project(payload["dub"])
