"""`dramatis corpus`: build, import and caption training speech."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.terminal import tell

app = typer.Typer(help="Build, import and caption training speech.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="Folder of the corpus.")]


@app.command("build")
def corpus_build(
    out: Folder,
    hours: Annotated[float, typer.Option(min=0.001, help="Hours of speech, at least.")] = 40.0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same corpus.")] = 0,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 = one a core.")] = 0,
) -> None:
    """Synthesise training speech with free engines; run it again to go on where it stopped."""
    from tts.corpus.build import build_corpus

    typer.echo(f"{out}: {build_corpus(out, hours, seed, workers):.2f} h")


@app.command("import")
def corpus_import(
    source: Annotated[Path, typer.Argument(help="Folder of recordings, or a CSV file.")],
    out: Folder,
    layout: Annotated[str, typer.Option(help="ljspeech, vctk, … or auto to recognise it.")] = "auto",
) -> None:
    """Describe recorded speech in a manifest, so that it can be trained on."""
    from tts.corpus.importers import import_corpus

    done = import_corpus(source, out, layout)
    for line in done.skipped:
        tell(f"skipped: {line}")
    found = f"{done.utterances} utterances, {done.speakers} speakers, {done.hours:.2f} h"
    typer.echo(f"{done.manifest}: {found} ({done.layout})")


@app.command("annotate")
def corpus_annotate(
    folder: Folder,
    pack: Annotated[str | None, typer.Option(help="Voice pack whose aligner listens; default: ours.")] = None,
) -> None:
    """Find out when imported recordings say what, and how; run it again to go on where it stopped."""
    from tts.corpus.annotate import annotate
    from tts.index import BASE
    from tts.pack import VoicePack

    found = annotate(folder, VoicePack.from_pretrained(pack or BASE).aligner)
    for line in found.skipped:
        tell(f"skipped: {line}")
    typer.echo(f"{folder}: {found.done} utterances annotated, {len(found.skipped)} skipped")


@app.command("caption")
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
