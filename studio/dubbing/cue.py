"""A cue: one line of a dub, ready to be spoken."""

from __future__ import annotations

from dataclasses import dataclass

from tts.errors import DubError

NARRATOR = "narrator"
"""The speaker of all that names nobody."""


@dataclass(frozen=True)
class Cue:
    """Who says what, when and how.

    number: counted from 1 in the order of the file. entry: index of the subtitle it comes from; several cues
    come from one that two people share. line: of the file, from 1. start, end: s; end None = as long as it
    takes. text: what is spoken, on one line; empty where nothing is. direction: a caption, None = plain.
    intensity: 0–2, None = the caption's. asides: what stands in the subtitle and is not spoken, such as
    "[door slams]" and songs. said: the subtitle's words as they stand there.

    Raises DubError when the cue ends before it begins.
    """

    number: int
    entry: int
    line: int
    start: float
    end: float | None
    text: str
    speaker: str = NARRATOR
    direction: str | None = None
    intensity: float | None = None
    asides: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.start < 0 or (self.end is not None and self.end < self.start):
            raise DubError(f"cue {self.number}: {self.start:g}–{self.end} s is no slot; mend its times")
        if not self.speaker.strip():
            raise DubError(
                f"cue {self.number} has an empty speaker; write {NARRATOR!r} for nobody in particular"
            )

    @property
    def spoken(self) -> bool:
        """Whether there is anything to say: a letter or a digit."""
        return any(letter.isalnum() for letter in self.text)
