"""The stages in the order of training: what each one sees, what it is punished for, how it is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tts.models.aligner import BLANK, Aligner, collapse_pauses, edit_distance
from tts.models.framenet import FrameInputs
from tts.models.gpt import GPT
from tts.models.refiner import Refiner
from tts.models.spectrogram import log_mel
from tts.models.tokenizer import Tokenizer
from tts.models.vocoder import harmonic_source
from tts.train.batches import frame_crops, phrases, wave_crops
from tts.train.features import Corpus
from tts.train.loop import Stage

LONGEST_CROP = 256
"""Frames of the longest stretch that a stage trains on and checks; shorter utterances cannot give it."""

_CHECK_BATCHES = 4
FrameBatch = tuple[Tensor, FrameInputs]


def _device(model: nn.Module) -> torch.device:
    return next(model.parameters()).device


def _averaged(sample: Callable[[np.random.Generator, int], Any], loss: Any, batch: int) -> Any:
    """Mean losses over a few fixed validation batches."""

    def check(model: nn.Module) -> dict[str, float]:
        sums: dict[str, float] = {}
        with torch.random.fork_rng(), torch.no_grad():
            torch.manual_seed(0)
            for number in range(_CHECK_BATCHES):
                for name, value in loss(model, sample(np.random.default_rng(number), batch)).items():
                    sums[name] = sums.get(name, 0.0) + float(value) / _CHECK_BATCHES
        return sums

    return check


# ---------------------------------------------------------------- aligner


def aligner_stage(model: Aligner, corpus: Corpus, valid: Corpus, frames: int = LONGEST_CROP) -> Stage:
    """CTC on the phones of a stretch, cross-entropy on the phone of each frame."""

    def loss(net: nn.Module, batch: FrameBatch) -> dict[str, Tensor]:
        device = _device(net)
        mel, phone = batch[0].to(device), collapse_pauses(batch[1].phone.to(device))
        mel = mel + 0.1 * torch.randn_like(mel) if net.training else mel
        ctc, frame = net(mel)
        targets = [torch.unique_consecutive(row) for row in phone]
        lengths = torch.tensor([len(t) for t in targets])
        recognised = F.ctc_loss(
            ctc.transpose(0, 1), torch.cat(targets), torch.full((len(mel),), mel.shape[1]), lengths, BLANK,
            zero_infinity=True,
        )  # fmt: skip
        framed = F.nll_loss(frame.transpose(1, 2), phone)
        return {"loss": recognised + framed, "ctc": recognised, "frame": framed}

    def check(net: nn.Module) -> dict[str, float]:
        assert isinstance(net, Aligner)
        mel, inputs = frame_crops(valid, np.random.default_rng(0), 32, frames)
        with torch.no_grad():
            figures = {name: float(value) for name, value in loss(net, (mel, inputs)).items()}
        errors = total = 0
        for heard, row in zip(net.recognise(mel.to(_device(net))), inputs.phone, strict=True):
            said = [int(p) for p in torch.unique_consecutive(collapse_pauses(row)) if p not in (BLANK, 1)]
            errors += sum(edit_distance(said, heard))
            total += len(said)
        return figures | {"phone_error": errors / total}

    return Stage("aligner", model, lambda rng, n: frame_crops(corpus, rng, n, frames), loss, check)


# ---------------------------------------------------------------- vocoder

_RESOLUTIONS = (256, 512, 1024, 2048)


def spectral_loss(made: Tensor, true: Tensor) -> Tensor:
    """Multi-resolution STFT: spectral convergence and log magnitude (Yamamoto et al. 2020). Both (B, n)."""
    total = made.new_zeros(())
    for size in _RESOLUTIONS:
        window = torch.hann_window(size, device=made.device)
        a, b = (
            torch.stft(x, size, size // 4, window=window, return_complex=True).abs() for x in (made, true)
        )
        floor = 1e-3 * size**0.5
        convergence = torch.linalg.norm(a - b) / torch.linalg.norm(b).clamp(min=1e-3)
        logs = F.l1_loss(a.clamp(min=floor).log(), b.clamp(min=floor).log())
        total = total + (convergence + logs) / len(_RESOLUTIONS)
    return total


def vocoder_stage(model: nn.Module, corpus: Corpus, valid: Corpus, frames: int = 48) -> Stage:
    """Copy-synthesis: the wave from its own mel and pitch."""

    def loss(net: nn.Module, batch: tuple[Tensor, Tensor, Tensor]) -> dict[str, Tensor]:
        device = _device(net)
        wave, f0, voiced = (x.to(device) for x in batch)
        with torch.autocast(device.type, enabled=False):
            mel = log_mel(wave)
            source, _ = harmonic_source(
                f0, voiced, torch.randn_like(wave), torch.rand(len(wave), device=device)
            )
        made = net(mel, source, voiced)
        with torch.autocast(device.type, enabled=False):
            mels = F.l1_loss(log_mel(made), mel)
            spectra = spectral_loss(made, wave)
        return {"loss": 15 * mels + 5 * spectra, "mel": mels, "spectra": spectra}

    return Stage(
        "vocoder",
        model,
        lambda rng, n: wave_crops(corpus, rng, n, frames),
        loss,
        _averaged(lambda rng, n: wave_crops(valid, rng, n, 128), loss, 8),
    )


# ---------------------------------------------------------------- tokenizer


def tokenizer_stage(
    model: Tokenizer,
    corpus: Corpus,
    valid: Corpus,
    listener: Aligner | None = None,
    frames: int = 192,
    decoder_only: bool = False,
) -> Stage:
    """Mel distance, the contrast between bands, and what a frozen recogniser still hears.

    decoder_only: leave the encoder, and with it the codes, as they are.
    """
    if decoder_only:
        for part in (model.encoder, model.encoder_condition, model.to_code):
            part.requires_grad_(False)
    if listener is not None:
        listener = listener.eval().requires_grad_(False)

    def loss(net: nn.Module, batch: FrameBatch) -> dict[str, Tensor]:
        device = _device(net)
        mel, inputs = batch[0].to(device), batch[1].to(device)
        made, _ = net(mel, inputs)
        made = made.float()
        distance = F.l1_loss(made, mel)
        contrast = F.l1_loss(made.diff(dim=-1), mel.diff(dim=-1))
        total = distance + 0.5 * contrast
        losses = {"mel": distance, "contrast": contrast}
        if listener is not None:
            heard = listener.to(device)(made)[1]
            losses["heard"] = F.nll_loss(heard.transpose(1, 2), collapse_pauses(inputs.phone))
            total = total + 0.05 * losses["heard"]
        return {"loss": total, **losses}

    def check(net: nn.Module) -> dict[str, float]:
        assert isinstance(net, Tokenizer)
        figures: dict[str, float] = _averaged(lambda rng, n: frame_crops(valid, rng, n, frames), loss, 16)(
            net
        )
        mel, inputs = frame_crops(valid, np.random.default_rng(0), 32, frames)
        with torch.no_grad():
            values = net.encode(mel.to(_device(net)), inputs.to(_device(net)))
        return figures | {"codes_used": len(torch.unique(net.quantiser.indices(values)))}

    return Stage(
        "decoder" if decoder_only else "tokenizer",
        model,
        lambda rng, n: frame_crops(corpus, rng, n, frames),
        loss,
        check,
    )


# ---------------------------------------------------------------- GPT

_SHARES = {"code": 1.0, "advance": 1.0, "pitch": 0.5, "voicing": 0.3, "energy": 0.3}


def gpt_stage(
    model: GPT,
    corpus: Corpus,
    valid: Corpus,
    codes: dict[str, np.ndarray],
    captions: dict[str, np.ndarray],
) -> Stage:
    """Cross-entropy of every stream. A plan's batch counts steps (tokens), not utterances."""

    def loss(net: nn.Module, batch: Any) -> dict[str, Tensor]:
        device = _device(net)
        phrase, steps, extra = batch
        phrase, steps = _moved(phrase, device), _moved(steps, device)
        extra = {name: value.to(device) for name, value in extra.items()}
        logits = net(phrase, steps, extra["at"], extra["dwell"], extra["left"])
        mask = extra["mask"]
        total = mask.new_zeros(())
        losses = {}
        for name, share in _SHARES.items():
            target = getattr(steps, name)
            weight = mask * (target > 0) if name == "pitch" else mask
            entropy = F.cross_entropy(logits[name].float().transpose(1, 2), target, reduction="none")
            losses[name] = (entropy * weight).sum() / weight.sum().clamp(min=1)
            total = total + share * losses[name]
        return {"loss": total, **losses}

    return Stage(
        "gpt",
        model,
        lambda rng, n: phrases(corpus, codes, captions, rng, n),
        loss,
        _averaged(lambda rng, n: phrases(valid, codes, captions, rng, n), loss, 4000),
    )


def _moved(record: Any, device: torch.device) -> Any:
    return type(record)(**{name: value.to(device) for name, value in vars(record).items()})


# ---------------------------------------------------------------- refiner


def refiner_stage(
    model: Refiner, tokenizer: Tokenizer, corpus: Corpus, valid: Corpus, frames: int = 192
) -> Stage:
    """Flow matching on what the tokenizer loses."""
    tokenizer = tokenizer.eval().requires_grad_(False)

    def loss(net: nn.Module, batch: FrameBatch) -> dict[str, Tensor]:
        assert isinstance(net, Refiner)
        device = _device(net)
        mel, inputs = batch[0].to(device), batch[1].to(device)
        with torch.no_grad():
            coarse = tokenizer.to(device)(mel, inputs)[0].float()
        return {"loss": net.loss(mel, coarse, inputs)}

    return Stage(
        "refiner",
        model,
        lambda rng, n: frame_crops(corpus, rng, n, frames),
        loss,
        _averaged(lambda rng, n: frame_crops(valid, rng, n, frames), loss, 32),
    )
