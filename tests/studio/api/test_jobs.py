"""Jobs over HTTP: handed in, watched, steered, fetched; done by a worker beside the server."""

from __future__ import annotations

import json
import threading
import time

import pytest

from studio.jobs.bench import Bench
from studio.jobs.worker import Worker

TEXT = "The lamp went out. Who is there?"
SPEECH = {"kind": "speech", "payload": {"input": TEXT, "voice": "witch", "response_format": "wav"}}


@pytest.fixture(scope="module")
def worker(server, tiny_engine):
    """A worker in this process."""
    one = Worker(Bench(server.store), lambda: tiny_engine)
    thread = threading.Thread(target=one.run, daemon=True)
    thread.start()
    yield one
    one.stop()
    thread.join(10)


def ended(server, id: str) -> dict:
    for _ in range(400):
        job = server.get(f"/v1/jobs/{id}").json()
        if job["status"] in ("done", "failed", "cancelled"):
            return job
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def test_a_job_is_done_and_can_be_fetched(server, worker):
    reply = server.post("/v1/jobs", json=SPEECH)
    assert reply.status_code == 202
    assert reply.headers["location"] == f"/v1/jobs/{reply.json()['id']}"
    job = ended(server, reply.json()["id"])
    assert (job["status"], job["progress"], job["error"]) == ("done", 1.0, None)
    names = [file["name"] for file in job["result"]["files"]]
    assert names == ["speech.wav", "words.json"]
    audio = server.get(f"/v1/jobs/{job['id']}/download")
    assert audio.content.startswith(b"RIFF")
    assert 'filename="speech.wav"' in audio.headers["content-disposition"]
    words = server.get(f"/v1/jobs/{job['id']}/files/words.json").json()["words"]
    assert [word["text"] for word in words] == ["The", "lamp", "went", "out", "Who", "is", "there"]
    part = server.get(f"/v1/jobs/{job['id']}/download", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")
    assert server.get(f"/v1/jobs/{job['id']}/files/kept").status_code == 404
    assert server.get(f"/v1/jobs/{job['id']}/files/..%2F..%2Fdramatis.sqlite").status_code == 404


def test_events_tell_the_progress_until_the_end(server, worker):
    body = {**SPEECH, "payload": {**SPEECH["payload"], "input": " ".join([TEXT] * 60)}}
    id = server.post("/v1/jobs", json=body).json()["id"]
    reply = server.get(f"/v1/jobs/{id}/events", stream=True)
    assert reply.headers["content-type"].startswith("text/event-stream")
    names, last = [], {}
    for line in reply.iter_lines(decode_unicode=True):
        if line.startswith("event: "):
            names.append(line.removeprefix("event: "))
        if line.startswith("data: "):
            last = json.loads(line.removeprefix("data: "))
    assert names[-1] == "done"
    assert set(names[:-1]) == {"progress"}
    assert last["status"] == "done"


def test_the_same_idempotency_key_gives_the_same_job(server):
    ask = {"json": SPEECH, "headers": {"Idempotency-Key": "order 7"}}
    first, again = server.post("/v1/jobs", **ask), server.post("/v1/jobs", **ask)
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json()["id"] == again.json()["id"]
    other = {**SPEECH, "payload": {**SPEECH["payload"], "seed": 9}}
    assert server.post("/v1/jobs", json=other, headers=ask["headers"]).status_code == 409


def test_jobs_can_be_steered(serve):
    server = serve()  # without a worker, so that jobs wait
    id = server.post("/v1/jobs", json=SPEECH).json()["id"]
    assert server.post(f"/v1/jobs/{id}/pause").json()["status"] == "paused"
    assert server.post(f"/v1/jobs/{id}/resume").json()["status"] == "queued"
    assert server.get(f"/v1/jobs/{id}/download").status_code == 409
    assert server.post(f"/v1/jobs/{id}/cancel").json()["status"] == "cancelled"
    assert server.post(f"/v1/jobs/{id}/resume").status_code == 409
    assert server.post(f"/v1/jobs/{id}/explode").status_code == 400
    assert server.get("/v1/jobs/job_0").status_code == 404
    listed = server.get("/v1/jobs", params={"status": "cancelled"}).json()["data"]
    assert [job["id"] for job in listed] == [id]
    assert server.get("/v1/jobs", params={"status": "odd"}).status_code == 400


def test_kinds_are_listed_and_others_refused(server):
    kinds = {kind["kind"]: kind for kind in server.get("/v1/jobs/kinds").json()["kinds"]}
    assert {"speech", "book", "dub"} <= set(kinds)
    assert kinds["book"]["uploads"] == ["source"]
    reply = server.post("/v1/jobs", json={"kind": "paint", "payload": {}})
    assert (reply.status_code, reply.json()["error"]["param"]) == (400, "kind")
    reply = server.post("/v1/jobs", json={**SPEECH, "payload": {"input": "Hello.", "voice": "nobody"}})
    assert reply.status_code == 400


def test_files_are_uploaded_listed_and_deleted(server):
    reply = server.post("/v1/files", files={"file": ("notes.txt", b"Some words.")})
    assert reply.status_code == 201
    told = reply.json()
    assert (told["name"], told["media_type"], told["size"]) == ("notes.txt", "text/plain", 11)
    assert told["id"] in [file["id"] for file in server.get("/v1/files").json()["files"]]
    assert server.delete(f"/v1/files/{told['id']}").json()["deleted"]
    assert server.delete(f"/v1/files/{told['id']}").status_code == 404
