"""The Audiobook page with a real engine and a real job store, on the tiny random voice pack."""

import io
import re
import shutil
import zipfile

import pytest

from studio.book.project import Project
from studio.book.shelf import Shelf
from studio.jobs.bench import Bench
from studio.jobs.worker import Worker
from studio.store import Store
from tests.studio.book.conftest import rendered_book  # noqa: F401
from tests.studio.ui.conftest import press, shown

STORY = """# The Mill

## One

The river rose in the night. "Who is there?" said Matty. "Only me," said Ysolde Karrow.

## Two

They went home in the morning, and Ysolde slept.
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Does, in this process, all jobs that were handed in; returns them, newest first."""
    from studio.ui import work

    monkeypatch.setenv("DRAMATIS_BOOKS", str(tmp_path / "books"))
    monkeypatch.setenv("DRAMATIS_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(work, "_crew", lambda folder, pack: None)

    def do_all():
        store = Store.open(tmp_path / "store")
        try:
            worker = Worker(Bench(store), lambda: pytest.fail("these jobs need no engine of the worker"))
            while worker.work():
                pass
        finally:
            store.close()
        return work.work().jobs()

    return do_all


@pytest.fixture
def page(opened, desk):
    """Opens the page in a new session."""

    def open_page(language="en"):
        return opened(language, "books")

    return open_page


@pytest.fixture
def harbour(rendered_book, tmp_path, desk):  # noqa: F811
    """A rendered book on the shelf."""
    folder = tmp_path / "books" / "harbour-1"
    shutil.copytree(rendered_book, folder)
    return Project(folder)


def upload(at, name, content):
    next(iter(at.file_uploader)).upload(name, content).run()
    assert not at.exception, at.exception
    return at


def step(at, name):
    at.segmented_control(key="books.at.step").set_value(name).run()
    assert not at.exception, at.exception
    return at


def test_an_empty_shelf_says_what_to_do(page):
    assert "Upload one" in shown(page().info)
    assert "上传一本" in shown(page("zh").info)


def test_a_book_is_imported_looked_over_and_cast(page, desk):
    at = upload(page(), "mill.md", STORY.encode())
    assert not Shelf.default().names()  # it is a job
    (job,) = desk()
    assert job.state == "done", job.error
    at.run()
    (name,) = Shelf.default().names()
    assert at.session_state["books.open"] == name
    assert at.title[0].value.lower().endswith("mill")
    boxes = {box.key: box for box in at.checkbox if box.key.startswith("books.chapter.")}
    assert len(boxes) >= 2
    boxes[f"books.chapter.{name}.2"].uncheck().run()
    assert not Shelf.default().project(name).script().chapters[1].included
    step(at, "cast")
    assert "Matty" in shown(at.markdown)
    at.selectbox(key=f"books.persona.{name}.narrator").select("grandmother").run()
    assert Shelf.default().project(name).cast().narrator == "grandmother"
    press(at, "hear-narrator")
    (player,) = at.get("audio")
    assert player.proto.autoplay
    step(at, "names")
    at.text_input(key=f"books.say.{name}.Ysolde").input("ih zold").run()
    assert Shelf.default().project(name).book_lexicon().words["Ysolde"].say == "ih zold"
    at.text_input(key=f"books.say.{name}.Karrow").input("/§/").run()
    assert "Karrow" in shown(at.warning)
    step(at, "render")
    (takes,) = [each.value for each in at.metric if each.label == "Takes"]
    assert takes.startswith("≈")


def test_what_the_library_says_is_told_in_chinese(page, desk):
    at = upload(page("zh"), "mill.md", (STORY + "\n## Index\n\nKarrow, 1\n").encode())
    desk()
    at.run()
    assert "索引（依据：标题）" in " ".join(box.label for box in at.checkbox)
    assert "按文字判断为英语" in shown(at.caption)
    step(at, "cast")
    assert "性别未说明" in shown(at.markdown)
    for name in ("chapters", "cast", "names", "render"):
        step(at, name)
        said = [*at.caption, *at.warning, *at.error, *at.info]
        assert not [each.value for each in said if not re.search("[\u3400-\u9fff]", each.value)]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("broken.epub", b"PK\x03\x04 not really", "damaged"),
        ("book.epub", b"x" * 60 + b"BOOKMOBI" + bytes(100), "epub"),
        ("empty.txt", b"  \n ", "no text"),
    ],
)
def test_bad_uploads_are_refused_with_the_reason(page, desk, name, content, says):
    at = upload(page(), name, content)
    desk()
    at.run()
    assert at.error
    assert says in shown(at.error).replace("\\", "")
    assert not Shelf.default().names()


def test_a_bomb_is_refused_at_the_door(page, desk):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr("text.xhtml", bytes(40_000_000))
    at = upload(page(), "bomb.epub", bomb.getvalue())
    assert "unpack" in shown(at.error)
    assert not desk()


def test_a_book_is_rendered_heard_and_exported(page, desk, harbour):
    (harbour.folder / "takes").rename(harbour.folder / "gone")
    at = press(page(), "open-harbour-1")
    step(at, "render")
    press(at, "books.render")
    assert "Waiting" in at.get("progress")[-1].proto.text
    assert at.button(key="books.render").disabled
    (job,) = desk()
    assert (job.state, job.result["failed"]) == ("done", 0)
    at.run()
    assert "Every line" in shown(at.success)
    step(at, "export")
    at.selectbox(key="books.format").select("srt").run()
    press(at, "books.export")
    press(at, "books.measure")
    assert {job.state for job in desk()} == {"done"}
    at.run()
    (file,) = [each.proto for each in at.get("download_button")]
    assert ".srt" in file.label.replace("\\", "")
    assert len(at.expander) == 4
    assert "LUFS" in at.expander[0].label


def test_a_line_is_heard_directed_and_taken_again(page, harbour):
    at = press(page(), "open-harbour-1")
    step(at, "listen")
    assert at.radio(key="books.line").value == "2:1"
    at.radio(key="books.line").set_value("2:3").run()
    (player,) = at.get("audio")
    assert player.proto.autoplay
    press(at, "tap-whispered")
    assert not at.warning, shown(at.warning)
    line = harbour.script().chapters[1].lines[2]
    assert "whisper" in line.direction
    (player,) = at.get("audio")
    press(at, "books.again")
    assert len(at.segmented_control(key="books.take").options) == 2
    press(at, "books.lock")
    assert not [each for each in at.button if each.key == "books.again"]
    press(at, "books.on")
    assert at.session_state["books.at"] == "2:4"


def test_a_book_is_deleted_and_others_are_told(page, harbour):
    ours, theirs = press(page(), "open-harbour-1"), page()
    assert theirs.session_state["books.open"] == ""
    press(theirs, "remove-harbour-1")
    assert not harbour.folder.exists()
    ours.run()
    assert not ours.exception
    assert "no such book" in shown(ours.error)


def test_a_file_that_was_broken_by_hand_is_told(page, harbour):
    at = press(page(), "open-harbour-1")
    (harbour.folder / "cast.yaml").write_text("version: 7")
    step(at, "cast")
    assert "version 7" in shown(at.error).replace("\\", "")


def test_names_lead_nowhere_else(desk, tmp_path):
    from tts.errors import BookError

    shelf = Shelf.default()
    for name in ("..", "a/b", "/etc", "", ".x"):
        with pytest.raises(BookError, match="no such book"):
            shelf.project(name)
    assert shelf.vacant("../../x y").parent == shelf.folder
