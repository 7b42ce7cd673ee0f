"""Requests made up from the OpenAPI document: does the server ever fail, is every error told alike?

    python -m benchmarks.contract --examples 200 --out runs/bench

Schemathesis draws them for each route, most of them wrong in some way. A failure is a status of 500 or more;
503 and 429 tell that there is much to do, and are none.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Route:
    """What one route answered. failures: commands that repeat them. shapeless: errors in another shape."""

    route: str
    requests: int
    statuses: dict[int, int]
    failures: tuple[str, ...]
    shapeless: int


def explore(url: str, examples: int) -> list[Route]:
    """Ask every route of a running server so many times."""
    import schemathesis

    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    return [_asked(result.ok(), examples) for result in schema.get_all_operations()]


def _asked(operation: object, examples: int) -> Route:
    from hypothesis import HealthCheck, Phase, given, settings

    statuses: Counter[int] = Counter()
    failures: list[str] = []
    shapeless = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy())  # type: ignore[attr-defined]
    def ask(case: object) -> None:
        nonlocal shapeless
        reply = case.call(timeout=60)  # type: ignore[attr-defined]
        statuses[reply.status_code] += 1
        if reply.status_code >= 500 and reply.status_code != 503:
            failures.append(case.as_curl_command())  # type: ignore[attr-defined]
        if reply.status_code >= 400:
            try:
                shapeless += not isinstance(reply.json()["error"]["message"], str)
            except (ValueError, KeyError, TypeError):
                shapeless += 1

    ask()
    label: str = operation.label  # type: ignore[attr-defined]
    return Route(label, sum(statuses.values()), dict(statuses), tuple(failures), shapeless)


def main(examples: int = 200, pack: Path | None = None, out: Path = Path("runs/bench")) -> None:
    """Explore a server with the tiny random pack, or with another one."""
    from benchmarks.faults import tiny_pack
    from benchmarks.report import publish
    from benchmarks.server import serving

    with tempfile.TemporaryDirectory() as folder:
        chosen = pack or tiny_pack(Path(folder))
        with serving("--engines", "1", "--pack", str(chosen)) as (url, _):
            routes = explore(url, examples)
    rows = [
        {
            "route": route.route,
            "requests": route.requests,
            "answered": ", ".join(f"{status} × {n}" for status, n in sorted(route.statuses.items())),
            "server errors": len(route.failures),
            "errors in another shape": route.shapeless,
        }
        for route in routes
    ]
    failures = [command for route in routes for command in route.failures]
    publish("contract", rows, out, examples=examples, failures=failures)


if __name__ == "__main__":
    import typer

    typer.run(main)
