"""Workers: what they finish, give back, and leave when they are killed."""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from studio.jobs.bench import Bench
from studio.jobs.crew import Crew
from studio.jobs.desk import Desk
from studio.jobs.kinds import Kind, Result
from studio.jobs.worker import Worker
from studio.store import Store
from studio.uploads import Uploads
from tts.errors import TextError


def until(condition, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def worker(bench, kinds, no_engine):
    return Worker(bench, no_engine, kinds)


def test_a_job_is_done_and_its_results_can_be_fetched(desk, worker):
    job = desk.submit("count", {"to": 3})[0]
    assert worker.work()
    assert not worker.work()
    done = desk.get(job.id)
    assert (done.state, done.progress, done.attempt) == ("done", 1.0, 1)
    assert done.result["counted"] == 3
    assert done.to_dict()["result"]["files"] == [
        {"name": "counted.txt", "bytes": 6, "media_type": "text/plain"}
    ]
    assert desk.files(done)["counted.txt"].read_text() == "0\n1\n2\n"


def test_uploaded_files_are_found_in_the_payload(desk, worker, store):
    upload = Uploads(store).add("notes.txt", io.BytesIO(b"words"), "")
    job = desk.submit("copy", {"source": upload.id})[0]
    worker.work()
    assert desk.files(desk.get(job.id))["copy.txt"].read_bytes() == b"words"


def test_results_are_signed_before_they_are_handed_in(desk, bench, kinds, no_engine):
    signed: list[str] = []

    def sign(path: Path) -> None:
        signed.append(path.name)
        path.write_text("signed")

    job = desk.submit("count", {"to": 1})[0]
    Worker(bench, no_engine, kinds, sign=sign).work()
    assert signed == ["counted.txt"]
    assert desk.get(job.id).result["files"][0]["bytes"] == 6


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TextError("nothing to speak"), "nothing to speak"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (KeyError("a secret of the text"), "the work failed (KeyError)"),
    ],
)
def test_a_failure_is_told_and_the_job_can_be_resumed(desk, bench, no_engine, error, told):
    trouble = [error]

    def run(payload, workspace, progress, engine) -> Result:
        if trouble:
            (workspace.kept / "half").write_text("x")
            raise trouble.pop()
        assert (workspace.kept / "half").exists()  # what was done is not lost
        return Result(())

    kinds = {"count": Kind("count", "fails once", lambda payload: None, run)}
    job = desk.submit("count", {"to": 1})[0]
    worker = Worker(bench, no_engine, kinds)
    worker.work()
    failed = desk.get(job.id)
    assert failed.state == "failed"
    assert told in failed.error
    assert "secret" not in failed.error
    assert desk.resume(job.id).state == "queued"
    worker.work()
    assert desk.get(job.id).state == "done"


def test_a_kind_that_is_not_known_here_fails(desk, bench, no_engine):
    job = desk.submit("count", {"to": 1})[0]
    Worker(bench, no_engine, {}).work()
    assert "does not know the kind" in desk.get(job.id).error


def test_results_outside_of_the_folder_are_refused(desk, bench, no_engine, tmp_path):
    (tmp_path / "elsewhere").write_text("x")
    kinds = {"count": Kind("count", "", lambda _: None, lambda *_: Result((tmp_path / "elsewhere",)))}
    job = desk.submit("count", {"to": 1})[0]
    Worker(bench, no_engine, kinds).work()
    assert desk.get(job.id).state == "failed"


def patient(payload, workspace, progress, engine) -> Result:
    """Count slowly, so that something can happen meanwhile."""
    for step in range(payload["to"]):
        progress(step / payload["to"], f"step {step}")
        (workspace.kept / f"step-{step}").touch()
        time.sleep(0.05)
    done = workspace.out / "done.txt"
    done.write_text(f"{sorted(each.name for each in workspace.kept.iterdir())}")
    return Result((done,))


PATIENT = {"count": Kind("count", "counts slowly", lambda payload: None, patient)}


@pytest.mark.parametrize(("wish", "state"), [("pause", "paused"), ("cancel", "cancelled")])
def test_a_running_job_can_be_paused_and_cancelled(desk, bench, no_engine, wish, state):
    job = desk.submit("count", {"to": 200})[0]
    worker = Worker(bench, no_engine, PATIENT)
    thread = threading.Thread(target=worker.work)
    thread.start()
    until(lambda: desk.get(job.id).progress > 0)
    getattr(desk, wish)(job.id)
    thread.join(10)
    assert desk.get(job.id).state == state
    if wish == "pause":
        before = desk.get(job.id).progress
        assert 0 < before < 1
        assert desk.resume(job.id).state == "queued"
        assert desk.get(job.id).progress == before


def test_a_worker_that_is_stopped_gives_its_job_back(desk, bench, no_engine):
    job = desk.submit("count", {"to": 200})[0]
    worker = Worker(bench, no_engine, PATIENT)
    thread = threading.Thread(target=worker.run)
    thread.start()
    until(lambda: desk.get(job.id).progress > 0)
    worker.stop()
    thread.join(10)
    back = desk.get(job.id)
    assert (back.state, back.error) == ("queued", None)


def _work(folder: str) -> None:
    """A worker process, for the test below."""
    store = Store.open(Path(folder))
    worker = Worker(Bench(store, lease=0.6), lambda: None, PATIENT)  # type: ignore[arg-type,return-value]
    worker.run()


@pytest.fixture
def spawn(store):
    """Start worker processes; what still runs at the end is killed."""
    context = multiprocessing.get_context("fork")
    started = []

    def start():
        process = context.Process(target=_work, args=(str(store.folder),), daemon=True)
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_every_job_ends_once_however_often_workers_are_killed(desk, spawn):
    ids = [desk.submit("count", {"to": 12 + n})[0].id for n in range(4)]
    for turn in range(5):
        process = spawn()
        time.sleep(0.35 + 0.11 * turn)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    spawn(), spawn()
    until(lambda: all(desk.get(id).state == "done" for id in ids))
    for n, id in enumerate(ids):
        job = desk.get(id)
        steps = desk.files(job)["done.txt"].read_text()
        assert steps.count("step-") == 12 + n
        home = desk.files(job)["done.txt"].parent.parent
        until(lambda home=home: len(list(home.iterdir())) == 1)  # what only the work needed is removed


def test_a_crew_replaces_those_who_die_and_can_be_dismissed():
    told = []
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    crew = Crew(command, 2, tell=lambda event, **facts: told.append((event, facts["code"])))
    try:
        time.sleep(2.1)
        first, second = crew.pids
        os.kill(first, signal.SIGKILL)
        until(lambda: len(crew.pids) == 2 and first not in crew.pids)
        assert second in crew.pids
        assert told == [("worker died", -signal.SIGKILL)]
    finally:
        crew.dismiss(5.0)
    assert crew.pids == ()


def test_a_desk_and_a_bench_in_other_processes_share_one_store(store, kinds):
    other = Store.open(store.folder)
    try:
        job = Desk(store, known=kinds).submit("count", {"to": 1})[0]
        Worker(Bench(other), lambda: None, kinds).work()  # type: ignore[arg-type,return-value]
        assert Desk(store, known=kinds).get(job.id).state == "done"
    finally:
        other.close()
