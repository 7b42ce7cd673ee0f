"""Blends between their parts."""

from __future__ import annotations

import numpy as np

from benchmarks.acoustics import QUANTITIES
from benchmarks.mixtures import INTENSITY, between, lines, summarise
from tts.style.identity import Identity


def takes(share, differing=3, seed=0):
    """(3, 6, 8): parts 5 apart in the first quantities, a blend at `share` of the way, and chance."""
    chance = np.random.default_rng(seed).normal(0, 0.3, (3, 6, len(QUANTITIES)))
    for index, at in enumerate((0.0, 1.0, share)):
        chance[index, :, :differing] += 5 * at
    return chance


def test_only_quantities_in_which_the_parts_differ_count():
    found = between(takes(0.5))
    assert {name for name, _ in found} >= set(QUANTITIES[:3])
    assert len(found) <= 4
    assert all(inside for name, inside in found if name in QUANTITIES[:3])
    assert not any(inside for name, inside in between(takes(1.5)) if name in QUANTITIES[:3])


def test_what_was_not_voiced_is_left_out():
    silent = takes(0.5)
    silent[:, :4, 0] = np.nan
    assert QUANTITIES[0] not in dict(between(silent))


def test_the_table_counts_every_case_once():
    rows = summarise([("pitch", True), ("pitch", False), ("rate", True)])
    assert [(row["quantity"], row["cases"]) for row in rows] == [("all", 3), ("pitch", 2), ("rate", 1)]


def test_parts_and_blend_are_asked_alike():
    asked = lines([("happy", "sad")], {"a": Identity(), "b": Identity(pitch=200)}, ["One.", "Two."])
    assert [line.group for line in asked[:6:2]] == ["happy", "sad", "happy+sad"]
    assert {line.style.intensity for line in asked} == {INTENSITY}
    assert [line.seed for line in asked] == [0, 1] * 6
