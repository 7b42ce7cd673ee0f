"""The pages where a server speaks: our own one as the other model."""

import io
import re

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

import personas
from studio.api.settings import ServerSettings
from studio.book.shelf import Shelf
from studio.cli import app
from studio.dubbing.project import Shelf as Dubs
from studio.engines import VARIABLES, EngineOptions, default_engine
from studio.jobs.bench import Bench
from studio.jobs.worker import Worker
from studio.store import Store
from tests.studio.api.conftest import running
from tests.studio.ui import conftest
from tests.studio.ui.books.test_page import step, upload
from tests.studio.ui.conftest import APP, press
from tests.studio.ui.voices.test_page import describe, players

SRT = "1\n00:00:00,200 --> 00:00:01,600\nANNA: Hello there.\n"
BOOK = "# The Mill\n\n## One\n\nThe river rose in the night. “Only me,” said Ysolde Karrow.\n"


@pytest.fixture(scope="module")
def server(tiny_engine, tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    opened = Store.open(folder / "store")
    store = Store(opened.folder, opened.database, personas.Store(folder / "voices"))
    with running(tiny_engine, store, ServerSettings(requests_a_minute=10_000)) as served:
        yield served.url
    opened.close()


@pytest.fixture
def page(server, opened, tmp_path, monkeypatch):
    """Opens a page in a new session, with the server as the studio's engine."""
    from studio.ui import work

    for name in ("BOOKS", "DUBS", "STORE"):
        monkeypatch.setenv(f"DRAMATIS_{name}", str(tmp_path / name.lower()))
    monkeypatch.setattr(work, "_crew", lambda folder, pack: None)
    monkeypatch.setenv("DRAMATIS_ENGINE", "openai")
    monkeypatch.setenv("DRAMATIS_BASE_URL", f"{server}/v1")
    monkeypatch.setenv("DRAMATIS_MODEL", "dramatis")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    return opened


@pytest.fixture
def work_off(tmp_path):
    """Does, in this process, all jobs that were handed in, and returns them, newest first."""

    def do_all():
        from studio.ui.work import work

        store = Store.open(tmp_path / "store")
        try:
            worker = Worker(Bench(store), lambda: pytest.fail("our own engine is not needed"))
            while worker.work():
                pass
        finally:
            store.close()
        return work().jobs()

    return do_all


def shown(elements):
    """What elements say, without the marks that keep Markdown from reading it."""
    return conftest.shown(elements).replace("\\", "")


def takes(at):
    scene = at.session_state["scene.lines"]
    return scene.takes_of(scene.at)


def write(at, text, direction=""):
    line = at.session_state["scene.lines"].at
    at.text_area(key=f"scene.text.{line}.en").input(text).run()
    at.text_input(key=f"scene.direction.{line}.en").input(direction).run()
    return at


def test_a_scene_is_spoken_and_directed(page, server):
    at = page()
    assert f"dramatis at {server.removeprefix('http://')} speaks" in shown(at.caption)
    press(at, "scene.speak")
    (take,) = takes(at).kept
    assert take.take.seconds > 0.1
    assert take.take.words == ()
    assert not take.own
    assert "has no times of words" in shown(at.caption)
    assert "the seed is not passed on" in shown(at.caption)
    press(at, "tap-more")
    assert len(takes(at).kept) == 2
    assert takes(at).present.ask.changes
    chinese = page("zh")
    assert "朗读：每个角色使用其中最接近的声音" in shown(chinese.caption)
    press(chinese, "scene.speak")
    assert "没有单词和音素的时间" in shown(chinese.caption)


def test_what_a_server_cannot_do_is_a_sentence(page):
    at = press(write(page(), "I said [whispering] not now [/] and I meant it."), "scene.speak")
    assert "cannot speak parts of a text in another way" in shown(at.warning)
    assert takes(at).kept == ()
    press(write(at, "“Come here,” he whispered. And she came."), "scene.speak")
    assert "which a server cannot speak apart: left alone" in shown(at.caption)
    assert len(takes(at).kept) == 1


def test_voices_that_nobody_knows_are_heard(page):
    at = describe(page(page="voices"), "a hoarse old pirate")
    heard = list(at.session_state["voices.heard"].values())
    assert [each.fault for each in heard] == [""] * 4
    assert len(players(at)) == 4


def test_a_book_is_spoken_and_a_line_again(page, work_off):
    at = upload(page(page="books"), "mill.md", BOOK.encode())
    assert [job.state for job in work_off()] == ["done"]
    (name,) = Shelf.default().names()
    at.query_params["book"] = name
    at = AppTest.from_string(
        "from studio.ui.frame import begin\nfrom studio.ui.books.page import page\npage(begin())",
        default_timeout=120,
    )
    at.query_params["book"] = name
    at.query_params["lang"] = "en"
    at.run()
    assert not at.exception
    step(at, "render")
    assert "not whether they say their text" in shown(at.caption)
    press(at, "books.render")
    done, *_ = work_off()
    assert (done.state, done.result["failed"]) == ("done", 0)
    assert done.result["takes"] >= 3
    step(at, "listen")
    inventory = Shelf.default().project(name).inventory()
    line = next(line for line in inventory.lines if line.request is not None)
    before = len(inventory.takes)
    at.session_state["books.at"] = line.place
    at.run()
    press(at, "books.again")
    assert not at.error
    assert len(Shelf.default().project(name).inventory().takes) == before + 1


def test_a_dub_is_spoken(page, work_off):
    name = Dubs.default().new("talk.srt", io.BytesIO(SRT.encode()))
    at = page(page="dubbing")
    at.session_state["dubs.open"] = name
    at.run()
    press(at, "dubs.dub")
    (job,) = work_off()
    assert job.state == "done", job.error
    assert re.search(r"is spoken by the voice '.+' of dramatis at", " ".join(job.result["notes"]))
    at.run()
    assert not at.exception


def test_settings_tell_the_server_and_no_key(page, monkeypatch, server):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setattr("studio.ui.settings_page.page.may_make_keys", lambda: False)
    said = shown(page(page="settings_page").markdown)
    assert f"{server}/v1" in said
    assert "from OPENAI_API_KEY" in said
    assert "sk-secret" not in said


def test_a_server_that_is_gone_is_told(page, monkeypatch):
    monkeypatch.setenv("DRAMATIS_BASE_URL", "http://127.0.0.1:1/v1")
    at = press(page(), "scene.speak")
    assert "cannot be reached" in shown(at.error) + shown(at.warning)
    monkeypatch.setenv("DRAMATIS_MODEL", "")
    at = AppTest.from_file(str(APP), default_timeout=60).run()
    assert "name the server's model" in shown(at.error)
    assert not at.exception


def test_the_command_hands_its_options_to_the_pages(monkeypatch, tmp_path):
    for variable in VARIABLES.values():
        monkeypatch.setenv(variable, "")  # so that they are as before in the end
    seen = []

    class Site:
        def run(self, config):
            seen.append(default_engine())

    monkeypatch.setattr("studio.ui.site.site", lambda page, browser: Site())
    given = [
        "--engine",
        "openai",
        "--model",
        "m",
        "--base-url",
        "http://a/v1",
        "--voices",
        str(tmp_path / "v.yaml"),
    ]
    assert CliRunner().invoke(app, ["studio", "--no-browser", *given]).exit_code == 0
    assert seen == [EngineOptions("openai", base_url="http://a/v1", model="m", voices=tmp_path / "v.yaml")]
    refused = CliRunner().invoke(app, ["studio", "--base-url", "http://a/v1"])
    assert (refused.exit_code, len(seen)) == (2, 1)
    assert "add --engine openai" in refused.stderr
