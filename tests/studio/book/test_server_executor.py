"""A book spoken by a server: our own one as the other model, and one that fails."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

import personas
from studio import ffmpeg
from studio.api.settings import ServerSettings
from studio.book.coverage import Judge
from studio.book.executors import Speaker
from studio.book.inventory import Inventory
from studio.book.project import Project
from studio.book.render import render
from studio.book.script import Script, ScriptChapter, ScriptLine
from studio.book.server_executor import AtServer
from studio.cli import app
from studio.store import Store
from tests.studio.api.conftest import running
from tests.tts.test_remote import fake
from tts.errors import EngineError
from tts.remote import RemoteEngine
from tts.server import Server

BOOK = "# One\n\n“Come in,” whispered Ysolde.\n\nThe rain had stopped over Karrow.\n\n…\n"


@pytest.fixture(scope="module")
def server(tiny_engine, tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    opened = Store.open(folder / "store")
    store = Store(opened.folder, opened.database, personas.Store(folder / "voices"))
    with running(tiny_engine, store, ServerSettings(requests_a_minute=10_000)) as served:
        yield f"{served.url}/v1"
    opened.close()


def book(*arguments: object, code: int = 0):
    result = CliRunner().invoke(app, ["book", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(scope="module")
def folder(server, tmp_path_factory):
    """A project as `dramatis book new` makes it; copy it to change it."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "book.md").write_text(BOOK, encoding="utf-8")
    given = ("--engine", "openai", "--base-url", server, "--model", "dramatis")
    made = book("new", folder / "book.md", "-o", folder / "made", "--narrator", "butler", *given)
    assert "butler is spoken by the voice 'butler'" in made.stderr
    assert "not whether they say their text" in made.stderr
    return folder / "made"


@pytest.fixture(scope="module")
def spoken(folder, tmp_path_factory):
    """The same with a lexicon, rendered."""
    copy = tmp_path_factory.mktemp("spoken") / "book"
    shutil.copytree(folder, copy)
    book("lexicon", copy, "--set", "Karrow=/kæˈroʊ/", "--set", "Ysolde=ih zold")
    found = book("estimate", copy)
    assert "says in its own way: Karrow" in found.stderr
    assert "by a trial of" in found.stdout
    done = book("render", copy, "--json", "--workers", "2")
    assert "butler is spoken by the voice 'butler'" in done.stderr
    told = json.loads(done.stdout)
    assert told["failed"] == []
    assert told["takes"] >= 3
    return copy


def test_the_section_says_who_speaks(folder, server):
    said = yaml.safe_load((folder / "project.yaml").read_text())["engine"]
    voices = said.pop("voices")
    assert said == {"kind": "openai", "base_url": server, "model": "dramatis"}
    assert voices["butler"] == "butler"
    assert {each.id for each in Project(folder).cast().everybody(folder)} == set(voices)


def test_every_line_has_its_take_with_the_respelling_in_it(spoken):
    project = Project.open(spoken)
    inventory = project.inventory()
    assert inventory.missing == ()
    notes = []
    for line in inventory.lines:
        if take := inventory.delivered(line):
            stored = project.takes.take(take.key)
            assert stored.words == ()
            assert 0 <= stored.receipt.measured["lead"] < stored.seconds
            assert stored.saved.pack == project.voice().pack
            notes += stored.receipt.notes
    assert "'Ysolde' is sent as 'ih zold'" in notes
    with project.store() as store:
        (past,) = store.renders()
    assert (past.executor, past.workers, past.pack) == ("server", 2, project.voice().pack)


def test_a_word_that_is_respelled_is_spoken_again_and_nothing_else(spoken, tmp_path):
    copy = shutil.copytree(spoken, tmp_path / "book")
    assert "nothing to speak" in book("render", copy).stdout
    book("lexicon", copy, "--set", "Karrow=kay row")
    assert json.loads(book("estimate", copy, "--no-trial", "--json").stdout)["spoken"] == 1
    assert json.loads(book("render", copy, "--json").stdout)["failed"] == []


def test_checked_reported_and_exported(spoken):
    checked = json.loads(book("check", spoken, "--json").stdout)
    assert checked["takes"] >= 3
    assert "length, level, silences and clipping" in checked["limits"][0]
    out = spoken / "out"
    exported = CliRunner().invoke(app, ["book", "export", str(spoken), "-f", "m4b", "--json"])
    (m4b,) = json.loads(exported.stdout)["files"]
    heard = ffmpeg.probe(Path(m4b))
    book("export", spoken, "-f", "srt")
    (srt,) = out.glob("*.srt")
    rows = srt.read_text(encoding="utf-8").split("\n\n")
    assert sum("Karrow" in row for row in rows) == 1
    last = rows[-2].split("\n")[1].split(" --> ")[1]
    hours, minutes, seconds = last.replace(",", ".").split(":")
    assert 3600 * int(hours) + 60 * int(minutes) + float(seconds) < heard.seconds
    timed = book("export", spoken, "-f", "vtt", "--words")
    assert "their words have no times of their own" in timed.stderr
    (vtt,) = out.glob("*.vtt")
    assert "><" not in vtt.read_text(encoding="utf-8").split("NOTE")[1].replace("<v Ysolde>", "")
    CliRunner().invoke(app, ["book", "export", str(spoken), "-f", "epub"])
    (epub,) = out.glob("*.epub")
    with zipfile.ZipFile(epub) as inside:
        smil = next(name for name in inside.namelist() if name.endswith("2.smil"))
        assert inside.read(smil).count(b"<par ") == 4  # a fragment a line
    result = CliRunner().invoke(app, ["book", "report", str(spoken), "--json"])
    assert "not whether they say their text" in json.loads(result.stdout)["limits"][0]
    assert "not whether they say their text" in (out / "report" / "report.html").read_text("utf-8")


def test_a_line_directed_on_and_another_take(spoken, tmp_path):
    copy = shutil.copytree(spoken, tmp_path / "book")
    assert "1:2" in book("redo", copy, "--line", "1:2", "--direction", "angry").stdout
    told = json.loads(book("redo", copy, "--line", "1:2", "--json").stdout)
    assert len(told["takes"]) >= 2
    assert "cannot be asked for a seed" in book("redo", copy, "--line", "1:2", "--seed", 3, code=2).stderr


def test_only_the_executor_that_suits_is_taken(spoken, folder, rendered_book):
    assert "leave it out" in book("render", folder, "--executor", "processes", code=2).stderr
    assert "valid: inline, processes, ray, server" in book("render", folder, "--executor", "x", code=2).stderr
    from studio.book.speaking import executor_of
    from tts.errors import BookError

    with pytest.raises(BookError, match="by our own engine, not by a server"):
        executor_of(Project(rendered_book), [], "server")


# A server that fails


@pytest.fixture
def lines(folder, tmp_path):
    """A project of twelve short lines, with nothing rendered."""
    copy = Project(shutil.copytree(folder, tmp_path / "book"))
    copy.write_settings(replace(copy.settings(), credits={}))
    said = tuple(ScriptLine(f"Here is line {'abcdefghijkl'[n]}.", " ") for n in range(12))
    copy.write_script(Script("Lines", (), "en", (ScriptChapter("One", said),)))
    return copy


def executor(http, retries=0, workers=2, patience=60.0):
    url = f"http://127.0.0.1:{http.server_port}/v1"
    engine = RemoteEngine(Server("m", url, retries=retries, timeout=5), {}, "nova")
    return AtServer(Speaker(engine, Judge(None), "f" * 64, at_server=True), {}, workers, patience)


def look(project) -> Inventory:
    return project.inventory()


def test_failures_and_rate_limits_are_waited_for(lines):
    busy, broken = (429, "slow down", "0"), (500, "oops")
    with fake(broken, busy, "break off", "speak", busy, broken) as http:
        done = render(lines, executor(http, retries=3))
    assert done.takes == 12
    assert look(lines).failed == ()


def test_a_busy_server_is_waited_for_by_all(lines):
    busy = [(429, "60 lines a minute", "0.1")] * 20
    with fake("speak", *busy) as http:
        done = render(lines, executor(http))
        assert len(http.asked) == 20 + 12
    assert done.takes == 12
    assert look(lines).failed == ()


def test_a_server_that_is_never_free_is_given_up(lines):
    with fake(*[(429, "no money left")] * 40) as http, pytest.raises(EngineError, match="no money left"):
        render(lines, executor(http, patience=0.0))
    assert len(look(lines).missing) == 12


def test_a_line_that_is_refused_is_tried_again_then_marked(lines):
    refused = (400, "not this text")
    with fake(refused, "speak", refused) as http:
        done = render(lines, executor(http, workers=1))
    assert done.takes == 11
    ((_, error),) = look(lines).failed
    assert "refuses the request (400): not this text" in error
    with fake() as http:
        assert render(lines, executor(http)).takes == 1
    assert look(lines).missing == ()


def test_a_server_that_is_gone_ends_the_render_which_goes_on_later(lines):
    gone = [(503, "gone")] * 40
    with (
        fake("speak", "speak", *gone) as http,
        pytest.raises(EngineError, match="render again to go"),
    ):
        render(lines, executor(http))
    after = look(lines)
    assert 0 < sum(after.delivered(line) is not None for line in after.lines) <= 4
    assert len(after.failed) < 12  # not every line was tried to no avail
    with fake() as http:
        render(lines, executor(http))
    assert look(lines).missing == ()


def test_nobody_waits_for_answers_at_the_end(lines):
    def stop(progress):
        if progress.lines:
            raise KeyboardInterrupt

    with fake("speak", *["hang"] * 11) as http, pytest.raises(KeyboardInterrupt):
        render(lines, executor(http, workers=1), watch=stop)
    after = look(lines)
    assert len(after.missing) == 11


def test_a_server_that_cannot_be_reached_is_a_failure(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "book")
    settings = yaml.safe_load((copy / "project.yaml").read_text())
    settings["engine"]["base_url"] = "http://127.0.0.1:1/v1"
    (copy / "project.yaml").write_text(yaml.safe_dump(settings))
    assert "cannot be reached" in book("render", copy, code=1).stderr
    source = folder / "source" / "book.md"
    given = ("--engine", "openai", "--base-url", "http://127.0.0.1:1/v1", "--model", "m")
    made = book("new", source, "-o", tmp_path / "new", *given)
    assert "cannot be reached" in made.stderr
    assert "chosen when the book is rendered" in made.stderr
    assert "voices" not in Project(tmp_path / "new").settings().engine
