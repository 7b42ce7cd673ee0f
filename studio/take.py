"""Takes as files: beside the audio, a JSON file that says all it was made from, so that it can be directed.

The schema is described in docs/directions.md. A take file is read with suspicion: unknown or missing keys,
wrong types and values out of range are refused, each with the name of the key.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from personas import Persona
from studio.schema import flat, keyed, listed, read, short
from tts.errors import DramatisError, RequestError
from tts.request import Break, PhoneTiming, Receipt, Span, SpeechRequest, Take, WordTiming
from tts.style.directions import Edit, apply, replayed
from tts.style.history import History, Step
from tts.style.space import Style
from tts.text.lexicon import Lexicon

VERSION = 1
"""Version of the schema; a file states the one it was written for."""

SUFFIX = ".json"
"""What is added to the name of the audio."""

_LARGEST = 256 * 1024 * 1024  # bytes; a long book has some hundred bytes a phone
_KEYS = ("version", "audio", "digest", "name", "pack", "persona", "request", "history", "seconds",
         "sample_rate", "words", "phones", "skipped", "receipt")  # fmt: skip
_ELSEWHERE = ("identity", "style", "caption")  # of a request: the persona and the history hold them


@dataclass(frozen=True, eq=False)
class SavedTake:
    """A take as it lies beside its audio.

    audio: file name of the audio. digest: its SHA-256, hexadecimal. name: stem of the first take's file,
    after which later ones are numbered. pack: hash of the voice pack that spoke.
    request: as it was first asked; `request_now` is what was spoken. history: the styles since then, the
    spoken one at its cursor. take: timings and receipt, without samples. seconds: length of the audio.
    """

    audio: str
    digest: str
    name: str
    pack: str
    persona: Persona
    request: SpeechRequest
    history: History
    take: Take
    seconds: float

    def heard(self) -> dict[str, float]:
        """What was measured, in the units of `Style`, as far as the receipt tells."""
        return heard(self.take.receipt, self.request)

    def asked(self) -> dict[str, float]:
        """What the style comes to, in the units of `Style`."""
        return self.history.style.effective(self.persona.identity.liveliness)

    @property
    def request_now(self) -> SpeechRequest:
        """What was spoken: the request in the present style of its history."""
        step = self.history.present
        spans = _spans(self.request, self.history, self.persona.identity.liveliness)
        return replace(self.request, style=step.style, caption=step.caption, spans=spans)

    @staticmethod
    def of(
        audio: Path, pack: str, persona: Persona, request: SpeechRequest, take: Take, seconds: float
    ) -> SavedTake:
        """A first take, just spoken into a file."""
        history = History.of(request.style, request.caption)
        spoken = _without_samples(take)
        return SavedTake(
            audio.name, digest(audio), audio.stem, pack, persona, request, history, spoken, seconds
        )

    def next(self, audio: Path, pack: str, directed: Directing, take: Take, seconds: float) -> SavedTake:
        """The take that a direction of this one led to, just spoken into a file."""
        return replace(
            self,
            audio=audio.name,
            digest=digest(audio),
            pack=pack,
            request=directed.first,
            history=directed.history,
            take=_without_samples(take),
            seconds=seconds,
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values, with the version of the schema."""
        return {
            "version": VERSION,
            **{key: getattr(self, key) for key in ("audio", "digest", "name", "pack")},
            "persona": self.persona.to_dict(),
            "request": _request_to_dict(self.request),
            "history": self.history.to_dict(),
            **self.take.to_dict(),
            "seconds": self.seconds,
        }

    @staticmethod
    def from_dict(data: Any) -> SavedTake:
        """Inverse of `to_dict`. Raises RequestError naming the key that is unknown, missing or wrong."""
        version = data.get("version", VERSION) if isinstance(data, Mapping) else VERSION
        if type(version) is not int or version != VERSION:
            found = short(version)
            raise RequestError(f"version {found} of a take is not supported; this release reads {VERSION}")
        values = keyed(data, "the take", _KEYS)
        for key in ("audio", "name"):
            if not isinstance(values[key], str) or not values[key] or Path(values[key]).name != values[key]:
                found = short(values[key])
                raise RequestError(f"{key} must be the name of a file without folders, not {found}")
        try:
            persona = Persona.from_dict(values["persona"])
            history = History.from_dict(values["history"])
        except DramatisError as error:
            raise RequestError(str(error)) from None
        take = Take(
            np.zeros(0, np.float32),
            read("int", values["sample_rate"], "sample_rate"),
            tuple(flat(WordTiming, word, label) for label, word in listed(values["words"], "words")),
            tuple(flat(PhoneTiming, phone, label) for label, phone in listed(values["phones"], "phones")),
            read("tuple[str, ...]", values["skipped"], "skipped"),
            flat(Receipt, values["receipt"], "receipt"),
        )
        return SavedTake(
            audio=values["audio"],
            digest=read("str", values["digest"], "digest"),
            name=values["name"],
            pack=read("str", values["pack"], "pack"),
            persona=persona,
            request=_request_from_dict(values["request"], persona, history.steps[0]),
            history=history,
            take=take,
            seconds=read("float", values["seconds"], "seconds"),
        )


@dataclass(frozen=True)
class Directing:
    """A take directed by a sentence.

    edit: of the style that the take has as a whole. elsewhere: the diffs of the stretches that have a style
    of their own, each told once. first: the request as it was first asked, less what the direction lifted.
    history: of the take that is to be spoken. request: what speaks it. notes: what else has to be told.
    """

    edit: Edit
    elsewhere: tuple[str, ...]
    first: SpeechRequest
    history: History
    request: SpeechRequest
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is anything to speak again."""
        return self.edit.changed or bool(self.elsewhere)

    @property
    def diff(self) -> str:
        """The changes as one line."""
        told = [self.edit.diff] if self.edit.changed or not self.elsewhere else []
        return "; ".join([*told, *(f"stretches of their own: {diff}" for diff in self.elsewhere)])


def direct_take(saved: SavedTake, direction: str) -> Directing:
    """Direct a saved take, from what it measured; persona, seed and text stay.

    A direction is about the whole take: stretches with a style of their own take it as well. An asked
    duration is lifted when the rate is directed. Raises StyleError when the direction is empty or too long.
    """
    persona, history = saved.persona, saved.history
    spread = persona.identity.liveliness
    edit = apply(direction, history, saved.heard(), habit=persona.style, spread=spread)
    later, before = edit.history, _spans(saved.request, history, spread)
    if not edit.changed:  # it may still be about the stretches
        with_it = history.then(Step(history.style, history.present.caption, direction))
        later = with_it if _spans(saved.request, with_it, spread) != before else later
    spans = _spans(saved.request, later, spread)
    diffs = [
        old.style.diff(new.style) for old, new in zip(before, spans, strict=True) if old.style and new.style
    ]
    elsewhere = tuple(dict.fromkeys(", ".join(map(str, diff)) for diff in diffs if diff))
    first, notes = saved.request, list(edit.notes)
    if elsewhere and not edit.changed:
        notes.clear()  # what is said of the whole alone
    if first.duration is not None and any(change.name == "rate" for change in edit.changes):
        notes.append(f"the duration of {first.duration:g} s is lifted, since the rate is directed")
        first = replace(first, duration=None)
    step = later.present
    request = replace(first, style=step.style, caption=step.caption, spans=spans)
    return Directing(edit, elsewhere, first, later, request, tuple(notes))


def heard(receipt: Receipt, request: SpeechRequest) -> dict[str, float]:
    """Pitch, range, rate and loudness as measured, in the units of `Style`, as far as the receipt tells.

    They are what was asked plus the receipt's error: both count against the persona's neutral speech. The
    request's speed is taken out of the rate, since it comes on top of every style.
    """
    asked, errors, identity = receipt.asked, receipt.errors, request.identity
    found: dict[str, float] = {}
    if {"pitch", "range"} <= set(errors):
        found["pitch"] = 12 * math.log2(asked["pitch"] / identity.pitch) + errors["pitch"]
        found["range"] = asked["range"] - identity.liveliness + errors["range"]
    if "rate" in errors:
        factor = (1 + asked["rate"] / 100) * (1 + errors["rate"] / 100)
        found["rate"] = 100 * (factor / request.speed - 1)
    if "loudness" in errors:
        found["loudness"] = asked["loudness"] + errors["loudness"]
    return found


def _spans(request: SpeechRequest, history: History, spread: float) -> tuple[Span, ...]:
    """The spans of a request after the directions of a history."""
    directions = [step.direction for step in history.steps[1 : history.cursor + 1] if step.direction]
    spans = []
    for span in request.spans:
        if span.style is not None and directions:
            step = replayed(Step(span.style, span.caption), directions, spread)
            span = replace(span, style=step.style, caption=step.caption)
        spans.append(span)
    return tuple(spans)


def _without_samples(take: Take) -> Take:
    return replace(take, samples=np.zeros(0, np.float32))


# Files


def sidecar(audio: Path) -> Path:
    """The take file of an audio file."""
    return audio.with_name(audio.name + SUFFIX)


def load(path: Path) -> SavedTake:
    """The take of an audio file, or of a take file itself.

    Raises RequestError when there is none, when it is no take, or when the audio is another than was spoken.
    """
    file = path if path.suffix == SUFFIX else sidecar(path)
    if not file.is_file():
        raise RequestError(f"there is no take file {file}; `dramatis say` writes one beside its audio")
    if file.stat().st_size > _LARGEST:
        raise RequestError(f"{file} is larger than {_LARGEST >> 20} MiB; this is no take")
    try:
        saved = SavedTake.from_dict(json.loads(file.read_text(encoding="utf-8")))
    except RequestError as error:
        raise RequestError(f"{file}: {error}") from None
    except (ValueError, RecursionError) as error:  # not UTF-8, or not JSON
        raise RequestError(f"{file} is not JSON: {error}") from None
    if file != path and path.is_file() and digest(path) != saved.digest:
        raise RequestError(
            f"{path} was changed after it was spoken; to direct what was spoken all the same, name {file}"
        )
    return saved


def save(saved: SavedTake, audio: Path) -> Path:
    """Write a take beside its audio, whole or not at all; returns the path of the take file."""
    file = sidecar(audio)
    partial = file.with_name(f".{file.name}.partial")
    try:
        text = json.dumps(saved.to_dict(), ensure_ascii=True, allow_nan=False)
        partial.write_text(text + "\n", encoding="utf-8")
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return file


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            whole.update(block)
    return whole.hexdigest()


def next_audio(beside: Path, name: str) -> Path:
    """Where the next take goes: name-2, name-3 …, in the folder and with the ending of another's audio."""
    number = 2
    while True:
        path = beside.with_name(f"{name}-{number}{beside.suffix}")
        if not path.exists() and not sidecar(path).exists():
            return path
        number += 1


# Requests


def _request_to_dict(request: SpeechRequest) -> dict[str, Any]:
    values = {f.name: getattr(request, f.name) for f in fields(request) if f.name not in _ELSEWHERE}
    styles = [span.style.to_dict() if span.style else None for span in request.spans]
    return {
        **values,
        "lexicon": [list(entry) for entry in request.lexicon.entries] if request.lexicon else None,
        "contour": [list(point) for point in request.contour],
        "swell": [list(point) for point in request.swell],
        "spans": [{**asdict(s), "style": style} for s, style in zip(request.spans, styles, strict=True)],
        "breaks": [asdict(pause) for pause in request.breaks],
    }


def _request_from_dict(data: Any, persona: Persona, first: Step) -> SpeechRequest:
    types = {f.name: str(f.type) for f in fields(SpeechRequest) if f.name not in _ELSEWHERE}
    values = keyed(data, "request", types)
    plain = {
        name: read(kind, values[name], f"request.{name}")
        for name, kind in types.items()
        if name not in ("spans", "breaks", "lexicon")
    }
    breaks = listed(values["breaks"], "request.breaks")
    try:
        return SpeechRequest(
            **plain,
            identity=persona.identity,
            style=first.style,
            caption=first.caption,
            spans=tuple(_span(label, span) for label, span in listed(values["spans"], "request.spans")),
            breaks=tuple(flat(Break, pause, label) for label, pause in breaks),
            lexicon=_lexicon(values["lexicon"]),
        )
    except RequestError:
        raise
    except DramatisError as error:
        raise RequestError(f"request: {error}") from None


def _span(label: str, data: Any) -> Span:
    style = data.get("style") if isinstance(data, Mapping) else None
    span = flat(Span, data if style is None else {**data, "style": None}, label)
    return span if style is None else replace(span, style=Style.from_dict(style))


def _lexicon(data: Any) -> Lexicon | None:
    if data is None:
        return None
    return Lexicon(read("tuple[tuple[str, str], ...]", data, "request.lexicon"))
