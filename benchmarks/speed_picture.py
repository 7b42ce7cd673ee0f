"""What `benchmarks.speed` has measured, drawn: other systems, cores and the length of a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(folder: Path) -> Path | None:
    """``<folder>/speed.png`` of the JSON files there; None when there is none to draw."""
    from matplotlib.figure import Figure

    names = ("speed-peers", "speed-batches", "speed-processes", "speed-lengths", "speed-stages")
    found = {name: _rows(folder / f"{name}.json") for name in names}
    if not any(found.values()):
        return None
    figure = Figure(figsize=(11, 7), layout="constrained")
    (beside, cores), (lengths, stages) = figure.subplots(2, 2)
    _beside(beside, found["speed-peers"])
    _cores(cores, found["speed-batches"], found["speed-processes"])
    _lengths(lengths, found["speed-lengths"])
    _stages(stages, found["speed-stages"])
    path = folder / "speed.png"
    figure.savefig(path, dpi=110)
    return path


def _rows(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else []


def _beside(axes: Axes, rows: list[dict[str, Any]]) -> None:
    names = [f"{row['system']}, {row['lines']} line{'s' if row['lines'] > 1 else ''}" for row in rows]
    colours = ["tab:orange" if row["system"] == "Dramatis" else "tab:blue" for row in rows]
    axes.barh(names, [row["CPU s/s"] for row in rows], color=colours)
    axes.set(xscale="log", xlabel="processor seconds a second of speech", title="Beside other systems")
    axes.invert_yaxis()


def _cores(axes: Axes, threads: list[dict[str, Any]], processes: list[dict[str, Any]]) -> None:
    for lines in sorted({row["lines"] for row in threads} - {1}):
        mine = [row for row in threads if row["lines"] == lines]
        axes.plot(*_xy(mine, "threads", "× real time"), "o-", label=f"{lines} lines, threads")
    axes.plot(*_xy(processes, "processes", "× real time"), "s--", label="processes")
    axes.set(xlabel="cores", ylabel="seconds of speech a second", ylim=(0, None), title="Cores")
    axes.legend()


def _lengths(axes: Axes, rows: list[dict[str, Any]]) -> None:
    axes.plot(*_xy(rows, "seconds", "cpu"), "o-")
    axes.set(xscale="log", xlabel="seconds of speech in one request", ylim=(0, None), title="Length")
    axes.set(ylabel="processor seconds a second of speech")


def _stages(axes: Axes, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    names = [f"{row['lines together']} together" for row in rows]
    below = [0.0] * len(rows)
    for stage in [key for key in rows[0] if key not in ("lines together", "sum")]:
        heights = [1000 * row[stage] for row in rows]
        axes.bar(names, heights, bottom=below, label=stage)
        below = [a + b for a, b in zip(below, heights, strict=True)]
    axes.set(ylabel="ms of processor a second of speech", title="Where it goes")
    axes.legend()


def _xy(rows: list[dict[str, Any]], x: str, y: str) -> tuple[list[float], list[float]]:
    return [row[x] for row in rows], [row[y] for row in rows]
