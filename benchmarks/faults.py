"""Jobs while workers and servers are killed: is each accepted one done, once, and as in peace?

    python -m benchmarks.faults --kills 20 --out runs/bench

A client hands in jobs, again under the same idempotency key when the server does not answer. Meanwhile, at
random moments, a worker or the server is killed by SIGKILL; crews replace workers, and the server is started
again on the same store. The pack is a tiny random one unless another is named: jobs are tested, not voices.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import signal
import subprocess
import tempfile
import threading
import time
import wave
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

_PATIENCE = 600.0  # s until everything has to be done


@dataclass(frozen=True)
class Outcome:
    """kills: of workers and servers. accepted: jobs that the server took on. done, failed, open: what became
    of them. doubled: jobs whose end was told more than once. altered: jobs with other audio or times than the
    same job in peace. retried: jobs that took more than one attempt."""

    worker_kills: int
    server_kills: int
    accepted: int
    done: int
    failed: int
    open: int
    doubled: int
    altered: int
    retried: int


@dataclass
class _Client:
    """Hands jobs in until it is told to stop; what was accepted is noted by number."""

    url: str
    accepted: dict[int, str] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            if (id := self._submit(number)) is not None:
                self.accepted[number] = id
                number += 1
            self.stop.wait(0.4)

    def _submit(self, number: int) -> str | None:
        try:
            reply = requests.post(
                f"{self.url}/v1/jobs",
                json={"kind": "speech", "payload": payload(number)},
                headers={"Idempotency-Key": f"job {number}"},
                timeout=5,
            )
        except requests.RequestException:
            return None
        return str(reply.json()["id"]) if reply.status_code in (200, 202) else None


def payload(number: int) -> dict[str, Any]:
    """One of five texts, so that each is spoken both in peace and in trouble."""
    text = " ".join(f"Line {line} of the {number % 5 + 1}th text." for line in range(1, 120))
    return {"input": text, "voice": "witch", "response_format": "wav", "seed": number % 5}


def main(kills: int = 20, pack: Path | None = None, seed: int = 0, out: Path = Path("runs/bench")) -> None:
    """Kill, and count what is left."""
    from benchmarks.report import publish
    from benchmarks.server import free_port, start

    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        store, port = Path(folder) / "store", free_port()
        store.mkdir()
        options = ("--engines", "1", "--workers", "2", "--pack", str(pack or tiny_pack(Path(folder))))
        server = start(store, port, *options)
        client = _Client(f"http://127.0.0.1:{port}")
        thread = threading.Thread(target=client.run)
        thread.start()
        counts: Counter[str] = Counter()
        try:
            while sum(counts.values()) < kills:
                _busy(client)
                time.sleep(3 * chance.random())
                if chance.random() < 0.3:
                    _kill(server.pid)
                    server.wait()
                    counts["server"] += 1
                    server = start(store, port, *options)
                elif workers := _workers(server):
                    _kill(chance.choice(workers))
                    counts["worker"] += 1
            client.stop.set()
            thread.join()
            jobs = _wait(client)
            outcome = _outcome(client, jobs, counts, _journal(store))
        finally:
            client.stop.set()
            server.terminate()
            server.wait()
    publish("faults", [vars(outcome)], out, seed=seed)


def _outcome(
    client: _Client,
    jobs: dict[int, dict[str, Any]],
    counts: Counter[str],
    journal: Sequence[dict[str, Any]],
) -> Outcome:
    """What became of the jobs; the same texts are spoken once more in peace, to compare."""
    states = Counter(job["status"] for job in jobs.values())
    ends = Counter(
        line["job"] for line in journal if line["event"] == "job ended" and line.get("how") == "done"
    )
    peace: dict[int, tuple[bytes, bytes]] = {}
    for number in range(5):
        body = {"kind": "speech", "payload": payload(number)}
        id = requests.post(f"{client.url}/v1/jobs", json=body, timeout=30).json()["id"]
        while _job(client, id)["status"] not in ("done", "failed"):
            time.sleep(0.2)
        peace[number] = _results(client, id)
    altered = sum(
        _results(client, job["id"]) != peace[number % 5]
        for number, job in jobs.items()
        if job["status"] == "done"
    )
    return Outcome(
        worker_kills=counts["worker"],
        server_kills=counts["server"],
        accepted=len(jobs),
        done=states["done"],
        failed=states["failed"],
        open=len(jobs) - states["done"] - states["failed"],
        doubled=sum(count > 1 for count in ends.values()),
        altered=altered,
        retried=sum(job["attempt"] > 1 for job in jobs.values()),
    )


def _wait(client: _Client) -> dict[int, dict[str, Any]]:
    """The jobs when all have ended, or the patience has."""
    until = time.monotonic() + _PATIENCE
    while True:
        jobs = {number: _job(client, id) for number, id in client.accepted.items()}
        if all(job["status"] in ("done", "failed") for job in jobs.values()) or time.monotonic() > until:
            return jobs
        time.sleep(1)


def _busy(client: _Client) -> None:
    """Wait until a job is in the middle of being done."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        running = requests.get(f"{client.url}/v1/jobs", params={"status": "running"}, timeout=30).json()
        if any(job["progress"] > 0 for job in running["data"]):
            return
        time.sleep(0.1)


def _job(client: _Client, id: str) -> dict[str, Any]:
    told: dict[str, Any] = requests.get(f"{client.url}/v1/jobs/{id}", timeout=30).json()
    return told


def _results(client: _Client, id: str) -> tuple[bytes, bytes]:
    """Samples and times of a job; its file as a whole differs, since it is signed."""
    audio = requests.get(f"{client.url}/v1/jobs/{id}/download", timeout=60).content
    times = requests.get(f"{client.url}/v1/jobs/{id}/files/words.json", timeout=60).content
    with wave.open(io.BytesIO(audio)) as file:
        return file.readframes(file.getnframes()), times


def _workers(server: subprocess.Popen[bytes]) -> list[int]:
    import psutil

    found = []
    for each in psutil.Process(server.pid).children():
        with contextlib.suppress(psutil.Error):  # it died just now
            if "worker" in each.cmdline():
                found.append(each.pid)
    return found


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def _journal(store: Path) -> list[dict[str, Any]]:
    lines = (store / "journal").read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]


def tiny_pack(folder: Path) -> Path:
    """A pack with small random weights, saved in a folder."""
    from tts.pack import VoicePack

    VoicePack.new("tiny").save_pretrained(folder / "tiny")
    return folder / "tiny"


if __name__ == "__main__":
    import typer

    typer.run(main)
