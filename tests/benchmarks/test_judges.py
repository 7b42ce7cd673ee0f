"""What the judges of voice and emotion learn, on material whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.constancy import kept, words
from benchmarks.embedding import equal_error, learn, traits
from benchmarks.functionals import NAMES
from benchmarks.recogniser import compare
from benchmarks.study import Study
from tts.style.identity import Identity


def world(voices=200, seed=0):
    """Voices whose features are a noisy linear picture of who they are, plus sentence and emotion."""
    chance = np.random.default_rng(seed)
    picture = np.random.default_rng(99).normal(0, 1, (8, len(NAMES)))
    identities = [
        Identity(
            mix=tuple(chance.dirichlet(np.ones(4)).tolist()),
            tract=chance.uniform(0.8, 1.3),
            pitch=chance.uniform(80, 300),
            brightness=chance.uniform(-4, 4),
            breath=chance.uniform(0, 0.5),
            roughness=chance.uniform(0, 0.5),
        )
        for _ in range(voices)
    ]
    who = np.array([traits(identity) for identity in identities])
    clean = ((who - who.mean(0)) / who.std(0)) @ picture
    features = clean[:, None] + chance.normal(0, 1.0, (voices, 3, len(NAMES)))
    return Study(features, tuple(identities), ("sad",) * voices, np.ones((voices, 2)))


def test_a_voice_is_known_again_among_others():
    learnt, held_out = world().split()
    assert len(learnt) == 160
    embedding = learn(learnt)
    points = embedding.embed(held_out.features)
    scores = np.stack([embedding.likeness(points[i, :2], points[:, 2]) for i in range(len(held_out))], 1)
    own = np.eye(len(held_out), dtype=bool)
    _, error = equal_error(scores[own], scores[~own])
    assert error < 0.05
    assert (scores.argmax(axis=1) == np.arange(len(held_out))).mean() > 0.9
    # More acquaintance makes surer.
    known = [
        embedding.likeness(points[:1, :n].reshape(-1, points.shape[-1]), points[:1, 2])[0] for n in (1, 2)
    ]
    assert np.isfinite(known).all()


def test_equal_error_of_known_scores():
    assert equal_error(np.array([2.0, 3.0]), np.array([0.0, 1.0]))[1] == 0
    threshold, error = equal_error(np.array([0.0, 2.0, 3.0, 4.0]), np.array([-1.0, 0.0, 1.0, 2.5]))
    assert error == pytest.approx(0.25)
    assert 1.0 < threshold <= 2.5


def test_voices_that_change_are_not_kept():
    study = world()
    embedding = learn(study)
    enrolled = {str(index): study.features[index, :2] for index in range(20)}
    plain = [(str(index), study.features[index, 2]) for index in range(20)]
    same = kept(embedding, enrolled, plain, plain)
    assert same["voice kept"] >= 0.9
    assert same["closest of 20"] > 0.9
    strangers = [(str(index), study.features[index + 50, 2]) for index in range(20)]
    other = kept(embedding, enrolled, plain, strangers)
    assert other["voice kept"] < 0.3
    assert other["closest of 20"] < 0.3


def test_word_errors_are_compared_line_by_line():
    before = [compare("one two three four", "one two three four")] * 10
    after = [compare("one two three four", "one two three")] * 10
    found = words(before, after)
    assert found["points more"] == pytest.approx(25)
    assert found["95 %"] == pytest.approx((25, 25))
    assert found["takes"] == 20
