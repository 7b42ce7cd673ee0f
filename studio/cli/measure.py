"""`dramatis measure`: what instruments hear in a recording."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.terminal import Json, print_json


def measure(
    file: Annotated[Path, typer.Argument(help="A recording: wav, flac, mp3, ogg.")],
    as_json: Json = False,
) -> None:
    """Measure pitch, range, loudness, tilt, breath and pauses of a recording."""
    from dataclasses import asdict

    from tts.audio import read
    from tts.style.measure import measure as measured

    samples, rate = read(file)
    data = {
        "file": str(file),
        "seconds": len(samples) / rate,
        "sample_rate": rate,
        **asdict(measured(samples, rate)),
    }
    data.pop("rate")  # phones a second need a transcript
    if as_json:
        print_json(data)
        return
    units = {"seconds": "s", "sample_rate": "Hz", "pitch": "Hz", "range": "semitones (standard deviation)",
             "loudness": "dBFS", "tilt": "dB (high = soft)", "breath": "dB of harmonics over noise",
             "pauses": "share of the time", "voiced": "share of the speech"}  # fmt: skip
    for name, unit in units.items():
        typer.echo(f"{name:<12}{data[name]:>9.4g} {unit}")
