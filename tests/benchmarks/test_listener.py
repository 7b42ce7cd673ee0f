"""The listener, on material whose truth is known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from benchmarks.functionals import NAMES
from benchmarks.listener import KINDS, Lessons, Listener, gender_by_rule, kind_of, lessons, row_of
from personas import presets
from personas.ages import age_group
from tts.corpus.manifest import Record, write_manifest
from tts.style.delivery import Delivery
from tts.style.identity import Identity


def world(each=30, seed=0) -> Lessons:
    """Kinds whose features are noise about a point of their own."""
    chance = np.random.default_rng(seed)
    points = np.random.default_rng(99).normal(0, 1, (len(KINDS), len(NAMES)))
    features = np.concatenate([point + chance.normal(0, 1.5, (each, len(NAMES))) for point in points])
    return Lessons(features, tuple(kind for kind in KINDS for _ in range(each)))


def test_what_was_learnt_is_known_again():
    listener = Listener.taught(world())
    test = world(seed=1)
    row = row_of(test.kinds, listener.hear(test.features), gender_by_rule(test.features))
    assert row["age"] > 0.95
    assert row["gender"] > 0.95
    assert row["takes"] == 30 * len(KINDS)
    shuffled = np.random.default_rng(2).permutation(test.features)
    assert row_of(test.kinds, listener.hear(shuffled), gender_by_rule(shuffled))["age"] < 0.6


def test_loudness_says_nothing():
    listener = Listener.taught(world())
    test = world(seed=1).features
    loud = test.copy()
    loud[:, [n for n, name in enumerate(NAMES) if name == "level" or name.startswith("loudness")]] += 40
    assert listener.hear(loud) == listener.hear(test)


def test_what_a_take_has_nothing_of_does_no_harm():
    test = world(seed=1).features[:3]
    test[0, NAMES.index("jitter")] = np.nan
    assert len(Listener.taught(world()).hear(test)) == 3


@pytest.mark.parametrize(
    ("pitch", "formants", "gender"),
    [
        (110, 1.0, "male"),
        (200, 1.15, "female"),
        (165, 1.0, "male"),
        (150, 1.15, "female"),
        (250, 1.0, "female"),
    ],
)
def test_the_rule_weighs_pitch_and_formants(pitch, formants, gender):
    row = np.zeros((1, len(NAMES)))
    row[0, NAMES.index("pitch mean")] = 12 * np.log2(pitch)
    for n in range(1, 5):
        row[0, NAMES.index(f"f{n} mean")] = np.log(500 * (2 * n - 1) * formants)
    assert gender_by_rule(row) == (gender,)


def test_presets_are_of_the_kind_that_they_claim():
    for each in presets():
        if each.gender == "neutral":
            continue
        child = age_group(each.age) == "child"
        assert kind_of(each.identity) == (age_group(each.age), "" if child else each.gender), each.id


def test_children_and_contradictions_have_no_gender():
    assert kind_of(Identity((0.0, 0.0, 0.0, 1.0), tract=1.2, pitch=280)) == ("child", "")
    assert kind_of(Identity((0.0, 0.0, 0.0, 1.0), pitch=100)) is None


def speech(pitch: float, chance: np.random.Generator) -> np.ndarray:
    """Four vowels with a wavering pitch and hisses between them."""
    time = np.arange(7_000) / 24_000
    parts = []
    for n in range(4):
        phase = np.cumsum(pitch * (1 + 0.04 * np.sin(2 * np.pi * (3 + n) * time)) / 24_000)
        vowel = sum(np.sin(2 * np.pi * k * phase) / k for k in range(1, 30)) * np.hanning(len(time))
        parts += [0.2 * vowel, 0.02 * chance.normal(size=2_500)]
    samples = np.concatenate(parts)
    return np.asarray(samples + 0.001 * chance.normal(size=len(samples)), np.float32)


def corpus(folder: Path) -> Path:
    """Four men, each with a plain utterance and an excited one."""
    shard = folder / "shard-00000"
    shard.mkdir(parents=True)
    records = []
    chance = np.random.default_rng(0)
    for voice in range(4):
        for take, intensity in enumerate((0.0, 1.0)):
            name = f"{voice}-{take}.wav"
            noisy = speech(100.0 + 5 * voice, chance)
            soundfile.write(shard / name, noisy, 24_000)
            records.append(
                Record(
                    id=name, audio=name, text="Ah.", duration=1.0, speaker="rms", intensity=intensity,
                    identity=Identity(pitch=100.0 + 5 * voice), delivery=Delivery(), group=str(voice),
                )
            )  # fmt: skip
    write_manifest(shard / "manifest.jsonl", records)
    return folder


def test_lessons_are_plain_one_a_voice_and_apart_from_tests(tmp_path):
    folder = corpus(tmp_path / "corpus")
    taught = lessons(folder, 2)
    test = lessons(folder, 2, skip=2)
    assert set(taught.kinds) | set(test.kinds) <= {("adult", "male")}
    column = NAMES.index("pitch mean")
    heard = [*taught.features[:, column], *test.features[:, column]]
    assert len(heard) == len(set(np.round(heard, 2))) == 4


def test_descriptions_are_labelled():
    folder = Path(__file__).parents[2] / "benchmarks" / "descriptions"
    for file in folder.glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert set(row) == {"description", "gender", "age"}
