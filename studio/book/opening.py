"""A book's file → a project: imported, scripted, cast and with its names listed, nothing rendered yet."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from personas import DEFAULT, Persona
from studio.book import credits, names, scripting
from studio.book.casting import suggest
from studio.book.document import Document
from studio.book.engine import section_of
from studio.book.project import Project, Settings, check_vacant
from studio.book.readers import Asides, read
from studio.book.script import NARRATOR, Script
from studio.engines import EngineOptions, engine_from, given_voices
from tts.errors import BookError, EngineError


@dataclass(frozen=True)
class Opened:
    """A new project, and what it was made from. voices: who is spoken by which voice of a server. notes: what
    else has to be told."""

    project: Project
    document: Document
    script: Script
    voices: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def new(
    book: Path,
    folder: Path,
    pack: str | None = None,
    narrator: str = DEFAULT,
    asides: Asides | None = None,
    engine: EngineOptions | None = None,
) -> Opened:
    """Make a project in a folder from a book's file, with everything suggested that can be.

    pack: voice pack, folder or hub id, None = the usual one. narrator: id, name or file of a persona.
    asides: what beside the running text is read. engine: of this book, None = as the environment says; the
    voices that a server gives the cast are written down, so that they stay. The project appears whole or not
    at all.
    Raises BookError when the folder has something in it, or the book cannot be read; PersonaError when there
    is no such narrator; RequestError where a server has no voice for somebody.
    """
    check_vacant(folder)
    if not folder.parent.is_dir():
        raise BookError(f"the folder {folder.parent} does not exist; create it or choose another")
    if narrator.endswith((".yaml", ".yml")):
        narrator = str(Path(narrator).resolve())  # the cast would look for it in the project
    asides = asides or Asides()
    document = read(book, asides)
    script = scripting.script(document)
    casting = suggest(script, narrator)
    reader = casting.cast.personas(folder)(NARRATOR)
    readers = [reader.names["zh" if script.language.startswith("zh") else "en"]]
    said = credits.proposed(script.title, script.authors, readers, script.language) if script.title else {}
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as temporary:
        settings = Settings(pack=pack, credits=said, asides=asides.names)
        made = Project.create(Path(temporary) / folder.name, settings, book)
        casting.save_voices(made.folder)
        voices, notes = _voices(engine, casting.cast.everybody(made.folder))
        if engine is not None:
            made.write_settings(replace(settings, source=book.name, engine=section_of(engine, voices)))
        made.write_script(script)
        made.write_cast(casting.cast)
        made.write_lexicon(names.BookLexicon().with_new(names.unknown(script)))
        if document.cover:
            made.write_cover(document.cover)
        if folder.exists():
            folder.rmdir()  # an empty one
        made.folder.rename(folder)
    return Opened(Project.open(folder), document, script, voices, notes)


def _voices(
    engine: EngineOptions | None, cast: tuple[Persona, ...]
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The voices of a server that the cast has, and what has to be told."""
    if engine is None or engine.kind == "native" or engine.voice is not None:
        return {}, ()
    try:
        return engine_from(engine, cast).voices or {}, ()
    except EngineError as error:
        told = f"{error}; until 'voices' stand in project.yaml, they are chosen when the book is rendered"
        return given_voices(engine, [each.id for each in cast]), (told,)
