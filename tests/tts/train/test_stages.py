"""Every stage learns something from a tiny corpus in a few steps."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch

from tts.models.aligner import Aligner
from tts.models.gpt import GPT
from tts.models.refiner import Refiner
from tts.models.tokenizer import Tokenizer
from tts.models.vocoder import Vocoder
from tts.models.voice import EMOTION_SIZE, VOICE_SIZE
from tts.pack import SIZES
from tts.train import loop, stages
from tts.train.features import Corpus
from tts.train.loop import Plan, Stage, train
from tts.train.stages import (
    aligner_stage,
    gpt_stage,
    refiner_stage,
    spectral_loss,
    tokenizer_stage,
    vocoder_stage,
)

TINY = SIZES["tiny"]


@pytest.fixture(scope="module")
def corpora(tiny_corpus: Path) -> tuple[Corpus, Corpus]:
    return Corpus(tiny_corpus), Corpus(tiny_corpus, "valid")


@pytest.fixture(autouse=True)
def seeded():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


def tokenizer() -> Tokenizer:
    return Tokenizer(VOICE_SIZE, **TINY["tokenizer"])


def make(name: str, corpora: tuple[Corpus, Corpus]) -> tuple[Stage, int]:
    """Stage and batch."""
    if name == "aligner":
        return aligner_stage(Aligner(**TINY["aligner"]), *corpora, frames=64), 4
    if name == "vocoder":
        return vocoder_stage(Vocoder(**TINY["vocoder"]), *corpora, frames=24), 4
    if name == "tokenizer":
        return tokenizer_stage(tokenizer(), *corpora, Aligner(**TINY["aligner"]), frames=64), 4
    if name == "decoder":
        return tokenizer_stage(tokenizer(), *corpora, frames=64, decoder_only=True), 4
    if name == "refiner":
        return refiner_stage(Refiner(VOICE_SIZE, **TINY["refiner"]), tokenizer(), *corpora, frames=64), 4
    codes = {c.id(i): np.arange(c.lengths[i] // 4) % 7 for c in corpora for i in range(len(c))}
    captions = {corpora[0].id(0): np.ones((1, 128), np.float32)}
    gpt = GPT(VOICE_SIZE, EMOTION_SIZE, **TINY["gpt"])
    return gpt_stage(gpt, *corpora, codes, captions), 200


def loss_of(stage: Stage, batch: object) -> float:
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(0)
        losses = stage.loss(stage.model.eval(), batch)
    assert all(torch.isfinite(value) for value in losses.values())
    return float(losses["loss"])


@pytest.mark.parametrize(
    ("name", "bf16"),
    [
        *((name, False) for name in ("aligner", "vocoder", "tokenizer", "decoder", "refiner", "gpt")),
        *((name, True) for name in ("aligner", "vocoder", "gpt")),
    ],
)
def test_the_loss_falls(monkeypatch, corpora, tmp_path, name, bf16):
    stage, size = make(name, corpora)
    assert stage.name == name
    monkeypatch.setattr(stages, "_CHECK_BATCHES", 1)
    clock = itertools.count()
    monkeypatch.setattr(loop, "time", type("Clock", (), {"monotonic": lambda self: float(next(clock))})())
    known = stage.sample(np.random.default_rng(0), size)
    first = loss_of(stage, known)
    before = {key: value.clone() for key, value in stage.model.state_dict().items()}

    steps = 24
    plan = Plan(minutes=steps / 60, batch=size, rate=4e-2, bf16=bf16)
    average = train(stage, plan, tmp_path, progress=False)
    assert loss_of(stage, known) < 0.97 * first
    changed = {key for key, value in stage.model.state_dict().items() if not torch.equal(before[key], value)}
    assert changed
    if name == "decoder":  # the codes stay as they are
        assert not [key for key in changed if key.startswith(("encoder", "to_code"))]
    log = (tmp_path / name / "log.csv").read_text().splitlines()
    assert len(log) == 2
    assert "nan" not in log[1]
    assert stage.check(average) == stage.check(average)  # always of the same batches


def test_checking_leaves_the_generator_alone(corpora):
    for name in ("gpt", "refiner"):
        stage, _ = make(name, corpora)
        state = torch.get_rng_state()
        stage.check(stage.model.eval())
        assert torch.equal(torch.get_rng_state(), state)


def test_a_batch_is_a_function_of_its_number(corpora):
    stage, batch = make("vocoder", corpora)
    for a, b in zip(*(stage.sample(np.random.default_rng((0, 7)), batch) for _ in range(2)), strict=True):
        assert torch.equal(a, b)


def test_padding_costs_nothing(corpora):
    """Longer padding of the same utterances leaves the GPT's loss as it is."""
    stage, batch = make("gpt", corpora)
    phrase, steps, extra = stage.sample(np.random.default_rng(1), batch)
    stage.model.eval()
    plain = stage.loss(stage.model, (phrase, steps, extra))

    def longer(x: torch.Tensor, value: int) -> torch.Tensor:
        return torch.nn.functional.pad(x, (0, 9), value=value)

    phrase = type(phrase)(
        **vars(phrase) | {"phones": longer(phrase.phones, 9), "accents": longer(phrase.accents, 1)}
    )
    steps = type(steps)(*(longer(stream, 3) for stream in vars(steps).values()))
    extra = {name: longer(value, 0) for name, value in extra.items()}
    for name, value in stage.loss(stage.model, (phrase, steps, extra)).items():
        torch.testing.assert_close(value, plain[name])


def test_spectral_loss_is_a_distance():
    wave = torch.randn(2, 9000)
    assert float(spectral_loss(wave, wave)) == pytest.approx(0, abs=1e-6)
    near, far = wave + 0.01 * torch.randn_like(wave), torch.randn(2, 9000)
    assert 0 < spectral_loss(near, wave) < spectral_loss(far, wave)
    assert torch.isfinite(spectral_loss(torch.zeros(1, 9000), torch.zeros(1, 9000)))


@pytest.mark.parametrize("name", ["tokenizer", "decoder", "gpt", "refiner"])
def test_losses_stay_on_the_models_device(corpora, name):
    """On "meta", as on a GPU, a tensor that was left on the CPU is an error."""
    stage, batch = make(name, corpora)
    losses = stage.loss(stage.model.to("meta").train(), stage.sample(np.random.default_rng(0), batch))
    losses["loss"].backward()
    assert {value.device.type for value in losses.values()} == {"meta"}
    assert all(w.grad.is_meta for w in stage.model.parameters() if w.requires_grad)
