"""How long a cold process takes until it speaks."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

_FIRST = """
import time, resource
from tts.engine import load
from tts.request import SpeechRequest
began = time.process_time()
engine = load({pack!r})
loaded = time.process_time()
next(engine.stream(SpeechRequest("The letter came at noon.")))
print(loaded - began, time.process_time() - loaded, time.process_time())
"""
_RUNS = 3
_HELP = "import sys; sys.argv = ['dramatis', '--help']; from studio.cli import main; main()"


def starts(pack: Path) -> list[dict[str, Any]]:
    """Cold processes: until the first audio of a line, and until the command line's help. The least of some,
    s of the clock; the other columns are processor time."""
    speaking = [sys.executable, "-c", _FIRST.format(pack=str(pack))]
    helping = [sys.executable, "-c", _HELP]
    rows = []
    for name, command in (("first speech", speaking), ("dramatis --help", helping)):
        walls, said = [], []
        for _ in range(_RUNS):
            began = time.perf_counter()
            said.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            walls.append(time.perf_counter() - began)
        row: dict[str, Any] = {"process": name, "s": min(walls)}
        if name == "first speech":
            parts = np.min([[float(part) for part in one.split()] for one in said], axis=0)
            columns = ("loading, CPU s", "first audio, CPU s", "all, CPU s")
            row |= dict(zip(columns, parts.tolist(), strict=True))
        rows.append(row)
    return rows
