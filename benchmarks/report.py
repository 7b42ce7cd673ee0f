"""Figures as a file for machines and a table for people."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


def publish(name: str, rows: Sequence[Row], out: Path, **facts: Any) -> Path:
    """Print `rows` as a table and write them, with `facts` and the machine, to ``<out>/<name>.json``.

    rows: the columns are the keys of all rows in order of appearance. Returns the file's path.
    """
    show(name, rows)
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.json"
    data = {"benchmark": name, "machine": machine(), **facts, "rows": list(rows)}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def show(title: str, rows: Sequence[Row]) -> None:
    """Print `rows` as a table; floats to three digits, absent values as a dash."""
    from rich.console import Console
    from rich.table import Table

    columns = list(dict.fromkeys(key for row in rows for key in row))
    table = Table(title=title)
    for column in columns:
        table.add_column(column, justify="left" if column == columns[0] else "right", overflow="fold")
    for row in rows:
        table.add_row(*(cell(row.get(column)) for column in columns))
    console = Console()
    # In a log there is no edge to wrap at.
    (console if console.is_terminal else Console(width=240)).print(table)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    import torch

    return {
        "system": platform.platform(),
        "cpus": os.cpu_count(),
        "threads": torch.get_num_threads(),
        "python": platform.python_version(),
        "torch": torch.__version__,
    }


def cell(value: Any) -> str:
    """A value as text: floats to three digits, nothing as a dash, pairs as a range."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"
    if isinstance(value, (list, tuple)):
        return "–".join(cell(part) for part in value)
    return str(value)
