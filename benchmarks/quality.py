"""Speech quality as a network predicts that people would rate it: DNSMOS P.835 and P.808 (Reddy et al. 2022).

python -m benchmarks.quality some.wav folder/
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.memory import remembering

SAMPLE_RATE = 16_000  # Hz, of the network

Sound = tuple[NDArray[np.float32], int]
"""Samples (T,) within -1…1 and their rate in Hz."""


@dataclass(frozen=True)
class Quality:
    """Predicted opinion scores, 1 (bad) – 5 (excellent): all in all, speech, background, and P.808."""

    overall: float
    signal: float
    background: float
    p808: float


def rate(samples: NDArray[np.float32], sample_rate: int) -> Quality:
    """Rate one utterance. Raises ValueError when it is empty."""
    from scipy.signal import resample_poly

    if len(samples) == 0:
        raise ValueError("there are no samples to rate; give at least one")
    common = np.gcd(sample_rate, SAMPLE_RATE)
    if sample_rate != SAMPLE_RATE:
        samples = resample_poly(samples, SAMPLE_RATE // common, sample_rate // common)
    scores = _network()(np.clip(samples, -1, 1), SAMPLE_RATE, False)
    return Quality(*(float(scores[name]) for name in ("ovrl_mos", "sig_mos", "bak_mos", "p808_mos")))


def rate_all(sounds: Sequence[Sound], workers: int = 0, memory: Path | None = None) -> list[Quality]:
    """Rate every utterance, in order. workers: processes, 0 = one a core. memory: see `benchmarks.memory`."""
    count = min(workers or os.cpu_count() or 1, len(sounds))
    if count <= 1:
        return [_rate(sound, memory) for sound in sounds]
    listen = functools.partial(_rate, memory=memory)
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        return list(pool.map(listen, sounds, chunksize=max(1, len(sounds) // (8 * count))))


def mean(qualities: Sequence[Quality]) -> Quality:
    """Mean of each score. Raises ValueError when there is none."""
    if not qualities:
        raise ValueError("there is no rating to average; rate at least one utterance")
    return Quality(*(float(np.mean([getattr(q, f.name) for q in qualities])) for f in fields(Quality)))


def _rate(sound: Sound, memory: Path | None) -> Quality:
    return remembering(rate, memory)(*sound)


@functools.lru_cache(maxsize=1)
def _network() -> Any:
    """DNSMOS on one thread: left alone, its runtime takes all cores in every process."""
    import onnxruntime
    from speechmos import dnsmos

    class SingleThreaded(dnsmos.DNSMOS):  # type: ignore[misc]
        def __init__(self, primary: Path, p808: Path) -> None:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self.primary_model_path = str(primary)
            self.onnx_sess = onnxruntime.InferenceSession(str(primary), options)
            self.p808_onnx_sess = onnxruntime.InferenceSession(str(p808), options)

    models = Path(dnsmos.__file__).parent / "dnsmos_models"
    return SingleThreaded(models / "sig_bak_ovr.onnx", models / "model_v8.onnx")


def main(paths: list[Path], workers: int = 0, out: Path = Path("runs/bench")) -> None:
    """DNSMOS of audio files, and of all .wav files in folders."""
    import soundfile

    from benchmarks.report import publish

    files = [file for path in paths for file in (sorted(path.rglob("*.wav")) if path.is_dir() else [path])]
    if not files:
        raise SystemExit("found no audio; give .wav files or folders that hold some")
    ratings = rate_all([soundfile.read(file, dtype="float32") for file in files], workers)
    rows = [{"file": str(file), **vars(rating)} for file, rating in zip(files, ratings, strict=True)]
    publish("quality", [*rows, {"file": "mean", **vars(mean(ratings))}], out)


if __name__ == "__main__":
    import typer

    typer.run(main)
