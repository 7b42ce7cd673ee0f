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
from tts.models.voice import EMOTION_SIZE, IDENTITY_SIZE, VOICE_SIZE
from tts.train.batches import frame_crops, phrases, wave_crops
from tts.train.features import Corpus, extract, frame_arrays, joined


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
        record = records[corpus.id(position)]
        assert utterance.ids == (record.id,)
        assert utterance.cuts == ((0, len(utterance.mel) // 4),)
        samples, _ = soundfile.read(corpus.wave(position))
        frames = len(samples) // HOP
        assert len(utterance.mel) == len(utterance.f0) == -(-frames // 4) * 4 == corpus.lengths[position]
        assert (utterance.mel[frames:] == pytest.approx(FLOOR, abs=0.01)) or len(utterance.mel) == frames
        assert len(utterance.phones) == len(utterance.starts) == len(record.phones)
        assert utterance.voice.shape == (1, VOICE_SIZE)
        assert utterance.emotion.shape == (1, EMOTION_SIZE)
        assert (
            utterance.emotion.sum() == (1.0 if "happy" in record.emotions else 0.0) or record.intensity == 0
        )
        assert utterance.mean == pytest.approx([record.identity.pitch])
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
    assert inputs.voice.shape[::2] == (5, VOICE_SIZE)
    assert inputs.manner.max() < inputs.voice.shape[1] <= 2
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


def test_a_joined_utterance_turns_from_one_rendering_to_the_other(corpus):
    first, second = corpus[0], corpus[1]  # of one voice, like all of a shard
    assert len(first.mel) != len(second.mel)
    for phone in range(1, len(first.phones)):
        both = joined(first, second, phone)
        (_, end), (begin, last) = both.cuts
        assert both.ids == first.ids + second.ids
        assert len(both.mel) == len(both.f0) == 4 * (end + last - begin)
        assert np.array_equal(both.mel[: 4 * end], first.mel[: 4 * end])
        assert np.array_equal(both.mel[4 * end :], second.mel[4 * begin :])
        assert (np.diff(both.starts) >= 1).all()
        assert both.starts[-1] < len(both.mel)
        assert abs(both.starts[phone] - 4 * end) <= 3
        assert both.manner.tolist() == [0] * phone + [1] * (len(first.phones) - phone)
        arrays = frame_arrays(both)
        assert {len(values) for values in arrays.values()} == {len(both.mel)}
        voiced = both.f0 > 0
        assert np.abs(12 * np.log2(arrays["f0"][voiced] / both.f0[voiced])).mean() < 1.0


def test_some_utterances_are_varied_and_the_same_for_the_same_draw(corpus):
    drawn = [corpus.varied(i % len(corpus), np.random.default_rng(i), share=1.0) for i in range(60)]
    assert {len(utterance.ids) for utterance in drawn} >= {2}
    again = corpus.varied(7 % len(corpus), np.random.default_rng(7), share=1.0)
    assert again.ids == drawn[7].ids
    assert np.array_equal(again.mel, drawn[7].mel)
    for utterance in drawn:
        assert np.array_equal(utterance.voice[0, :IDENTITY_SIZE], utterance.voice[-1, :IDENTITY_SIZE])
    assert all(len(corpus.varied(i % len(corpus), rng(), share=0.0).ids) == 1 for i in range(6))


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
        if not phrase.manner[row].any():
            assert steps.code[row, :count].tolist() == (np.arange(count) % 50).tolist()
        left = extra["left"][row, :count]
        assert left.tolist() in ([-1] * count, [4 * (count - k) for k in range(count)])
        assert phrase.frames[row] == left[0]
        assert (phrase.phones[row, int(phrase.length[row]) :] == 0).all()
        f0, _ = frame_pitch(steps.pitch[row, :count].numpy(), steps.voicing[row, :count].numpy(), 110.0, 2.2)
        assert f0.min() > 50
    assert steps.pitch.max() < PITCHES
    assert float(denormalise(torch.zeros(1))) > FLOOR
