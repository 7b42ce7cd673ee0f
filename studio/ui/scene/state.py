"""What a session remembers of its scene, and what its buttons do to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from studio.engines import default_engine
from studio.ui.frame import LANGUAGE
from studio.ui.roster import roster
from studio.ui.scene import ask as asks
from studio.ui.scene import session
from studio.ui.scene.line import LONGEST, Line, Scene
from studio.ui.scene.script import read
from studio.ui.scene.speaking import speaking
from studio.ui.scene.take import Ask, SceneTake
from studio.ui.session import Slot
from studio.ui.voice import Work
from studio.ui.words import Words
from tts.bend import Bend
from tts.errors import DramatisError

_FIRST = ("grandmother", "sunny-youth", "villain")
"""Who speaks the three lines of a new session's scene, whose words are in the wording."""


@dataclass(frozen=True)
class Pending:
    """A take that is being made.

    line: its line's id. rest: ids of the lines that follow it. whole: the scene is played in the end.
    """

    line: int
    ask: Ask
    work: Work[SceneTake]
    rest: tuple[int, ...] = ()
    whole: bool = False


SCENE: Slot[Scene] = Slot("scene.lines", lambda: session.opened(_first(Words(LANGUAGE.get()))))
PENDING: Slot[Pending | None] = Slot("scene.pending", lambda: None)
TROUBLE: Slot[tuple[str, ...]] = Slot("scene.trouble", lambda: ())
"""Why the last action did nothing; shown until the next one."""
PLAY: Slot[tuple[int, int] | None] = Slot("scene.play", lambda: None)
"""Line and number of the take that starts by itself, once; (0, 0) is the whole scene."""
PASTING: Slot[bool] = Slot("scene.pasting", lambda: False)
"""Whether the script is open as text."""
COMPARED: Slot[dict[int, int]] = Slot("scene.compared", dict)
"""Line → number of the take beside its current one, where one was chosen."""


# What the widgets of the desk hold


def key(field: str, line: int, words: Words) -> str:
    """Name of the desk's widget for a field of a line."""
    return f"scene.{field}.{line}.{words.language}"


def gather(words: Words) -> Scene:
    """The scene with what the widgets of the desk hold now; every action begins with it."""
    scene = SCENE.get()
    line = scene.present
    held = {
        field: st.session_state[name]
        for field in ("text", "persona", "direction")
        if (name := key(field, line.id, words)) in st.session_state
    }
    new = replace(line, **held)
    if (new.persona, new.direction) != (line.persona, line.direction):
        new = replace(new, intensity=None)  # the new direction says how much
    if new != line:
        scene = scene.changed(new)
        SCENE.set(scene)
    return scene


# Actions: each is the callback of a widget


def go_to(words: Words) -> None:
    """Put the line that was chosen in the script on the desk."""
    scene = gather(words)
    SCENE.set(scene.going_to(st.session_state["scene.at"]))
    TROUBLE.take()


def edit_script(action: str, words: Words) -> None:
    """Change the lines: "add", "drop", "up" or "down"."""
    scene = gather(words)
    TROUBLE.take()
    match action:
        case "add":
            scene = scene.added()
        case "drop":
            scene = scene.removed()
        case _:
            scene = scene.moved(-1 if action == "up" else 1)
    SCENE.set(scene)


def rewrite(text: str, words: Words) -> dict[str, str]:
    """Take over a script that was written as text; returns who was cast. Raises RequestError as `read`."""
    scene = gather(words)
    script = read(text, roster(), scene.lines)
    SCENE.set(scene.rewritten(script.lines))
    PENDING.take()
    return script.cast


def speak(words: Words) -> None:
    """Speak the line on the desk as it is written."""
    scene = gather(words)
    _begin(scene, scene.at, words)


def speak_all(words: Words) -> None:
    """Speak every line that has no take, then play the scene."""
    scene = gather(words)
    rest = [line.id for line in scene.lines if line.text.strip() and scene.used(line.id) is None]
    if not rest:
        TROUBLE.take()
        PLAY.set((0, 0))
        return
    _begin(scene, rest[0], words, tuple(rest[1:]), whole=True)


def go_on(pending: Pending, words: Words) -> None:
    """After a take of "speak all": the next line, or the whole scene."""
    scene = SCENE.get()
    rest = tuple(id for id in pending.rest if scene.holds(id))
    if rest:
        _begin(scene, rest[0], words, rest[1:], whole=True)
    else:
        PLAY.set((0, 0))


def grade(id: int, words: Words) -> None:
    """The intensity slider of a line was moved: hear it."""
    scene = gather(words)
    line = scene.present
    if line.id != id:  # a slider that is gone may be heard of once more
        return
    value = float(st.session_state[key("intensity", line.id, words)])
    SCENE.set(scene.changed(replace(line, intensity=value)))
    present = scene.takes_of(line.id).present
    if present is not None and present.ask.persona.id == line.persona:
        direct(words("scene.intensity.said", value=value), words)
    else:
        speak(words)


def direct_typed(name: str, words: Words) -> None:
    """The direction that was typed into a field, which is emptied."""
    said = str(st.session_state[name]).strip()
    if said:
        st.session_state[name] = ""
        direct(said, words)


def direct(direction: str, words: Words) -> None:
    """Direct the current take of the line on the desk."""
    scene = gather(words)
    present = scene.takes_of(scene.at).present
    if present is None:
        return
    try:
        found = asks.directed(present, direction)
    except DramatisError as error:
        TROUBLE.set((str(error),))
        return
    if isinstance(found, Ask):
        start(scene, scene.at, found, present)
        return
    unknown = found.not_understood
    told = [words("not understood", parts=words.listed(unknown))] if unknown else []
    TROUBLE.set((*told, *found.told))


def bend(change: Bend, words: Words) -> None:
    """Bend the melody of the current take."""
    scene = gather(words)
    present = scene.takes_of(scene.at).present
    if present is not None:
        start(scene, scene.at, asks.bent(present, change), present)


def choose(id: int, number: int, words: Words) -> None:
    """Another take of a line as its current one."""
    scene = gather(words)
    if id == scene.at and scene.takes_of(id).take(number) is not None:
        step("choose", number, words)


def compare(id: int, number: int) -> None:
    """Another take of a line beside its current one."""
    COMPARED.set({**COMPARED.get(), id: number})


def step(action: str, number: int, words: Words) -> None:
    """Change which takes there are: "back", "forth", "choose", "lock" or "remove"."""
    scene = gather(words)
    takes = scene.takes_of(scene.at)
    match action:
        case "back":
            takes = takes.back()
        case "forth":
            takes = takes.forth()
        case "choose":
            takes = takes.choosing(number)
        case "lock":
            takes = takes.locking(number)
        case _:
            takes = takes.removed(number)
    TROUBLE.take()
    SCENE.set(_with_intensity(scene.with_takes(scene.at, takes), scene.at))


def stop() -> None:
    """Give up what is being spoken."""
    PENDING.take()


# Making takes


def start(scene: Scene, id: int, ask: Ask, basis: SceneTake | None = None) -> None:
    """Begin to make a take; where there is one that sounds like it, that one becomes current instead."""
    TROUBLE.take()
    takes = scene.takes_of(id)
    if (same := takes.of(ask)) is not None:
        SCENE.set(_with_intensity(scene.with_takes(id, takes.choosing(same.number)), id))
        PLAY.set((id, same.number))
        return
    pending = PENDING.get()
    if pending is not None and pending.line == id and pending.ask.same_sound(ask):
        return  # it was asked twice, and is being made
    PENDING.set(Pending(id, ask, Work(speaking(ask, takes.last + 1, basis))))


def keep(pending: Pending) -> None:
    """Put a take that is done among its line's takes."""
    scene = SCENE.get()
    PENDING.take()
    if not scene.holds(pending.line):
        return
    take = pending.work.result
    takes = scene.takes_of(pending.line).added(take)
    SCENE.set(_with_intensity(scene.with_takes(pending.line, takes), pending.line))
    COMPARED.set({id: number for id, number in COMPARED.get().items() if id != pending.line})
    if not pending.whole:
        PLAY.set((pending.line, take.number))


def _with_intensity(scene: Scene, id: int) -> Scene:
    """The slider goes with the take that was directed."""
    line, present = scene.line(id), scene.takes_of(id).present
    if present is None or present.ask.persona.id != line.persona:
        return scene
    history = present.ask.history
    value = present.ask.intensity
    if history.style != history.steps[0].style and history.style.emotions:
        value = round(history.style.intensity * 20) / 20
    return scene.changed(replace(line, intensity=value))


def _begin(scene: Scene, id: int, words: Words, rest: tuple[int, ...] = (), whole: bool = False) -> None:
    """Begin to speak a line as it is written; what stands against it is told."""
    TROUBLE.take()
    line = scene.line(id)
    takes = scene.takes_of(id)
    if problem := problem_of(line, words):
        TROUBLE.set((problem,))
        SCENE.set(scene.going_to(id))
        return
    try:
        exact = default_engine().kind == "native"
        found = asks.fresh(line, takes, asks.speaker(line, roster()), exact)
    except DramatisError as error:
        TROUBLE.set((str(error),))
        SCENE.set(scene.going_to(id))
        return
    PENDING.set(Pending(id, found, Work(speaking(found, takes.last + 1)), rest, whole))


def problem_of(line: Line, words: Words) -> str | None:
    """Why a line cannot be spoken, where that is plain to see."""
    if not line.text.strip():
        return words("scene.empty")
    if len(line.text) > LONGEST:
        return words("scene.long", count=len(line.text), limit=LONGEST)
    return None


def _first(words: Words) -> Scene:
    """What a new session can hear at once."""
    return Scene.of(
        tuple(
            Line(number, words(f"scene.first.{number}"), who, direction=words(f"scene.first.{number}.how"))
            for number, who in enumerate(_FIRST, 1)
        )
    )
