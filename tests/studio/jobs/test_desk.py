"""Jobs as clients see them."""

from __future__ import annotations

import io
import threading

import pytest

from studio.jobs.job import JobError
from studio.uploads import Uploads


def test_a_job_is_accepted_and_can_be_seen(desk):
    job, fresh = desk.submit("count", {"to": 3}, "owner")
    assert fresh
    assert (job.state, job.progress, job.attempt) == ("queued", 0.0, 0)
    assert desk.get(job.id, "owner") == job
    assert desk.listed("owner") == (job,)
    told = job.to_dict()
    assert told["status"] == "queued"
    assert "payload" not in told
    assert desk.counts()["queued"] == 1


def test_nobody_sees_the_jobs_of_others(desk):
    job, _ = desk.submit("count", {"to": 3}, "me")
    for act in (desk.get, desk.pause, desk.resume, desk.cancel):
        with pytest.raises(JobError) as caught:
            act(job.id, "you")
        assert caught.value.status == 404
    assert desk.listed("you") == ()


def test_what_cannot_be_done_is_refused_at_once(desk):
    with pytest.raises(JobError, match="unknown kind 'paint'; valid: count, copy"):
        desk.submit("paint", {})
    with pytest.raises(JobError, match="cannot be done"):
        desk.submit("count", {"to": 1, "bad": True})
    with pytest.raises(JobError, match="id of a file uploaded"):
        desk.submit("copy", {})
    with pytest.raises(JobError, match="id of a file uploaded"):
        desk.submit("copy", {"source": "../../etc/passwd"})
    assert desk.listed() == ()


def test_the_same_name_gives_the_same_job(desk):
    job, _ = desk.submit("count", {"to": 3}, "me", "order-1")
    again, fresh = desk.submit("count", {"to": 3}, "me", "order-1")
    assert (again.id, fresh) == (job.id, False)
    with pytest.raises(JobError, match="another job") as caught:
        desk.submit("count", {"to": 4}, "me", "order-1")
    assert caught.value.status == 409
    assert desk.submit("count", {"to": 3}, "you", "order-1")[0].id != job.id
    with pytest.raises(JobError, match="1 to 255"):
        desk.submit("count", {"to": 3}, "me", "bad\nname")


def test_the_same_request_many_times_at_once_is_one_job(desk):
    found = []
    gate = threading.Barrier(8)

    def ask() -> None:
        gate.wait()
        found.append(desk.submit("count", {"to": 3}, "me", "order-1")[0].id)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(desk.listed("me")) == 1


def test_a_job_keeps_its_file_when_the_upload_is_gone(desk, store):
    uploads = Uploads(store)
    upload = uploads.add("notes.txt", io.BytesIO(b"words"), "me")
    with pytest.raises(JobError):
        desk.submit("copy", {"source": upload.id}, "you")
    job, _ = desk.submit("copy", {"source": upload.id}, "me")
    uploads.remove(upload.id, "me")
    assert (store.path("jobs", job.id) / "inputs" / "source").read_bytes() == b"words"


def test_waiting_jobs_can_be_paused_resumed_and_cancelled(desk):
    job, _ = desk.submit("count", {"to": 3})
    assert desk.pause(job.id).state == "paused"
    assert desk.pause(job.id).state == "paused"
    assert desk.resume(job.id).state == "queued"
    assert desk.resume(job.id).state == "queued"
    ended = desk.cancel(job.id)
    assert ended.state == "cancelled"
    assert ended.expires > ended.ended
    assert desk.cancel(job.id).state == "cancelled"
    for act in (desk.pause, desk.resume):
        with pytest.raises(JobError) as caught:
            act(job.id)
        assert caught.value.status == 409
    with pytest.raises(JobError, match="results come when it is done"):
        desk.files(desk.get(job.id))


def test_jobs_can_be_listed_by_state(desk):
    first, _ = desk.submit("count", {"to": 1})
    second, _ = desk.submit("count", {"to": 2})
    desk.pause(first.id)
    assert [job.id for job in desk.listed(state="queued")] == [second.id]
    assert [job.id for job in desk.listed(limit=1)] == [second.id]
    with pytest.raises(JobError, match="unknown status"):
        desk.listed(state="happy")


def test_the_studios_own_projects_are_not_for_those_with_keys(store, kinds):
    from dataclasses import replace

    from studio.jobs.desk import Desk

    desk = Desk(store, known={"count": replace(kinds["count"], shelf=True)})
    with pytest.raises(JobError, match="on its own machine") as caught:
        desk.submit("count", {"to": 1}, "somebody")
    assert caught.value.status == 403
    assert desk.submit("count", {"to": 1})[1]


def test_an_owner_has_room_for_so_many_jobs(store, kinds):
    from studio.jobs.desk import Desk

    desk = Desk(store, known=kinds, room=2)
    desk.submit("count", {"to": 1}, "me")
    desk.submit("count", {"to": 2}, "me")
    with pytest.raises(JobError, match="2 jobs of yours") as caught:
        desk.submit("count", {"to": 3}, "me")
    assert caught.value.status == 429
    desk.submit("count", {"to": 3}, "you")
