"""What a session remembers of its voice design, and what its buttons do to it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from personas import Persona, Store, load, persona, preset_ids
from personas.blend import blend
from personas.design import named
from personas.direction import direct_voice
from personas.sculpt import Moves
from studio.ui.roster import roster
from studio.ui.session import Slot
from studio.ui.voice import Work
from studio.ui.voices.audition import KEPT, Heard, asked, auditioning
from studio.ui.voices.bench import SLIDERS, Bench, Shape
from studio.ui.voices.offers import Offers
from studio.ui.words import Words
from tts.errors import DramatisError, PersonaError
from tts.request import SpeechRequest


@dataclass(frozen=True)
class Pending:
    """An audition that is being spoken."""

    request: SpeechRequest
    work: Work[Heard]


OFFERS: Slot[Offers] = Slot("voices.offers", Offers)
BENCH: Slot[Bench | None] = Slot("voices.bench", lambda: None)
HEARD: Slot[Mapping[SpeechRequest, Heard]] = Slot("voices.heard", dict)
PENDING: Slot[Pending | None] = Slot("voices.pending", lambda: None)
PLAY: Slot[SpeechRequest | None] = Slot("voices.play", lambda: None)
"""The audition that starts by itself, once, as soon as it has been spoken."""
TROUBLE: Slot[Mapping[str, tuple[str, ...]]] = Slot("voices.trouble", dict)
"""Part of the page ("design", "bench", "library") → what was wrong with the last action there."""
SAVED: Slot[str] = Slot("voices.saved", str)
"""Id of the persona that was saved or imported last."""
UPLOAD: Slot[int] = Slot("voices.upload", int)
"""Counts uploads, so that each begins with an empty field."""


# Candidates


def describe(words: Words) -> None:
    """Draw voices for the description in its field."""
    wanted = str(st.session_state.get("voices.description", "")).strip()
    try:
        if not wanted:
            raise PersonaError(words("voices.describe.empty"))
        OFFERS.set(OFFERS.get().drawn(wanted))
        TROUBLE.set({})
    except DramatisError as error:
        _trouble("design", str(error))


def suggest(example: str, words: Words) -> None:
    """Take one of the examples as the description."""
    st.session_state["voices.description"] = example
    describe(words)


def lock(key: str) -> None:
    """Lock a candidate, or unlock it."""
    OFFERS.set(OFFERS.get().locking(key))


# The bench


def shape(voice: Persona) -> None:
    """Put a voice on the bench and hear it."""
    for language in voice.names:
        st.session_state.pop(f"voices.name.{language}", None)
    st.session_state["voices.text"] = ""
    _put(Bench.of(voice))


def point_at(words: Words) -> None:
    """Put the voice that was chosen on the map on the bench."""
    chosen = st.session_state["voices.map"]["selection"]["chosen"]
    known = {each.key: each.persona for each in OFFERS.get().all} | roster().everyone
    if chosen and (found := known.get(chosen[0]["id"])) is not None:
        shape(found)


def slide() -> None:
    """The sliders were moved."""
    bench = BENCH.get()
    if bench is not None:
        moves = Moves(**{name: float(st.session_state[f"voices.{name}"]) for name in SLIDERS})
        _put(bench.to(replace(bench.shape, moves=moves)))


def direct(name: str, words: Words) -> None:
    """Change the voice as the direction in a field says, and empty the field."""
    bench, said = BENCH.get(), str(st.session_state[name]).strip()
    if bench is None or not said:
        return
    try:
        changed = direct_voice(bench.voice, said, find)
    except DramatisError as error:
        _trouble("bench", str(error))
        return
    st.session_state[name] = ""
    _put(bench.to(Shape(changed.persona)))
    told = []
    if changed.not_understood:
        told.append(words("not understood", parts=words.listed(changed.not_understood)))
    if changed.clamped:
        limited = [words(f"voices.{name}") for name in changed.clamped]
        told.append(words("limited", parts=words.listed(limited)))
    _trouble("bench", *told)


def mix() -> None:
    """Blend the voice with the one that was chosen."""
    bench = BENCH.get()
    other = roster().everyone.get(st.session_state["voices.other"])
    if bench is not None and other is not None:
        voice = bench.voice
        between = blend(voice, other, st.session_state["voices.share"] / 100)
        # It stays who it is; the voice alone lies between.
        mixed = replace(voice, identity=between.identity, age=between.age, gender=between.gender)
        _put(bench.to(Shape(mixed)))


def back() -> None:
    """Undo the last change."""
    bench = BENCH.get()
    if bench is not None:
        _put(bench.back())


def hear() -> None:
    """Hear the voice on the bench, on the text in its field."""
    bench = BENCH.get()
    if bench is not None:
        _put(replace(bench, text=str(st.session_state.get("voices.text", bench.text))))


def find(name: str) -> Persona:
    """A persona by id or name, of the session's candidates as well. Raises PersonaError."""
    for offer in OFFERS.get().all:
        if name.strip().casefold() in {each.casefold() for each in offer.persona.names.values()}:
            return offer.persona
    return roster().called(name) or persona(name)


def _put(bench: Bench) -> None:
    """A bench in place of the one before, its sliders where its shape has them, its voice to be heard."""
    BENCH.set(bench)
    _trouble("bench")
    for name in SLIDERS:
        st.session_state[f"voices.{name}"] = getattr(bench.shape.moves, name)
    try:
        request = asked(bench.voice, bench.text)
    except DramatisError as error:
        _trouble("bench", str(error))
        return
    PLAY.set(request)


# Auditions


def begin(request: SpeechRequest) -> Pending:
    """Begin to speak an audition, unless it is the one under way."""
    pending = PENDING.get()
    if pending is None or pending.request != request:
        pending = Pending(request, Work(auditioning(request)))
        PENDING.set(pending)
    return pending


def keep(request: SpeechRequest, result: Heard) -> None:
    """Keep an audition that has been spoken; the oldest go."""
    PENDING.set(None)
    heard = {**HEARD.get(), request: result}
    HEARD.set(dict(list(heard.items())[-KEPT:]))


# The library


def save(words: Words) -> None:
    """Keep the voice on the bench among the user's own."""
    bench = BENCH.get()
    if bench is None:
        return
    english = " ".join(str(st.session_state["voices.name.en"]).split())
    chinese = " ".join(str(st.session_state["voices.name.zh"]).split())
    try:
        if not (english or chinese):
            raise PersonaError(words("voices.name.empty"))
        id = slug(english) or _free("voice")
        kept = named(bench.voice, id, english or chinese, chinese or english)
        Store.default().save(kept, replace=bool(st.session_state.get("voices.replace", False)))
    except (DramatisError, OSError) as error:
        _trouble("save", str(error))
        return
    TROUBLE.set({})
    SAVED.set(kept.id)
    BENCH.set(replace(bench, start=kept, shape=Shape(kept), past=()))
    for name in SLIDERS:
        st.session_state[f"voices.{name}"] = 0.0


def forget(id: str) -> None:
    """Remove one of the user's own."""
    try:
        Store.default().remove(id)
        TROUBLE.set({})
    except (DramatisError, OSError) as error:
        _trouble("library", str(error))


def take_in(name: str) -> None:
    """Take the files that were uploaded among the user's own: all of them or none."""
    files = st.session_state[name]
    if not files or name != upload_name():  # a field that is gone may be heard of once more
        return
    UPLOAD.set(UPLOAD.get() + 1)
    try:
        store = Store.default()
        found = [_read(file.name, file.getvalue()) for file in files]
        if len({each.id for each in found}) < len(found):
            raise PersonaError("two of these files hold a persona of the same id; import one of them")
        for each in found:
            store.check(each)
        for each in found:
            store.save(each)
    except (DramatisError, OSError) as error:
        _trouble("library", str(error))
        return
    TROUBLE.set({})
    SAVED.set(found[-1].id)


def upload_name() -> str:
    """Name of the present field for uploads."""
    return f"voices.upload.{UPLOAD.get()}"


def slug(name: str) -> str:
    """A name as an id: its Latin letters and digits, lower case, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:64].strip("-")


def _free(stem: str) -> str:
    """An id that nobody has."""
    taken = {*Store.default().ids(), *preset_ids()}
    return next(id for number in range(1, len(taken) + 2) if (id := f"{stem}-{number}") not in taken)


def _read(name: str, content: bytes) -> Persona:
    """The persona of an uploaded file. Raises PersonaError, which names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        try:
            return load(path)
        except PersonaError as error:
            raise PersonaError(str(error).replace(f"{folder}/", "")) from None


def _trouble(part: str, *sentences: str) -> None:
    TROUBLE.set({**TROUBLE.get(), part: tuple(sentences)})
