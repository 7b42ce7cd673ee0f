"""Captions and what a careful human reader takes from each: the held-out test of caption understanding.

The captions were written by hand, apart from the rules and from every caption of the corpus. Whoever works on
understanding may look at the dev files; the test files stay closed to them. One JSON object a line:

    caption     what a creator typed.
    kind        one of `KINDS`.
    emotions    the reading: emotion id → share, sum 1; {} = no emotion is asked for, absent = readers would
                differ, so it is not judged. Unequal shares: the first emotion is the larger part.
    accept      readings that are as good, each a list of emotion ids ([] = none), `emotions` among them.
    exact_shares  true where the caption gives the proportions in figures.
    intensity   "+" stronger or "-" weaker than natural, or the number asked for.
    directions  number of a `Style` → "+", "-", "0" (as in the voice's neutral speech) or the value asked for,
                in the unit of `Style`; whisper and shout → true.
    denied      what must not be there: emotion id → largest strength allowed (0.2; 0.6 where the caption only
                wants less of it); number → the direction that it must not have; whisper and shout → true.
    persona     gender ("female" or "male") and age ([youngest, oldest] in years).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tts.style.emotions import EMOTION_IDS
from tts.style.space import FLAGS, NUMBERS, STYLE_LIMITS

KINDS: Final = (
    "emotion",
    "attribute",
    "negation",
    "mixture",
    "role",
    "simile",
    "age/gender",
    "intensity",
    "numeric",
    "combined",
)
LANGUAGES: Final = {"en": "english", "zh": "chinese"}
SETS: Final = ("dev", "test")

_FOLDER = Path(__file__).parent / "captions"
_DIRECTIONS = ("+", "-", "0")

Reading = tuple[str, ...]
"""Emotions that a caption asks for, the largest part first; empty = none."""


@dataclass(frozen=True)
class Labelled:
    """One caption with its labels, as the module says.

    readings: every acceptable one, the main one first; None where emotion is not judged.

    Raises ValueError when a label is outside what the module documents.
    """

    caption: str
    kind: str
    readings: tuple[Reading, ...] | None = None
    shares: Mapping[str, float] = field(default_factory=dict, hash=False)
    exact_shares: bool = False
    intensity: str | float | None = None
    directions: Mapping[str, str | float | bool] = field(default_factory=dict, hash=False)
    denied: Mapping[str, str | float | bool] = field(default_factory=dict, hash=False)
    persona: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise ValueError(f"caption {self.caption!r}: {problem}")

    @property
    def ordered(self) -> bool:
        """Whether the first emotion of the main reading is the larger part."""
        return len(set(self.shares.values())) > 1

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Labelled:
        """One line of a file. Raises ValueError when a key or a label is unknown."""
        known = {"caption", "kind", "emotions", "accept", "exact_shares", "intensity", "directions", "denied",
                 "persona"}  # fmt: skip
        if unknown := set(data) - known:
            raise ValueError(f"unknown keys {sorted(unknown)}; valid: {', '.join(sorted(known))}")
        labels = {key: value for key, value in data.items() if key not in ("emotions", "accept")}
        if "emotions" not in data:
            if "accept" in data:
                raise ValueError(f"caption {data.get('caption')!r}: accept needs emotions beside it")
            return Labelled(**labels)
        main = tuple(data["emotions"])
        readings = tuple(tuple(reading) for reading in data.get("accept", [main]))
        if main not in readings:
            raise ValueError(f"caption {data.get('caption')!r}: emotions must be among accept")
        return Labelled(
            **labels,
            readings=(main, *(reading for reading in readings if reading != main)),
            shares=data["emotions"],
        )

    def _problems(self) -> list[str]:
        found = []
        if not self.caption.strip():
            found.append("is empty")
        if self.kind not in KINDS:
            found.append(f"unknown kind {self.kind!r}; valid: {', '.join(KINDS)}")
        named = {name for reading in self.readings or () for name in reading}
        if unknown := named - set(EMOTION_IDS):
            found.append(f"unknown emotions {sorted(unknown)}")
        if self.shares and abs(sum(self.shares.values()) - 1) > 0.01:
            found.append("the shares of the emotions must sum to 1")
        if self.exact_shares and {len(reading) for reading in self.readings or ()} != {len(self.shares)}:
            found.append("proportions in figures need as many emotions in every reading")
        if isinstance(self.intensity, str) and self.intensity not in ("+", "-"):
            found.append("intensity must be +, - or a number")
        for name, value in self.directions.items():
            if name in FLAGS:
                valid = value is True
            elif isinstance(value, str):
                # Nothing has less than no breathiness, roughness or tremor.
                valid = (
                    name in NUMBERS and value in _DIRECTIONS and (value != "-" or STYLE_LIMITS[name][0] < 0)
                )
            else:
                valid = name in NUMBERS and STYLE_LIMITS[name][0] <= value <= STYLE_LIMITS[name][1]
            if not valid:
                found.append(f"direction {name}: {value!r} is no direction of a style")
        for name, value in self.denied.items():
            valid = (
                (name in FLAGS and value is True)
                or (name in NUMBERS and value in ("+", "-"))
                or (name in EMOTION_IDS and isinstance(value, float) and 0 < value < 1)
            )
            if not valid:
                found.append(f"denied {name}: {value!r} is nothing that can be denied")
        if set(self.persona) - {"gender", "age"} or self.persona.get("gender", "male") not in (
            "female",
            "male",
        ):
            found.append("persona must be gender (female or male) and age")
        youngest, oldest = self.persona.get("age", (1, 110))
        if not 1 <= youngest <= oldest <= 110:
            found.append("age must be [youngest, oldest] within 1–110 years")
        return found


def captions(language: str, part: str) -> tuple[Labelled, ...]:
    """The labelled captions of a language of `LANGUAGES` and a set of `SETS`, in the order of the file."""
    path = _FOLDER / f"{LANGUAGES[language]}-{part}.jsonl"
    return tuple(
        Labelled.from_dict(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()
    )
