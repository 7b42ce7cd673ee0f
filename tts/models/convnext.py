"""A stack of ConvNeXt blocks (Liu et al. 2022, in one dimension as in `vocos`), laid out for inference.

The blocks of `vocos` go back and forth between two layouts and touch memory a dozen times; here depthwise
convolution and normalisation are one compiled pass over frames, the scale of each block is folded into its
last weights, and where the processor multiplies bfloat16 matrices the two products are done in it.

Shapes: B utterances, T frames, D channels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tts.compiled import kernel, part

Precision = Literal["float32", "bfloat16"]
PRECISIONS: dict[Precision, torch.dtype] = {"float32": torch.float32, "bfloat16": torch.bfloat16}

_TAPS = 7  # frames that the convolution spans
_BUCKET = 32  # frames are padded to a multiple: oneDNN compiles, and keeps, a kernel for each number of them


class Stack:
    """The blocks of a trained network on the CPU; (B, T, D) float32 → the same."""

    def __init__(self, blocks: Iterable[Any], precision: Precision) -> None:
        """blocks: `vocos.modules.ConvNeXtBlock`. precision: of the matrix products."""
        self._kind = PRECISIONS[precision]
        self._blocks = [_Block(block, self._kind) for block in blocks]

    def __call__(self, x: Tensor) -> Tensor:
        made = x.float().contiguous().clone()
        for utterance in made:
            frames, dim = utterance.shape
            room = torch.zeros(-(-frames // _BUCKET) * _BUCKET, dim, dtype=self._kind)
            for block in self._blocks:
                block.add_to(utterance, room)
        return made


class _Block:
    def __init__(self, block: Any, kind: torch.dtype) -> None:
        conv, norm = block.dwconv, block.norm
        self._kind = kind
        self._taps, self._shift, self._gain, self._offset = (
            part.detach().contiguous().numpy()
            for part in (conv.weight[:, 0].t(), conv.bias, norm.weight, norm.bias)
        )
        up, down, scale = block.pwconv1, block.pwconv2, block.gamma
        self._up = _Product(up.weight.to(kind), up.bias.to(kind))
        self._down = _Product((scale[:, None] * down.weight).to(kind), (scale * down.bias).to(kind))

    def add_to(self, x: Tensor, room: Tensor) -> None:
        """x (T, D) += what the block makes of it. room (≥ T, D): for what the products are given."""
        if self._kind == torch.bfloat16:
            bits = room.view(torch.int16).numpy().view(np.uint16)
            _mixed_bfloat16(x.numpy(), self._taps, self._shift, self._gain, self._offset, bits)
        else:
            _mixed(x.numpy(), self._taps, self._shift, self._gain, self._offset, room.numpy())
        x.add_(self._down(F.gelu(self._up(room)))[: len(x)])


class _Product:
    """A linear layer. In bfloat16 its weights are brought once into the order that oneDNN wants, which takes
    longer than multiplying a few dozen frames and would else be done in every call."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        self._weight, self._bias = weight.detach(), bias.detach()
        self._packed = weight.dtype == torch.bfloat16 and hasattr(torch.ops.mkldnn, "_linear_pointwise")
        if self._packed:
            self._weight = torch.ops.mkldnn._reorder_linear_weight(self._weight)

    def __call__(self, x: Tensor) -> Tensor:
        if not self._packed:
            return F.linear(x, self._weight, self._bias)
        out: Tensor = torch.ops.mkldnn._linear_pointwise(x, self._weight, self._bias, "none", [], "")
        return out


@part(freely=True)
def _mixed_frame(x: Any, frame: int, taps: Any, shift: Any, out: Any) -> Any:
    """out (D,) = the convolution of x (T, D) at a frame, less its mean; returns what makes its spread 1."""
    size = x.shape[1]
    for k in range(size):
        out[k] = shift[k]
    for tap in range(max(0, _TAPS // 2 - frame), min(_TAPS, len(x) + _TAPS // 2 - frame)):
        values, weights = x[frame + tap - _TAPS // 2], taps[tap]
        for k in range(size):
            out[k] += weights[k] * values[k]
    mean = np.float32(0)
    for k in range(size):
        mean += out[k]
    mean /= np.float32(size)
    square = np.float32(0)
    for k in range(size):
        out[k] -= mean
        square += out[k] * out[k]
    return np.float32(1) / np.float32(np.sqrt(square / np.float32(size) + np.float32(1e-6)))


@kernel(freely=True)
def _mixed(x: Any, taps: Any, shift: Any, gain: Any, offset: Any, out: Any) -> None:
    """Depthwise convolution over the frames of x (T, D), then layer normalisation → out (T, D)."""
    for frame in range(len(x)):
        result = out[frame]
        factor = _mixed_frame(x, frame, taps, shift, result)
        for k in range(x.shape[1]):
            result[k] = result[k] * factor * gain[k] + offset[k]


@kernel(freely=True)
def _mixed_bfloat16(x: Any, taps: Any, shift: Any, gain: Any, offset: Any, out: Any) -> None:
    """As `_mixed`; out: the bits of bfloat16 numbers, rounded to even."""
    row = np.empty(x.shape[1], np.float32)
    for frame in range(len(x)):
        result = out[frame]
        factor = _mixed_frame(x, frame, taps, shift, row)
        for k in range(x.shape[1]):
            bits = np.float32(row[k] * factor * gain[k] + offset[k]).view(np.uint32)
            tie = (bits >> np.uint32(16)) & np.uint32(1)
            result[k] = np.uint16((bits + np.uint32(0x7FFF) + tie) >> np.uint32(16))
