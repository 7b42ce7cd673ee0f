"""An EPUB that pandoc made goes to M4B: nothing altered, everything spoken, marks where chapters begin."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.audiobook import checked
from benchmarks.novel import altered, novel, write_epub
from studio.book.executors import Inline
from studio.book.export.delivery import Book, deliver
from studio.book.opening import new
from studio.book.presets import ACX
from studio.book.render import render
from tts.corpus.wordnet import WORDNET

pytestmark = pytest.mark.skipif(
    shutil.which("pandoc") is None or not WORDNET.is_dir(), reason="needs pandoc and wordnet-base"
)


def test_a_short_book_goes_all_the_way(tiny_pack: Path, tmp_path: Path):
    wanted = novel(160)
    write_epub(wanted, tmp_path / "novel.epub")
    opened = new(tmp_path / "novel.epub", tmp_path / "project", str(tiny_pack))
    render(opened.project, Inline(str(tiny_pack), opened.project.voice().pack))
    book = Book.of(opened.project)
    soft = replace(ACX, target=-34.0, rms=None)  # what the tiny pack's noise reaches without limiting
    deliver(book, "m4b", tmp_path / "book.m4b", soft)
    facts, files = checked(wanted, book, tmp_path / "book.m4b")
    assert facts["characters altered"] == 0
    assert facts["lines unspoken"] == facts["letters left out"] == 0
    assert facts["files"] == 3
    assert facts["worst mark, ms"] < 50
    assert all(row["peak"] <= -3 and row["floor"] <= -60 for row in files)
    assert [row["chapter"] for row in files][1] == wanted.chapters[0].title


def test_alterations_are_counted():
    assert altered(["One two.\n\n* * *\n\nThree."], ["One  two. Three."]) == 0
    assert altered(["One two three."], ["One too three."]) == 3
    assert altered(["One two.", "Three."], ["One two."]) == 6
    assert altered(["One."], ["One.", "More."]) == 5
