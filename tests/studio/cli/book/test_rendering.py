"""`dramatis book new`, `estimate`, `render`, `status`, `redo` and `takes` on a project from a real file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from studio.book.project import Project
from studio.cli import app

BOOK = "# One\n\n“Come in,” whispered Ysolde.\n\nThe rain had stopped over Karrow.\n\n…\n"


@pytest.fixture
def project(run, tmp_path: Path, tiny_pack: Path) -> Path:
    source = tmp_path / "book.md"
    source.write_text(BOOK, encoding="utf-8")
    run("book", "new", source, "-o", tmp_path / "project", "--pack", tiny_pack)
    return tmp_path / "project"


def test_from_a_book_to_takes(run, refused, project: Path) -> None:
    assert "choose another folder" in refused("book", "new", project / "script.txt", "-o", project)
    first = json.loads(run("book", "estimate", project, "--json").stdout)
    assert first["there"] == 0
    assert 0 < first["spoken"] <= first["lines"] - first["silent"]  # lines that are alike share a take
    assert first["wall"] > 0
    assert "to speak" in run("book", "estimate", project, "--no-trial", "--chapters", "1").stdout
    done = json.loads(run("book", "render", project, "--json", "--workers", "1").stdout)
    assert done["takes"] >= first["spoken"]
    assert done["failed"] == []
    again = run("book", "render", project)
    assert "nothing to speak" in again.stdout
    status = json.loads(run("book", "status", project, "--json").stdout)
    assert status["chapters"][0]["there"] == status["chapters"][0]["lines"]
    assert "everything is spoken" in run("book", "status", project).stdout
    for wrong, told in (("9", "chapters 1–1"), ("x", "by number"), ("2-1", "chapters 1–1")):
        assert told in refused("book", "render", project, "--chapters", wrong)


def test_one_line_again(run, refused, project: Path) -> None:
    run("book", "render", project, "--workers", "1")
    line = ("--line", "1:2")
    directed = run("book", "redo", project, *line, "--direction", "sad")
    assert "whisper > sad" in Project.open(project).script().chapters[0].lines[1].direction
    assert "delivered" in directed.stdout
    run("book", "redo", project, *line)
    told = json.loads(run("book", "takes", project, *line, "--json").stdout)
    assert [take["delivered"] for take in told["takes"]].count(True) == 1
    assert told["takes"][-1]["delivered"]
    assert all(Path(take["file"]).is_file() for take in told["takes"])
    chosen = json.loads(run("book", "takes", project, *line, "--choose", "1", "--lock", "--json").stdout)
    assert [take["locked"] for take in chosen["takes"]].index(True) == 0
    assert "--unlock" in refused("book", "redo", project, *line)
    run("book", "takes", project, *line, "--unlock")
    with_seed = json.loads(run("book", "redo", project, *line, "--seed", "5", "--json").stdout)
    assert with_seed["takes"][-1]["seed"] == 5
    run("book", "redo", project, *line, "--text", "“Do come in,”")
    assert Project.open(project).script().chapters[0].lines[1].text == "“Do come in,”"
    assert "give it alone" in refused("book", "redo", project, *line, "--seed", "1", "--text", "x")
    assert "contradict" in refused("book", "takes", project, *line, "--lock", "--unlock")
    assert "takes 1–1" in refused("book", "takes", project, *line, "--choose", "7")
    script = (project / "script.txt").read_text(encoding="utf-8")
    edited = script.replace("The rain had stopped", "The snow had stopped")
    (project / "script.txt").write_text(edited, encoding="utf-8")
    assert "has no take yet" in refused("book", "takes", project, "--line", "1:4", "--lock")


def test_a_line_that_fails_is_told_and_ends_with_exit_code_1(project: Path) -> None:
    opened = Project.open(project)
    script = opened.script()
    chapter = script.chapters[0]
    long = replace(chapter.lines[1], direction="x" * 3000)
    lines = (chapter.lines[0], long, *chapter.lines[2:])
    opened.write_script(replace(script, chapters=(replace(chapter, lines=lines),)))
    result = CliRunner().invoke(app, ["book", "render", str(project), "--workers", "1"])
    assert result.exit_code == 1
    assert "not spoken: 1:2" in result.stderr
    assert "characters" in result.stderr
    assert "takes" in result.stdout
    status = json.loads(CliRunner().invoke(app, ["book", "status", str(project), "--json"]).stdout)
    assert [line["place"] for line in status["failed"]] == ["1:2"]


def test_a_stopped_render_says_how_it_goes_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("studio.book.render.render", stopped)
    result = CliRunner().invoke(app, ["book", "render", str(project), "--workers", "1"])
    assert result.exit_code == 1
    assert "goes on from there" in result.stderr


def test_an_unknown_executor_is_refused(project: Path) -> None:
    result = CliRunner().invoke(app, ["book", "render", str(project), "--executor", "cloud"])
    assert result.exit_code == 2
    assert "valid: inline, processes, ray" in result.stderr
