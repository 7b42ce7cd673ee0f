"""The processes that train together: this one alone, or all that ``accelerate launch`` started."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from tts.errors import DramatisError

_PATIENCE = 24  # hours the others wait while the main process extracts features


@dataclass(frozen=True)
class Team:
    """A process among those that train one model, each on batches of its own.

    The models are not wrapped in DistributedDataParallel: losses call methods of the models (`Refiner.loss`,
    `Tokenizer.encode`) that it does not forward. Instead every gradient is averaged before it is clipped, so
    that all processes take the same steps from the same weights.

    rank: of this process, 0 is the main one, which alone writes files. size: how many there are.
    device: what this process computes on. accelerator: accelerate's, None when the process is alone.
    """

    rank: int
    size: int
    device: torch.device
    accelerator: Any = None

    @property
    def leads(self) -> bool:
        """Whether this is the main process."""
        return self.rank == 0

    def average_gradients(self, weights: Sequence[Tensor]) -> None:
        """Replace the gradient of each weight by its mean over the processes; a missing one counts as 0."""
        if self.size == 1:
            return
        grads = [w.grad if w.grad is not None else torch.zeros_like(w) for w in weights]
        mean = self.accelerator.reduce(torch.cat([grad.flatten() for grad in grads]), "mean")
        for weight, part in zip(weights, mean.split([weight.numel() for weight in weights]), strict=True):
            weight.grad = part.view_as(weight)

    def told(self, *numbers: float) -> tuple[float, ...]:
        """The main process' numbers, in every process."""
        if self.size == 1:
            return numbers
        from accelerate.utils import broadcast

        return tuple(broadcast(torch.tensor(numbers, dtype=torch.float64, device=self.device)).tolist())

    def gathered(self, value: Any) -> list[Any]:
        """Every process' value, by rank."""
        if self.size == 1:
            return [value]
        from accelerate.utils import gather_object

        return list(gather_object([value]))

    def wait(self) -> None:
        """Until every process is here."""
        if self.size > 1:
            self.accelerator.wait_for_everyone()

    @contextlib.contextmanager
    def main_first(self) -> Iterator[None]:
        """The others enter when the main process has left, and find what it computed on disk."""
        if not self.leads:
            self.wait()
        yield
        if self.leads:
            self.wait()

    def leave(self) -> None:
        """End the connection; the last thing a process does."""
        if self.size > 1:
            self.accelerator.end_training()


def join(device: str) -> Team:
    """The team of this process, of one unless ``accelerate launch`` (or torchrun) started several.

    device: "cpu", "cuda" or, for a process alone, "cuda:1" …; among several each gets a GPU of its own.
    Raises DramatisError when the device is not there or several processes lack `accelerate`.
    """
    wanted = _device(device)
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        return Team(0, 1, wanted)
    if wanted.index is not None:
        raise DramatisError(f"several processes cannot share {device}; give --device {wanted.type}")
    try:
        from accelerate import Accelerator, InitProcessGroupKwargs
    except ImportError:
        raise DramatisError(
            "training in several processes needs accelerate; install it with: pip install 'dramatis[train]'"
        ) from None
    from datetime import timedelta

    patience = InitProcessGroupKwargs(timeout=timedelta(hours=_PATIENCE))
    accelerator = Accelerator(cpu=wanted.type == "cpu", kwargs_handlers=[patience])
    own = accelerator.device if wanted.type == "cuda" else wanted
    return Team(accelerator.process_index, accelerator.num_processes, own, accelerator)


def _device(name: str) -> torch.device:
    try:
        device = torch.device(name)
    except RuntimeError:
        device = torch.device("meta")
    if device.type not in ("cpu", "cuda"):
        raise DramatisError(f"cannot train on device {name!r}; valid devices: cpu, cuda, cuda:1 …")
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise DramatisError(f"there is no device {name!r} here; give --device cpu")
    return device
