"""`dramatis measure`: what instruments hear in a recording."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.terminal import Json, Pack, print_json, tell
from tts.errors import RequestError


def measure(
    file: Annotated[Path, typer.Argument(help="A recording: wav, flac, mp3, ogg.")],
    as_style: Annotated[
        bool, typer.Option("--as-style", help="As a style: how it is spoken, against neutral speech.")
    ] = False,
    neutral: Annotated[
        Path | None, typer.Option(help="With --as-style: a plain recording of the same speaker.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="With --as-style: what is said, for the rate.")] = None,
    pack: Pack = None,
    as_json: Json = False,
) -> None:
    """Measure pitch, range, loudness, tilt, breath and pauses of a recording."""
    if as_style:
        _as_style(file, neutral, text, pack, as_json)
        return
    if neutral is not None or text is not None:
        raise RequestError("--neutral and --text belong to --as-style; add it or leave them out")
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


def _as_style(file: Path, neutral: Path | None, text: str | None, pack: str | None, as_json: bool) -> None:
    """Print the style that a recording comes to, and what could not be known of it."""
    from tts.style.recording import hear, read_recording
    from tts.style.space import STYLE_LIMITS

    recording = read_recording(file, text)
    plain = read_recording(neutral) if neutral is not None else None
    models = None
    if text is not None:
        from tts.index import BASE
        from tts.pack import VoicePack

        models = VoicePack.from_pretrained(pack or BASE)
    heard = hear(recording, plain, models)
    if as_json:
        print_json({"file": str(file), **heard.to_dict()})
        return
    for name, value in heard.style.to_dict().items():
        if name in STYLE_LIMITS and value is not None:
            typer.echo(f"{name:<12}{value:>+9.3g} {STYLE_LIMITS[name][2]}".rstrip())
    if heard.style.whisper:
        typer.echo("whisper          yes")
    for note in heard.notes:
        tell(f"note: {note}")
