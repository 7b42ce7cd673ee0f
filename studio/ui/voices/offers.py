"""Candidate voices for a description, some of them locked while the others are drawn again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from personas import Persona
from personas.audition import Sentence
from personas.design import design

COUNT = 4


@dataclass(frozen=True)
class Offer:
    """A voice on offer. key: unique among those of a session. locked: it stays when others are drawn."""

    key: str
    persona: Persona
    sentence: Sentence
    locked: bool = False


@dataclass(frozen=True)
class Offers:
    """What was drawn for a description.

    draw: seed of the last draw. not_understood, told: about the description.
    """

    description: str = ""
    draw: int = 0
    all: tuple[Offer, ...] = ()
    not_understood: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def drawn(self, description: str) -> Offers:
        """Voices for a description: others than before where it is the same, beside those that are locked.

        Raises PersonaError when the description is empty or too long.
        """
        again = bool(self.all) and description == self.description
        draw = self.draw + 1 if again else 0
        made = design(description, COUNT, draw)
        fresh = iter(
            Offer(f"{draw}-{number}", each.persona, each.audition)
            for number, each in enumerate(made.candidates, 1)
        )
        before = self.all or (None,) * COUNT
        offers = tuple(old if old is not None and old.locked else next(fresh) for old in before)
        told = (*made.wanted.conflicts, *made.notes)
        return Offers(description, draw, offers, made.wanted.not_understood, told)

    def locking(self, key: str) -> Offers:
        """Lock an offer, or unlock it."""
        offers = tuple(
            replace(each, locked=not each.locked) if each.key == key else each for each in self.all
        )
        return replace(self, all=offers)
