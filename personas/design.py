"""Voice design: a description → candidate voices that fit it and differ from one another.

Voices are drawn around what is usual of the wanted age, gender and traits (`draw`); those that sound as the
description says are kept (`fit`), and of them the candidates are chosen so that they are far apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from personas.ages import age_group
from personas.audition import Sentence, audition
from personas.description import Wanted, read
from personas.distance import distance
from personas.draw import Drawn, draw
from personas.fit import requirements
from personas.schema import Persona
from tts.errors import PersonaError

MOST = 16
"""Most candidates of one design."""

DIVERSITY_FLOOR = 2.0
"""Candidates are this far apart or more, JND, unless the description leaves no room; a note says so then."""

_DIVERSITY_GOAL = 6.0  # JND, lowered in steps until there are enough candidates
_DRAWS = 400
_CHINESE = {
    "child": "童声", "young": "青年", "adult": "成年", "elder": "老年",
    "female": "女声", "male": "男声", "neutral": "中性声",
}  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """A voice on offer: a persona that can be saved as it is, and the sentence it should be heard on."""

    persona: Persona
    audition: Sentence


@dataclass(frozen=True)
class Design:
    """Candidates for a description. notes: sentences about wishes that could not be met in full."""

    wanted: Wanted
    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()


def design(description: str, n: int = 4, seed: int = 0, pack: str | None = None) -> Design:
    """Draw `n` (1–16) voices for a description in English or Chinese; the same seed gives the same voices.

    pack: hash of the voice pack they are meant for. Raises PersonaError when the description is empty or too
    long, or `n` or `seed` is out of range.
    """
    if not 1 <= n <= MOST:
        raise PersonaError(f"n must lie within 1–{MOST} candidates, not {n}")
    if seed < 0:
        raise PersonaError(f"seed must be 0 or more, not {seed}")
    wanted = read(description)
    rng = np.random.default_rng(seed)
    fitting, notes = _fitting(wanted, [draw(wanted, rng) for _ in range(_DRAWS)], 3 * n)
    chosen, apart = _apart(fitting, n)
    if apart < DIVERSITY_FLOOR:
        notes += (f"the description leaves little room: the nearest candidates are {apart:.1f} JND apart",)
    personas = [
        _persona(wanted, number, drawn, int(rng.integers(2**31)), pack)
        for number, drawn in enumerate(chosen, 1)
    ]
    return Design(wanted, tuple(Candidate(each, audition(each)) for each in personas), notes)


def named(persona: Persona, id: str, english: str | None = None, chinese: str | None = None) -> Persona:
    """A persona under a name of its own, ready to be saved; a name that is not given becomes the id's words.

    Raises PersonaError when the id or a name is malformed.
    """
    plain = id.replace("-", " ").capitalize()
    return replace(persona, id=id, names={"en": english or plain, "zh": chinese or english or plain})


def _fitting(wanted: Wanted, drawn: list[Drawn], enough: int) -> tuple[list[Drawn], tuple[str, ...]]:
    """Those of the drawn that fit, and notes on wishes that were given up since hardly any voice met them."""
    failed = [
        {name for name, met in requirements(wanted, age, gender).items() if not met(identity)}
        for age, gender, identity in drawn
    ]
    notes: tuple[str, ...] = ()
    while True:
        fitting = [each for each, failures in zip(drawn, failed, strict=True) if not failures]
        unmet = Counter(name for failures in failed for name in failures)
        if len(fitting) >= enough or not unmet:
            return fitting, notes
        # Age and gender are what a voice is; they are given up last.
        worst = max(unmet, key=lambda name: (name not in ("age", "gender"), unmet[name]))
        failed = [failures - {worst} for failures in failed]
        notes += (f"hardly any voice that fits the rest has the {worst!r} that is asked; it is met in part",)


def _apart(drawn: list[Drawn], n: int) -> tuple[list[Drawn], float]:
    """The first `n` that are as far apart as can be, and the distance of the nearest two of them, JND."""
    goal = _DIVERSITY_GOAL
    while True:
        chosen: list[Drawn] = []
        apart = math.inf
        for each in drawn:
            near = min((distance(each[2], other[2]) for other in chosen), default=math.inf)
            if near >= goal:
                chosen.append(each)
                apart = min(apart, near)
            if len(chosen) == n:
                return chosen, apart
        goal = 0.9 * goal if goal > 0.01 else 0.0


def _persona(wanted: Wanted, number: int, drawn: Drawn, seed: int, pack: str | None) -> Persona:
    age, gender, identity = drawn
    group = age_group(age)
    told = [group, *([] if gender == "neutral" else [gender]), wanted.role or "voice"]
    return Persona(
        id="-".join([*re.findall(r"[a-z0-9]+", " ".join(told)), str(number)]),
        names={
            "en": f"{' '.join(told).capitalize()} {number}",
            "zh": f"{_CHINESE[group]}{_CHINESE[gender]} {number}",
        },
        caption="".join(c for c in " ".join(wanted.description.split()) if c.isprintable()),
        age=age,
        gender=gender,
        identity=identity,
        language="en-gb" if wanted.accent == "british" else "en-us",
        style=wanted.style,
        seed=seed,
        pack=pack,
        licence="NOASSERTION",
        tags=(*([wanted.role] if wanted.role else []), gender, group),
    )
