"""The weights of a decoding step in 8 bits: what it reads from memory, cut to a quarter.

One step multiplies a handful of rows by every weight once, so that it is memory that costs time. Weights are
rounded to whole 127ths of the largest of their output channel; activations stay as they are.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from tts.errors import PackError

if TYPE_CHECKING:
    from tts.models.gpt import GPT

Array = npt.NDArray[Any]

_ROWS = 4  # the kernels work on this many outputs at once (see `compiled.product`)


class Matrix(NamedTuple):
    """A linear layer, or several of one shape stacked in front: weight (…, N, K) int8, scale and bias
    (…, N) float32, N a multiple of four."""

    weight: Array
    scale: Array
    bias: Array


class Table(NamedTuple):
    """What the GPT adds for each value of the five streams and of the dwell, each (n, D) float32."""

    advance: Array
    voicing: Array
    pitch: Array
    energy: Array
    code: Array
    dwell: Array


class Mix(NamedTuple):
    """Residual SwiGLU: gain of its norm (D,), up (2 · hidden, D), down (D, hidden)."""

    norm: Array
    up: Matrix
    down: Matrix


class Layers(NamedTuple):
    """All attention layers, stacked: norms (L, D) and matrices (L, N, K)."""

    norm1: Array
    norm2: Array
    qkv: Matrix
    out: Matrix
    up: Matrix
    down: Matrix


class StepWeights(NamedTuple):
    """Everything that one decoding step reads, in the order in which it does; see `gpt.GPT`."""

    pointer: Matrix
    previous: Table
    budget_in: Array  # (D, 4) weights and (D,) bias beside them, float32: (D, 5)
    budget: Matrix
    layers: Layers
    norm: Array
    to_advance: Matrix
    window: Matrix
    to_voicing: Matrix
    now_voicing: Array
    prosody: Mix
    to_pitch: Matrix
    now_pitch: Array
    to_energy: Matrix
    now_energy: Array
    coding: Mix
    to_code: Matrix


def with_int8_steps(gpt: GPT) -> GPT:
    """The GPT, its weights shared, ready to decode without preparing its steps anew for every batch."""
    ready = copy.copy(gpt)
    ready.steps = step_weights(gpt)
    return ready


def step_weights(gpt: Any) -> StepWeights:
    """Round and lay out what a step needs of a GPT. Raises PackError when it is not on the CPU."""
    if (device := gpt.to_code.weight.device).type != "cpu":
        raise PackError(
            f"speech is decoded on the CPU, and this GPT is on {device}; move it with pack.to('cpu')"
        )
    layers = list(gpt.layers)
    first, _, second = gpt.budget
    previous = {name: _floats(table.weight) for name, table in gpt.previous.items()}
    return StepWeights(
        pointer=matrix(gpt.pointer),
        previous=Table(**previous, dwell=_floats(gpt.dwell.weight)),
        budget_in=np.concatenate([_floats(first.weight), _floats(first.bias)[:, None]], 1),
        budget=matrix(second),
        layers=Layers(
            norm1=np.stack([_floats(layer.norm1.weight) for layer in layers]),
            norm2=np.stack([_floats(layer.norm2.weight) for layer in layers]),
            qkv=_stacked([layer.qkv for layer in layers]),
            out=_stacked([layer.out for layer in layers]),
            up=_stacked([layer.up for layer in layers]),
            down=_stacked([layer.down for layer in layers]),
        ),
        norm=_floats(gpt.norm.weight),
        to_advance=matrix(gpt.to_advance),
        window=matrix(gpt.window),
        to_voicing=matrix(gpt.to_voicing),
        now_voicing=_floats(gpt.now_voicing.weight),
        prosody=_mix(gpt.mix["prosody"]),
        to_pitch=matrix(gpt.to_pitch),
        now_pitch=_floats(gpt.now_pitch.weight),
        to_energy=matrix(gpt.to_energy),
        now_energy=_floats(gpt.now_energy.weight),
        coding=_mix(gpt.mix["code"]),
        to_code=matrix(gpt.to_code),
    )


def matrix(linear: nn.Linear) -> Matrix:
    """A trained linear layer with symmetric 8-bit weights, a scale for each output."""
    weight = _floats(linear.weight)
    scale = np.maximum(np.abs(weight).max(1) / 127, 1e-12)
    rounded = np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8)
    bias = np.zeros(len(weight), np.float32) if linear.bias is None else _floats(linear.bias)
    spare = -len(weight) % _ROWS
    return Matrix(np.pad(rounded, ((0, spare), (0, 0))), np.pad(scale, (0, spare)), np.pad(bias, (0, spare)))


def rounded_steps(gpt: GPT) -> GPT:
    """A copy in plain float32 whose steps have the values that 8 bits leave of them."""
    copied = copy.deepcopy(gpt)
    copied.steps = None
    for name, module in copied.named_modules():
        if isinstance(module, nn.Linear) and (name.split(".")[0] in _PER_STEP or name == "budget.2"):
            kept = matrix(module)
            values = (kept.weight * kept.scale[:, None])[: module.out_features]
            with torch.no_grad():
                module.weight.copy_(torch.from_numpy(values))
    return copied


_PER_STEP = (
    "layers", "pointer", "window", "mix", "to_advance", "to_voicing", "to_pitch", "to_energy", "to_code",
)  # fmt: skip


def _mix(mix: Any) -> Mix:
    return Mix(_floats(mix.norm.weight), matrix(mix.up), matrix(mix.down))


def _stacked(linears: Sequence[nn.Linear]) -> Matrix:
    return Matrix(*(np.stack(parts) for parts in zip(*map(matrix, linears), strict=True)))


def _floats(tensor: torch.Tensor) -> npt.NDArray[np.float32]:
    return tensor.detach().float().contiguous().numpy()
