"""What the judges of voice and emotion learn, on material whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.constancy import kept, words
from benchmarks.embedding import equal_error, learn, threshold
from benchmarks.functionals import NAMES
from benchmarks.material import sentences
from benchmarks.recogniser import compare
from benchmarks.voices import PLAIN, READINGS, Voices, readings
from tts.style.identity import SPEAKERS


def world(voices=200, seed=0):
    """Voices whose features picture who they are, and even more how they speak, with a little chance."""
    chance = np.random.default_rng(seed)
    picture, manner = np.random.default_rng(99).normal(0, 1, (2, 8, len(NAMES)))
    who = chance.normal(0, 1, (voices, 1, 8)) @ picture
    how = chance.normal(0, 3, (voices, 5, 8)) @ manner
    how[:, :PLAIN] *= 0.1
    features = 50 + who + how + chance.normal(0, 0.5, (voices, 5, len(NAMES)))
    return Voices(features, 9.0 * (1 - np.eye(voices)))


def test_a_voice_is_known_again_however_it_speaks():
    learnt, held_out = world().split()
    assert len(learnt) == 160
    embedding = learn(learnt)
    assert embedding.projection.shape[1] >= 8
    edge = threshold(embedding, held_out)
    assert edge.missed < 0.02
    assert edge.equal_error < 0.03
    points = embedding.embed(held_out.features)
    learned = embedding.embed(learnt.features)
    assert learned.std(axis=(0, 1)) == pytest.approx(np.ones(learned.shape[-1]), abs=0.15)
    scores = np.stack([embedding.likeness(known[:2], points[:, 4]) for known in points], axis=1)
    assert (scores.argmax(axis=1) == np.arange(len(held_out))).mean() > 0.95


def test_voices_next_to_each_other_are_no_strangers():
    learnt, held_out = world().split()
    embedding = learn(learnt)
    twins = Voices(np.repeat(held_out.features[:20], 2, axis=0), np.full((40, 40), 9.0))
    pairs = np.arange(40)[:, None] // 2 == np.arange(40) // 2
    taken = threshold(embedding, twins)
    told = threshold(embedding, Voices(twins.features, np.where(pairs, 0.0, 9.0)))
    assert told.least < taken.least
    assert told.equal_error < taken.equal_error


def test_what_a_take_has_nothing_of_counts_as_usual():
    embedding = learn(world())
    gap = world().features[0, 0].copy()
    gap[NAMES.index("mfcc3 mean")] = np.nan
    usual = gap.copy()
    usual[NAMES.index("mfcc3 mean")] = world().features[..., NAMES.index("mfcc3 mean")].mean()
    assert embedding.embed(gap) == pytest.approx(embedding.embed(usual))


def test_equal_error_of_known_scores():
    assert equal_error(np.array([2.0, 3.0]), np.array([0.0, 1.0]))[1] == 0
    threshold, error = equal_error(np.array([0.0, 2.0, 3.0, 4.0]), np.array([-1.0, 0.0, 1.0, 2.5]))
    assert error == pytest.approx(0.25)
    assert 1.0 < threshold <= 2.5


def test_voices_that_change_are_not_kept():
    learnt, held_out = world().split()
    embedding = learn(learnt)
    edge = threshold(embedding, held_out)
    enrolled = {str(index): held_out.features[index, :2] for index in range(20)}
    same = kept(embedding, edge, enrolled, [(str(n), held_out.features[n, 3]) for n in range(20)])
    assert same["takes"] == 20
    assert same["voice kept"] >= 0.9
    assert same["closest of 20"] > 0.9
    other = kept(embedding, edge, enrolled, [(str(n), held_out.features[n + 20, 3]) for n in range(20)])
    assert other["voice kept"] < 0.3
    assert other["closest of 20"] < 0.3


def test_readings_are_plain_first_and_in_sentences_of_their_own():
    pytest.importorskip("pyworld")
    lines = readings(8)
    assert len(lines) == 8 * READINGS
    for voice in range(8):
        own = lines[voice * READINGS : (voice + 1) * READINGS]
        assert len({line.text for line in own}) == READINGS
        assert len({line.identity for line in own}) == 1
        assert [not line.style.emotions for line in own] == [True] * PLAIN + [False] * (READINGS - PLAIN)
    assert {line.lead for line in lines} == set(SPEAKERS)
    assert not {line.text for line in lines} & set(sentences(11, 8, 18))


def test_word_errors_are_compared_line_by_line():
    before = [compare("one two three four", "one two three four")] * 10
    after = [compare("one two three four", "one two three")] * 10
    found = words(before, after)
    assert found["points more"] == pytest.approx(25)
    assert found["95 %"] == pytest.approx((25, 25))
    assert found["takes"] == 20
