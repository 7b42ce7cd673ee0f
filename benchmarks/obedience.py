"""Is a caption obeyed? Pitch, rate and loudness as Praat hears them, against the persona's neutral reading.

Each take is spoken on the product's own path (`studio.request.direct`) and compared with the same persona's
reading of the same sentence without any direction or habit, in other random draws. The change decides the
class: low below -edge, high above edge, normal between (`EDGES`). Beside it the teachers with WORLD, which
get the numbers that the caption was understood to mean.

    python -m benchmarks.obedience --pack tts/packs/base --out runs/bench
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.acoustics import Acoustics
from benchmarks.control import agreement
from benchmarks.intervals import share
from benchmarks.material import PLAIN, Line

EDGES: dict[str, float] = {"pitch": 1.0, "rate": 0.11, "loudness": 1.5}
"""Change at which a take stops being normal: semitones, octaves of tempo (8 %), dB. All lie between what
listeners begin to notice and half of what a plain wording ("slowly") asks for."""

CAPTIONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("pitch", "low"): (
        "in a deep voice",
        "lower your pitch",
        "with a low-pitched voice",
        "deeper than usual",
        "用低沉的嗓音",
    ),
    ("pitch", "normal"): ("with a normal pitch", "at a medium pitch", "音调正常"),
    ("pitch", "high"): (
        "in a high voice",
        "raise your pitch",
        "with a high-pitched voice",
        "higher in pitch than usual",
        "用较高的音调",
    ),
    ("rate", "low"): (
        "speak slowly",
        "take your time",
        "at a leisurely pace",
        "slower than usual",
        "慢慢地说",
    ),
    ("rate", "normal"): ("at a normal pace", "at a moderate speed", "正常语速"),
    ("rate", "high"): (
        "speak quickly",
        "as if you were in a hurry",
        "at a brisk pace",
        "faster than usual",
        "快速地说",
    ),
    ("loudness", "low"): (
        "quietly",
        "keep your voice down",
        "softly",
        "quieter than usual",
        "小声一点",
    ),
    ("loudness", "normal"): ("at a normal volume", "at a moderate volume", "音量正常"),
    ("loudness", "high"): ("loudly", "speak up", "raise your voice", "louder than usual", "大声点"),
}
"""(quantity, class) → wordings that ask for it plainly, without a degree ("a bit")."""

PERSONAS = (
    "brisk-professional", "documentary", "drill-sergeant", "elder-man", "empress-dowager", "kungfu-uncle",
    "news-anchor", "schoolboy", "sunny-youth", "villain",
)  # fmt: skip
"""Whose takes count for the classes; the whisperer has no pitch to measure."""

CONFLICTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("pitch", "high"): ("narrator-deep-male", "villain", "documentary"),
    ("pitch", "low"): ("little-girl", "schoolboy", "teenage-girl"),
    ("rate", "low"): ("brisk-professional", "teenage-girl", "drill-sergeant"),
    ("rate", "high"): ("grandmother", "elder-man", "empress-dowager"),
    ("loudness", "low"): ("drill-sergeant", "young-officer", "sunny-youth"),
    ("loudness", "high"): ("bedtime-storyteller", "grandmother", "narrator-warm-female"),
}
"""(quantity, class) → personas whose habit is the opposite: deep, high, fast, slow, loud, soft."""

AMOUNTS: dict[str, dict[str, float]] = {
    "pitch": {
        "pitch down 4 semitones": -4.0,
        "2 semitones lower": -2.0,
        "2 semitones higher": 2.0,
        "pitch up 4 semitones": 4.0,
        "pitch up 6 semitones": 6.0,
    },
    "rate": {
        "30 % slower": float(np.log2(0.7)),
        "15 % slower": float(np.log2(0.85)),
        "15 % faster": float(np.log2(1.15)),
        "30 % faster": float(np.log2(1.3)),
    },
    "loudness": {"6 dB quieter": -6.0, "3 dB quieter": -3.0, "3 dB louder": 3.0, "6 dB louder": 6.0},
}
"""Quantity → wordings that name an amount, and that amount on the scale of `Acoustics`."""


@dataclass(frozen=True)
class Case:
    """One direction given to one persona.

    test: "class", "conflict" or "amount". asked: the class, or the amount on the scale of `Acoustics`.
    """

    test: str
    quantity: str
    asked: str | float
    caption: str
    persona: str
    text: str
    seed: int


@dataclass(frozen=True)
class Change:
    """What Praat heard change: against the persona's neutral reading, and against its habitual one."""

    case: Case
    neutral: float
    habitual: float

    @property
    def heard(self) -> str:
        """The class of the change against the neutral reading."""
        edge = EDGES[self.case.quantity]
        return "low" if self.neutral < -edge else "high" if self.neutral > edge else "normal"

    @property
    def right(self) -> bool:
        """Whether the class is the asked one; a conflict must also have moved away from the habit."""
        moved = self.habitual < 0 if self.case.asked == "low" else self.habitual > 0
        return self.heard == self.case.asked and (self.case.test != "conflict" or moved)


def cases(texts: Sequence[str], each: int) -> list[Case]:
    """Every wording by every persona it is for, with `each` of the texts in turn."""
    asks: list[tuple[str, str, str | float, str, str]] = []
    for (quantity, asked), captions in CAPTIONS.items():
        asks += [("class", quantity, asked, caption, who) for caption in captions for who in PERSONAS]
        opposed = CONFLICTS.get((quantity, asked), ())
        asks += [("conflict", quantity, asked, caption, who) for caption in captions for who in opposed]
    for quantity, amounts in AMOUNTS.items():
        asks += [
            ("amount", quantity, by, caption, who) for caption, by in amounts.items() for who in PERSONAS
        ]
    return [
        Case(*ask, text=texts[(number * each + turn) % len(texts)], seed=number * each + turn)
        for number, ask in enumerate(asks)
        for turn in range(each)
    ]


def directed(case: Case) -> Line:
    """What the product makes of the direction."""
    return _line(case.persona, case.caption, case.text, case.seed)


def references(found: Sequence[Case], takes: int) -> dict[tuple[str, str, str], list[Line]]:
    """(persona, text, "neutral" or "habitual") → its readings without a direction, each in `takes` draws."""
    readings: dict[tuple[str, str, str], list[Line]] = {}
    for persona, text in sorted({(case.persona, case.text) for case in found}):
        # Seeds that no directed take has.
        habitual = [_line(persona, None, text, 1_000_000 + take) for take in range(takes)]
        readings[persona, text, "habitual"] = habitual
        readings[persona, text, "neutral"] = [replace(line, style=PLAIN) for line in habitual]
    return readings


def changes(
    found: Sequence[Case],
    heard: Sequence[Acoustics],
    readings: Mapping[tuple[str, str, str], Sequence[Acoustics]],
) -> list[Change]:
    """Heard takes of the cases against the mean of the same persona's readings of the same text."""

    def change(case: Case, one: Acoustics, kind: str) -> float:
        plain = [getattr(other, case.quantity) for other in readings[case.persona, case.text, kind]]
        return float(getattr(one, case.quantity) - np.mean(plain))

    return [
        Change(case, change(case, one, "neutral"), change(case, one, "habitual"))
        for case, one in zip(found, heard, strict=True)
    ]


def summarise(found: Sequence[Change]) -> list[dict[str, Any]]:
    """One row a test and quantity: share right with its interval, or slope and r of measured on asked."""
    rows: list[dict[str, Any]] = []
    for test in ("class", "conflict"):
        for quantity in EDGES:
            ones = [one for one in found if (one.case.test, one.case.quantity) == (test, quantity)]
            right = share([one.right for one in ones])
            rows.append(
                {
                    "test": test,
                    "quantity": quantity,
                    "takes": right.cases,
                    "right": right.rate,
                    "95 %": right.interval,
                    **{
                        asked: share([one.right for one in ones if one.case.asked == asked]).rate
                        for asked in ("low", "normal", "high")
                        if any(one.case.asked == asked for one in ones)
                    },
                }
            )
    for quantity in EDGES:
        ones = [one for one in found if (one.case.test, one.case.quantity) == ("amount", quantity)]
        agreed = _agreement(ones)
        rows.append(
            {
                "test": "amount",
                "quantity": quantity,
                "takes": agreed["utterances"],
                "slope": agreed["slope"],
                "95 %": _slope_interval(ones),
                "r": agreed["r"],
                "error": agreed["error"],
            }
        )
    return rows


def _agreement(ones: Sequence[Change]) -> dict[str, float]:
    asked = [float(one.case.asked) for one in ones]
    # Already changes against each persona's own neutral reading: nothing to centre on voices.
    found = agreement(asked, [one.neutral for one in ones], [""] * len(ones))
    return dict(vars(found))


def _slope_interval(ones: Sequence[Change], draws: int = 1000) -> tuple[float, float]:
    """95 % interval of the slope by bootstrap over the takes."""
    chance = np.random.default_rng(0)
    slopes = [
        _agreement([ones[i] for i in chance.integers(0, len(ones), len(ones))])["slope"] for _ in range(draws)
    ]
    low, high = np.quantile(slopes, [0.025, 0.975])
    return float(low), float(high)


def _line(name: str, caption: str | None, text: str, seed: int) -> Line:
    from personas import persona
    from studio.request import direct

    request = direct(persona(name), caption).request(text, seed=seed)
    return Line(text, request.identity, name, request.style, seed=seed, caption=request.caption)


def main(
    pack: Path = Path("tts/packs/base"),
    out: Path = Path("runs/bench"),
    workers: int = 2,
    quick: bool = False,
) -> None:
    """Captions obeyed in pitch, rate and loudness, also against habit, beside the rule-only teachers."""
    from benchmarks.acoustics import listen
    from benchmarks.chorus import Cast, model, perform, rules
    from benchmarks.material import sentences
    from benchmarks.report import publish

    asked = cases(sentences(4 if quick else 8), 1 if quick else 2)
    if quick:
        asked = asked[::4]
    plain = references(asked, takes=2)
    lines = [*map(directed, asked), *(line for lines in plain.values() for line in lines)]
    casts: dict[str, Cast] = {"model": model(pack), "rules": rules}
    rows, details = [], []
    for name, cast in casts.items():
        heard = perform(lines, cast, listen, workers, name)
        rest = iter(heard[len(asked) :])
        readings = {key: [next(rest) for _ in lines] for key, lines in plain.items()}
        found = changes(asked, heard[: len(asked)], readings)
        rows += [{"speaker": name, **row} for row in summarise(found)]
        details += [
            {"speaker": name, **vars(one.case), "neutral": one.neutral, "habitual": one.habitual}
            for one in found
        ]
    publish("obedience", rows, out, pack=str(pack), edges=EDGES, quick=quick, takes=details)


if __name__ == "__main__":
    import typer

    typer.run(main)
