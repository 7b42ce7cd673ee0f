"""A direction in words laid over the style around it."""

from __future__ import annotations

from dataclasses import dataclass

from tts.errors import StyleError
from tts.style.captions import understand
from tts.style.directions import apply
from tts.style.instructions import instructions
from tts.style.space import Style

_OF_A_HISTORY = ("undo", "redo", "reset")


@dataclass(frozen=True)
class Layer:
    """The style of a span: complete, with the style around it wherever the caption sets nothing.

    wording: what the caption describes, or "" where it only compares. notes: sentences about what of it was
    not honoured.
    """

    style: Style
    wording: str
    notes: tuple[str, ...] = ()


def layer(around: Style, caption: str) -> Layer:
    """Lay a caption over the style around it.

    It is read as a direction is: what it describes takes the place of what is there ("whispering, sad"), what
    it compares starts from there ("slower", "a bit less angry").
    Raises StyleError when nothing of the caption is understood as a way to speak, or when it asks for
    something that has no place inside a line ("undo").
    """
    asked = instructions(caption, [name for name in around.shares() if name != "neutral"])
    shown = caption if len(caption) <= 60 else caption[:59] + "…"
    for command in asked.commands:
        if command.name in _OF_A_HISTORY:
            raise StyleError(f"{shown!r} is for takes; inside a line there is nothing to {command.name}")
    described = bool(asked.caption) and understand(asked.caption).style != Style()
    if not (described or asked.moves or asked.commands):
        hint = "describe it in other words, such as whispering or a little sad"
        raise StyleError(f"nothing of {shown!r} is understood as a way to speak; {hint}")
    edit = apply(caption, around)
    notes = [f"not understood: {part}" for part in edit.not_understood]
    notes += [*edit.conflicts, *edit.notes, *(f"{shown!r}: {name} is limited" for name in edit.clamped)]
    if edit.persona:
        notes.append(f"{shown!r} cannot change who speaks, only how")
    return Layer(edit.style, asked.caption if described else "", tuple(notes))
