"""`dramatis book preflight`, `cast` and `lexicon` on a project from a real file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.book.project import Project

BOOK = """# Copyright

All rights reserved. © 2020, ISBN 1.

# One

“Come in,” said Ysolde. The man from Karrow stayed in the door, as men from Karrow do.[^1]

“I am Tom,” he said. “Tom Hale.”

# Two

Nothing more was said.

[^1]: They are shy.
"""


@pytest.fixture
def project(run, tmp_path: Path) -> Path:
    source = tmp_path / "book.md"
    source.write_text(BOOK, encoding="utf-8")
    run("book", "new", source, "-o", tmp_path / "project")
    return tmp_path / "project"


def test_preflight_shows_and_chooses(run, refused, project: Path) -> None:
    shown = run("book", "preflight", project)
    assert "Copyright" in shown.stdout
    assert "chapters that are read: 2" in shown.stdout
    assert "1 footnote left out" in shown.stderr
    data = json.loads(run("book", "preflight", project, "--json").stdout)
    assert [part["included"] for part in data["chapters"]] == [False, True, True]
    assert data["chapters"][0]["reason"] == "copyright page, by its title"
    before = Project.open(project).script()
    run("book", "preflight", project, "--include", "copyright", "--exclude", "3")
    after = Project.open(project).script()
    assert [chapter.included for chapter in after.chapters] == [True, True, False]
    assert [chapter.lines for chapter in after.chapters] == [chapter.lines for chapter in before.chapters]
    assert "no chapter 'Three'" in refused("book", "preflight", project, "--include", "Three")
    assert Project.open(project).script() == after


def test_preflight_without_the_imported_file(run, project: Path) -> None:
    (project / "source" / "book.md").unlink()
    data = json.loads(run("book", "preflight", project, "--json").stdout)
    assert data["chapters"][0]["reason"] == ""


def test_footnotes_can_be_read(run, refused, tmp_path: Path, project: Path) -> None:
    run("book", "new", tmp_path / "book.md", "-o", "noted", "--read", "footnotes")
    assert "Note: They are shy." in Project.open(tmp_path / "noted").script().chapters[1].text
    assert "footnote" not in run("book", "preflight", "noted").stderr
    assert "choose from footnotes, images, code" in refused(
        "book", "new", tmp_path / "book.md", "-o", "other", "--read", "everything"
    )
    assert not (tmp_path / "other").exists()


def test_cast_is_shown_and_changed(run, refused, project: Path) -> None:
    assert "Ysolde" in run("book", "cast", project).stdout
    data = json.loads(run("book", "cast", project, "--json").stdout)
    assert set(data["characters"]) == {"Ysolde", "Tom"}
    run("book", "cast", project, "--set", "Ysolde=witch", "--narrator", "butler")
    cast = Project.open(project).cast()
    assert (cast.characters["Ysolde"].persona, cast.narrator) == ("witch", "butler")
    assert cast.characters["Ysolde"].lines == 1
    assert "unknown persona 'nobody'" in refused("book", "cast", project, "--set", "Ysolde=nobody")
    assert "NAME=PERSONA" in refused("book", "cast", project, "--set", "Ysolde")
    assert Project.open(project).cast() == cast


def test_who_is_missing_is_told_and_cast(run, project: Path) -> None:
    path = project / "cast.yaml"
    path.write_text("version: 1\nnarrator: butler\ncharacters: {Ysolde: witch}\n", encoding="utf-8")
    assert "is not in the cast" in run("book", "cast", project).stderr
    assert "is not in the cast" not in run("book", "cast", project, "--suggest").stderr
    cast = Project.open(project).cast()
    assert cast.characters["Ysolde"].persona == "witch"
    assert len(cast.characters) == 2
    path.unlink()
    run("book", "cast", project, "--anew", "--narrator", "butler")
    assert Project.open(project).cast().narrator == "butler"


def test_lexicon_is_shown_and_changed(run, refused, tmp_path: Path, project: Path) -> None:
    assert "Karrow" in run("book", "lexicon", project).stdout
    (tmp_path / "more.tsv").write_text("Hale\thail\n", encoding="utf-8")
    changed = run(
        "book", "lexicon", project, "--set", "Karrow=kay row", "--reviewed", "Ysolde", "--import",
        tmp_path / "more.tsv", "--json",
    )  # fmt: skip
    words = json.loads(changed.stdout)["words"]
    assert (words["Karrow"]["say"], words["Karrow"]["count"]) == ("kay row", 2)
    assert words["Ysolde"]["reviewed"]
    assert Project.open(project).book_lexicon().words["Hale"].say == "hail"
    assert Project.open(project).lexicon().find("Karrow") is not None
    assert "'Nobody' is not in the lexicon" in refused("book", "lexicon", project, "--reviewed", "Nobody")
    assert "WORD=HOW" in refused("book", "lexicon", project, "--set", "Karrow")
    assert "single word" in refused("book", "lexicon", project, "--set", "Tom Hale=tom")


def test_pls_is_imported_with_what_was_left_out(run, tmp_path: Path, project: Path) -> None:
    (tmp_path / "names.pls").write_text(
        '<lexicon alphabet="ipa" xml:lang="en">'
        "<lexeme><grapheme>Karrow</grapheme><phoneme>kæˈroʊ</phoneme></lexeme>"
        "<lexeme><grapheme>Two Words</grapheme><phoneme>tuː</phoneme></lexeme></lexicon>",
        encoding="utf-8",
    )
    told = run("book", "lexicon", project, "--import", tmp_path / "names.pls")
    assert "left out Two Words" in told.stderr
    assert Project.open(project).book_lexicon().words["Karrow"].say == "/kæɹˈoʊ/"


def test_what_is_no_project(refused, tmp_path: Path) -> None:
    for command in ("preflight", "cast", "lexicon"):
        assert "is no audiobook project" in refused("book", command, tmp_path)
