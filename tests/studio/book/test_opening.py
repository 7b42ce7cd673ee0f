from __future__ import annotations

import zipfile

import pytest

from studio.book.opening import new
from studio.book.preflight import preflight
from tts.errors import BookError, PersonaError

BOOK = "# One\n\n“Come in,” said Ysolde.\n\nThe rain had stopped over Karrow.\n"


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.md"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_a_book_becomes_a_project_that_can_be_rendered(book, tmp_path, tiny_pack):
    opened = new(book, tmp_path / "project", str(tiny_pack), "pirate-captain")
    project = opened.project
    assert project.settings().source == "book.md"
    assert project.settings().pack == str(tiny_pack)
    assert (project.folder / "source" / "book.md").read_text(encoding="utf-8") == BOOK
    assert project.script() == opened.script
    assert project.cast().narrator == "pirate-captain"
    assert "Ysolde" in project.book_lexicon().words
    lines = project.lines()
    assert {line.line.speaker for line in lines} == {"narrator", "Ysolde"}
    assert all(line.request is not None and not line.error for line in lines)
    assert preflight(opened.script, opened.document).parts[0].included
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.md", "project"]


def test_nothing_is_overwritten_and_a_failure_leaves_nothing(book, tmp_path):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    with pytest.raises(BookError, match="choose another folder"):
        new(book, tmp_path / "taken")
    with pytest.raises(BookError, match="does not exist"):
        new(book, tmp_path / "no" / "project")
    with pytest.raises(PersonaError):
        new(book, tmp_path / "project", narrator="nobody-at-all")
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(broken, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
    with pytest.raises(BookError):
        new(broken, tmp_path / "project")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.md", "broken.epub", "taken"]
    (tmp_path / "empty").mkdir()
    assert new(book, tmp_path / "empty").project.folder == tmp_path / "empty"
