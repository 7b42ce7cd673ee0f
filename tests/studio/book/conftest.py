"""A short book, rendered with the tiny pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.book.pieces import Piece
from studio.book.script import Script, ScriptChapter, ScriptLine

LINES = (
    ScriptLine("One", "\n\n", boundary="paragraph", kind="heading"),
    ScriptLine("The letter came at noon.", " "),
    ScriptLine("“Who sent it,", "” ", "Ann", kind="speech", boundary="none"),
    ScriptLine("she asked, and nobody answered her.", "\n\n", boundary="paragraph"),
    ScriptLine("…", "\n\n* * *\n\n", boundary="scene"),
    ScriptLine("Later they read it: “All is well”, it said.", "", boundary="end"),
)


BOOK = Script(
    "The Harbour: a Tale",
    ("Ann Author",),
    "en-GB",
    (
        ScriptChapter("Title page", (ScriptLine("The Harbour", "", boundary="end"),), included=False),
        ScriptChapter("One", LINES),
        ScriptChapter(
            "Two",
            (
                ScriptLine("Two", "\n\n", boundary="paragraph", kind="heading"),
                ScriptLine(
                    "The rain had stopped, and the boats went out again.", "\n\n", boundary="paragraph"
                ),
                ScriptLine("“Let us go,”", " ", "Ann", "excited", kind="speech", boundary="none"),
                ScriptLine("she said.", "", boundary="end"),
            ),
        ),
    ),
)
CREDITS = {"opening": "The Harbour.\nWritten by Ann Author.", "closing": "This has been The Harbour."}


@pytest.fixture(scope="session")
def rendered_book(tiny_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a project of two chapters and credits, rendered with the tiny pack; copy it to change it."""
    from studio.book.cast import Cast, Role
    from studio.book.executors import Inline
    from studio.book.names import BookLexicon
    from studio.book.project import Project, Settings
    from studio.book.render import render

    folder = tmp_path_factory.mktemp("books") / "harbour"
    project = Project.create(folder, Settings(pack=str(tiny_pack), credits=CREDITS))
    project.write_script(BOOK)
    project.write_cast(Cast(narrator="narrator-warm-female", characters={"Ann": Role("sunny-youth")}))
    project.write_lexicon(BookLexicon())
    render(project, Inline(str(tiny_pack), project.voice().pack))
    return folder


@pytest.fixture(scope="session")
def piece(rendered_book: Path) -> Piece:
    """Its first chapter."""
    from studio.book.export.delivery import Book
    from studio.book.project import Project

    return Book.of(Project.open(rendered_book)).pieces[1]
