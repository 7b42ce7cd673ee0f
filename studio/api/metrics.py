"""Figures for Prometheus, of one server; nothing is shared with other servers of the process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from studio.scheduler import Load

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)


class Metrics:
    """Counts of what a server did, and gauges of what it is doing.

    load: of the scheduler. jobs: state → number of jobs.
    """

    def __init__(self, load: Callable[[], Load], jobs: Callable[[], dict[str, int]]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "dramatis_requests",
            "Requests answered",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._first = Histogram(
            "dramatis_first_byte_seconds",
            "Time to the first byte of a reply's body",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._whole = Histogram(
            "dramatis_reply_seconds",
            "Time to the end of a reply",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_State(load, jobs))

    def answered(self, route: str, method: str, status: int, first: float | None, whole: float) -> None:
        """Count a reply; first, whole: s until its first byte and its end."""
        self._requests.labels(route, method, str(status)).inc()
        self._whole.labels(route).observe(whole)
        if first is not None:
            self._first.labels(route).observe(first)

    def page(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)


class _State(Collector):
    """What is asked when the page is."""

    def __init__(self, load: Callable[[], Load], jobs: Callable[[], dict[str, int]]) -> None:
        self._load, self._jobs = load, jobs

    def describe(self) -> Iterator[Metric]:
        return iter(())  # names are known only when asked; registering needs none

    def collect(self) -> Iterator[Metric]:
        load = self._load()
        for name, told, now in (
            ("waiting", "Requests that wait for an engine", load.waiting),
            ("speaking", "Requests being spoken", load.active),
        ):
            yield GaugeMetricFamily(f"dramatis_{name}", told, value=now)
        for name, told, so_far in (
            ("streams", "Requests that were streamed", float(load.streamed)),
            ("batches", "Batches spoken", float(load.batches)),
            ("batched", "Requests spoken in batches", float(load.batched)),
            ("engines_lost", "Engines that died or got stuck, and were replaced", float(load.lost)),
            ("speech_seconds", "Seconds of speech made", load.spoken_seconds),
            ("engine_seconds", "Seconds that engines worked", load.busy_seconds),
        ):
            yield CounterMetricFamily(f"dramatis_{name}", told, value=so_far)
        jobs = GaugeMetricFamily("dramatis_jobs", "Jobs by state", labels=["state"])
        for state, count in sorted(self._jobs().items()):
            jobs.add_metric([state], count)
        yield jobs
