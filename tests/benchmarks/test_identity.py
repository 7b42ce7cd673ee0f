"""The arithmetic of the identity benchmark."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.embedding import learn, threshold
from benchmarks.functionals import NAMES
from benchmarks.identity import CAST, apart, chapter, drift, fingerprint, known_again
from personas import persona, presets
from tests.benchmarks.test_judges import world


def test_the_threshold_lies_between_own_and_others():
    learnt, held_out = world().split()
    embedding = learn(learnt)
    edge = threshold(embedding, held_out)
    assert edge.missed < 0.1
    assert edge.equal_error < 0.1
    points = embedding.embed(held_out.features)
    own = np.array([embedding.likeness(p[:2], p[2:]) for p in points])
    assert (own < edge.least).mean() == edge.missed
    strangers = np.concatenate(
        [embedding.likeness(p[:2], np.delete(points[:, 2:], n, axis=0)) for n, p in enumerate(points)]
    )
    assert abs((strangers >= edge.least).mean() - 0.05) < 0.01


def test_presets_are_told_apart_by_their_takes():
    found = presets()[:6]
    study = world(voices=120)
    embedding = learn(study)
    same = np.random.default_rng(0).normal(0, 0.1, (6, 4, len(NAMES))) + study.features[:6, :1]
    row = apart(embedding, found, same)
    assert row["presets"] == 6
    assert row["takes known again"] == 1.0
    assert row["least heard"] > row["within a voice"]
    assert row["least asked, JND"] >= 3
    mixed = np.random.default_rng(0).normal(0, 1, (6, 4, len(NAMES)))
    assert apart(embedding, found, mixed)["takes known again"] < 0.6


def test_known_again_leaves_the_judged_take_out():
    lone = np.array([[[0.0], [10.0]], [[9.0], [9.0]]])
    assert known_again(lone) == 0.5, (
        "each take of the first voice is far from the other, those of the second near"
    )


def test_the_chapter_changes_speakers_and_emotions():
    lines = chapter([f"Line {n}." for n in range(40)], [persona(name) for name in CAST])
    assert [line.voice for line in lines[:5]] == list(CAST)
    assert len({line.group for line in lines}) > 10
    assert all(0.5 <= line.style.intensity <= 1.5 for line in lines)
    assert chapter(["A."], [persona(CAST[0])]) == chapter(["A."], [persona(CAST[0])])


def test_drift_counts_lines_that_are_somebody_elses():
    study = world(voices=120)
    embedding = learn(study)
    cast = [persona(name) for name in CAST[:2]]
    lines = chapter([f"Line {n}." for n in range(8)], cast)
    noise = np.random.default_rng(1).normal(0, 0.3, (8, len(NAMES)))
    known = {who.id: study.features[n, :1] for n, who in enumerate(cast)}
    spoken = np.array([known[line.voice][0] for line in lines]) + noise
    row = drift(embedding, 0.0, lines, spoken, known)
    assert row["lines"] == 8
    assert row["same voice"] == row["closest of 2"] == 1.0
    swapped = spoken[[1, 0, 3, 2, 5, 4, 7, 6]]
    assert drift(embedding, 0.0, lines, swapped, known)["closest of 2"] == 0.0


def test_two_processes_give_the_same_bytes(tiny_pack: Path):
    first = fingerprint(tiny_pack, "villain", "Hello.")
    assert len(first) == 64
    assert fingerprint(tiny_pack, "villain", "Hello.") == first
    assert fingerprint(tiny_pack, "villain", "Hello there.") != first
