"""Run every benchmark of a voice pack, each in a process of its own, so that none counts another's memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS = (
    "speed", "control", "intelligibility", "coverage",
    "obedience", "intensity", "emotion", "mixtures", "leak", "caption_cost", "like", "design", "identity",
    "dubbing", "server", "studio", "longbook",
)  # fmt: skip

READINGS = ("captions", "autodirector", "attribution", "faults", "contract")
"""Those of understanding words and of the server's manners, which need no voice pack."""

PICTURES = "benchmarks.screenshots"
"""Every page in a browser: an error in its console or in the server's log fails it."""


def main(pack: Path = Path("tts/packs/base"), out: Path = Path("runs/bench")) -> None:
    """All benchmarks with their usual sizes; some of them need the corpus in corpus/base."""
    for name in BENCHMARKS:
        command = [sys.executable, "-m", f"benchmarks.{name}", "--pack", str(pack), "--out", str(out)]
        subprocess.run(command, check=True)
    pictures = [sys.executable, "-m", PICTURES, "--pack", str(pack), "--out", str(out / "screenshots")]
    subprocess.run(pictures, check=True)
    for name in READINGS:
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", "--out", str(out)], check=True)


if __name__ == "__main__":
    import typer

    typer.run(main)
