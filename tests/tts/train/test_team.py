"""Several processes train one model as one process would on all their batches."""

from __future__ import annotations

import importlib.util
import itertools
import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from tts.errors import DramatisError
from tts.train import loop
from tts.train.loop import Plan, Stage, train
from tts.train.team import join

STEPS = 8


class Clock:
    """A second a step."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


def plan() -> Plan:
    return Plan(minutes=STEPS / 60, batch=4, rate=3e-2, bf16=False)


def draw(rng: np.random.Generator, batch: int) -> torch.Tensor:
    return torch.from_numpy(rng.standard_normal((batch, 3)).astype(np.float32))


def mapping(ranks: int = 1, stop_at: int = 0, noise: float = 0.0) -> Stage:
    """Learn a linear map; a model with a method of its own, which a wrapper would hide.

    ranks: of how many processes one batch holds the parts.
    """

    class Mapping(nn.Sequential):
        def distance(self, x: torch.Tensor) -> torch.Tensor:
            return (self(x + noise * torch.randn_like(x)) - x @ truth.T).square().mean()

    truth = torch.linspace(-1, 1, 6).view(2, 3)
    with torch.random.fork_rng():
        torch.manual_seed(3)
        model = Mapping(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
    count = itertools.count(1)

    def sample(rng: np.random.Generator, batch: int) -> torch.Tensor:
        seed, step = rng.bit_generator.seed_seq.entropy[:2]  # of `loop._random`
        others = [draw(np.random.default_rng((seed, step, rank)), batch) for rank in range(1, ranks)]
        return torch.cat([draw(rng, batch), *others])

    def loss(net: Mapping, x: torch.Tensor) -> dict[str, torch.Tensor]:
        loop.time.now += 1
        if next(count) == stop_at:
            raise KeyboardInterrupt
        return {"loss": net.distance(x)}

    return Stage(
        "mapping", model, sample, loss, lambda net: {"loss": 0.0, "size": float(net[0].weight.norm())}
    )


def _main(folder: Path) -> None:
    """One of the processes: train as a whole, then with an interruption, and save what came of it."""
    loop.CHECKPOINT_EVERY = 2.5
    rank = os.environ["RANK"]

    def trained(name: str, stop_at: int = 0) -> dict[str, torch.Tensor]:
        loop.time = Clock()
        stage = mapping(stop_at=stop_at, noise=0.0 if name == "plain" else 0.1)
        return train(stage, plan(), folder / name, progress=False).state_dict() | {
            f"model.{key}": value for key, value in stage.model.state_dict().items()
        }

    results = {"plain": trained("plain"), "whole": trained("whole")}
    try:
        trained("parts", stop_at=6)
    except KeyboardInterrupt:
        torch.manual_seed(77)
    results["parts"] = trained("parts")
    torch.save(results, folder / f"rank-{rank}.pt")
    join("cpu").leave()


@pytest.fixture(scope="module")
def results(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, list[dict[str, dict[str, torch.Tensor]]]]:
    if importlib.util.find_spec("accelerate") is None:
        pytest.skip("accelerate is not installed: pip install 'dramatis[train]'")
    folder = tmp_path_factory.mktemp("team")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shared = {
        **os.environ, "WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port), "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": "",
    }  # fmt: skip
    processes = [
        subprocess.Popen(
            [sys.executable, __file__, folder],
            env=shared | {"RANK": str(rank), "LOCAL_RANK": str(rank)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in range(2)
    ]
    try:
        errors = [process.communicate(timeout=120)[1] for process in processes]
    finally:
        for process in processes:
            process.kill()
    assert [process.returncode for process in processes] == [0, 0], "\n".join(errors)
    return folder, [torch.load(folder / f"rank-{rank}.pt", weights_only=True) for rank in range(2)]


def same(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[key], b[key]) for key in a)


def test_processes_keep_the_same_weights(results):
    _, (first, second) = results
    for name in ("plain", "whole", "parts"):
        assert same(first[name], second[name]), name


def test_they_learn_what_one_process_learns_from_all_batches(results, monkeypatch, tmp_path):
    _, (first, _) = results
    monkeypatch.setattr(loop, "time", Clock())
    monkeypatch.setattr(loop, "CHECKPOINT_EVERY", 2.5)
    together = mapping(ranks=2)
    average = train(together, plan(), tmp_path / "together", progress=False).state_dict()
    for key, value in average.items():
        torch.testing.assert_close(value, first["plain"][key])
    for key, value in together.model.state_dict().items():
        torch.testing.assert_close(value, first["plain"][f"model.{key}"])

    monkeypatch.setattr(loop, "time", Clock())
    alone = train(mapping(), plan(), tmp_path / "alone", progress=False).state_dict()
    assert max(float((alone[key] - value).abs().max()) for key, value in average.items()) > 1e-4


def test_an_interruption_changes_nothing(results):
    _, (first, second) = results
    assert same(first["whole"], first["parts"])
    assert same(second["whole"], second["parts"])
    assert not same(first["whole"], first["plain"])  # noise of their own


def test_the_main_process_alone_writes(results):
    folder, _ = results
    for name, count in (("plain", 3), ("whole", 3)):
        rows = (folder / name / "mapping" / "log.csv").read_text().splitlines()
        assert len(rows) == 1 + count
        assert len(list((folder / name / "mapping").glob("events.*"))) <= 1
    state = torch.load(folder / "whole" / "mapping" / "last.pt", weights_only=True)
    assert state["step"] == STEPS
    assert len(state["others"]) == 1
    assert not torch.equal(state["rng"], state["others"][0]["rng"])


def test_a_process_alone_is_a_team_of_its_own():
    team = join("cpu")
    assert (team.rank, team.size, team.leads) == (0, 1, True)
    assert team.told(1.5, 2.0) == (1.5, 2.0)
    assert team.gathered("state") == ["state"]
    weight = nn.Parameter(torch.ones(2))
    team.average_gradients([weight])
    assert weight.grad is None
    for step in (0, 7, 10**6):
        assert loop._random(5, step, 0).random() == np.random.default_rng((5, step)).random()
        assert loop._random(5, step, 1).random() != np.random.default_rng((5, step)).random()


@pytest.mark.parametrize("device", ["tpu", "meta", "gpu0"])
def test_unknown_devices_list_the_choices(device):
    with pytest.raises(DramatisError, match=f"cannot train on device '{device}'; valid devices: cpu, cuda"):
        join(device)


def test_a_device_that_is_not_there():
    with pytest.raises(DramatisError, match="there is no device 'cuda:99' here; give --device cpu"):
        join("cuda:99")


def test_several_processes_do_not_share_a_device(monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "2")
    with pytest.raises(DramatisError, match="several processes cannot share cpu:0; give --device cpu"):
        join("cpu:0")


def test_several_processes_need_accelerate(monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setitem(sys.modules, "accelerate", None)
    with pytest.raises(
        DramatisError, match=r"needs accelerate; install it with: pip install 'dramatis\[train\]'"
    ):
        join("cpu")


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
