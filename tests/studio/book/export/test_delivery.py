"""A rendered book becomes every format; an edit masters its chapter alone; nothing is overwritten unasked."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from studio import ffmpeg
from studio.book.export.delivery import Book, check_target, deliver
from studio.book.export.m4b import offsets
from studio.book.presets import ACX
from studio.book.project import Project
from tts.errors import BookError

SOFT = replace(ACX, target=-34.0, rms=None)  # what the tiny pack's noise reaches without limiting
TITLES = ["Opening credits", "One", "Two", "Closing credits"]


@pytest.fixture(scope="module")
def book(rendered_book: Path, tmp_path_factory) -> Book:
    folder = tmp_path_factory.mktemp("delivery") / "harbour"
    shutil.copytree(rendered_book, folder)
    project = Project.open(folder)
    picture = folder / "c.jpg"
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc=d=0.04:s=32x32", "-frames:v", "1", ffmpeg.url(picture)])
    project.write_cover(picture.read_bytes())
    picture.unlink()
    return Book.of(project)


def test_m4b_srt_and_epub_agree_in_time(book, tmp_path):
    told: list[tuple[int, int, str]] = []
    made = deliver(book, "m4b", tmp_path / "b.m4b", SOFT, watch=lambda *args: told.append(args))
    assert [title for _, _, title in told] == TITLES
    assert made.files == (tmp_path / "b.m4b",)
    media = ffmpeg.probe(tmp_path / "b.m4b")
    assert [mark.title for mark in media.chapters] == TITLES
    assert (media.tags["title"], media.tags["artist"]) == ("The Harbour: a Tale", "Ann Author")
    assert media.tags["composer"] == "Warm narrator, Sunny youth"
    assert any(stream.attached for stream in media.streams)
    starts = offsets([master.mastered.samples for master in made.masters])
    assert [mark.start for mark in media.chapters[1:]] == pytest.approx(starts[1:], abs=0.002)

    deliver(book, "srt", tmp_path / "b.srt")
    cues = re.findall(
        r"(\d+):(\d+):(\d+),(\d+) -->.*\n(.*)", (tmp_path / "b.srt").read_text(encoding="utf-8")
    )
    began = {text: int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000 for h, m, s, ms, text in cues}
    first_of_two = made.masters[2].facts.places[0][0]
    assert began["Two"] == pytest.approx(
        starts[2] + first_of_two, abs=0.12
    )  # the word begins inside the take

    again = deliver(book, "epub", tmp_path / "b.epub", SOFT)
    assert all(master.kept for master in again.masters)  # the M4B's masters serve
    with zipfile.ZipFile(tmp_path / "b.epub") as archive:
        assert sum(name.endswith(".smil") for name in archive.namelist()) == 4
        assert "A Tale" not in archive.read("EPUB/c0001.xhtml").decode()


def test_files_are_named_numbered_and_tagged(book, tmp_path):
    made = deliver(book, "mp3", tmp_path / "mp3", SOFT)
    names = [path.name for path in made.files]
    assert names == [*(f"{n:02d} {title}.mp3" for n, title in enumerate(TITLES, 1)), "cover.jpg"]
    assert any("no retail sample" in note for note in made.notes)
    assert ffmpeg.probe(made.files[1]).tags["track"] == "2/4"
    with pytest.raises(BookError, match="holds an export already"):
        deliver(book, "mp3", tmp_path / "mp3", SOFT)
    before = [path.read_bytes() for path in made.files]
    (tmp_path / "mp3" / "mine.txt").write_text("kept")
    assert deliver(book, "mp3", tmp_path / "mp3", SOFT, replace=True).files == made.files
    assert [path.read_bytes() for path in made.files] == before
    assert (tmp_path / "mp3" / "mine.txt").read_text() == "kept"


def test_stems_and_vtt(book, tmp_path):
    stems = deliver(book, "stems", tmp_path / "stems")
    assert len([path for path in stems.files if path.suffix == ".flac"]) == 12
    deliver(book, "vtt", tmp_path / "b.vtt", words=True)
    assert "<v Ann>" in (tmp_path / "b.vtt").read_text(encoding="utf-8")


def test_an_edit_masters_only_its_chapter(book, tmp_path, tiny_pack):
    from studio.book.executors import Inline
    from studio.book.render import render

    folder = tmp_path / "harbour"
    shutil.copytree(book.project.folder, folder)
    project = Project.open(folder)
    deliver(Book.of(project), "flac", tmp_path / "a", SOFT)
    script = project.script()
    two = script.chapters[2]
    line = replace(two.lines[1], text="The rain had stopped.")
    chapters = (*script.chapters[:2], replace(two, lines=(two.lines[0], line, *two.lines[2:])))
    project.write_script(replace(script, chapters=chapters))
    assert len(Book.of(project).inventory.missing) == 1
    render(project, Inline(str(tiny_pack), project.voice().pack))
    made = deliver(Book.of(project), "flac", tmp_path / "b", SOFT)
    assert [master.kept for master in made.masters] == [True, True, False, True]
    assert len(list((folder / "masters").glob("*.flac"))) == 4


def test_what_stands_there_is_never_overwritten(book, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("mine")
    (tmp_path / "b.m4b").write_text("mine")
    with pytest.raises(BookError, match="unknown format 'ogg'; valid: mp3, flac"):
        check_target("ogg", tmp_path / "x")
    with pytest.raises(BookError, match="that no export wrote"):
        check_target("mp3", tmp_path / "full", replace=True)
    with pytest.raises(BookError, match="exists already"):
        check_target("m4b", tmp_path / "b.m4b")
    with pytest.raises(BookError, match=r"must end with \.epub"):
        check_target("epub", tmp_path / "b.zip")
    with pytest.raises(BookError, match="does not exist"):
        check_target("srt", tmp_path / "none" / "b.srt")
    check_target("m4b", tmp_path / "b.m4b", replace=True)
