"""What speaking costs: wall-clock and processor time for so many seconds of speech.

On an idle machine the real-time factor is what a listener waits; beside other work only processor time can be
compared, so both are kept.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Cost:
    """wall, cpu: s of the clock and of all the process' threads. seconds: of speech."""

    wall: float
    cpu: float
    seconds: float

    @property
    def row(self) -> dict[str, Any]:
        """Columns of a table: real-time factor, processor seconds a second of speech, and its inverse."""
        return {
            "RTF": self.wall / self.seconds,
            "CPU s/s": self.cpu / self.seconds,
            "× real time": self.seconds / self.wall,
        }


def cost_of(work: Callable[[], float], repeat: int = 3) -> Cost:
    """The cheapest, by processor time, of some runs of `work`, which returns the seconds it made; one run
    before them, which pays for what is done once, does not count."""
    work()
    found = []
    for _ in range(repeat):
        wall, cpu = time.perf_counter(), time.process_time()
        seconds = work()
        found.append(Cost(time.perf_counter() - wall, time.process_time() - cpu, seconds))
    return min(found, key=lambda cost: cost.cpu / cost.seconds)


def peak_memory() -> float:
    """Peak resident memory of this process so far, MiB."""
    if (
        _STATUS.exists()
    ):  # what `getrusage` tells begins, on Linux, with the memory of whoever started the process
        told = _STATUS.read_text(encoding="ascii")
        return int(told.partition("VmHWM:")[2].split()[0]) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)
