"""`dramatis book export` and `report`: what they write, and how they end."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from studio import ffmpeg
from studio.book import presets
from studio.book.project import Project
from studio.cli.book import app

SOFT = replace(presets.ACX, name="soft", target=-34.0, rms=None)
STRICT = replace(SOFT, name="strict", tail=(6.0, 7.0))  # which our tails do not meet


@pytest.fixture
def folder(rendered_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rendered book, and presets that the tiny pack's noise passes or fails at once."""
    for preset in (SOFT, STRICT):
        monkeypatch.setitem(presets.PRESETS, preset.name, preset)
    shutil.copytree(rendered_book, tmp_path / "harbour")
    return tmp_path / "harbour"


def dramatis(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def edit(folder: Path) -> None:
    """Change a line, whose take is then missing."""
    project = Project.open(folder)
    script = project.script()
    chapter = script.chapters[1]
    lines = (chapter.lines[0], replace(chapter.lines[1], text="The parcel came."), *chapter.lines[2:])
    chapters = (script.chapters[0], replace(chapter, lines=lines), script.chapters[2])
    project.write_script(replace(script, chapters=chapters))


def test_export_goes_to_out_by_default_and_is_not_repeated_unasked(folder):
    done = dramatis("export", folder, "--preset", "soft")
    assert done.exit_code == 0, done.output
    path = folder / "out" / "The Harbour a Tale.m4b"
    assert done.stdout.rstrip().endswith(str(path))
    assert len(ffmpeg.probe(path).chapters) == 4
    again = dramatis("export", folder, "--preset", "soft")
    assert again.exit_code == 2
    assert "--replace" in again.stderr
    replaced = dramatis("export", folder, "--preset", "soft", "--replace", "--json")
    assert replaced.exit_code == 0
    told = json.loads(replaced.stdout)
    assert told["passed"] is True
    assert [piece["kept"] for piece in told["pieces"]] == [True] * 4
    assert told["pieces"][1]["measured"]["floor"] < -60


def test_missing_lines_are_listed_and_stop_it(folder):
    edit(folder)
    done = dramatis("export", folder, "-f", "srt")
    assert done.exit_code == 1
    assert "missing: 2:2 'The parcel came.': not rendered yet" in done.stderr
    assert "--allow-missing" in done.stderr
    assert done.stdout == ""
    told = dramatis("export", folder, "-f", "srt", "--json")
    assert told.exit_code == 1
    assert [line["place"] for line in json.loads(told.stdout)["missing"]] == ["2:2"]
    allowed = dramatis("export", folder, "-f", "srt", "--allow-missing")
    assert allowed.exit_code == 0
    assert "1 lines are missing" in allowed.stderr
    assert "[The parcel came.]" in Path(allowed.stdout.strip()).read_text(encoding="utf-8")


def test_an_edit_is_spoken_and_delivered_by_one_command(folder):
    edit(folder)
    done = dramatis("export", folder, "-f", "srt", "--render")
    assert done.exit_code == 0, done.output
    assert "1 of " in done.stderr
    assert "The parcel came." in Path(done.stdout.strip()).read_text(encoding="utf-8")
    again = dramatis("export", folder, "-f", "srt", "--render", "--replace")
    assert again.exit_code == 0
    assert "nothing to speak" in again.stderr


def test_what_does_not_pass_is_written_told_and_ends_with_1(folder, tmp_path):
    done = dramatis("export", folder, "-f", "flac", "--preset", "strict", "-o", tmp_path / "flac")
    assert done.exit_code == 1
    assert "'One' does not pass: room tone at the tail is" in done.stderr
    assert len(list((tmp_path / "flac").glob("*.flac"))) == 4


def test_wrong_asks_are_refused(folder, tmp_path):
    for arguments, said in (
        (("-f", "ogg"), "unknown format 'ogg'; valid: mp3"),
        (("--preset", "loud"), "valid: acx, podcast, m4b"),
        (("-f", "epub", "-o", tmp_path / "a.zip"), "must end with .epub"),
    ):
        done = dramatis("export", folder, *arguments)
        assert (done.exit_code, said in done.stderr) == (2, True), done.output
    assert dramatis("export", tmp_path / "nothing").exit_code == 2


def test_report(folder):
    edit(folder)
    done = dramatis("report", folder, "--preset", "soft", "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["passed"] is False
    assert [line["place"] for line in told["missing"]] == ["2:2"]
    assert (folder / "out" / "report" / "report.html").is_file()
    assert dramatis("report", folder, "-f", "ogg").exit_code == 2
