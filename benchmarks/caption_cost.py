"""What a caption costs on one CPU thread: understanding it and embedding it, which every take needs.

python -m benchmarks.caption_cost --pack tts/packs/base --out runs/bench
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np


def milliseconds(work: Callable[[str], object], captions: Sequence[str]) -> list[float]:
    """How long the work takes on each caption."""
    found = []
    for caption in captions:
        started = time.perf_counter()
        work(caption)
        found.append(1000 * (time.perf_counter() - started))
    return found


def main(
    pack: Path = Path("tts/packs/base"),
    out: Path = Path("runs/bench"),
    rounds: int = 20,
    quick: bool = False,
) -> None:
    """Median and 95th percentile of the milliseconds that a caption takes, after all were read once: the
    first caption of a process loads the tables, and the first that no rule knows fits the guesser of its
    language, half a second each."""
    import torch

    from benchmarks.leak import CAPTIONS
    from benchmarks.obedience import CAPTIONS as PLAIN
    from benchmarks.report import publish
    from tts.pack import VoicePack
    from tts.style.captions import understand

    torch.set_num_threads(1)
    encoder = VoicePack.from_pretrained(pack).caption_encoder
    captions = [*CAPTIONS, *(caption for wordings in PLAIN.values() for caption in wordings)]
    distinct = captions
    captions = distinct * (3 if quick else rounds)

    def encode(caption: str) -> object:
        return encoder.encode([caption])

    def both(caption: str) -> object:
        return understand(caption), encode(caption)

    rows = []
    for name, work in (("understand", understand), ("encode", encode), ("both", both)):
        milliseconds(work, distinct)
        taken = milliseconds(work, captions)
        p50, p95, longest = np.quantile(taken, [0.5, 0.95, 1.0])
        rows.append(
            {
                "step": name,
                "captions": len(taken),
                "p50 ms": float(p50),
                "p95 ms": float(p95),
                "longest ms": float(longest),
            }
        )
    publish("caption_cost", rows, out, pack=str(pack), quick=quick)


if __name__ == "__main__":
    import typer

    typer.run(main)
