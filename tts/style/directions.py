"""Directions: edit the style of a take by a sentence, such as "more emotional" or "a bit less angry".

What moves starts from what the take measured where that is known, and never goes the other way than asked:
"faster" asks for at least half a step more than was asked before, however fast the take came out. Emotions
move by their strength, share × intensity; opposed ones give way. What describes ("whisper, terrified") is
read as a caption and laid over the style. Every edit is a new history: undo restores it exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tts.style.captions import understand
from tts.style.emotions import EMOTION_IDS
from tts.style.history import History, Step
from tts.style.instructions import Command, Instructions, instructions
from tts.style.moves import agreed, make, shown
from tts.style.space import FLAGS, NATURAL_SPREAD, NUMBERS, Change, Style


@dataclass(frozen=True)
class Edit:
    """What a direction did.

    history: with the new style at its cursor. before: the style that was directed. changes: what is
    different; numbers against what the take measured where they started from that. clamped: what would have
    gone beyond its range. conflicts: sentences about asks that contradict each other or the persona's habit.
    not_understood: parts that no rule knows. notes: sentences about what did not change, and why.
    persona: what the direction says about the speaker, as in `Understanding`.
    """

    direction: str
    history: History
    before: Style
    changes: tuple[Change, ...] = ()
    clamped: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    persona: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def style(self) -> Style:
        """The style to speak now."""
        return self.history.style

    @property
    def changed(self) -> bool:
        """Whether the style is another than before."""
        return bool(self.changes)

    @property
    def diff(self) -> str:
        """The changes as one line: "rate +12 → +25 %, sad 0.50 → 0.70; clamped: intensity"."""
        told = ", ".join(map(str, self.changes)) or "nothing changes"
        return f"{told}; clamped: {', '.join(self.clamped)}" if self.clamped else told

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {
            "direction": self.direction,
            "diff": self.diff,
            "changes": [vars(change) for change in self.changes],
            "style": self.style.to_dict(),
            "clamped": list(self.clamped),
            "conflicts": list(self.conflicts),
            "not_understood": list(self.not_understood),
            "notes": list(self.notes),
        }


def apply(
    direction: str,
    history: History | Style,
    measured: Mapping[str, float] | None = None,
    *,
    habit: Style | None = None,
    spread: float = NATURAL_SPREAD,
) -> Edit:
    """Direct the present style of a history, or a style that nobody has directed yet.

    direction: in English or Chinese, 1 to 2000 characters. measured: what the take measured, by name in the
    units of `Style` (see `NUMBERS`); what is absent is taken as asked. habit: the persona's own style,
    against which conflicts are told. spread: as in `Style.delivery`.
    Raises StyleError when the direction is empty or too long, never for what it says.
    """
    history = History.of(history) if isinstance(history, Style) else history
    asked = instructions(direction, [name for name in history.style.shares() if name != "neutral"])
    return _edited(direction, asked, history, measured or {}, habit, spread)


def _edited(
    direction: str,
    asked: Instructions,
    history: History,
    measured: Mapping[str, float],
    habit: Style | None,
    spread: float,
) -> Edit:
    before = history.style
    notes: list[str] = []
    style = before
    for command in asked.commands:
        history, style, said = _commanded(command, history)
        notes += said
    described = _described(asked, style, spread)
    moves, conflicts = agreed(asked.moves)
    # What was measured belongs to the style that was spoken, not to another one of its history.
    heard = {name: value for name, value in measured.items() if name in NUMBERS and style == before}
    outcome = make(moves, described.style, heard, spread)
    style = outcome.style
    if style != history.style:
        history = history.then(Step(style, _caption(direction, asked, history, style), direction))
    changes = _changes(before, style, outcome.bases, spread)
    notes += [*described.notes, *outcome.notes]
    not_understood = tuple(dict.fromkeys((*asked.not_understood, *described.not_understood)))
    if not changes and not notes:
        notes.append(_why_nothing(asked, not_understood))
    conflicts = [*described.conflicts, *conflicts, *_against(habit or Style(), before, style)]
    _, limited = style.delivery(spread)
    return Edit(
        direction,
        history,
        before,
        changes,
        tuple(dict.fromkeys((*outcome.clamped, *limited))),
        tuple(dict.fromkeys(conflicts)),
        not_understood,
        tuple(dict.fromkeys(notes)),
        described.persona,
    )


def replayed(first: Step, directions: Sequence[str], spread: float = NATURAL_SPREAD) -> Step:
    """The step that directions lead to from another style than the one they were given to.

    They are the directions of a history up to its cursor, so that what they undo is undone already.
    """
    history = History((first,))
    for direction in directions:
        asked = instructions(direction, [name for name in history.style.shares() if name != "neutral"])
        kept = tuple(command for command in asked.commands if command.name not in ("undo", "redo"))
        history = _edited(direction, replace(asked, commands=kept), history, {}, None, spread).history
    return history.present


def _commanded(command: Command, history: History) -> tuple[History, Style, list[str]]:
    """The history after a command, the style to go on from, and what to say about it."""
    if command.name == "reset":
        return history, history.steps[0].style, []
    if command.name == "neutral":
        return history, Style({"neutral": 1.0}), []
    if command.name == "same":
        return history, history.style, []
    step = History.undone if command.name == "undo" else History.redone
    later = step(history, command.count)
    done = abs(later.cursor - history.cursor)
    notes = []
    if not done:
        why = "this is the first style" if command.name == "undo" else "nothing has been undone"
        notes.append(f"there is nothing to {command.name}: {why}")
    elif done < command.count:
        notes.append(f"there were only {done} to {command.name}")
    return later, later.style, notes


@dataclass(frozen=True)
class _Described:
    """A style with a caption laid over it, and what is to be said about that."""

    style: Style
    notes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    persona: Mapping[str, str | int] = field(default_factory=dict)


def _described(asked: Instructions, style: Style, spread: float) -> _Described:
    """What the direction describes, laid over a style; a word never takes back what there is more of."""
    if not asked.caption:
        return _Described(style)
    understood = understand(asked.caption, guess=False)
    new, present = understood.style, style.effective(spread)
    beyond = [
        name
        for name in NUMBERS
        if (value := getattr(new, name)) is not None
        and name not in asked.figures
        and not new.emotions
        and abs(present[name]) > abs(value)
        and present[name] * value > 0
    ]
    kept: dict[str, Any] = dict.fromkeys(beyond)
    merged = style.merge(replace(new, **kept))
    if "intensity" in asked.figures:
        merged = replace(merged, intensity=new.intensity)
    notes = tuple(f"{name} is beyond that already ({shown(name, present[name])})" for name in beyond)
    if understood.persona and new == Style():
        who = ", ".join(f"{key} {value}" for key, value in understood.persona.items())
        notes += (f"this says who speaks ({who}), not how; a direction keeps the persona",)
    return _Described(merged, notes, understood.conflicts, understood.not_understood, understood.persona)


def _caption(direction: str, asked: Instructions, history: History, style: Style) -> str | None:
    """The wording that goes with a new style.

    The direction where it describes the whole; else the old one as long as nothing it says was changed.
    """
    first, old = history.steps[0], history.present
    if style == first.style:
        return first.caption
    if asked.caption == direction and understand(direction, guess=False).style.emotions:
        return direction
    if old.caption is None:
        return None
    said = understand(old.caption).style
    moved = {change.name for change in old.style.diff(style)}
    if said.emotions and moved & set(EMOTION_IDS):
        return None
    return (
        None if any(getattr(said, name) is not None for name in moved & {*NUMBERS, *FLAGS}) else old.caption
    )


def _changes(before: Style, after: Style, bases: Mapping[str, float], spread: float) -> tuple[Change, ...]:
    """The difference, numbers shown from where they were rather than from "unset"."""
    was = before.effective(spread)
    changes = []
    for change in before.diff(after):
        if change.name in NUMBERS and change.after is not None:
            start = bases.get(change.name, was[change.name])
            same = abs(start) < 0.05 or abs(start - change.after) < 0.05
            change = replace(change, before=None if same else round(start, 3))
        changes.append(change)
    return tuple(changes)


def _why_nothing(asked: Instructions, not_understood: tuple[str, ...]) -> str:
    if asked.moves or (asked.caption and not not_understood):
        return "the take is asked to be like that already"
    if asked.commands:
        return "the style stays as it is; for another take of it, take another seed"
    what = f": {', '.join(map(repr, not_understood))}" if not_understood else ""
    return (
        f'nothing in this direction says what to change{what}; say "more emotional", "a bit slower", "undo" …'
    )


def _against(habit: Style, before: Style, after: Style) -> list[str]:
    """Sentences about what an edit takes away of a persona's habit."""
    lost = [
        f"to be {name}"
        for name in habit.shares()
        if name != "neutral" and name in before.shares() and name not in after.shares()
    ]
    for name in FLAGS:
        own = getattr(habit, name)
        if own is not None and getattr(before, name) == own and bool(getattr(after, name)) != own:
            lost.append(f"to {'' if own else 'not '}{name}")
    for name in NUMBERS:
        own, new = getattr(habit, name), getattr(after, name)
        if own and new is not None and own * new < 0 and new != getattr(before, name):
            lost.append(f"{name} {shown(name, own)}")
    return [f"the persona's habit is {what}; the direction goes against it and is followed" for what in lost]
