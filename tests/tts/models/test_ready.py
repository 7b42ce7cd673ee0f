"""A pack made ready says the same, faster."""

from __future__ import annotations

import numpy as np
import pytest

from tts.line import plan
from tts.models.ready import native_precision, ready
from tts.pack import VoicePack
from tts.request import SpeechRequest
from tts.synthesis import Renderer, decode

LINE = "The keeper had gone, and the lamp with him."


@pytest.fixture(scope="module")
def pack() -> VoicePack:
    return VoicePack.new("tiny")


def spoken(pack):
    line = plan(SpeechRequest(LINE, seed=3), pack).lines[0]
    (streams,) = decode(pack, [line])
    return streams, Renderer(pack, line).window(streams, streams.frames)


def level(a, b) -> float:
    """dB of a - b against b."""
    return float(10 * np.log10(np.square(a - b).sum() / np.square(b).sum()))


@pytest.mark.parametrize(("precision", "most"), [("float32", -90), ("bfloat16", -40)])
def test_it_says_the_same(pack, precision, most):
    (streams, samples), (others, wave) = spoken(pack), spoken(ready(pack, precision))
    for name, values in vars(streams).items():
        assert values.tolist() == getattr(others, name).tolist()
    assert level(wave, samples) < most


def test_the_pack_stays_as_it_was(pack):
    prepared = ready(pack, native_precision())
    assert pack.gpt.steps is None
    assert pack.tokenizer.decoder.stack is None
    assert pack.vocoder.stack is None
    assert prepared.tokenizer.decoder.stack is not None
    assert prepared.vocoder.stack is not None
    assert prepared.hash == pack.hash
    shared = {id(p) for p in pack.tokenizer.parameters()}
    assert all(id(p) in shared for p in prepared.tokenizer.parameters())


def test_the_precision_is_one_of_ours():
    assert native_precision() in ("float32", "bfloat16")
