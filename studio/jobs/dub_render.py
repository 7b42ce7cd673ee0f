"""The kind "dub-render": a dub on the shelf (`studio.dubbing.project`), with what has changed spoken anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio.book.takes import write_durably
from studio.dubbing.project import Project, Shelf
from studio.engines import default_engine, engine_from, fingerprint
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
    from studio.dubbing.dub import dub, planned

    name, project = _project(payload)
    sheet = workspace.kept / "cues.json"
    write_durably(sheet, project.sheet().encode("utf-8", "replace"))
    asked = project.dubbing(Shelf.default().path(name), sheet, workspace.out)
    options = default_engine()
    if options.kind == "native":
        return delivered(dub(asked, engine, fingerprint(options), shares(progress)), workspace.out)
    asked = replace(asked, pace=replace(asked.pace, exact=False))
    cast = planned(asked).cast
    speaks = engine_from(options, [role.persona for role in cast.roles.values()])
    done = delivered(dub(asked, speaks.engine, speaks.fingerprint, shares(progress)), workspace.out)
    voices = [
        f"{name} is spoken by the voice {theirs!r} of {speaks.name}"
        for name, theirs in (speaks.voices or {}).items()
    ]
    return replace(done, facts={**done.facts, "notes": [*done.facts["notes"], *voices]})


def _elsewhere() -> bool:
    return default_engine().kind != "native"


KIND = Kind(
    "dub-render", "a dub of the studio, with what has changed spoken anew", check, run,
    elsewhere=_elsewhere, shelf=True,
)  # fmt: skip


def _project(payload: Payload) -> tuple[str, Project]:
    if set(payload) != {"dub"} or not isinstance(payload["dub"], str):
        raise JobError("payload must have the field dub alone, the name of a dub", param="payload.dub")
    return payload["dub"], Shelf.default().project(payload["dub"])
