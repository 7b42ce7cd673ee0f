"""The least that our models can cost on this machine: their multiplications over its rate of multiplying.

Counted are the matrix products (two operations a weight) of everything that makes a second of speech; rates
are measured with products of the models' own shape, on one core. Nothing of what surrounds the products
(sums, norms, transforms, draws, measuring) is in the floor.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts.models.spectrogram import FRAMES_PER_SECOND
from tts.models.tokenizer import FRAMES_PER_TOKEN

if TYPE_CHECKING:
    from torch import nn

    from tts.models.convnext import Precision
    from tts.pack import VoicePack

PHONES_PER_SECOND = 12.0  # of plain speech
REFINER_STEPS = 2
_STEP = (
    "pointer", "budget", "layers", "to_advance", "window", "mix", "to_voicing", "to_pitch", "to_energy",
    "to_code",
)  # fmt: skip


def floors(pack: Path, cpu: float) -> list[dict[str, Any]]:
    """What our models' multiplications would take alone, and how many times that `cpu` is."""
    from tts.models.ready import native_precision
    from tts.pack import VoicePack

    voice = VoicePack.from_pretrained(pack)
    counted, size = operations(voice), step_bytes(voice)
    rates = {
        "float32": multiplying("float32"),
        "blocks in " + native_precision(): multiplying(native_precision()),
    }
    rows = []
    for name, rate in rates.items():
        blocks = counted["blocks"] / rate
        least = blocks + sum(counted[part] for part in counted if part != "blocks") / rates["float32"]
        rows.append(
            {
                "products": name,
                "10⁹ operations a s of speech": sum(counted.values()),
                "10⁹ operations/s": rate,
                "floor, CPU s/s": least,
                "measured, CPU s/s": cpu,
                "× floor": cpu / least,
            }
        )
    steps = 24_000 / 256 / 4
    least = 1e-9 * size * steps / reading(size)
    rows.append(
        {"products": "weights of single steps, read", "floor, CPU s/s": least, "10⁹ bytes/s": reading(size)}
    )
    return rows


def operations(pack: VoicePack) -> dict[str, float]:
    """Floating-point operations a second of speech, 10⁹, of each part of the models.

    blocks: the products inside ConvNeXt blocks, which may be done in bfloat16.
    """
    gpt, tokenizer, refiner = pack.gpt, pack.tokenizer, pack.refiner
    vocoder: Any = pack.vocoder
    steps = sum(_weights(getattr(gpt, name)) for name in _STEP)
    encoder = _weights(gpt.encoder)
    blocks = (
        _weights(tokenizer.decoder.blocks)
        + REFINER_STEPS * _weights(refiner.net.blocks)
        + _weights(vocoder.backbone.convnext)
    )
    rest = (
        _weights(tokenizer.condition)
        + _weights(tokenizer.decoder.inputs)
        + _weights(tokenizer.decoder.outputs)
        + REFINER_STEPS
        * sum(_weights(part) for part in (refiner.condition, refiner.net.inputs, refiner.net.outputs))
        + sum(_weights(part) for part in (vocoder.backbone.embed, vocoder.source, vocoder.head))
    )
    rates = {
        "encoder": (encoder, PHONES_PER_SECOND),
        "steps": (steps, FRAMES_PER_SECOND / FRAMES_PER_TOKEN),
        "blocks": (blocks, FRAMES_PER_SECOND),
        "rest": (rest, FRAMES_PER_SECOND),
    }
    return {name: 2e-9 * weights * rate for name, (weights, rate) in rates.items()}


def step_bytes(pack: VoicePack) -> int:
    """Bytes of 8-bit weights that one decoding step reads."""
    return sum(_weights(getattr(pack.gpt, name)) for name in _STEP)


def multiplying(precision: Precision, rows: int = 512) -> float:
    """10⁹ operations a second of products of `rows` × 256 with 256 × 768 numbers on this thread."""
    import torch

    from tts.models.convnext import PRECISIONS

    kind = PRECISIONS[precision]
    a, b = torch.randn(rows, 256).to(kind), torch.randn(256, 768).to(kind)
    return 2e-9 * a.numel() * 768 / _quickest(lambda: torch.mm(a, b))


def reading(size: int) -> float:
    """10⁹ bytes a second at which this thread reads `size` bytes again and again."""
    import numpy as np

    data = np.ones(size // 4, np.float32)
    return 1e-9 * size / _quickest(lambda: data.sum())


def _quickest(work: Any, repeat: int = 60) -> float:
    """Processor seconds of the fastest run."""
    times = []
    for _ in range(repeat):
        began = time.thread_time()
        for _ in range(4):
            work()
        times.append((time.thread_time() - began) / 4)
    return min(times)


def _weights(module: nn.Module) -> int:
    """Numbers that every input of a module is multiplied by."""
    from torch import nn

    kinds = (nn.Linear, nn.Conv1d)
    layers: Iterable[Any] = (part for part in module.modules() if isinstance(part, kinds))
    return sum(layer.weight.numel() for layer in layers)
