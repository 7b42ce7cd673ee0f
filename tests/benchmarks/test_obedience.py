"""Classes, conflicts and slopes of asked against heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.acoustics import Acoustics
from benchmarks.obedience import (
    CONFLICTS,
    EDGES,
    Case,
    Change,
    cases,
    changes,
    directed,
    references,
    summarise,
)

TEXTS = ["One.", "Two."]
PLAIN = Acoustics(84.0, 2.0, 3.5, -25.0, -20.0, -15.0, 0.0, 0.3)


def obedient(case):
    """What a speaker sounds like who does as asked."""
    by = {"low": -2.5, "normal": 0.1, "high": 2.5}.get(case.asked, case.asked)
    scale = EDGES[case.quantity] if isinstance(case.asked, str) else 1.0
    return replace(PLAIN, **{case.quantity: getattr(PLAIN, case.quantity) + by * scale})


def readings(found, habitual=PLAIN):
    kinds = {"neutral": PLAIN, "habitual": habitual}
    return {key: [kinds[key[2]]] * len(lines) for key, lines in references(found, 2).items()}


def test_whoever_obeys_scores_one_and_whoever_does_not_scores_chance():
    asked = cases(TEXTS, 1)
    rows = summarise(changes(asked, [obedient(case) for case in asked], readings(asked)))
    assert {(row["test"], row["quantity"]) for row in rows} == {
        (test, quantity) for test in ("class", "conflict", "amount") for quantity in EDGES
    }
    assert all(row["right"] == 1 for row in rows if "right" in row)
    assert all(row["slope"] == pytest.approx(1) for row in rows if "slope" in row)
    deaf = summarise(changes(asked, [PLAIN] * len(asked), readings(asked)))
    assert all(row["low"] == 0 and row.get("normal", 1) == 1 for row in deaf if row["test"] == "class")
    assert all(row["right"] == 0 for row in deaf if row["test"] == "conflict")
    assert all(row["slope"] == 0 for row in deaf if "slope" in row)


def test_a_conflict_must_move_away_from_the_habit_too():
    case = Case("conflict", "rate", "low", "slowly", "teenage-girl", "One.", 0)
    assert Change(case, neutral=-0.3, habitual=-0.5).right
    assert not Change(case, neutral=-0.3, habitual=0.1).right
    assert Change(replace(case, test="class"), neutral=-0.3, habitual=0.1).right


def test_directed_takes_and_references_share_speaker_and_text_but_no_draw():
    asked = cases(TEXTS, 2)
    seeds = {case.seed for case in asked}
    for (persona, text, kind), lines in references(asked, 2).items():
        assert len({line.seed for line in lines}) == 2
        assert not seeds & {line.seed for line in lines}
        assert all(line.voice == persona and line.text == text and line.caption is None for line in lines)
        assert kind == "habitual" or not lines[0].style.emotions
    line = directed(asked[0])
    assert line.caption == asked[0].caption
    assert line.style != references(asked[:1], 1)[asked[0].persona, asked[0].text, "neutral"][0].style


@pytest.mark.parametrize(("quantity", "asked"), CONFLICTS)
def test_conflicts_are_asked_of_personas_with_the_opposite_habit(quantity, asked):
    import numpy as np

    from personas import persona, presets

    def habit(who):
        delivery, _ = who.style.delivery(who.identity.liveliness)
        if quantity == "pitch":
            return np.log2(who.identity.pitch)
        return delivery.loudness if quantity == "loudness" else delivery.rate + who.identity.rate

    middle = np.median([habit(who) for who in presets()])
    for name in CONFLICTS[quantity, asked]:
        assert habit(persona(name)) > middle if asked == "low" else habit(persona(name)) < middle, name
