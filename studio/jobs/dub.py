"""The kind "dub": uploaded subtitles, and a film or its sound if wanted, become a dubbed track and film."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import personas
from studio.jobs.job import JobError
from studio.jobs.kinds import Kind, Payload, Progress, Result, Workspace
from studio.voices import voice_named

if TYPE_CHECKING:
    from studio.dubbing.dub import Dubbed, Dubbing, Told
    from tts.engine import Engine

_SHARES = {"listening": (0.0, 0.1), "speaking": (0.1, 0.85), "writing the track": (0.85, 0.9)}
"""What a dub is doing → from where to where the whole is done."""

Name = Annotated[str, Field(min_length=1, max_length=200)]


class DubJob(BaseModel):
    """The payload; see `studio.dubbing.dub.Dubbing` for what the fields mean.

    subtitles, source: ids of uploads. format: of the subtitles. container: the film's ending; without one the
    source is sound alone. name: stem of the film's name. cast: speaker → persona. limits: slower, faster,
    hardest.
    """

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    subtitles: str
    source: str | None = None
    format: Literal["srt", "vtt", "ass", "ssa", "csv", "json"] = "srt"
    container: Literal["mp4", "m4v", "mov", "mkv", "webm"] | None = None
    name: Name = "film"
    cast: Annotated[dict[Name, Name], Field(max_length=500)] = {}
    language: Name | None = None
    encoding: Name | None = None
    names: bool = True
    without_styles: Annotated[list[Name], Field(max_length=50)] = []
    auto_direct: bool = True
    perform: bool = False
    fastest: float = 0.7
    slowest: float = 1.4
    limits: tuple[float, float, float] = (0.95, 1.15, 1.3)
    borrow: float = 1.0
    duck: float = 15.0
    keep_original: bool = True
    subtitled: bool = False


def check(payload: Payload) -> None:
    """Raises JobError naming the field that is wrong, PersonaError or DubError where a value is."""
    _asked(_read(payload), Path("out"), Path("kept"))


def run(payload: Payload, workspace: Workspace, progress: Progress, engine: Engine) -> Result:
    """Speak what has no take yet, and put everything together."""
    from studio.dubbing.dub import dub

    asked = _read(payload)
    inputs = workspace.kept / "inputs"
    inputs.mkdir(exist_ok=True)
    words = _named(Path(asked.subtitles), inputs / f"subtitles.{asked.format}")
    source = None
    if asked.source is not None:
        ending = f".{asked.container}" if asked.container else ""
        source = _named(Path(asked.source), inputs / f"{Path(asked.name).name or 'film'}{ending}")
    dubbing = _asked(asked, workspace.out, workspace.kept / "takes", words, source)

    return delivered(dub(dubbing, engine, "dub", shares(progress)), workspace.out)


def shares(progress: Progress) -> Told:
    """What a dub tells, as the progress of a job."""

    def told(doing: str, share: float) -> None:
        start, end = _SHARES.get(doing, (0.9, 0.99))
        progress(start + (end - start) * share, doing)

    return told


def delivered(done: Dubbed, out: Path) -> Result:
    """A dub in `out` as the result of a job, the stems packed into one file."""
    stems = out / "stems"
    packed = Path(shutil.make_archive(str(stems), "zip", stems))
    shutil.rmtree(stems)
    files = [path for path in done.files if path.parent == out]
    facts = {
        "seconds": done.report.seconds,
        "good": done.report.good,
        "counts": done.report.counts(),
        "notes": list(done.report.notes),
    }
    return Result((*files, packed), facts)


KIND = Kind(
    "dub", "subtitles spoken into their slots, and mixed into a film", check, run,
    ("subtitles", "source"), ("subtitles",),
)  # fmt: skip


def _named(upload: Path, wanted: Path) -> Path:
    """An upload under a name whose ending says what it is; the same file, where the system can."""
    if not wanted.exists():
        try:
            wanted.hardlink_to(upload)
        except OSError:
            shutil.copyfile(upload, wanted)
    return wanted


def _asked(
    job: DubJob, out: Path, takes: Path, words: Path = Path("subtitles.srt"), source: Path | None = None
) -> Dubbing:
    from studio.dubbing.cast import Cast, Role
    from studio.dubbing.dub import Dubbing
    from studio.dubbing.fit import Limits
    from studio.dubbing.mix import Ducking
    from studio.dubbing.pacing import Pace

    own = personas.Store.default()
    roles = {speaker: Role(voice_named(name, own)) for speaker, name in job.cast.items()}
    return Dubbing(
        subtitles=words,
        out=out,
        source=source,
        cast=Cast(roles),
        language=job.language,
        encoding=job.encoding,
        names=job.names,
        without=tuple(job.without_styles),
        auto_direct=job.auto_direct,
        perform=job.perform,
        pace=Pace(job.fastest, job.slowest),
        limits=Limits(*job.limits, job.borrow),
        ducking=Ducking(job.duck),
        keep=job.keep_original,
        subtitled=job.subtitled,
        replace=True,
        takes=takes,
    )


def _read(payload: Payload) -> DubJob:
    try:
        return DubJob.model_validate_json(json.dumps(dict(payload)))
    except ValidationError as error:
        from studio.asked import first_fault

        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise JobError(f"payload.{first_fault(error)}", param=f"payload.{where}") from None
