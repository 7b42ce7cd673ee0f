"""`dramatis book new`: a book's file becomes a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.engines import BaseUrl, EngineKind, KeyFile, Model, Voice, Voices
from studio.cli.terminal import Json, print_json, tell


def new(
    book: Annotated[Path, typer.Argument(help="An EPUB, HTML, Markdown, DOCX, PDF or text file.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The project's folder, which must be new.")],
    narrator: Annotated[
        str | None, typer.Option(help="Id, name or file of the persona that tells the story.")
    ] = None,
    asides: Annotated[
        list[str] | None,
        typer.Option("--read", help="Beside the text, read footnotes, images (their descriptions) or code."),
    ] = None,
    pack: Annotated[
        str | None, typer.Option(help="Voice pack of this book, a folder or hub id; default: ours.")
    ] = None,
    engine: EngineKind = "native",
    base_url: BaseUrl = None,
    model: Model = None,
    api_key_file: KeyFile = None,
    voice: Voice = None,
    voices: Voices = None,
    as_json: Json = False,
) -> None:
    """Import a book: its script, cast and names are suggested in text files, and nothing is rendered yet.

    With --engine openai a server speaks it, as project.yaml says from then on.
    """
    import personas
    from studio.book.opening import new as opened
    from studio.book.preflight import preflight
    from studio.book.readers import Asides
    from studio.cli.book.preflight import show
    from studio.engines import EngineOptions

    options = EngineOptions(engine, pack, base_url, model, api_key_file, voice, voices)
    made = opened(
        book, out, pack, narrator or personas.DEFAULT, Asides.of(asides or ()),
        None if options.kind == "native" else options,
    )  # fmt: skip
    looked_over = preflight(made.script, made.document)
    notes = [*made.project.cast().warnings(made.script), *made.notes, *made.project.limits()]
    notes += [f"{name} is spoken by the voice {theirs!r}" for name, theirs in made.voices.items()]
    notes = [*looked_over.notes, *notes] if as_json else notes  # which are shown with it
    unheard = [word for word, entry in made.project.book_lexicon().words.items() if not entry.reviewed]
    if as_json:
        print_json(
            {
                "project": str(out),
                "chapters": sum(part.included for part in looked_over.parts),
                "minutes": round(looked_over.minutes, 1),
                "characters": len(made.project.cast().characters),
                "names": len(unheard),
                "notes": notes,
            }
        )
        return
    show(looked_over)
    for note in notes:
        tell(f"note: {note}")
    typer.echo(
        f"{out}: script.txt, cast.yaml ({len(made.project.cast().characters)} characters) and lexicon.yaml "
        f"({len(unheard)} names to review) are yours to edit; then `dramatis book render {out}`"
    )
