"""The one training loop: any stage, CPU or GPU, one process or several, resumed exactly where it stopped."""

from __future__ import annotations

import copy
import csv
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from tts.train.team import join

CHECKPOINT_EVERY = 180.0  # s
BEST = "best.pt"


@dataclass(frozen=True)
class Plan:
    """How long and how to train.

    minutes: budget of training time; the learning rate falls to a tenth by a cosine over it.
    batch: utterances or crops a step. rate: highest learning rate. seed: fixes initial weights and batches.
    device: "cpu", "cuda", "cuda:1" … bf16: autocast to bfloat16. threads: CPU threads, 0 = leave alone.
    """

    minutes: float
    batch: int
    rate: float
    seed: int = 0
    device: str = "cpu"
    bf16: bool = True
    threads: int = 0
    betas: tuple[float, float] = (0.9, 0.98)
    decay: float = 0.01
    floor: float = 0.1
    ema: float = 0.999


@dataclass(frozen=True)
class Stage:
    """What is trained.

    name: of its folder under the run. model: trained in place. sample(rng, batch) → anything, on the CPU, in
    a background thread. loss(batch) → losses by name, "loss" is minimised. check() → figures at checkpoints,
    of which "loss" tells which is the best.
    """

    name: str
    model: nn.Module
    sample: Callable[[np.random.Generator, int], Any]
    loss: Callable[[nn.Module, Any], dict[str, Tensor]]
    check: Callable[[nn.Module], dict[str, float]]


def train(
    stage: Stage,
    plan: Plan,
    run: Path,
    progress: bool = True,
    at_checkpoint: Callable[[Path], None] | None = None,
) -> nn.Module:
    """Train until the plan's minutes are spent; returns the averaged model (EMA, Polyak & Juditsky 1992).

    Checkpoints to ``run/<stage>/last.pt`` every `CHECKPOINT_EVERY` seconds and goes on from it when it
    exists; ``best.pt`` holds the averaged model whose check had the least loss. Batch n is a function of
    (seed, n) alone, so that a resumed run sees what an uninterrupted one would.
    at_checkpoint: called with the stage's folder after each checkpoint.

    Several processes under ``accelerate launch`` train one model: a step takes a batch of (seed, n, rank) of
    each and averages their gradients. The main process (rank 0, whose batches are those of a run alone) keeps
    the time, checks, logs its losses and writes; an exact resumption takes as many processes as before.
    """
    folder = run / stage.name
    folder.mkdir(parents=True, exist_ok=True)
    if plan.threads:
        torch.set_num_threads(plan.threads)
    team = join(plan.device)
    device = team.device
    model = stage.model.to(device).train()
    average = copy.deepcopy(model).eval().requires_grad_(False)
    weights = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in weights if p.ndim > 1], "weight_decay": plan.decay},
            {"params": [p for p in weights if p.ndim <= 1], "weight_decay": 0.0},
        ],
        lr=plan.rate,
        betas=plan.betas,
        fused=device.type == "cuda",
    )
    step, spent = 0, 0.0
    last = folder / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
        generators = [state, *state.get("others", ())]
        if team.rank < len(generators):
            _set_generators(generators[team.rank], device)
        else:  # more processes than before
            torch.manual_seed(plan.seed + step + team.rank)
    else:
        torch.manual_seed(plan.seed + team.rank)

    log = Log(folder, board=team.leads)
    budget = plan.minutes * 60
    saved = began = time.monotonic()
    before = spent
    bar = _bar(stage.name, budget, spent, progress and team.leads)
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(stage.sample, _random(plan.seed, step, team.rank), plan.batch)
        while spent < budget:
            batch = pending.result()
            pending = pool.submit(stage.sample, _random(plan.seed, step + 1, team.rank), plan.batch)
            rate = plan.rate * _schedule(step, spent / budget, plan.floor)
            for group in optimiser.param_groups:
                group["lr"] = rate
            with torch.autocast(device.type, torch.bfloat16, enabled=plan.bf16):
                losses = stage.loss(model, batch)
            optimiser.zero_grad(set_to_none=True)
            losses["loss"].backward()  # type: ignore[no-untyped-call]
            team.average_gradients(weights)
            norm = nn.utils.clip_grad_norm_(weights, 1.0)
            if torch.isfinite(norm):  # a rare overflow in bf16 costs one step, not the run
                optimiser.step()
            step += 1
            keep = min(plan.ema, (1 + step) / (10 + step))
            with torch.no_grad():
                for slow, fast in zip(average.parameters(), model.parameters(), strict=True):
                    slow.lerp_(fast, 1 - keep)
            log.add({name: float(value.detach()) for name, value in losses.items()})
            now = time.monotonic()
            spent, due = team.told(before + now - began, now - saved > CHECKPOINT_EVERY)
            bar.n = min(spent, budget) / 60
            bar.set_postfix_str(f"step {step} {log.latest()}", refresh=False)
            bar.update(0)
            if due or spent >= budget:
                figures = stage.check(average) if team.leads else {}
                generators = team.gathered(_generators(device))
                if team.leads:
                    log.write(step, spent / 60, rate, figures)
                    _keep_best(folder, average, figures["loss"])
                    state = {
                        "model": model.state_dict(),
                        "average": average.state_dict(),
                        "optimiser": optimiser.state_dict(),
                        "step": step,
                        "spent": spent,
                        **generators[0],
                    }
                    if team.size > 1:
                        state["others"] = generators[1:]
                    torch.save(state, folder / "partial.pt")
                    (folder / "partial.pt").replace(last)
                    if at_checkpoint is not None:
                        at_checkpoint(folder)
                saved = time.monotonic()
    bar.close()
    team.wait()
    return average


def _keep_best(folder: Path, average: nn.Module, loss: float) -> None:
    """Keep the averaged model whose check had the least loss: a long run may overfit a small corpus."""
    best = folder / BEST
    if best.exists() and torch.load(best, map_location="cpu", weights_only=True)["loss"] <= loss:
        return
    partial = best.with_suffix(".partial")
    torch.save({"average": average.state_dict(), "loss": loss}, partial)
    partial.replace(best)


def _random(seed: int, step: int, rank: int) -> np.random.Generator:
    """Of one process' batch; a rank of 0 leaves (seed, step) as it is, since NumPy pads with zeros."""
    return np.random.default_rng((seed, step, rank))


def _generators(device: torch.device) -> dict[str, Tensor]:
    """State of torch's generators, which losses draw noise from."""
    state = {"rng": torch.get_rng_state()}
    if device.type == "cuda":
        state["rng_cuda"] = torch.cuda.get_rng_state(device)
    return state


def _set_generators(state: dict[str, Any], device: torch.device) -> None:
    torch.set_rng_state(state["rng"].cpu())
    if device.type == "cuda" and "rng_cuda" in state:
        torch.cuda.set_rng_state(state["rng_cuda"].cpu(), device)


def _schedule(step: int, share: float, floor: float) -> float:
    """Linear warm-up over 200 steps, then a cosine from 1 to the floor."""
    cosine = floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * min(share, 1.0)))
    return min(1.0, (step + 1) / 200) * cosine


def _bar(name: str, budget: float, spent: float, progress: bool) -> Any:
    from tqdm import tqdm

    return tqdm(
        total=round(budget / 60, 2), initial=round(spent / 60, 2), unit="min", desc=name, disable=not progress
    )


class Log:
    """Mean losses since the last line, and the checks, to ``log.csv`` (and TensorBoard when installed).

    board: whether to TensorBoard at all.
    """

    def __init__(self, folder: Path, board: bool = True) -> None:
        self._path = folder / "log.csv"
        self._sums: dict[str, float] = {}
        self._count = 0
        self._board: Any = None
        if not board:
            return
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError:
            return
        writer: Any = SummaryWriter
        self._board = writer(str(folder))

    def add(self, losses: dict[str, float]) -> None:
        for name, value in losses.items():
            self._sums[name] = self._sums.get(name, 0.0) + value
        self._count += 1

    def latest(self) -> str:
        return " ".join(f"{name} {total / self._count:.3f}" for name, total in self._sums.items())

    def write(self, step: int, minutes: float, rate: float, figures: dict[str, float]) -> None:
        row = {"step": step, "minutes": round(minutes, 2), "rate": rate}
        row |= {name: round(total / max(self._count, 1), 5) for name, total in self._sums.items()}
        row |= {f"check_{name}": round(value, 5) for name, value in figures.items()}
        new = not self._path.exists()
        with self._path.open("a", newline="") as out:
            writer = csv.writer(out)
            if new:
                writer.writerow(row)
            writer.writerow(row.values())
        if self._board:
            for name, value in row.items():
                self._board.add_scalar(name, value, step)
            self._board.flush()
        self._sums, self._count = {}, 0
