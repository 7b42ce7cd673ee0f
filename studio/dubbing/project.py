"""Dubs that a person works on: cues, cast and takes in a folder each, under a name nobody can guess.

A dub's folder holds `dub.json`, which is always whole, the uploaded files in `subtitles` and `source`, and
`takes`, so that a change of one cue has that cue alone spoken again.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any

import personas
from studio.book.takes import write_durably
from studio.dubbing.cast import Cast, Role
from studio.dubbing.cue import Cue
from studio.dubbing.dub import Dubbing, planned
from studio.voices import voice_named
from tts.errors import DramatisError, DubError

DUBS_VARIABLE = "DRAMATIS_DUBS"
"""Environment variable that names another folder than `dubs` in the user's data folder of dramatis."""

FILE = "dub.json"

_NAME = re.compile(r"\w[\w-]{0,79}")
_LONGEST = 40  # characters of a title that a name begins with
_BLOCK = 1 << 20  # bytes


@dataclass(frozen=True)
class Options:
    """See `studio.dubbing.dub.Dubbing`."""

    auto_direct: bool = True
    perform: bool = False
    keep: bool = True
    subtitled: bool = False


@dataclass(frozen=True)
class Project:
    """A dub on the shelf.

    cast: speaker → id or name of a persona. source: the film or its sound in the folder, empty without one.
    pictured: whether it has a picture. seconds: its length, None without one. notes: sentences on how the
    subtitles were read.
    """

    title: str
    cues: tuple[Cue, ...]
    cast: Mapping[str, str]
    source: str = ""
    pictured: bool = False
    seconds: float | None = None
    options: Options = field(default_factory=Options)
    notes: tuple[str, ...] = ()

    @property
    def spoken(self) -> tuple[Cue, ...]:
        """The cues that have something to say."""
        return tuple(cue for cue in self.cues if cue.spoken)

    @property
    def end(self) -> float:
        """Where the last cue or the film ends, s."""
        return self.seconds or max(cue.end or cue.start for cue in self.cues)

    def cue(self, number: int) -> Cue:
        """Raises DubError when there is none of this number."""
        found = next((cue for cue in self.cues if cue.number == number), None)
        if found is None:
            raise DubError(f"there is no cue {number}")
        return found

    def recast(self, speaker: str, persona: str) -> Project:
        """Somebody is spoken by another persona."""
        return replace(self, cast={**self.cast, speaker: persona})

    def changed(self, number: int, text: str, direction: str, persona: str) -> Project:
        """One cue says something else, in another way or by another persona.

        With a persona that is not their speaker's, the cue gets a part of its own, such as "Anna (witch)".
        Raises DubError when nothing is left to say.
        """
        cue = self.cue(number)
        speaker, cast = cue.speaker, dict(self.cast)
        if persona != cast[speaker]:
            own = speaker.removesuffix(f" ({cast[speaker]})")
            speaker = own if cast.get(own) == persona else f"{own} ({persona})"
            cast[speaker] = persona
        words = " ".join(text.split())
        made = replace(cue, text=words, direction=direction.strip() or None, speaker=speaker)
        if not made.spoken:
            raise DubError(f"cue {number} needs a word to say")
        cues = tuple(made if each.number == number else each for each in self.cues)
        heard = {each.speaker for each in cues}
        return replace(self, cues=cues, cast={who: named for who, named in cast.items() if who in heard})

    def sheet(self) -> str:
        """The cues as a cue sheet in JSON."""
        rows = [
            {
                "start": cue.start,
                "end": cue.end,
                "speaker": cue.speaker,
                "text": " ".join((*cue.asides, cue.text)).strip(),
                "direction": cue.direction,
                "intensity": cue.intensity,
            }
            for cue in self.cues
        ]
        return json.dumps(rows, ensure_ascii=False)

    def dubbing(self, folder: Path, sheet: Path, out: Path) -> Dubbing:
        """What `studio.dubbing.dub.dub` is asked for. folder: of the project. sheet: where `sheet` is.

        Raises PersonaError when a persona is gone.
        """
        own = personas.Store.default()
        return Dubbing(
            subtitles=sheet,
            out=out,
            source=folder / self.source if self.source else None,
            cast=Cast({who: Role(voice_named(name, own)) for who, name in self.cast.items()}),
            names=False,
            replace=True,
            takes=folder / "takes",
            **asdict(self.options),
        )


@dataclass(frozen=True)
class Shelf:
    """The folder of all dubs. Several processes may use it at once."""

    folder: Path

    @staticmethod
    def default() -> Shelf:
        """The folder that `DUBS_VARIABLE` names, or `dubs` in the user's data folder of dramatis."""
        if chosen := os.environ.get(DUBS_VARIABLE):
            return Shelf(Path(chosen))
        from platformdirs import user_data_path

        return Shelf(user_data_path("dramatis", appauthor=False) / "dubs")

    def names(self) -> tuple[str, ...]:
        """The names of all dubs, the one that was changed last first."""
        found = [each.parent for each in self.folder.glob(f"*/{FILE}") if _NAME.fullmatch(each.parent.name)]
        return tuple(each.name for each in sorted(found, key=_changed, reverse=True))

    def path(self, name: str) -> Path:
        """The folder of a dub. Raises DubError when there is none of this name."""
        if (
            not isinstance(name, str)
            or not _NAME.fullmatch(name)
            or not (self.folder / name / FILE).is_file()
        ):
            raise DubError("there is no such dub; it may have been deleted")
        return self.folder / name

    def changed(self, name: str) -> float:
        """When a dub was changed last, s since 1970."""
        return _changed(self.path(name))

    def project(self, name: str) -> Project:
        """A dub. Raises DubError when there is none of this name, or its file is damaged."""
        path = self.path(name) / FILE
        try:
            return _read(json.loads(path.read_bytes().decode("utf-8", "surrogatepass")))
        except (OSError, ValueError, TypeError, KeyError):
            raise DubError(
                f"{name}/{FILE} is damaged; delete the dub and upload its subtitles again"
            ) from None

    def write(self, name: str, project: Project) -> None:
        """Keep a changed dub. Raises DubError when it was deleted meanwhile."""
        _write(self.path(name), project)

    def new(self, title: str, subtitles: IO[bytes], source: tuple[str, IO[bytes]] | None = None) -> str:
        """Make a dub; returns its name. title: file name of the subtitles. source: name and content.

        Raises DubError or MediaError for what is no subtitles or film, before anything is kept.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        making = self.folder / f".{secrets.token_hex(8)}"
        making.mkdir()
        try:
            words = _keep(making / "subtitles", title, subtitles)
            film = _keep(making / "source", *source) if source else None
            plan = planned(Dubbing(words, making / "out", film))
            about = Project(
                Path(title).stem,
                plan.script.cues,
                {who: role.persona.id for who, role in plan.cast.roles.items()},
                f"source/{film.name}" if film else "",
                plan.pictured,
                plan.seconds,
                notes=plan.notes,
            )
            _write(making, about)
            start = "-".join(re.findall(r"[^\W_]+", Path(title).stem))[:_LONGEST].strip("-") or "dub"
            name = f"{start}-{secrets.token_hex(5)}"
            making.rename(self.folder / name)
            return name
        except DramatisError as error:  # nobody knows this folder
            raise type(error)(str(error).replace(f"{making}{os.sep}", "")) from None
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Delete a dub with everything in it. Raises DubError when there is none of this name."""
        gone = self.folder / f".{name}-{secrets.token_hex(4)}"
        self.path(name).rename(gone)  # at once, also for those who have it open
        shutil.rmtree(gone, ignore_errors=True)


def _keep(folder: Path, name: str, content: IO[bytes]) -> Path:
    """A file under its own name, as far as that is harmless."""
    folder.mkdir(exist_ok=True)
    path = folder / (re.sub(r"[^\w. -]", "_", name)[-100:].lstrip(". ") or "file")
    with path.open("wb") as file:
        shutil.copyfileobj(content, file, _BLOCK)
    return path


def _write(folder: Path, project: Project) -> None:
    data = json.dumps(asdict(project), ensure_ascii=False)
    write_durably(folder / FILE, data.encode("utf-8", "surrogatepass"))


def _read(data: dict[str, Any]) -> Project:
    cues = tuple(Cue(**{**cue, "asides": tuple(cue["asides"])}) for cue in data.pop("cues"))
    options, notes = Options(**data.pop("options")), tuple(data.pop("notes"))
    return Project(cues=cues, options=options, notes=notes, **data)


def _changed(folder: Path) -> float:
    return (folder / FILE).stat().st_mtime
