"""Linear layers with 8-bit weights: what a decoding step reads from memory, cut to a quarter.

One step multiplies a handful of rows by every weight once, so that it is memory that costs time. Weights are
rounded to whole 127ths of the largest of their output channel, activations to bfloat16.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from tts.models.gpt import GPT


class Int8Linear(nn.Module):
    """A trained linear layer (K → N) with symmetric 8-bit weights, a scale for each of its N outputs; CPU."""

    weight: Tensor
    scale: Tensor
    bias: Tensor | None

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        weight = linear.weight.detach().float()
        scale = (weight.abs().amax(1) / 127).clamp(min=1e-12).bfloat16()
        self.register_buffer(
            "weight", (weight / scale.float()[:, None]).round().clamp(-127, 127).to(torch.int8)
        )
        self.register_buffer("scale", scale)
        self.register_buffer("bias", None if linear.bias is None else linear.bias.detach().clone())

    def forward(self, x: Tensor) -> Tensor:
        """(…, K) float → (…, N) float."""
        rows = x.reshape(-1, x.shape[-1]).bfloat16()
        out = torch._weight_int8pack_mm(rows, self.weight, self.scale).float()
        if self.bias is not None:
            out = out + self.bias
        return out.view(*x.shape[:-1], -1)


def with_int8_steps(gpt: GPT) -> GPT:
    """A copy that decodes with 8-bit weights; the encoder, which works once a line, stays as it is."""
    small = copy.deepcopy(gpt)
    for name, module in list(small.named_modules()):
        if isinstance(module, nn.Linear) and name.split(".")[0] in _PER_STEP:
            owner = small.get_submodule(name.rpartition(".")[0])
            setattr(owner, name.rpartition(".")[2], Int8Linear(module))
    return small


_PER_STEP = (
    "layers",
    "pointer",
    "window",
    "mix",
    "to_advance",
    "to_voicing",
    "to_pitch",
    "to_energy",
    "to_code",
)
