"""A voice pack made ready to speak: what every line would prepare anew is prepared once. Trained weights are
shared with the pack, not copied, as far as they are used as they are."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from torch import nn

from tts.models.convnext import Precision, Stack
from tts.models.framenet import FrameNet
from tts.models.int8 import with_int8_steps
from tts.models.vocoder import Vocoder

if TYPE_CHECKING:
    from tts.pack import VoicePack

M = TypeVar("M", bound=nn.Module)


def native_precision() -> Precision:
    """bfloat16 where the processor multiplies matrices of it (Intel's AMX), else float32."""
    from llvmlite import binding

    return "bfloat16" if binding.get_host_cpu_features().get("amx-bf16") else "float32"


def ready(pack: VoicePack, precision: Precision) -> VoicePack:
    """The pack with 8-bit decoding steps and ConvNeXt stacks laid out for inference.

    precision: of the stacks' matrix products; bfloat16 changes a wave at -58 dB. What is around them stays
    in float32, and so does a published vocoder.
    """
    return replace(
        pack,
        gpt=with_int8_steps(pack.gpt),
        tokenizer=_with(pack.tokenizer, decoder=_stacked(pack.tokenizer.decoder, precision)),
        refiner=_with(pack.refiner, net=_stacked(pack.refiner.net, precision)),
        vocoder=_vocoder(pack.vocoder, precision),
    )


def _stacked(net: FrameNet, precision: Precision) -> FrameNet:
    changed = copy.copy(net)
    changed.stack = Stack(net.blocks, precision)
    return changed


def _vocoder(vocoder: nn.Module, precision: Precision) -> nn.Module:
    if not isinstance(vocoder, Vocoder):
        return vocoder
    changed = copy.copy(vocoder)
    changed.stack = Stack(vocoder.backbone.convnext, precision)
    return changed


def _with(module: M, **parts: nn.Module) -> M:
    """A copy that shares everything but these parts."""
    changed = copy.copy(module)
    changed._modules = {**module._modules, **parts}
    return changed
