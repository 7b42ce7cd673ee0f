"""Emotions told apart, or joined where they sound alike."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.emotion import Examples, classifier, lines, scores, spoken_examples, told_apart
from benchmarks.material import Line
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import Identity

pytest.importorskip("sklearn")


def sounds(seed=0, each=40):
    """Changes of three emotions, two of which sound the same."""
    chance = np.random.default_rng(seed)
    centres = {"angry": [6, 0, 0], "sad": [0, 6, 0], "ashamed": [0, 6, 0]}
    rows = [np.array(centre) + chance.normal(0, 1, (each, 3)) for centre in centres.values()]
    return Examples(np.concatenate(rows), tuple(name for name in centres for _ in range(each)))


def test_emotions_that_sound_alike_are_joined_and_no_others():
    groups = told_apart(sounds())
    assert set(groups) == {frozenset({"angry"}), frozenset({"sad", "ashamed"})}


def test_scores_over_emotions_and_over_groups():
    found = sounds()
    judge = classifier().fit(found.changes, found.emotions)
    row = scores(judge, sounds(seed=1), told_apart(found))
    assert row["takes"] == 120
    assert row["of 2 groups"] > 0.95
    assert 0.5 < row["of 3 emotions"] < 0.85


def test_takes_are_compared_with_the_plain_one_of_their_voice_and_text():
    asked = lines({"a": Identity(), "b": Identity(pitch=200)}, ["One.", "Two."])
    assert len(asked) == 4 * len(EMOTION_IDS)
    assert [line.group for line in asked[: len(EMOTION_IDS)]] == list(EMOTION_IDS)
    assert len({line.seed for line in asked}) == len(asked)
    assert all(1 <= line.style.intensity <= 2 for line in asked)

    def features(line: Line):
        # The voice and the sentence colour everything; the emotion adds its number.
        return [line.identity.pitch + len(line.text) + EMOTION_IDS.index(line.group), np.nan]

    found = spoken_examples(asked, np.array([features(line) for line in asked]))
    assert found.emotions == EMOTION_IDS[1:] * 4
    assert found.changes[:, 0].tolist() == list(range(1, len(EMOTION_IDS))) * 4
    assert not found.changes[:, 1].any()
