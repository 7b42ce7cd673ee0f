"""The report tells what is there, what is missing and how it measures, for machines and for people."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from studio import ffmpeg
from studio.book.codings import FLAC
from studio.book.export.delivery import Book
from studio.book.presets import ACX
from studio.book.project import Project
from studio.book.report import book_report
from studio.book.report_page import write_report

SOFT = replace(ACX, target=-34.0, rms=None)


@pytest.fixture(scope="module")
def book(rendered_book: Path, tmp_path_factory) -> Book:
    folder = tmp_path_factory.mktemp("report") / "harbour"
    shutil.copytree(rendered_book, folder)
    project = Project.open(folder)
    script = project.script()
    two = script.chapters[2]
    new = replace(two.lines[1], text="A line <b>nobody</b> has spoken.")
    lines = (two.lines[0], new, *two.lines[2:])
    project.write_script(replace(script, chapters=(*script.chapters[:2], replace(two, lines=lines))))
    return Book.of(project)


class Page(HTMLParser):
    """Texts and pictures of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.pictures: list[str] = []
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pictures += [str(dict(attrs)["src"]) for _ in range(tag == "img")]


def test_a_book_with_a_missing_line(book, tmp_path):
    complete = [piece for piece in book.pieces if piece.complete]
    made = {master.piece.title: master for master in book.desk(SOFT, FLAC).masters(complete)}
    masters = [made.get(piece.title) for piece in book.pieces]
    report = book_report(book.project, book.inventory, book.pieces, masters, SOFT)
    assert not report.passed
    assert [(remark.place, remark.why) for remark in report.missing] == [("3:2", ("not rendered yet",))]
    assert [piece.missing for piece in report.pieces] == [0, 0, 1, 0]
    assert [piece.measured is None for piece in report.pieces] == [False, False, True, False]
    assert [(one.name, one.persona, one.lines) for one in report.cast] == [
        ("narrator", "narrator-warm-female", 11),
        ("Ann", "sunny-youth", 2),
    ]
    assert report.cost.takes >= 12
    assert report.cost.cpu > 0

    page = write_report(report, "en-GB", masters, SOFT, tmp_path / "report")
    told = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
    assert told["passed"] is False
    assert told["pieces"][1]["measured"]["floor"] < -60
    shown = Page(page.read_text(encoding="utf-8"))
    assert "A line <b>nobody</b> has spoken." in shown.texts
    assert "1 lines missing" in shown.texts
    assert shown.pictures == ["001.png", "002.png", "004.png"]
    for name in shown.pictures:
        assert ffmpeg.probe(tmp_path / "report" / name).streams[0].width > 1000


def test_a_complete_book_passes(rendered_book, tmp_path):
    folder = tmp_path / "harbour"
    shutil.copytree(rendered_book, folder)
    book = Book.of(Project.open(folder))
    masters = list(book.desk(SOFT, FLAC).masters(book.pieces))
    report = book_report(book.project, book.inventory, book.pieces, masters, SOFT)
    assert report.passed
    assert report.seconds == pytest.approx(sum(m.mastered.measured.seconds for m in masters))
    assert report.pieces[1].missed.keys() >= {"pitch", "rate"}
