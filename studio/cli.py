"""The command line: `dramatis say`, `studio`, `explain`, `measure`, `personas`, `pack`, `corpus`, `train`.

Exit codes: 0 done, 2 bad usage or input, 1 failed. Results go to stdout, everything else to stderr. What is
slow to import is imported inside the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from studio.settings import PACK_VARIABLE
from tts.errors import DramatisError, RequestError

if TYPE_CHECKING:
    from personas import Persona
    from tts.engine import Engine
    from tts.request import AudioChunk, SpeechRequest, Take

DEFAULT_OUT = Path("speech.wav")


class _Commands(TyperGroup):
    """Commands whose expected errors are one sentence on stderr and an exit code, never a traceback."""

    def invoke(self, ctx: Any) -> Any:  # the type of a context depends on the release of typer
        try:
            return super().invoke(ctx)
        except DramatisError as error:
            _tell(f"error: {error}")
            raise typer.Exit(2) from None
        except OSError as error:
            _tell(f"error: {error}")
            raise typer.Exit(1) from None


app = typer.Typer(
    name="dramatis",
    cls=_Commands,
    help="Speech that is directed in words: who speaks, how, how much and for how long.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
personas_app = typer.Typer(help="The voices that ship with dramatis.", no_args_is_help=True)
pack_app = typer.Typer(help="Voice packs: the trained models.", no_args_is_help=True)
corpus_app = typer.Typer(help="Build, import and caption training speech.", no_args_is_help=True)
train_app = typer.Typer(help="Train the models of a voice pack.", no_args_is_help=True)
app.add_typer(personas_app, name="personas")
app.add_typer(pack_app, name="pack")
app.add_typer(corpus_app, name="corpus")
app.add_typer(train_app, name="train")

Pack = Annotated[
    str | None, typer.Option(envvar=PACK_VARIABLE, help="Voice pack, a folder or hub id; default: ours.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]


def main() -> None:
    """Entry point of the `dramatis` command."""
    # Undecodable bytes of an argument come in as lone surrogates: print them escaped rather than fail.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()


# Speaking


@app.command()
def say(
    text: Annotated[str | None, typer.Argument(help="What to speak.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Speak a UTF-8 file; - is stdin.")] = None,
    persona: Annotated[str | None, typer.Option(help="Id or name of a preset, or a .yaml file.")] = None,
    style: Annotated[str | None, typer.Option(help='In words: "mostly calm, a hint of fear".')] = None,
    intensity: Annotated[float | None, typer.Option(help="0 neutral, 1 natural, 2 maximal.")] = None,
    speed: Annotated[float, typer.Option(help="Factor on the speaking rate, 0.25–4.")] = 1.0,
    duration: Annotated[float | None, typer.Option(help="Seconds the whole text shall take.")] = None,
    seed: Annotated[int | None, typer.Option(help="Same seed, same take; default: the persona's.")] = None,
    language: Annotated[str | None, typer.Option(help="Such as en-gb; default: the persona's.")] = None,
    pack: Pack = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", help="A wav, mp3, flac, ogg or opus file.")
    ] = DEFAULT_OUT,
    play: Annotated[bool, typer.Option("--play", help="Play the take as well.")] = False,
    plot: Annotated[Path | None, typer.Option(help="PNG of waveform, mel, pitch and words.")] = None,
    as_json: Json = False,
) -> None:
    """Speak a text in a persona's voice, in a style given in words."""
    import personas
    from studio.plot import checked_plot_path
    from studio.request import direct
    from tts.audio import check_output

    words = _text(text, file)
    who = _persona(persona or personas.DEFAULT)
    directed = direct(who, style, intensity)
    _tell_misunderstandings(directed.not_understood, directed.conflicts)
    if intensity is not None and not directed.style.emotions:
        _tell("note: intensity changes nothing without an emotion; name one with --style")
    request = directed.request(words, speed=speed, duration=duration, seed=seed, language=language)
    # All that can be wrong is found before the models are loaded and anything is spoken.
    check_output(out)
    if plot:
        checked_plot_path(plot)
    player = _player() if play else None

    from tts.engine import load

    take, seconds, wall = _speak(load(pack), request, out, keep=bool(plot or play))
    for word in take.skipped:
        _tell(f"skipped: {word!r} cannot be spoken")
    for name in take.receipt.clamped:
        _tell(f"limited: {name} was asked beyond what the voice can do")
    if plot:
        from studio.plot import plot_take

        plot_take(take, plot, title=f"{who.names['en']}: {style}" if style else who.names["en"])
    if player is not None:
        player.play(take.samples, take.sample_rate, blocking=True)
    data = {"out": str(out), "seed": request.seed, "persona": who.id, **take.to_dict(), "seconds": seconds}
    if as_json:
        _print_json(data)
        return
    typer.echo(f"{out}: {seconds:.1f} s by {who.id}, seed {request.seed}, spoken in {wall:.1f} s")


@app.command()
def studio(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the page.")] = 8501,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 = every network.")] = "localhost",
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    pack: Pack = None,
) -> None:
    """Open the studio, a page in the browser; Ctrl+C ends it."""
    import os

    try:
        from streamlit.web import cli as streamlit
    except ImportError:
        raise RequestError(
            "the studio needs streamlit; install it with: pip install 'dramatis[app]'"
        ) from None
    if pack:
        os.environ[PACK_VARIABLE] = pack
    page = Path(__file__).resolve().parents[1] / "app.py"  # beside this package, installed or not
    options = {
        "server.port": port,
        "server.address": host,
        "server.headless": not browser,
        "server.showEmailPrompt": False,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "viewer",
    }
    flags = [f"--{name}={str(value).lower()}" for name, value in options.items()]
    streamlit.main(["run", str(page), *flags], standalone_mode=False)


def _speak(engine: Engine, request: SpeechRequest, target: Path, keep: bool) -> tuple[Take, float, float]:
    """Stream a request into a file.

    Returns the take (without its samples unless they are to be kept), its length and the time spent, s.
    """
    import time
    from dataclasses import replace

    import numpy as np
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from tts.audio import open_writer
    from tts.request import SAMPLE_RATE, Take

    console = Console(stderr=True)
    columns = (
        TextColumn("speaking"),
        BarColumn(),
        TextColumn("{task.fields[spoken]:.0f} s"),
        TimeRemainingColumn(),
    )
    started = time.perf_counter()
    chunks: list[AudioChunk] = []
    count = 0
    with (
        open_writer(target, SAMPLE_RATE) as writer,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("", total=len(request.text), spoken=0.0)
        for chunk in engine.stream(request):
            writer.write(chunk.samples)
            count += len(chunk.samples)
            # A long text must not grow in memory with its audio.
            chunks.append(chunk if keep else replace(chunk, samples=np.zeros(0, np.float32)))
            if chunk.words:
                progress.update(task, completed=chunk.words[-1].char_end, spoken=count / SAMPLE_RATE)
    return Take.from_chunks(chunks), count / SAMPLE_RATE, time.perf_counter() - started


def _text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise RequestError("give either a text or a file with -f, one of them")
    if file is None:
        return text or ""
    try:
        if str(file) == "-":
            return sys.stdin.read()
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RequestError(f"there is no file {file}; check the path") from None
    except UnicodeDecodeError:
        raise RequestError(f"{file} is not UTF-8 text; save it as UTF-8") from None


def _persona(name: str) -> Persona:
    import personas

    return personas.load(name) if name.endswith((".yaml", ".yml")) else personas.persona(name)


def _player() -> Any:
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise RequestError(
            f"cannot play ({error}); install sounddevice and the PortAudio library, or leave --play out"
        ) from None
    return sounddevice


def _tell_misunderstandings(not_understood: tuple[str, ...], conflicts: tuple[str, ...]) -> None:
    for part in not_understood:
        _tell(f"not understood: {part}")
    for conflict in conflicts:
        _tell(f"conflict: {conflict}")


# Understanding and measuring


@app.command()
def explain(
    caption: Annotated[str, typer.Argument(help="How a line should sound, in English or Chinese.")],
    as_json: Json = False,
) -> None:
    """Show what is understood of a caption."""
    from rich.console import Console
    from rich.table import Table

    from tts.style.captions import understand
    from tts.style.space import STYLE_LIMITS

    understood = understand(caption)
    if as_json:
        _print_json(understood.to_dict())
        return
    table = Table("asked", "value", show_header=False)
    for emotion, weight in understood.style.emotions.items():
        table.add_row(emotion, f"{weight:.0%}")
    if understood.style.emotions or understood.style.intensity != 1.0:
        table.add_row("intensity", f"{understood.style.intensity:.2f}")
    for name, value in understood.style.to_dict().items():
        if isinstance(value, bool):
            table.add_row(name, "yes" if value else "no")
        elif name in STYLE_LIMITS and value is not None:
            table.add_row(name, f"{value:+.3g} {STYLE_LIMITS[name][2]}".rstrip())
    for name, hint in understood.persona.items():
        table.add_row(f"speaker's {name}", str(hint))
    if not table.row_count:
        typer.echo("nothing in this caption says how to sound")
    else:
        Console().print(table)
    _tell_misunderstandings(understood.not_understood, understood.conflicts)


@app.command()
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
        _print_json(data)
        return
    units = {"seconds": "s", "sample_rate": "Hz", "pitch": "Hz", "range": "semitones (standard deviation)",
             "loudness": "dBFS", "tilt": "dB (high = soft)", "breath": "dB of harmonics over noise",
             "pauses": "share of the time", "voiced": "share of the speech"}  # fmt: skip
    for name, unit in units.items():
        typer.echo(f"{name:<12}{data[name]:>9.4g} {unit}")


# Personas and packs


@personas_app.command("list")
def personas_list(as_json: Json = False) -> None:
    """List the personas."""
    from rich.console import Console
    from rich.table import Table

    from personas import presets

    if as_json:
        _print_json({"personas": [each.to_dict() for each in presets()]})
        return
    table = Table("id", "name", "age", "gender", "who", box=None, pad_edge=False)
    for each in presets():
        table.add_row(each.id, each.names["zh"], str(each.age), each.gender, each.caption)
    Console().print(table)


@personas_app.command("show")
def personas_show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id or name of a preset, or a .yaml file.")],
    as_json: Json = False,
) -> None:
    """Show one persona, as YAML that `--persona file.yaml` accepts."""
    import yaml

    found = _persona(name).to_dict()
    if as_json:
        _print_json(found)
    else:
        typer.echo(yaml.safe_dump(found, allow_unicode=True, sort_keys=False), nl=False)


@pack_app.command("info")
def pack_info(
    path: Annotated[str | None, typer.Argument(help="A folder or hub id; default: the shipped pack.")] = None,
    as_json: Json = False,
) -> None:
    """Check a voice pack and show what it holds."""
    from tts.pack import BASE, VoicePack

    loaded = VoicePack.from_pretrained(path or BASE)
    parts = ("aligner", "caption_encoder", "tokenizer", "gpt", "refiner", "vocoder")
    parameters = {part: sum(p.numel() for p in getattr(loaded, part).parameters()) for part in parts}
    if as_json:
        _print_json({"name": loaded.name, "hash": loaded.hash, "parameters": parameters})
        return
    typer.echo(f"{loaded.name}, hash {loaded.hash}")
    for part, count in parameters.items():
        typer.echo(f"{part:<16}{count / 1e6:>7.2f} M parameters")


# Corpus and training

Folder = Annotated[Path, typer.Argument(help="Folder of the corpus.")]


@corpus_app.command("build")
def corpus_build(
    out: Folder,
    hours: Annotated[float, typer.Option(min=0.001, help="Hours of speech, at least.")] = 40.0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same corpus.")] = 0,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 = one a core.")] = 0,
) -> None:
    """Synthesise training speech with free engines; run it again to go on where it stopped."""
    from tts.corpus.build import build_corpus

    typer.echo(f"{out}: {build_corpus(out, hours, seed, workers):.2f} h")


@corpus_app.command("import")
def corpus_import(
    source: Annotated[Path, typer.Argument(help="Folder of recordings, or a CSV file.")],
    out: Folder,
    layout: Annotated[str, typer.Option(help="ljspeech, vctk, … or auto to recognise it.")] = "auto",
) -> None:
    """Describe recorded speech in a manifest, so that it can be trained on."""
    from tts.corpus.importers import import_corpus

    done = import_corpus(source, out, layout)
    for line in done.skipped:
        _tell(f"skipped: {line}")
    found = f"{done.utterances} utterances, {done.speakers} speakers, {done.hours:.2f} h"
    typer.echo(f"{done.manifest}: {found} ({done.layout})")


@corpus_app.command("annotate")
def corpus_annotate(
    folder: Folder,
    pack: Annotated[str | None, typer.Option(help="Voice pack whose aligner listens; default: ours.")] = None,
) -> None:
    """Find out when imported recordings say what, and how; run it again to go on where it stopped."""
    from tts.corpus.annotate import annotate
    from tts.pack import BASE, VoicePack

    found = annotate(folder, VoicePack.from_pretrained(pack or BASE).aligner)
    for line in found.skipped:
        _tell(f"skipped: {line}")
    typer.echo(f"{folder}: {found.done} utterances annotated, {len(found.skipped)} skipped")


@corpus_app.command("caption")
def corpus_caption(
    folder: Folder,
    seed: Annotated[int, typer.Option(help="Another seed gives other wordings.")] = 0,
) -> None:
    """Write captions in both languages into a corpus's manifests, from what was asked and measured.

    For imported and annotated speech, or other wordings; a corpus that we build has its captions. Recordings
    of which nothing is known keep those they came with.
    """
    from tts.corpus.build import read_corpus
    from tts.corpus.captions import captioned
    from tts.corpus.manifest import write_manifest

    count = 0
    for shard, records in read_corpus(folder):
        told = captioned(records, seed)
        write_manifest(shard / "manifest.jsonl", told)
        count += sum(bool(record.captions) for record in told)
    typer.echo(f"{folder}: {count} utterances captioned")


@train_app.command(
    "recipe",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def train_recipe(ctx: typer.Context) -> None:
    """Run all training stages, top to bottom; `dramatis train recipe --help` lists the options."""
    from tts.train.recipe import main as run

    run(ctx.args)


def _tell(message: str) -> None:
    typer.echo(message, err=True)


def _print_json(data: dict[str, Any]) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False))


if __name__ == "__main__":
    main()
