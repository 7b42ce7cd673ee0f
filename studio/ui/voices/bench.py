"""The voice that is being shaped: where it began, how it was changed, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from personas import Persona
from personas.sculpt import Moves, Sculpted, resculpt

SLIDERS: dict[str, tuple[float, float]] = {
    "age": (40.0, 1.0), "gender": (1.0, 0.05), "size": (3.0, 0.1), "pitch": (12.0, 0.5),
    "brightness": (8.0, 0.5), "breath": (1.0, 0.05), "roughness": (1.0, 0.05), "liveliness": (2.0, 0.1),
    "rate": (0.5, 0.05),
}  # fmt: skip
"""Field of `Moves` → how far its slider goes to either side, and its step."""


@dataclass(frozen=True)
class Shape:
    """base: the voice that the sliders move. moves: of the sliders."""

    base: Persona
    moves: Moves = field(default_factory=Moves)

    def sculpted(self) -> Sculpted:
        """The voice after the sliders; the very same where they are at rest."""
        return Sculpted(self.base) if self.moves == Moves() else resculpt(self.base, self.moves)


@dataclass(frozen=True)
class Bench:
    """A voice that is being shaped.

    start: as it was put on the bench. shape: as it is. past: earlier shapes, the latest last. text: what it
    is heard on, "" for the sentence that suits it.
    """

    start: Persona
    shape: Shape
    past: tuple[Shape, ...] = ()
    text: str = ""

    @staticmethod
    def of(persona: Persona) -> Bench:
        """A voice that nobody has changed yet."""
        return Bench(persona, Shape(persona))

    @property
    def voice(self) -> Persona:
        """The voice now."""
        return self.shape.sculpted().persona

    @property
    def changed(self) -> bool:
        """Whether it sounds otherwise than it did."""
        return self.voice.identity != self.start.identity

    def to(self, shape: Shape) -> Bench:
        """Another shape, which can be undone."""
        return self if shape == self.shape else replace(self, shape=shape, past=(*self.past, self.shape))

    def back(self) -> Bench:
        """The shape before, where there is one."""
        return replace(self, shape=self.past[-1], past=self.past[:-1]) if self.past else self
