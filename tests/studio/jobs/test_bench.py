"""Jobs as workers see them: held by one, taken over from the dead, ended once."""

from __future__ import annotations

import io
import os
import threading
import time

import pytest
import sqlalchemy as sql

from studio.jobs.bench import FRUITLESS, Bench
from studio.store import jobs
from studio.uploads import Uploads


def test_each_job_is_held_by_one_worker(desk, bench):
    ids = {desk.submit("count", {"to": 1})[0].id for _ in range(12)}
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


def test_owners_take_turns(desk, bench):
    mine = [desk.submit("count", {"to": n}, "me")[0].id for n in range(3)]
    yours = desk.submit("count", {"to": 9}, "you")[0].id
    assert [bench.claim("w").id for _ in range(4)] == [mine[0], yours, mine[1], mine[2]]
    assert bench.claim("w") is None


def test_a_job_of_a_dead_worker_is_taken_over_and_the_dead_cannot_end_it(desk, bench):
    desk.submit("count", {"to": 1})
    dead = bench.claim("dead")
    assert bench.claim("other") is None
    assert bench.beat(dead, 0.1, "at it") == ""
    time.sleep(0.7)
    heir = bench.claim("heir")
    assert (heir.id, heir.attempt) == (dead.id, 2)
    assert bench.beat(dead, 0.2, "still here") == "lost"
    assert not bench.finish(dead, {"files": [], "attempt": 1})
    assert not bench.fail(dead, "sorry")
    assert not bench.give_back(dead, "queued")
    assert bench.finish(heir, {"files": [], "attempt": 2})
    assert not bench.finish(heir, {"files": [], "attempt": 2})
    done = desk.get(dead.id)
    assert (done.state, done.attempt, done.result["attempt"]) == ("done", 2, 2)


def test_signs_of_life_keep_the_lease_and_tell_the_progress(desk, bench):
    job = desk.submit("count", {"to": 1})[0]
    held = bench.claim("w")
    for step in range(4):
        time.sleep(0.3)
        assert bench.beat(held, step / 4, f"step {step}") == ""
        assert bench.claim("other") is None
    now = desk.get(job.id)
    assert (now.progress, now.doing) == (0.75, "step 3")
    assert now.revision > job.revision


@pytest.mark.parametrize(("wish", "state"), [("pause", "paused"), ("cancel", "cancelled")])
def test_wishes_reach_the_worker_or_are_done_for_it_when_it_is_dead(desk, bench, wish, state):
    job = desk.submit("count", {"to": 1})[0]
    held = bench.claim("w")
    assert getattr(desk, wish)(job.id).wish == wish
    assert bench.beat(held, 0.0, "") == wish
    time.sleep(0.7)
    assert bench.claim("other") is None
    assert desk.get(job.id).state == state


def test_a_wish_to_pause_can_be_taken_back(desk, bench):
    job = desk.submit("count", {"to": 1})[0]
    held = bench.claim("w")
    desk.pause(job.id)
    assert desk.resume(job.id).wish == ""
    assert bench.beat(held, 0.0, "") == ""


def test_a_job_that_kills_its_workers_is_given_up(desk, store):
    bench = Bench(store, lease=0.0)
    job = desk.submit("count", {"to": 1})[0]
    for _ in range(FRUITLESS):
        assert bench.claim("victim") is not None
        time.sleep(0.01)
    assert bench.claim("victim") is None
    failed = desk.get(job.id)
    assert failed.state == "failed"
    assert "died 5 times" in failed.error
    assert desk.resume(job.id).state == "queued"
    assert bench.claim("victim") is not None


def test_progress_is_patience(desk, store):
    bench = Bench(store, lease=0.0)
    desk.submit("count", {"to": 1})
    for turn in range(3 * FRUITLESS):
        job = bench.claim("victim")
        assert job is not None
        bench.beat(job, (turn + 1) / 100, "a little further")
        time.sleep(0.002)


def test_what_nobody_may_ask_for_any_more_is_removed(desk, bench, store):
    uploads = Uploads(store, keep=0.0)
    upload = uploads.add("notes.txt", io.BytesIO(b"words"), "")
    job = desk.submit("count", {"to": 1})[0]
    kept = desk.submit("count", {"to": 2})[0]
    held = bench.claim("w")
    out = bench.home(held) / "out-1"
    out.mkdir()
    (bench.home(held) / "kept").mkdir()
    assert bench.finish(held, {"files": [], "attempt": 1})
    assert sorted(each.name for each in bench.home(held).iterdir()) == ["out-1"]
    store.change(sql.update(jobs).where(jobs.c.id == job.id).values(expires=time.time() - 1))
    orphan = store.path("jobs", "job_orphan")
    orphan.mkdir()
    os.utime(orphan, (0, 0))
    bench.sweep()
    assert not store.path("jobs", job.id).exists()
    assert store.path("jobs", kept.id).exists()
    assert not orphan.exists()
    assert not store.path("files", upload.id).exists()
    assert [each.id for each in desk.listed()] == [kept.id]
