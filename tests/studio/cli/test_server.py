"""`dramatis serve`, `worker` and `keys`, as processes and as commands."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest
import requests
import soundfile

from studio.jobs.desk import Desk
from studio.signing import read_manifest
from studio.store import STORE_VARIABLE, Store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The server's own folder."""
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "server"))
    return tmp_path / "server"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(url: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if requests.get(f"{url}/health", timeout=1).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not come up: {process.communicate()}")


@pytest.fixture
def served(tiny_pack: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """Address and process of a server with one engine and one worker."""
    port = free_port()
    command = [sys.executable, "-m", "studio.cli", "serve", "--port", str(port), "--engines", "1"]
    process = subprocess.Popen(
        [*command, "--pack", str(tiny_pack)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.communicate()


def test_a_served_engine_speaks_does_jobs_and_ends_in_order(served, folder):
    url, process = served
    with openai.OpenAI(base_url=f"{url}/v1", api_key="x", max_retries=0) as client:
        reply = client.audio.speech.create(
            model="tts-1", voice="nova", input="Who is there?", response_format="wav"
        )
    assert len(soundfile.read(io.BytesIO(reply.content))[0]) > 6000
    payload = {"input": "The lamp went out.", "voice": "witch", "response_format": "wav"}
    job = requests.post(f"{url}/v1/jobs", json={"kind": "speech", "payload": payload}, timeout=10).json()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        now = requests.get(f"{url}/v1/jobs/{job['id']}", timeout=10).json()
        if now["status"] in ("done", "failed"):
            break
        time.sleep(0.1)
    assert now["status"] == "done", now
    audio = requests.get(f"{url}/v1/jobs/{job['id']}/download", timeout=10).content
    assert read_manifest(audio, "wav")["validation_state"] == "Valid"

    payload["input"] *= 200  # a job that is under way when the server ends, and is given back
    job = requests.post(f"{url}/v1/jobs", json={"kind": "speech", "payload": payload}, timeout=10).json()
    while requests.get(f"{url}/v1/jobs/{job['id']}", timeout=10).json()["status"] == "queued":
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert process.returncode in (0, -signal.SIGTERM, 128 + signal.SIGTERM)
    assert "Traceback" not in err
    assert "speaks, with 1 engine" in err
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert {line["event"] for line in lines} >= {"request", "job taken", "job ended"}
    assert "lamp" not in err
    assert out == ""
    store = Store.open(folder)
    back = Desk(store).get(job["id"])
    assert (back.state, back.attempt, back.error) == ("queued", 1, None)
    store.close()


def test_a_server_that_others_can_reach_needs_a_key(refused, run):
    told = refused("serve", "--host", "0.0.0.0", "--port", free_port(), "--engines", 1)
    assert "dramatis keys new" in told


def test_a_taken_port_is_told_at_once(run, folder, tiny_pack):
    from click.testing import Result
    from typer.testing import CliRunner

    from studio.cli import app

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result: Result = CliRunner().invoke(app, ["serve", "--port", port, "--pack", str(tiny_pack)])
    assert result.exit_code == 1
    assert "in use" in result.stderr


def test_bad_settings_are_found_before_anything_is_loaded(refused):
    assert "unknown persona 'nobody'" in refused("serve", "--unknown-reference", "nobody")
    assert "give both or none" in refused("serve", "--certificate", "c.pem")
    assert "cannot use the database" in refused("serve", "--database", "nonsense://x")


def test_keys_are_made_listed_and_revoked(run, refused):
    key = run("keys", "new", "Ada's laptop", "--scope", "speech").stdout.strip()
    assert key.startswith("dk-")
    made = json.loads(run("keys", "new", "robot", "--json").stdout)
    listed = json.loads(run("keys", "list", "--json").stdout)["keys"]
    assert [(each["name"], each["revoked"]) for each in listed] == [("Ada's laptop", None), ("robot", None)]
    assert listed[0]["scopes"] == ["speech"]
    assert key not in run("keys", "list").stdout
    assert "is revoked" in run("keys", "revoke", made["id"]).stdout
    assert json.loads(run("keys", "list", "--json").stdout)["keys"][1]["revoked"] is not None
    assert "no key" in refused("keys", "revoke", made["id"])
    assert "valid: speech, voices, jobs, metrics" in refused("keys", "new", "x", "--scope", "everything")


def test_a_worker_ends_when_the_server_that_started_it_is_gone(folder, tiny_pack):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import subprocess, sys, os, time\n"
            "child = subprocess.Popen([sys.executable, '-m', 'studio.cli', 'worker', '--parent',"
            f" str(os.getpid()), '--pack', {str(tiny_pack)!r}])\n"
            "print(child.pid, flush=True)\ntime.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(1.5)
    os.kill(worker, 0)
    parent.kill()
    parent.communicate()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(worker, 0)
            with Path(f"/proc/{worker}/stat").open() as status:
                if status.read().split()[2] == "Z":  # dead, and nobody there to bury it
                    break
        except (ProcessLookupError, FileNotFoundError):
            break
        time.sleep(0.1)
    else:
        os.kill(worker, signal.SIGKILL)
        raise AssertionError("the worker went on without its server")
