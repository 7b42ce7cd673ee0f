"""Which of a corpus' utterances judges learn from."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.functionals import NAMES
from benchmarks.study import study
from tts.corpus.manifest import Record, write_manifest
from tts.errors import CorpusError
from tts.style.identity import Identity

pytest.importorskip("parselmouth")

RATE = 24_000


def record(name, group, identity, emotions, intensity):
    return Record(
        f"{group}-{name}", f"{group}-{name}.wav", "One.", 1.0, "rms", group=group, identity=identity,
        emotions=emotions, intensity=intensity,
    )  # fmt: skip


def sound(path, pitch):
    import soundfile

    times = np.arange(RATE) / RATE
    phase = 2 * np.pi * np.cumsum(pitch * 2 ** (np.sin(8 * times) / 6)) / RATE
    wave = sum(np.cos(k * phase) / k for k in range(1, 30)) * (np.sin(2 * np.pi * 3 * times) > -0.3)
    noise = 0.05 * np.random.default_rng(0).standard_normal(RATE)
    soundfile.write(path, 0.05 * (wave + noise), RATE)


@pytest.fixture
def corpus(tmp_path):
    """One voice that says a sentence plainly and sadly, three voices that say one, one with a mixture."""
    neutral, sad, mixed = {"neutral": 1.0}, {"sad": 1.0}, {"sad": 0.5, "happy": 0.5}
    voices = [Identity(pitch=100.0 + 10 * n) for n in range(4)]
    records = [
        record("2", "trio", voices[0], sad, 1.6),
        record("0", "trio", voices[0], neutral, 0.0),
        record("1", "trio", voices[0], sad, 0.4),
        *(record(str(n), "three", voices[n], neutral, 0.0) for n in range(3)),
        record("0", "mixed", voices[3], neutral, 0.0),
        record("1", "mixed", voices[3], mixed, 0.5),
        record("2", "mixed", voices[3], mixed, 1.5),
    ]
    folder = tmp_path / "corpus" / "shard-00000"
    folder.mkdir(parents=True)
    write_manifest(folder / "manifest.jsonl", records)
    for one in records:
        sound(folder / one.audio, 120 + 20 * one.intensity)
    return tmp_path / "corpus"


def test_trios_of_one_voice_and_one_emotion_in_order_of_intensity(corpus, tmp_path):
    found = study(corpus, 10, workers=1, memory=tmp_path / "heard")
    assert len(found) == 1
    assert found.emotions == ("sad",)
    assert found.intensities.tolist() == [[0.4, 1.6]]
    pitch = found.features[0, :, NAMES.index("pitch p50")]
    assert np.diff(pitch) == pytest.approx(12 * np.diff(np.log2([120, 128, 152])), abs=0.3)
    again = study(corpus, 10, workers=1, memory=tmp_path / "heard")
    assert np.array_equal(again.features, found.features)


def test_no_corpus_is_an_error(tmp_path):
    with pytest.raises(CorpusError, match=r"manifest\.jsonl"):
        study(tmp_path, 10, workers=1)
