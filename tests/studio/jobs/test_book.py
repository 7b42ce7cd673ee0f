"""The kinds of jobs that make audiobooks: what they refuse, and what they do."""

import shutil
import zipfile

import pytest

from studio.book.project import Project
from studio.jobs.bench import Bench
from studio.jobs.book import KINDS, Told
from studio.jobs.desk import Desk
from studio.jobs.job import JobError
from studio.jobs.worker import Worker
from studio.store import Store
from tests.studio.book.conftest import rendered_book  # noqa: F401
from tts.errors import BookError


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAMATIS_BOOKS", str(tmp_path / "books"))
    store = Store.open(tmp_path / "store")
    yield Desk(store)
    store.close()


@pytest.fixture
def harbour(rendered_book, tmp_path):  # noqa: F811
    folder = tmp_path / "books" / "harbour-1"
    shutil.copytree(rendered_book, folder)
    return Project(folder)


def done(desk, tmp_path, kind, **payload):
    """A job after a worker has done it, without an engine of its own."""
    job, _ = desk.submit(kind, payload)
    store = Store.open(tmp_path / "store")
    try:
        Worker(Bench(store), lambda: pytest.fail("no engine is needed")).work()
    finally:
        store.close()
    return desk.get(job.id)


def test_what_a_render_tells_is_read_back():
    for told in (Told(3, 40), Told(12, 40, 3.5, 95)):
        assert Told.read(str(told)) == told
    assert Told.read("mastering: 2 of 3") is None


@pytest.mark.parametrize(
    ("kind", "payload", "says"),
    [
        ("book-render", {"project": "../etc"}, "no such book"),
        ("book-render", {"project": "harbour-1", "chapters": []}, "chapters"),
        ("book-render", {"project": "harbour-1", "speed": 2}, "speed"),
        ("book-export", {"project": "harbour-1", "format": "doc"}, "format"),
        ("book-export", {"project": "nobody-1"}, "no such book"),
        ("book-new", {"source": "file_1"}, "uploaded"),
    ],
)
def test_payloads_that_cannot_be_done_are_refused_at_once(desk, harbour, kind, payload, says):
    with pytest.raises((JobError, BookError), match=says):
        desk.submit(kind, payload)


def test_a_book_is_rendered_and_comes_as_a_zip_of_stems(desk, harbour, tmp_path):
    shutil.rmtree(harbour.folder / "takes")
    refused = done(desk, tmp_path, "book-export", project="harbour-1", format="stems")
    assert refused.state == "failed"
    assert "render the book first" in refused.error
    spoken = done(desk, tmp_path, "book-render", project="harbour-1")
    assert (spoken.state, spoken.result["failed"]) == ("done", 0)
    assert not harbour.inventory().missing
    packed = done(desk, tmp_path, "book-export", project="harbour-1", format="stems")
    assert packed.state == "done", packed.error
    (file,) = desk.files(packed).values()
    with zipfile.ZipFile(file) as archive:
        assert sum(name.endswith(".flac") for name in archive.namelist()) >= 10


def test_the_kinds_are_known():
    assert [kind.name for kind in KINDS] == ["book-new", "book-render", "book-export"]
