"""Scenes as files, each under an id that nobody can guess, so that a reload and a link bring them back.

A scene's folder holds `scene.json`, which is always whole, and the takes it refers to as audio with what they
were made from beside it, in the form of `studio.take`, named by their content.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from studio import take as takes
from studio.schema import flat, keyed, listed, read
from studio.take import SavedTake
from studio.ui.chart import sketch
from studio.ui.scene.line import Line, Scene
from studio.ui.scene.take import Ask, SceneTake, Takes
from tts.audio import encode
from tts.bend import Bend
from tts.errors import RequestError
from tts.request import Take
from tts.style.space import Change

SCENES_VARIABLE = "DRAMATIS_SCENES"
"""Environment variable that names another folder than `scenes` in the user's data folder of dramatis."""

DAYS = 90
"""How long a scene is kept after its last change."""

_VERSION = 1
_FILE = "scene.json"
_ID = re.compile(r"[\w-]{22}", re.ASCII)
_LARGEST = 64 << 20  # bytes of a file without sound
_KEYS = ("version", "at", "lines", "takes")
_TAKES_KEYS = ("kept", "current", "locked", "undone", "last")
_TAKE_KEYS = (
    "number", "plain", "bent", "intensity", "bends", "parent", "led", "changes", "told", "limited",
    "not_understood", "spent", "own",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """A scene and where it is kept. stamp: of its file when this was read or written: another one means that
    somebody else has changed it since."""

    scene: Scene
    id: str
    stamp: tuple[int, int]


@dataclass(frozen=True)
class Shelf:
    """The folder of all scenes. Several sessions may use it at once."""

    folder: Path

    @staticmethod
    def default() -> Shelf:
        """The folder that `SCENES_VARIABLE` names, or `scenes` in the user's data folder of dramatis."""
        if chosen := os.environ.get(SCENES_VARIABLE):
            return Shelf(Path(chosen))
        from platformdirs import user_data_path

        return Shelf(user_data_path("dramatis", appauthor=False) / "scenes")

    def open(self, id: str) -> Kept:
        """A scene with its takes. Raises RequestError when there is none of this id, or it is damaged."""
        file = self._file(id)
        if not file.is_file():
            raise RequestError("there is no such scene; it may have been removed")
        stamp = _stamp(file)
        try:
            if file.stat().st_size > _LARGEST:
                raise RequestError(f"it has more than {_LARGEST >> 20} MiB")
            data = json.loads(file.read_text(encoding="utf-8"))
            return Kept(_scene(data, file.parent), id, stamp)
        except (RequestError, OSError, ValueError, RecursionError) as error:
            raise RequestError(f"the scene cannot be read: {error}") from None

    def keep(self, scene: Scene, before: Kept | None = None) -> Kept:
        """Keep a scene where it was before, or under an id of its own where it is new.

        Where somebody else has changed it meanwhile it gets an id of its own as well: nobody's work is lost.
        Raises OSError when nothing can be written.
        """
        id = before.id if before is not None else secrets.token_urlsafe(16)
        if before is not None and _stamp(self._file(id)) != before.stamp:
            id = secrets.token_urlsafe(16)
        file = self._file(id)
        if not file.parent.is_dir():
            self._clear()
            file.parent.mkdir(parents=True)
        data = _to_dict(scene, file.parent)
        partial = file.with_name(f".{_FILE}.{secrets.token_hex(4)}")
        try:
            partial.write_text(json.dumps(data, ensure_ascii=False, allow_nan=False), encoding="utf-8")
            stamp = _stamp(partial)
            partial.replace(file)
        finally:
            partial.unlink(missing_ok=True)
        wanted = set(_audios(data))
        for path in file.parent.glob("*.wav"):
            if path.name not in wanted:
                takes.sidecar(path).unlink(missing_ok=True)
                path.unlink(missing_ok=True)
        return Kept(scene, id, stamp)

    def _file(self, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise RequestError("there is no such scene; it may have been removed")
        return self.folder / id / _FILE

    def _clear(self) -> None:
        """Remove the scenes that nobody has changed for `DAYS`."""
        oldest = time.time() - DAYS * 86_400
        for file in self.folder.glob(f"*/{_FILE}"):
            if _ID.fullmatch(file.parent.name) and file.stat().st_mtime < oldest:
                shutil.rmtree(file.parent, ignore_errors=True)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        told = file.stat()
    except FileNotFoundError:
        return (0, 0)
    return told.st_mtime_ns, told.st_size


# Writing


def _to_dict(scene: Scene, folder: Path) -> dict[str, Any]:
    """JSON-ready values; the audio of takes that are not there yet is written."""
    return {
        "version": _VERSION,
        "at": scene.at,
        "lines": [asdict(line) for line in scene.lines],
        "takes": {str(id): _takes_to_dict(each, folder) for id, each in scene.takes.items()},
    }


def _takes_to_dict(found: Takes, folder: Path) -> dict[str, Any]:
    kept = [_take_to_dict(take, folder) for take in found.kept]
    return {**{name: getattr(found, name) for name in _TAKES_KEYS}, "kept": kept}


def _take_to_dict(take: SceneTake, folder: Path) -> dict[str, Any]:
    ask = take.ask
    plain = take.wav if not ask.bends else encode(take.plain.samples, take.plain.sample_rate, "wav")
    return {
        "number": take.number,
        "plain": _written(take, take.plain, plain, folder),
        "bent": _written(take, take.take, take.wav, folder) if ask.bends else None,
        "intensity": ask.intensity,
        "bends": [asdict(bend) for bend in ask.bends],
        "parent": ask.parent,
        "led": ask.led,
        "changes": [[change.name, change.before, change.after] for change in ask.changes],
        "told": ask.told,
        "limited": ask.limited,
        "not_understood": ask.not_understood,
        "spent": take.spent,
        "own": take.own,
    }


def _written(take: SceneTake, spoken: Take, wav: bytes, folder: Path) -> str:
    """Name of the audio of a take, which is written unless it is there.

    It is that of the sound and of what it was made from: two asks may sound the same.
    """
    digest = hashlib.sha256(wav).hexdigest()
    asked = repr((take.ask.persona, take.ask.first, take.ask.history, take.pack))
    path = folder / f"{digest[:24]}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}.wav"
    if not takes.sidecar(path).is_file():
        bare = replace(spoken, samples=np.zeros(0, np.float32))
        path.write_bytes(wav)
        takes.save(
            replace(take.saved(), audio=path.name, digest=digest, take=bare, seconds=spoken.seconds), path
        )
    return path.name


def _audios(data: Mapping[str, Any]) -> list[str]:
    return [
        name
        for each in data["takes"].values()
        for take in each["kept"]
        for name in (take["plain"], take["bent"])
        if name
    ]


# Reading


def _scene(data: Any, folder: Path) -> Scene:
    values = keyed(data, "the scene", _KEYS)
    if values["version"] != _VERSION:
        raise RequestError(f"its version is {values['version']!r}; this release reads {_VERSION}")
    lines = tuple(flat(Line, line, label) for label, line in listed(values["lines"], "lines"))
    ids = [line.id for line in lines]
    at = read("int", values["at"], "at")
    if len(set(ids)) < len(ids) or at not in ids:
        raise RequestError("its lines need ids of their own, and one of them must be at hand")
    found = keyed(values["takes"], "takes", values["takes"])
    return Scene(
        lines,
        at,
        {int(id): _takes(each, f"takes[{id}]", folder) for id, each in found.items() if int(id) in ids},
    )


def _takes(data: Any, label: str, folder: Path) -> Takes:
    values = keyed(data, label, _TAKES_KEYS)
    numbers = {name: read("int", values[name], f"{label}.{name}") for name in ("current", "locked", "last")}
    undone = tuple(read("int", each, place) for place, each in listed(values["undone"], f"{label}.undone"))
    kept = tuple(_take(each, place, folder) for place, each in listed(values["kept"], f"{label}.kept"))
    return Takes(kept, undone=undone, **numbers)


def _take(data: Any, label: str, folder: Path) -> SceneTake:
    values = keyed(data, label, _TAKE_KEYS)

    def plain(kind: str, name: str) -> Any:
        return read(kind, values[name], f"{label}.{name}")

    saved, spoken, wav = _sound(plain("str", "plain"), folder)
    ask = Ask(
        saved.persona,
        saved.request,
        saved.history,
        saved.request_now,
        intensity=plain("float | None", "intensity"),
        bends=tuple(flat(Bend, bend, place) for place, bend in listed(values["bends"], f"{label}.bends")),
        parent=plain("int", "parent"),
        led=plain("str", "led"),
        changes=tuple(_change(each, place) for place, each in listed(values["changes"], f"{label}.changes")),
        told=plain("tuple[str, ...]", "told"),
        limited=plain("tuple[str, ...]", "limited"),
        not_understood=plain("tuple[str, ...]", "not_understood"),
    )
    heard = spoken
    if (bent := plain("str | None", "bent")) is not None:
        _, heard, wav = _sound(bent, folder)
    return SceneTake(
        plain("int", "number"), ask, spoken, heard, sketch(heard), wav, saved.pack, plain("float", "spent"),
        plain("bool", "own"),
    )  # fmt: skip


def _sound(name: str, folder: Path) -> tuple[SavedTake, Take, bytes]:
    """What is known of an audio file, the take with its samples, and the file."""
    import soundfile

    if Path(name).name != name:
        raise RequestError(f"{name!r} is no file of the scene")
    saved = takes.load(folder / name)
    wav = (folder / name).read_bytes()
    samples, _ = soundfile.read(io.BytesIO(wav), dtype="float32")
    return saved, replace(saved.take, samples=samples), wav


def _change(data: Any, label: str) -> Change:
    if not isinstance(data, list) or len(data) != 3:
        raise RequestError(f"{label} must be a name with a value before and after")
    name, before, after = data
    for value in (before, after):
        if value is not None and not isinstance(value, bool):
            read("float", value, label)
    return Change(read("str", name, label), before, after)
