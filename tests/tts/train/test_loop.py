"""The training loop: what it learns, and that an interruption changes nothing."""

from __future__ import annotations

import csv
import itertools
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from tts.train import loop
from tts.train.loop import Plan, Stage, train


class Clock:
    """A second a step."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(loop, "time", clock)
    monkeypatch.setattr(loop, "CHECKPOINT_EVERY", 9.5)
    return clock


def regression(
    clock: Clock, stop_at: int | None = None, seen: list | None = None, best: float = 0.0
) -> Stage:
    """Learn a linear map; noise is drawn from torch's generator, as in the true stages.

    best: size of the first weights that the check likes most.
    """
    truth = torch.linspace(-1, 1, 6).view(2, 3)
    with torch.random.fork_rng():
        torch.manual_seed(3)
        model = nn.Sequential(nn.Linear(3, 4), nn.LayerNorm(4), nn.Linear(4, 2))
    count = itertools.count(1)

    def sample(rng: np.random.Generator, batch: int) -> torch.Tensor:
        return torch.from_numpy(rng.standard_normal((batch, 3)).astype(np.float32))

    def loss(net: nn.Module, x: torch.Tensor) -> dict[str, torch.Tensor]:
        clock.now += 1
        if next(count) == stop_at:
            raise KeyboardInterrupt
        if seen is not None:
            seen.append(x.clone())
        error = (net(x + 0.01 * torch.randn_like(x)) - x @ truth.T).float().square().mean()
        return {"loss": error, "twice": 2 * error}

    def check(net: nn.Module) -> dict[str, float]:
        size = float(net[0].weight.detach().norm())
        return {"loss": abs(size - best), "size": size}

    return Stage("line", model, sample, loss, check)


PLAN = Plan(minutes=40 / 60, batch=16, rate=3e-2, bf16=False)


def weights(model: nn.Module) -> list[torch.Tensor]:
    return [weight.detach().clone() for weight in model.parameters()]


@pytest.mark.parametrize("bf16", [False, True])
@pytest.mark.parametrize("stop_at", [5, 16, 39])
def test_an_interrupted_run_ends_like_an_uninterrupted_one(clock, tmp_path, stop_at, bf16):
    plan = Plan(**vars(PLAN) | {"bf16": bf16})
    seen, seen_again = [], []
    stage = regression(clock, seen=seen)
    whole = train(stage, plan, tmp_path / "whole", progress=False)
    assert len(seen) == 40

    with pytest.raises(KeyboardInterrupt):
        train(regression(clock, stop_at), plan, tmp_path / "parts", progress=False)
    torch.manual_seed(77)  # whatever happened in between
    resumed_stage = regression(clock, seen=seen_again)
    resumed = train(resumed_stage, plan, tmp_path / "parts", progress=False)
    kept = (stop_at - 1) // 10 * 10
    assert len(seen_again) == 40 - kept
    assert all(torch.equal(a, b) for a, b in zip(seen[kept:], seen_again, strict=True))
    for a, b in zip(weights(whole), weights(resumed), strict=True):
        assert torch.equal(a, b)
    for a, b in zip(weights(stage.model), weights(resumed_stage.model), strict=True):
        assert torch.equal(a, b)


def test_a_finished_run_is_returned_as_it_is(clock, tmp_path):
    whole = train(regression(clock), PLAN, tmp_path, progress=False)
    again = train(regression(clock, stop_at=1), PLAN, tmp_path, progress=False)
    for a, b in zip(weights(whole), weights(again), strict=True):
        assert torch.equal(a, b)


def test_a_larger_budget_goes_on(clock, tmp_path):
    train(regression(clock), PLAN, tmp_path, progress=False)
    seen: list[torch.Tensor] = []
    train(regression(clock, seen=seen), Plan(**vars(PLAN) | {"minutes": 1.0}), tmp_path, progress=False)
    assert len(seen) == 20


def test_the_loss_falls_and_the_log_tells(clock, tmp_path):
    plan = Plan(**vars(PLAN) | {"minutes": 5.0})
    called: list[Path] = []
    train(regression(clock), plan, tmp_path, progress=False, at_checkpoint=called.append)
    with (tmp_path / "line" / "log.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(called) == 30
    assert set(called) == {tmp_path / "line"}
    assert [int(row["step"]) for row in rows] == list(range(10, 301, 10))
    assert [float(row["minutes"]) for row in rows] == pytest.approx(
        [s / 60 for s in range(10, 301, 10)], abs=0.01
    )
    assert float(rows[-1]["loss"]) < 0.3 * float(rows[0]["loss"])
    assert float(rows[3]["twice"]) == pytest.approx(2 * float(rows[3]["loss"]), abs=2e-5)
    assert all(float(row["check_size"]) > 0 for row in rows)
    rates = [float(row["rate"]) for row in rows]
    assert max(rates) <= plan.rate
    assert rates[-1] < 0.2 * plan.rate
    assert rates[0] < rates[8]  # warm-up


def test_what_is_returned_is_the_average_of_the_weights(clock, tmp_path):
    path: list[list[torch.Tensor]] = []
    stage = regression(clock)

    def loss(net, x):
        path.append(weights(net))
        return stage.loss(net, x)

    average = train(
        Stage("line", stage.model, stage.sample, loss, stage.check), PLAN, tmp_path, progress=False
    )
    path.append(weights(stage.model))
    expected = path[0]
    for step, after in enumerate(path[1:], 1):
        keep = min(PLAN.ema, (1 + step) / (10 + step))
        expected = [keep * slow + (1 - keep) * fast for slow, fast in zip(expected, after, strict=True)]
    for a, b in zip(weights(average), expected, strict=True):
        torch.testing.assert_close(a, b)
    assert not average.training


def test_the_best_checkpoint_is_kept(clock, tmp_path):
    train(regression(clock), PLAN, tmp_path, progress=False)
    with (tmp_path / "line" / "log.csv").open() as log:
        sizes = [float(row["check_size"]) for row in csv.DictReader(log)]
    assert len(sizes) > 2
    for number, size in enumerate(sizes):
        folder = tmp_path / str(number)
        train(regression(clock, best=size), PLAN, folder, progress=False)
        kept = torch.load(folder / "line" / loop.BEST, weights_only=True)
        assert float(kept["average"]["0.weight"].norm()) == pytest.approx(size, abs=1e-5)
        assert kept["loss"] < 1e-4


def test_one_overflow_costs_one_step(clock, tmp_path):
    stage = regression(clock)
    steps = itertools.count(1)

    def loss(net, x):
        losses = stage.loss(net, x)
        return losses | {"loss": losses["loss"] * (math.inf if next(steps) == 7 else 1.0)}

    average = train(
        Stage("line", stage.model, stage.sample, loss, stage.check), PLAN, tmp_path, progress=False
    )
    assert all(torch.isfinite(weight).all() for weight in (*weights(average), *weights(stage.model)))


def test_an_error_of_the_sampler_is_raised(clock, tmp_path):
    stage = regression(clock)

    def broken(rng, batch):
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        train(Stage("line", stage.model, broken, stage.loss, stage.check), PLAN, tmp_path, progress=False)
