"""The server under load: waits, failures, starvation, memory, and its throughput beside the bare engines'.

    python -m benchmarks.server --clients 64 --seconds 300 --out runs/bench

The server is `dramatis serve` in processes of its own. A client asks for a line as PCM, hears it to the end
as fast as it comes, and asks for the next. `alone` is one client and nobody else. `offline` speaks the same
lines with the same number of engines, each in batches of sixteen of similar length, without any server.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

_BYTES_A_SECOND = 48_000
_BATCH = 16
_VOICES = ("alloy", "ash", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse")


@dataclass(frozen=True)
class Visit:
    """One request: seconds to the first audio and to the end, seconds of audio; status 0 = broken off."""

    client: int
    status: int
    first: float
    whole: float
    audio: float


@dataclass(frozen=True)
class Served:
    """Over all visits. wait: to the first audio, s; starvation: the longest wait over the median.

    throughput: seconds of audio a second. memory: of all the server's processes, MiB, and its growth after
    the first fifth of the time.
    """

    clients: int
    requests: int
    failed: int
    wait_p50: float
    wait_p95: float
    wait_max: float
    starvation: float
    fewest: int
    most: int
    throughput: float
    memory: float
    growth: float


def served(visits: Sequence[Visit], clients: int, seconds: float, memory: Sequence[float]) -> Served:
    """Figures of a load. Raises ValueError when nobody was served."""
    good = [visit for visit in visits if visit.status == 200]
    if not good:
        raise ValueError("nobody was served; look at the server's journal")
    waits = np.array([visit.first for visit in good])
    each = np.bincount([visit.client for visit in good], minlength=clients)
    early = max(memory[: max(len(memory) // 5, 1)], default=0.0)
    return Served(
        clients=clients,
        requests=len(visits),
        failed=len(visits) - len(good),
        wait_p50=float(np.quantile(waits, 0.5)),
        wait_p95=float(np.quantile(waits, 0.95)),
        wait_max=float(waits.max()),
        starvation=float(waits.max() / np.quantile(waits, 0.5)),
        fewest=int(each.min()),
        most=int(each.max()),
        throughput=sum(visit.audio for visit in good) / seconds,
        memory=max(memory, default=0.0),
        growth=max(memory, default=0.0) - early,
    )


async def load(url: str, texts: Sequence[str], clients: int, seconds: float) -> list[Visit]:
    """Keep so many clients busy for so long; visits that end later are left out, all failures are in."""
    until = time.monotonic() + seconds
    visits: list[Visit] = []

    async def client(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.random() * min(2.0, seconds / 10))
        while time.monotonic() < until:
            body = {
                "input": chance.choice(texts),
                "voice": chance.choice(_VOICES),
                "response_format": "pcm",
                "seed": chance.randrange(1000),
            }
            visit = await _visit(url, number, body)
            if visit.status != 200:
                await asyncio.sleep(0.2)
            if visit.status != 200 or time.monotonic() < until:
                visits.append(visit)

    await asyncio.gather(*(client(number) for number in range(clients)))
    return visits


async def _visit(url: str, client: int, body: dict[str, Any]) -> Visit:
    """Ask for a line and hear it to its end."""
    address = urlsplit(url)
    content = json.dumps(body).encode()
    head = (
        f"POST /v1/audio/speech HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    )
    started = time.monotonic()
    status, first, heard, complete = 0, 0.0, 0, False
    try:
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        try:
            writer.write(head.encode() + content)
            status = int((await reader.readline()).split()[1])
            chunked, length = False, 0
            while (line := (await reader.readline()).strip().lower()) != b"":
                chunked |= line == b"transfer-encoding: chunked"
                if line.startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            while not complete:
                size = int(await reader.readline(), 16) if chunked else length
                await reader.readexactly(size + (2 if chunked else 0))
                first = first or time.monotonic() - started
                heard += size
                complete = size == 0 or not chunked
        finally:
            writer.close()
    except (OSError, ValueError, IndexError, asyncio.IncompleteReadError):
        status = 0 if status == 200 else status
    return Visit(client, status, first, time.monotonic() - started, heard / _BYTES_A_SECOND)


@contextmanager
def serving(*options: str) -> Iterator[tuple[str, int]]:
    """Address and process id of a server with a store of its own and no workers."""
    with tempfile.TemporaryDirectory() as store:
        port = free_port()
        process = start(Path(store), port, "--workers", "0", *options)
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def start(store: Path, port: int, *options: str) -> subprocess.Popen[bytes]:
    """A server that answers, its journal appended to a file in the store."""
    command = [sys.executable, "-m", "studio.cli", "serve", "--port", str(port)]
    limits = ["--requests-a-minute", "1000000", "--characters-a-minute", "1000000000"]
    environment = os.environ | {"DRAMATIS_STORE": str(store), "OMP_NUM_THREADS": "1"}
    with (store / "journal").open("a") as journal:
        process = subprocess.Popen([*command, *limits, *options], env=environment, stderr=journal)
    _wait_for(port, process)
    return process


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                probe.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                probe.settimeout(300)
                if b"200 OK" in probe.recv(1000):
                    return
        time.sleep(0.2)
    raise RuntimeError("the server did not come up")


def memory_of(pid: int) -> float:
    """Resident memory of a process and its children, MiB; what they share is counted once a process."""
    import psutil

    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children(recursive=True)]
        return sum(each.memory_info().rss for each in family) / 2**20
    except psutil.NoSuchProcess:
        return 0.0


def offline(pack: Path, texts: Sequence[str], engines: int, seconds: float) -> float:
    """Seconds of audio a second that bare engines make of the same lines, each in a process of its own."""
    from personas import Store
    from studio.asked import options, read
    from studio.engine_process import EngineProcess, native

    own = Store(Path("nowhere"))
    requests = [
        read(options(input=text, voice=_VOICES[number % len(_VOICES)]), own).request
        for number, text in enumerate(sorted(texts, key=len))
    ]
    batches = [requests[start : start + _BATCH] for start in range(0, len(requests), _BATCH)]
    random.Random(0).shuffle(batches)
    crew = [EngineProcess(partial(native, str(pack))) for _ in range(engines)]
    made = [0.0] * engines
    for engine in crew:
        engine.start()
    started = time.monotonic()

    def work(number: int) -> None:
        turn = number
        while time.monotonic() - started < seconds:
            made[number] += sum(t.seconds for t in crew[number].speak_batch(batches[turn % len(batches)]))
            turn += engines

    threads = [threading.Thread(target=work, args=(number,)) for number in range(engines)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.monotonic() - started
    for engine in crew:
        engine.close()
    return sum(made) / spent


def main(
    pack: Path = Path("tts/packs/base"),
    clients: int = 64,
    seconds: float = 300.0,
    engines: int = 0,
    alone: int = 40,
    out: Path = Path("runs/bench"),
) -> None:
    """One client alone, then many at once, and the bare engines before and after."""
    from benchmarks.material import unseen
    from benchmarks.report import publish

    engines = engines or os.cpu_count() or 1
    texts = unseen(400)
    bare = [offline(pack, texts, engines, min(seconds, 60.0) / 2)]
    memory: list[float] = []
    with serving("--engines", str(engines), "--pack", str(pack)) as (url, pid):
        chance = random.Random(0)
        body = {"voice": "alloy", "response_format": "pcm"}
        asyncio.run(_visit(url, 0, {**body, "input": texts[0]}))
        single = [
            asyncio.run(_visit(url, 0, {**body, "input": chance.choice(texts)})).first for _ in range(alone)
        ]
        done = threading.Event()

        def watch() -> None:
            while not done.wait(max(seconds / 100, 0.2)):
                memory.append(memory_of(pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        visits = asyncio.run(load(url, texts, clients, seconds))
        done.set()
        watcher.join()
    bare.append(offline(pack, texts, engines, min(seconds, 60.0) / 2))
    found = served(visits, clients, seconds, memory)
    rate = sum(bare) / 2
    row = {
        "engines": engines,
        **vars(found),
        "offline": rate,
        "share of offline": found.throughput / rate,
        "alone_p50_ms": 1000 * float(np.quantile(single, 0.5)),
        "alone_p95_ms": 1000 * float(np.quantile(single, 0.95)),
    }
    statuses = {str(status): count for status, count in Counter(v.status for v in visits).items()}
    publish("server", [row], out, pack=str(pack), seconds=seconds, statuses=statuses)


if __name__ == "__main__":
    import typer

    typer.run(main)
