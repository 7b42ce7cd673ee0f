"""The same store in PostgreSQL: keys and jobs, on a cluster of this test's own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.api.keys import KeyRing
from studio.jobs.bench import Bench
from studio.jobs.desk import Desk
from studio.jobs.worker import Worker
from studio.store import Store


def _programs() -> Path | None:
    """Where PostgreSQL's programs are, if they are."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an empty database."""
    pytest.importorskip("psycopg")
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    folder = tmp_path_factory.mktemp("postgres")
    runner: list[str] = []
    if os.geteuid() == 0:  # which PostgreSQL refuses to run as
        if (
            shutil.which("runuser") is None
            or subprocess.run(["id", "postgres"], capture_output=True).returncode
        ):
            pytest.skip("there is no user to run PostgreSQL as")
        runner = ["runuser", "-u", "postgres", "--"]
        for each in (folder, *folder.parents):
            if each.is_relative_to("/tmp") and each != Path("/tmp"):
                each.chmod(each.stat().st_mode | 0o011)
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    make = [*runner, str(programs / "initdb"), "-D", str(data), "-U", "ada", "-A", "trust", "--no-sync"]
    subprocess.run(make, **quiet)
    control = [*runner, str(programs / "pg_ctl"), "-D", str(data), "-w"]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], **quiet)
    try:
        yield f"postgresql+psycopg://ada@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "store", url)
    yield opened
    opened.close()


def test_jobs_are_handed_in_done_and_taken_over(store, kinds):
    desk, bench = Desk(store, known=kinds), Bench(store, lease=0.0)
    job, _ = desk.submit("count", {"to": 3}, idempotency="order 1")
    assert desk.submit("count", {"to": 3}, idempotency="order 1")[0].id == job.id
    dead = bench.claim("dead")
    heir = bench.claim("heir")
    assert (heir.id, heir.attempt) == (job.id, 2)
    assert bench.beat(dead, 0.5, "still here") == "lost"
    assert bench.give_back(heir, "queued")
    Worker(Bench(store), lambda: None, kinds).work()
    done = desk.get(job.id)
    assert (done.state, done.attempt) == ("done", 3)
    assert desk.files(done)["counted.txt"].read_text() == "0\n1\n2\n"
    assert desk.counts()["done"] == 1


def test_each_job_is_held_by_one_of_many(store, kinds):
    desk, bench = Desk(store, known=kinds), Bench(store)
    ids = {desk.submit("count", {"to": 1})[0].id for _ in range(20)}
    taken: list[str] = []

    def work() -> None:
        while (job := bench.claim("me")) is not None:
            taken.append(job.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(ids)


def test_keys_are_checked(store):
    ring = KeyRing(store)
    key = ring.new("one")
    assert ring.check(key).name == "one"
    assert ring.any()
