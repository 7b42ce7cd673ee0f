"""How many cores a day's books need: reckoned from measured costs, and checked by a simulation.

python -m benchmarks.scale --books 1000 --out runs/bench  # after benchmarks.audiobook; --ray measures Ray too

The simulation plays some days of a farm of single-core workers: books come at random times and lengths, are
cut into batches, the oldest book first; workers fail and lose the batch they have in hand. What it knows of
cost was measured on this machine: processor seconds a second of speech, and the round trip of a batch.
"""

from __future__ import annotations

import heapq
import json
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles
from typing import Any

DAY = 86_400.0
_TAKES = 1_300_000  # bytes of a batch's takes: 80 s of speech as FLAC


@dataclass(frozen=True)
class Demand:
    """books: a day. hours: mean length of one in speech. spread: standard deviation of its natural log.
    batch: seconds of speech that are spoken together, sixteen lines."""

    books: float = 1000.0
    hours: float = 10.0
    spread: float = 0.5
    batch: float = 80.0


@dataclass(frozen=True)
class Farm:
    """workers: of one core. cost: processor seconds a second of speech. overhead: s a batch, in which a
    worker waits for the next. failures: of a worker, a day; restart: s until it works again."""

    workers: int
    cost: float
    overhead: float = 0.005
    failures: float = 1.0
    restart: float = 10.0


@dataclass(frozen=True)
class Outcome:
    """finished: books in the days counted. busy: share of the workers' time spent speaking what was kept.
    lost: share of what was spoken that a failure lost. waits: s from a book's arrival until its last line."""

    finished: int
    busy: float
    lost: float
    waits: tuple[float, ...]


def needed(demand: Demand, farm: Farm) -> float:
    """Workers that are busy all day with this demand, failures aside."""
    speech = demand.books * demand.hours * 3600
    return (speech * farm.cost + speech / demand.batch * farm.overhead) / DAY


def simulate(demand: Demand, farm: Farm, days: float = 3.0, seed: int = 0) -> Outcome:
    """Books that arrive within `days`, the first of which warms up and is not counted."""
    chance = random.Random(seed)
    waiting = list(_arrivals(demand, days * DAY, chance))[::-1]  # (arrival, batches), the next one last
    free = [(0.0, worker) for worker in range(farm.workers)]
    fails = [chance.expovariate(farm.failures / DAY) for _ in range(farm.workers)]
    work = demand.batch * farm.cost + farm.overhead
    queue: list[list[float]] = []  # [arrival, batches to give, batches to come back], the oldest first
    again: list[list[float]] = []  # books of lost batches
    kept = lost = 0.0
    waits = []
    while waiting or queue or again:
        now, worker = heapq.heappop(free)
        while waiting and waiting[-1][0] <= now:
            arrival, batches = waiting.pop()
            queue.append([arrival, batches, batches])
        if not again and not queue:
            heapq.heappush(free, (waiting[-1][0], worker))
            continue
        if again:
            book = again.pop()
        else:
            book = queue[0]
            book[1] -= 1
            if not book[1]:
                queue.pop(0)
        ended = now + work
        if fails[worker] < ended:
            lost += max(fails[worker] - now, 0.0)
            again.append(book)
            back = max(fails[worker], now) + farm.restart
            fails[worker] = back + chance.expovariate(farm.failures / DAY)
            heapq.heappush(free, (back, worker))
            continue
        heapq.heappush(free, (ended, worker))
        book[2] -= 1
        if DAY <= ended < days * DAY:
            kept += work - farm.overhead
        if not book[2] and DAY <= book[0] < days * DAY:
            waits.append(ended - book[0])
    span = (days - 1) * DAY * farm.workers
    return Outcome(len(waits), kept / span, lost / max(lost + kept, 1e-9), tuple(waits))


def _arrivals(demand: Demand, until: float, chance: random.Random) -> Iterable[tuple[float, int]]:
    """(time, batches) of each book."""
    now = 0.0
    while (now := now + chance.expovariate(demand.books / DAY)) < until:
        hours = demand.hours * chance.lognormvariate(-(demand.spread**2) / 2, demand.spread)
        yield now, max(1, round(hours * 3600 / demand.batch))


# ---------------------------------------------------------------- what a batch's way costs


def round_trip(executor: str, count: int = 40) -> float:
    """Seconds until a batch has gone to a worker and its takes have come back, less the speaking.

    executor: "processes" or "ray".
    """
    return _with_ray(count) if executor == "ray" else _with_processes(count)


def _takes(_: bytes) -> bytes:
    return bytes(_TAKES)


def _with_processes(count: int) -> float:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(_takes, bytes(20_000)).result()
        began = time.perf_counter()
        for _ in range(count):
            pool.submit(_takes, bytes(20_000)).result()
        return (time.perf_counter() - began) / count


def _with_ray(count: int) -> float:
    import ray

    ray.init(num_cpus=1, log_to_driver=False, include_dashboard=False)
    try:

        class Worker:
            def takes(self, batch: bytes) -> bytes:
                return bytes(_TAKES)

        remote: Any = ray.remote(num_cpus=1)
        worker = remote(Worker).remote()
        ray.get(worker.takes.remote(bytes(20_000)))
        began = time.perf_counter()
        for _ in range(count):
            ray.get(worker.takes.remote(bytes(20_000)))
        return (time.perf_counter() - began) / count
    finally:
        ray.shutdown()


def _measured(path: Path) -> float:
    """What a book cost to speak, check, master and write, processor seconds a second of speech."""
    if not path.exists():
        raise SystemExit(f"{path} is missing; run python -m benchmarks.audiobook, or give --cost")
    (row,) = json.loads(path.read_text(encoding="utf-8"))["rows"]
    whole: float = row["speaking, CPU s"] + row["export, CPU s"]
    return whole / (3600 * row["hours spoken"])


def main(
    books: float = 1000.0,
    hours: float = 10.0,
    cost: float = 0.0,
    ray: bool = False,
    out: Path = Path("runs/bench"),
) -> None:
    """Cores for so many books a day, and how long a book then waits.

    cost: processor seconds a second of speech, from the text to the finished file; 0 = what was measured by
    benchmarks.audiobook.
    """
    from benchmarks.report import publish

    cost = cost or _measured(out / "audiobook.json")
    trips = {name: round_trip(name) for name in ("processes", *(("ray",) if ray else ()))}
    publish("scale-overhead", [{"executor": name, "ms a batch": 1000 * s} for name, s in trips.items()], out)

    demand = Demand(books, hours)
    farm = Farm(1, cost, max(trips.values()))
    least = needed(demand, farm)
    found: list[dict[str, Any]] = []
    for share in (1.05, 1.2, 1.5, 2.0):
        sized = replace(farm, workers=max(1, round(share * least)))
        outcome = simulate(demand, sized)
        waits = quantiles(outcome.waits, n=20)
        found.append(
            {
                "cores": sized.workers,
                "× least": sized.workers / least,
                "busy": outcome.busy,
                "books a day": outcome.finished / 2,
                "lost": outcome.lost,
                "wait p50, min": waits[9] / 60,
                "wait p95, min": waits[18] / 60,
            }
        )
    facts = {"books a day": books, "hours each": hours, "CPU s/s": farm.cost, "cores at least": least}
    print(", ".join(f"{name} {value:.4g}" for name, value in facts.items()))
    publish("scale", found, out, **facts)


if __name__ == "__main__":
    import typer

    typer.run(main)
