"""The studio's pages with a real engine on the tiny random voice pack."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.browser import BROWSERS, chromium, serving

APP = Path(__file__).resolve().parents[3] / "app.py"


@pytest.fixture(scope="session")
def server(tiny_pack, tmp_path_factory):
    """`dramatis studio` as a process of its own, for all tests that need one."""
    with serving(tiny_pack, tmp_path_factory.mktemp("studio")) as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    pytest.importorskip("playwright")
    if not any(map(shutil.which, BROWSERS)):
        pytest.skip("no browser to drive; install Debian's package chromium")
    with chromium() as found:
        yield found


@pytest.fixture(autouse=True)
def scenes(tmp_path, monkeypatch):
    """The folder of kept scenes, empty."""
    folder = tmp_path / "scenes"
    monkeypatch.setenv("DRAMATIS_SCENES", str(folder))
    return folder


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The folder of the user's own personas, empty."""
    folder = tmp_path / "personas"
    monkeypatch.setenv("DRAMATIS_PERSONAS", str(folder))
    return folder


@pytest.fixture
def opened(tiny_pack, store, monkeypatch):
    """Opens a page in a new session, in a language: "scene" as the studio does, another one by itself."""
    monkeypatch.setenv("DRAMATIS_PACK", str(tiny_pack))

    def open_page(language="en", page="scene"):
        if page == "scene":
            at = AppTest.from_file(str(APP), default_timeout=120)
        else:
            script = (
                "from studio.ui.frame import begin\nfrom studio.ui.{page}.page import page\npage(begin())"
            )
            at = AppTest.from_string(script.format(page=page), default_timeout=120)
        at.query_params["lang"] = language
        at.run()
        assert not at.exception
        return at

    return open_page


def press(at, key):
    """Press the button of this key."""
    at.button(key=key).click().run()
    assert not at.exception, at.exception
    return at


def shown(elements):
    """What elements of text say, in one."""
    return " ".join(str(element.value) for element in elements).replace("\N{NO-BREAK SPACE}", " ")
