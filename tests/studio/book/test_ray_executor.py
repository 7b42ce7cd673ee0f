"""On a real Ray cluster of two workers on this machine."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from studio.book.executors import EXECUTORS, Outcome
from studio.book.project import Project
from studio.book.ray_executor import RayActors
from studio.book.render import Progress, render
from tts.errors import BookError

pytest.importorskip("ray")


class Watched(RayActors):
    """Knows the processes of its actors, and how often one was lost."""

    lost = 0

    def __init__(self, *asked: Any, **more: Any) -> None:
        super().__init__(*asked, **more)
        self.processes: dict[Any, int] = {}

    def finished(self, timeout: float) -> list[Outcome]:
        outcomes = super().finished(timeout)
        self.lost += sum(outcome.lost for outcome in outcomes)
        return outcomes

    def kill_one(self) -> None:
        """End the process of an actor that has work in hand."""
        actor, _ = next(iter(self._busy.values()))
        os.kill(self.processes[actor], signal.SIGKILL)

    def _welcome(self, reference: Any) -> None:
        actor = self._starting[reference]
        super()._welcome(reference)
        self.processes = {
            **getattr(self, "processes", {}),
            actor: self._ray.get(actor.__ray_call__.remote(lambda _: os.getpid())),
        }


@pytest.fixture
def cluster() -> Iterator[None]:
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    yield
    ray.shutdown()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.filterwarnings("ignore")  # Ray leaves sockets of what was killed open
def test_a_worker_is_killed_and_the_book_comes_out_the_same(
    cluster, rendered_book, tmp_path, monkeypatch
) -> None:
    import ray

    monkeypatch.setattr(RayActors, "together", 2)
    ignore = shutil.ignore_patterns("book.sqlite*", "takes", ".renderers")
    project = Project(shutil.copytree(rendered_book, tmp_path / "book", ignore=ignore))
    executor = Watched(project.pack, project.voice().pack, workers=2)
    killed: list[int] = []

    def watch(progress: Progress) -> None:
        if progress.lines >= 3 and not killed:
            killed.append(progress.lines)
            executor.kill_one()

    done = render(project, executor, watch=watch)
    assert ray.is_initialized()  # the cluster is not ours to end
    assert executor.lost == 1
    inventory = project.inventory()
    assert inventory.missing == ()
    assert inventory.failed == ()
    assert done.takes == len(inventory.takes)

    def files(of):
        return {path.name: path.read_bytes() for path in sorted((of.folder / "takes").glob("*/*"))}

    assert files(project) == files(Project(rendered_book))
    with project.store() as store:
        assert store.renders()[0].executor == "ray"
    other = RayActors(project.pack, "f" * 64, workers=1)
    line = next(line for line in inventory.lines if line.request)
    from studio.book.executors import Job

    other.submit((Job(line.key, line.key, line.persona, line.request),))
    with pytest.raises(BookError, match="use the same pack everywhere"):
        other.finished(120.0)
    other.close()


def test_without_ray_the_error_tells_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BookError, match=r"dramatis\[ray\]"):
        RayActors(None, "", 1)
    assert "ray" in EXECUTORS
