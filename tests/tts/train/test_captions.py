"""The caption encoder learns from what is known of a corpus, and embeds it once."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tts.corpus.manifest import Record, write_manifest
from tts.corpus.sample import emotional_delivery
from tts.errors import CorpusError
from tts.models.caption_encoder import EMBEDDING, CaptionEncoder
from tts.models.voice import DELIVERY_SCALE, DELIVERY_SIZE, EMOTION_SIZE
from tts.style.delivery import Delivery
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import Identity
from tts.style.lexicon import Entry
from tts.style.space import Style
from tts.train.captions import (
    SIZE,
    caption_embeddings,
    caption_stage,
    caption_targets,
    expression_targets,
)

WOMAN, MAN = Identity((0, 0, 0, 1), pitch=190.0), Identity(pitch=105.0)


def records() -> list[Record]:
    rng = np.random.default_rng(0)
    made = []
    for number in range(24):
        emotion = ("sad", "angry", "afraid")[number % 3]
        identity = WOMAN if number % 2 else MAN
        for take, (shares, intensity) in enumerate((({"neutral": 1.0}, 0.0), ({emotion: 1.0}, 1.2))):
            made.append(
                Record(
                    id=f"{number:02d}-{take}",
                    audio=f"{number:02d}-{take}.wav",
                    text="It rained.",
                    duration=1.0,
                    speaker="someone",
                    split="valid" if number >= 18 else "train",
                    group=str(number),
                    identity=identity,
                    emotions=shares,
                    intensity=intensity,
                    delivery=emotional_delivery(rng, shares, intensity) if take else Delivery(),
                )
            )
    return made


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    shard = tmp_path / "shard-00000"
    shard.mkdir()
    write_manifest(shard / "manifest.jsonl", records())
    return tmp_path


@pytest.fixture
def encoder() -> CaptionEncoder:
    torch.manual_seed(0)
    return CaptionEncoder(dim=32, layers=1).eval()


def test_targets_are_the_conditioning_of_the_models():
    record = replace(records()[1], delivery=Delivery(pitch=-2.0, whisper=1.0))
    told, known = caption_targets(record)
    assert told.shape == known.shape == (SIZE,)
    assert told[0] == pytest.approx(-2.0 / DELIVERY_SCALE[0])
    assert told[DELIVERY_SIZE - 1] == 1.0
    emotion = told[DELIVERY_SIZE : DELIVERY_SIZE + EMOTION_SIZE]
    assert emotion[EMOTION_IDS.index("sad")] == pytest.approx(1.2)
    assert emotion.sum() == pytest.approx(1.2)
    assert told[-4:].tolist() == [0, 1, 0, 0]  # a man, neither a child nor old
    assert known.all()


def test_unknown_parts_are_not_learnt():
    told, known = caption_targets(replace(records()[1], delivery=None, emotions={}, identity=None))
    assert not known.any()
    assert not told.any()
    between = Identity((0, 0, 0, 1), pitch=110.0)  # a woman's body with a man's pitch
    assert caption_targets(replace(records()[0], identity=between))[1][-4:].tolist() == [0, 0, 1, 1]


def test_expressions_teach_only_what_they_say():
    role = Entry("roles", "english", ("diva",), {"proud": 1.0}, 1.2, {"rate": -10.0}, {"gender": "female"})
    told, known = expression_targets(role, Style({"proud": 1.0}, 1.2, rate=-10.0))
    assert known[:DELIVERY_SIZE].tolist() == [0, 0, 1, *[0] * (DELIVERY_SIZE - 3)]
    assert told[2] < 0
    assert known[DELIVERY_SIZE:-4].all()
    assert told[DELIVERY_SIZE + EMOTION_IDS.index("proud")] == pytest.approx(1.2)
    assert (told[-4:].tolist(), known[-4:].tolist()) == ([1, 0, 0, 0], [1, 1, 0, 0])
    shout = Entry("manners", "english", ("hollering",), delivery={"shout": True})
    told, known = expression_targets(shout, Style(shout=True))
    assert known.sum() == 3
    assert (told * known)[3] > 0  # louder


def test_batches_hold_expressions_of_the_lexicon_too(corpus: Path, encoder: CaptionEncoder):
    stage = caption_stage(encoder, corpus)
    batches = [stage.sample(np.random.default_rng(seed), 64) for seed in range(4)]
    without_voice = torch.cat([known[:, -1] for _, _, known in batches]) == 0
    assert 0.1 < without_voice.float().mean() < 0.7


def test_batches_are_full_repeatable_and_never_the_same(corpus: Path, encoder: CaptionEncoder):
    stage = caption_stage(encoder, corpus)
    first, again, other = (stage.sample(np.random.default_rng(seed), 16) for seed in (1, 1, 2))
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert len(first[0]) == 16
    assert first[1].shape == first[2].shape == (16, SIZE)
    assert first[0].shape != other[0].shape or not torch.equal(first[0], other[0])


def test_the_stage_learns_and_is_checked(corpus: Path, encoder: CaptionEncoder):
    stage = caption_stage(encoder, corpus)
    before = stage.check(encoder)
    optimiser = torch.optim.AdamW(encoder.parameters(), lr=3e-3)
    encoder.train()
    for step in range(25):
        losses = stage.loss(encoder, stage.sample(np.random.default_rng(step), 16))
        optimiser.zero_grad()
        losses["loss"].backward()
        optimiser.step()
    after = stage.check(encoder.eval())
    assert after["loss"] < before["loss"]
    for kind in ("emotion", "sign"):
        for language in ("en", "zh"):
            assert 0 <= after[f"{kind}_{language}"] <= 1
    assert after["sign_en"] > 0.5


def test_a_corpus_of_which_nothing_is_known_is_refused(tmp_path: Path, encoder: CaptionEncoder):
    bare = [replace(r, identity=None, emotions={}, intensity=0.0, delivery=None) for r in records()]
    write_manifest(tmp_path / "manifest.jsonl", bare)
    with pytest.raises(CorpusError, match="dramatis corpus annotate"):
        caption_stage(encoder, tmp_path)


def test_captions_of_recordings_are_learnt(tmp_path: Path, encoder: CaptionEncoder):
    own = {"en": ("through gritted teeth",)}
    write_manifest(
        tmp_path / "manifest.jsonl",
        [replace(r, identity=None, delivery=None, captions=own) for r in records()],
    )
    tokens, _, _ = caption_stage(encoder, tmp_path).sample(np.random.default_rng(0), 64)
    texts = {bytes(byte - 2 for byte in row if byte > 1).decode() for row in tokens.tolist()}
    assert len(texts) > 1
    embeddings = caption_embeddings(encoder, tmp_path, ["01-1"], wordings=50)["01-1"]
    assert np.abs(embeddings - encoder.encode(own["en"]).numpy()).max(-1).min() < 1e-2


def test_embeddings_are_the_encoders_and_several_an_utterance(corpus: Path, encoder: CaptionEncoder):
    ids = ["00-0", "00-1", "20-1"]
    found = caption_embeddings(encoder, corpus, ids, wordings=3)
    assert list(found) == ids
    for each in found.values():
        assert each.dtype == np.float16
        assert each.shape[1] == EMBEDDING
        assert 1 <= len(each) <= 3
    assert not np.array_equal(found["00-1"][0], found["20-1"][0])


def test_embeddings_are_kept_for_their_encoder(corpus: Path, encoder: CaptionEncoder):
    cache = corpus / "features" / "captions.npz"
    first = caption_embeddings(encoder, corpus, ["00-1"])
    os.utime(cache, (1, 1))
    again = caption_embeddings(encoder, corpus, ["00-1"])
    assert np.array_equal(first["00-1"], again["00-1"])
    assert cache.stat().st_mtime == 1
    more = caption_embeddings(encoder, corpus, ["00-1", "02-1"])
    assert np.array_equal(first["00-1"], more["00-1"])
    torch.manual_seed(1)
    other = caption_embeddings(CaptionEncoder(dim=32, layers=1), corpus, ["00-1"])
    assert not np.array_equal(first["00-1"], other["00-1"])


def test_an_utterance_without_captions_is_left_out(tmp_path: Path, encoder: CaptionEncoder):
    known, bare = records()[1], replace(records()[0], identity=None, emotions={}, delivery=None)
    write_manifest(tmp_path / "manifest.jsonl", [known, bare])
    assert list(caption_embeddings(encoder, tmp_path, [bare.id, known.id])) == [known.id]
    with pytest.raises(CorpusError, match="'99'"):
        caption_embeddings(encoder, tmp_path, ["99"])
