"""Linear layers with 8-bit weights: what a decoding step reads from memory, cut to a quarter.

One step multiplies a handful of rows by every weight once, so that it is memory that costs time. Weights are
rounded to whole 127ths of the largest of their output channel, activations to bfloat16.

What a row gives does not depend on the rows beside it, to the last bit: a take is the same in any batch.
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


class RowLinear(nn.Module):
    """A linear layer that multiplies row by row: matrix products sum in another order for other numbers of
    rows."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.register_buffer("weight", linear.weight.detach().clone())
        self.register_buffer("bias", linear.bias.detach().clone())

    weight: Tensor
    bias: Tensor

    def forward(self, x: Tensor) -> Tensor:
        """(…, K) → (…, N)."""
        rows = x.reshape(-1, 1, x.shape[-1])
        count = len(rows)
        out = torch.baddbmm(self.bias.expand(count, 1, -1), rows, self.weight.t().expand(count, -1, -1))
        return out.view(*x.shape[:-1], -1)


def with_int8_steps(gpt: GPT) -> GPT:
    """A copy that decodes with 8-bit weights; the encoder, which works once a line, stays as it is."""
    small = copy.deepcopy(gpt)
    for name, module in list(small.named_modules()):
        part = name.split(".")[0]
        if isinstance(module, nn.Linear) and part in (*_PER_STEP, _EXACT):
            owner = small.get_submodule(name.rpartition(".")[0])
            made = RowLinear(module) if part == _EXACT else Int8Linear(module)
            setattr(owner, name.rpartition(".")[2], made)
    return small


_EXACT = "budget"  # small, and counts what is left to the frame


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
