"""What one caption tells: the facts that its composer puts into words."""

from __future__ import annotations

from dataclasses import dataclass

from tts.corpus.labels import Trait, Voice
from tts.corpus.wording import Role


@dataclass(frozen=True)
class Facts:
    """The facts of one caption; what is empty or None is not told.

    emotions: (id, share) with the largest first; ("neutral", 1.0) alone says that there is none.
    level: of their intensity, 1–5 (`tts.corpus.labels.INTENSITIES`), 3 for neutral.
    traits: of the delivery. voice: who speaks. role: a part that fits. absent: an emotion to be denied.
    exact: whether traits are told as numbers where they can be.
    """

    emotions: tuple[tuple[str, float], ...] = ()
    level: int = 3
    traits: tuple[Trait, ...] = ()
    voice: Voice | None = None
    role: Role | None = None
    absent: str | None = None
    exact: bool = False


@dataclass(frozen=True)
class Difference:
    """How a second rendering differs from a first of the same voice and text; all empty = hardly.

    steps: of intensity, -3 … 3 (1 a little, 3 much). emotions: (id, share) of the second, or of the first
    when the second has none. onset: the first did not have these emotions. maximal: the second's intensity
    is at the top. traits: changes of the delivery.
    """

    steps: int = 0
    emotions: tuple[tuple[str, float], ...] = ()
    onset: bool = False
    maximal: bool = False
    traits: tuple[Trait, ...] = ()
