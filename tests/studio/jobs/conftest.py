"""A store of its own for each test, and kinds of jobs whose work the tests set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.jobs.bench import Bench
from studio.jobs.desk import Desk
from studio.jobs.job import JobError
from studio.jobs.kinds import Kind, Result
from studio.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "store")
    yield opened
    opened.close()


def check(payload) -> None:
    """Refuse a payload that is marked as bad."""
    if payload.get("bad"):
        raise JobError("this payload cannot be done", param="payload.bad")


def count(payload, workspace, progress, engine) -> Result:
    """Count to payload["to"], one step a call of progress; steps that are done are not done again."""
    total = payload["to"]
    for step in range(total):
        progress(step / total, f"step {step}")
        mark = workspace.kept / str(step)
        if not mark.exists():
            mark.write_text("done")
            with (workspace.kept / "log").open("a") as log:
                log.write(f"{step}\n")
    done = workspace.out / "counted.txt"
    done.write_text((workspace.kept / "log").read_text())
    return Result((done,), {"counted": total})


def read_source(payload, workspace, progress, engine) -> Result:
    """Copy the uploaded file."""
    done = workspace.out / "copy.txt"
    done.write_bytes(Path(payload["source"]).read_bytes())
    return Result((done,))


@pytest.fixture
def kinds() -> dict[str, Kind]:
    return {
        "count": Kind("count", "counts", check, count),
        "copy": Kind("copy", "copies", check, read_source, ("source",), ("source",)),
    }


@pytest.fixture
def desk(store: Store, kinds: dict[str, Kind]) -> Desk:
    return Desk(store, known=kinds)


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store, lease=0.6)


@pytest.fixture
def no_engine() -> Callable[[], None]:
    return lambda: None
