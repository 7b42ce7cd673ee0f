"""Features of a corpus, and the batches made of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tts.corpus.build import read_corpus
from tts.corpus.manifest import read_manifest, write_manifest
from tts.errors import CorpusError
from tts.models.gpt import PITCHES
from tts.models.spectrogram import FLOOR, HOP, MELS, denormalise, log_mel
from tts.models.streams import frame_energy, frame_pitch, phone_starts, pointers
from tts.models.voice import EMOTION_SIZE, VOICE_SIZE
from tts.train.batches import frame_crops, phrases, wave_crops
from tts.train.features import Corpus, extract, frame_arrays


@pytest.fixture(scope="module")
def corpus(tiny_corpus: Path) -> Corpus:
    return Corpus(tiny_corpus)


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_utterances_are_those_of_the_manifest(tiny_corpus, corpus):
    import soundfile

    records = {r.id: r for _, part in read_corpus(tiny_corpus) for r in part if r.split == "train"}
    assert len(corpus) == len(records) == 6
    assert len(Corpus(tiny_corpus, "valid")) == 2
    for position in range(len(corpus)):
        utterance = corpus[position]
        record = records[utterance.id]
        assert corpus.id(position) == utterance.id
        samples, _ = soundfile.read(corpus.wave(position))
        frames = len(samples) // HOP
        assert len(utterance.mel) == len(utterance.f0) == -(-frames // 4) * 4 == corpus.lengths[position]
        assert (utterance.mel[frames:] == pytest.approx(FLOOR, abs=0.01)) or len(utterance.mel) == frames
        assert len(utterance.phones) == len(utterance.starts) == len(record.phones)
        assert utterance.voice.shape == (VOICE_SIZE,)
        assert utterance.emotion.shape == (EMOTION_SIZE,)
        assert (
            utterance.emotion.sum() == (1.0 if "happy" in record.emotions else 0.0) or record.intensity == 0
        )
        assert utterance.mean == pytest.approx(record.identity.pitch)
        loud = np.quantile(frame_energy(utterance.mel), 0.9)
        assert -8 < loud < 10  # dB against active speech
    assert corpus.sorted_lengths.tolist() == sorted(corpus.lengths)


def test_extracting_again_does_nothing(tiny_corpus):
    assert extract(tiny_corpus) == 0


def test_the_arrays_are_those_of_the_engine(corpus):
    utterance = corpus[0]
    arrays = frame_arrays(utterance)
    voiced = utterance.f0 > 0
    assert (arrays["voiced"] == voiced).all()
    assert np.abs(12 * np.log2(arrays["f0"][voiced] / utterance.f0[voiced])).mean() < 0.6
    assert np.flatnonzero(np.diff(arrays["phone"])).tolist() == (utterance.starts[1:] - 1).tolist()


def test_what_is_missing_is_named(tiny_corpus, tmp_path):
    with pytest.raises(CorpusError, match="no features in"):
        Corpus(tmp_path)
    for change, expected in (
        ({"ends": ()}, "has no phone timings"),
        ({"measured": None}, "was not measured"),
    ):
        copy = Path(shutil.copytree(tiny_corpus / "shard-00000", tmp_path / expected / "shard-00000"))
        records = [replace(record, **change) for record in read_manifest(copy / "manifest.jsonl")]
        write_manifest(copy / "manifest.jsonl", records)
        with pytest.raises(CorpusError, match=expected):
            extract(copy.parent)


def test_frame_crops(corpus):
    mel, inputs = frame_crops(corpus, rng(), 5, 64)
    assert mel.shape == (5, 64, MELS)
    assert inputs.phone.shape == (5, 64)
    assert inputs.place.shape == (5, 64, 3)
    assert inputs.voice.shape == (5, VOICE_SIZE)
    again, _ = frame_crops(corpus, rng(), 5, 64)
    assert torch.equal(mel, again)


def test_wave_crops_fit_their_mel(corpus):
    wave, f0, voiced = wave_crops(corpus, rng(), 6, 48)
    assert wave.shape == (6, 48 * HOP)
    assert f0.shape == voiced.shape == (6, 48)
    assert wave.abs().max() <= 0.96
    assert (f0 > 0).all()
    assert set(voiced.unique().tolist()) <= {0.0, 1.0}
    energy = torch.from_numpy(frame_energy(log_mel(wave).numpy().reshape(-1, MELS))).view(6, -1)
    assert energy[voiced > 0].mean() > energy[voiced == 0].mean() - 6


@pytest.mark.parametrize("crops", [frame_crops, wave_crops])
def test_a_corpus_of_short_utterances_is_refused(corpus, crops):
    with pytest.raises(CorpusError, match=r"no utterance lasts the 10\.\d s"):
        crops(corpus, rng(), 2, 1000)


def test_phrases(corpus):
    codes = {corpus.id(i): np.arange(corpus.lengths[i] // 4) % 50 for i in range(len(corpus))}
    captions = {corpus.id(i): np.ones((2, 8), np.float32) for i in range(3)}
    phrase, steps, extra = phrases(corpus, codes, captions, rng(), 300)
    rows = len(phrase.length)
    assert 1 < rows <= 6
    for row in range(rows):
        count = int(extra["mask"][row].sum())
        advance = steps.advance[row, :count].numpy()
        assert len(phone_starts(advance)) == phrase.length[row]
        at, dwell = pointers(advance)
        assert extra["at"][row, :count].tolist() == at.tolist()
        assert extra["dwell"][row, :count].tolist() == dwell.tolist()
        assert steps.code[row, :count].tolist() == (np.arange(count) % 50).tolist()
        left = extra["left"][row, :count]
        assert left.tolist() in ([-1] * count, [4 * (count - k) for k in range(count)])
        assert phrase.frames[row] == left[0]
        assert (phrase.phones[row, int(phrase.length[row]) :] == 0).all()
        f0, _ = frame_pitch(steps.pitch[row, :count].numpy(), steps.voicing[row, :count].numpy(), 110.0, 2.2)
        assert f0.min() > 50
    assert steps.pitch.max() < PITCHES
    assert float(denormalise(torch.zeros(1))) > FLOOR
