"""The EPUB holds the text as it was read, and its overlays point at every line in time order.

Whether epubcheck finds it valid is asked by ``python -m benchmarks.audiobook``.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from studio import ffmpeg
from studio.book.assembly import Levels
from studio.book.codings import AAC, FRAME
from studio.book.export.m4b import AacChapter
from studio.book.export.readalong import ReadAloud, write_readalong
from studio.book.export.tags import BookTags, cover_of
from studio.book.masters import Desk
from studio.book.pauses import Pauses
from studio.book.presets import ACX
from studio.book.script import ScriptLine

XHTML, SMIL = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/ns/SMIL}"
MODIFIED = "2024-05-06T07:08:09Z"
TAGS = BookTags("A <Book> & more", ("Ann & Bob",), ("Nora",), "en-GB")


@pytest.fixture(scope="module")
def master(piece, tmp_path_factory):
    desk = Desk(
        tmp_path_factory.mktemp("masters"), replace(ACX, target=-34.0, rms=None), AAC, Pauses(), Levels()
    )
    (found,) = desk.masters([piece])
    return found


@pytest.fixture(scope="module")
def chapters(master) -> list[ReadAloud]:
    audio = AacChapter("One", master.path, master.mastered.samples)
    lines = [each.line for each in master.piece.lines]
    odd = [
        ScriptLine("A verse,", "\n"),
        ScriptLine("of <two> \x0b rows & more.", "\n\nimage\n\n"),
        *lines[2:],
    ]
    return [
        ReadAloud("One", lines, master.facts.places, audio),
        ReadAloud("", odd, master.facts.places, audio),
    ]


@pytest.fixture(scope="module")
def book(tmp_path_factory, chapters) -> Path:
    folder = tmp_path_factory.mktemp("epub")
    picture = folder / "c.png"
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc=d=0.04:s=64x64", "-frames:v", "1", ffmpeg.url(picture)])
    cover = cover_of(picture.read_bytes(), folder)
    picture.unlink()
    path = folder / "book.epub"
    write_readalong(chapters, TAGS, cover, MODIFIED, path)
    assert list(folder.iterdir()) == [path]
    return path


def test_the_container_is_an_epub(book):
    with zipfile.ZipFile(book) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"
        assert archive.testzip() is None
        package = archive.read("EPUB/package.opf").decode()
        listed = {f"EPUB/{href}" for href in re.findall(r'href="([^"]+)"', package)}
        inside = {name for name in archive.namelist() if name.startswith("EPUB/")}
        assert listed == inside - {"EPUB/package.opf"}
        for name in inside:
            if name.endswith((".xhtml", ".smil", ".opf")):
                ElementTree.fromstring(archive.read(name))
    assert MODIFIED in package
    assert "<dc:title>A &lt;Book&gt; &amp; more</dc:title>" in package
    assert "AI-generated" in package


def test_the_text_is_the_scripts(book, chapters):
    with zipfile.ZipFile(book) as archive:
        page = ElementTree.fromstring(archive.read("EPUB/c0001.xhtml"))
        spans = ["".join(span.itertext()) for span in page.iter(f"{XHTML}span")]
        assert spans == [line.text for line in chapters[0].lines]
        assert [element.text for element in page.iter(f"{XHTML}h1")] == [
            None
        ]  # a heading line is the heading
        assert len(list(page.iter(f"{XHTML}hr"))) == 1
        paragraphs = ["".join(p.itertext()) for p in page.iter(f"{XHTML}p")]
        assert paragraphs[0] == "The letter came at noon. “Who sent it,” she asked, and nobody answered her."
        other = archive.read("EPUB/c0002.xhtml").decode()
    assert "A verse,</span><br/><span" in other
    assert "of &lt;two&gt; \ufffd rows &amp; more." in other


def test_overlays_go_through_the_audio_without_gaps(book, chapters, master):
    with zipfile.ZipFile(book) as archive:
        overlay = ElementTree.fromstring(archive.read("EPUB/c0001.smil"))
        (Path(book.parent) / "a.m4a").write_bytes(archive.read("EPUB/audio/c0001.m4a"))
        package = archive.read("EPUB/package.opf").decode()
    pars = list(overlay.iter(f"{SMIL}par"))
    targets = [par.find(f"{SMIL}text").get("src") for par in pars]
    assert targets == [f"c0001.xhtml#l{n}" for n in (1, 2, 3, 4, 6)]  # the fifth has nothing to say
    clips = [
        tuple(float(par.find(f"{SMIL}audio").get(f"clip{side}").rstrip("s")) for side in ("Begin", "End"))
        for par in pars
    ]
    assert clips[0][0] == 0
    assert all(before[1] == after[0] for before, after in pairwise(clips))
    starts = [start for start, end in master.facts.places if end > start]
    assert [begin for begin, _ in clips[1:]] == pytest.approx(
        [start + FRAME / AAC.rate for start in starts[1:]], abs=0.001
    )
    length = ffmpeg.probe(book.parent / "a.m4a").seconds
    assert clips[-1][1] == pytest.approx(length, abs=0.05)
    (book.parent / "a.m4a").unlink()
    told = [float(x) for x in re.findall(r'media:duration"[^>]*>([\d.]+)s<', package)]
    assert told[0] == pytest.approx(sum(told[1:]), abs=0.002)
    assert told[1] == clips[-1][1]


def test_the_same_book_gives_the_same_bytes(tmp_path, chapters):
    for name in "ab":
        write_readalong(chapters, TAGS, None, MODIFIED, tmp_path / f"{name}.epub")
    assert (tmp_path / "a.epub").read_bytes() == (tmp_path / "b.epub").read_bytes()
