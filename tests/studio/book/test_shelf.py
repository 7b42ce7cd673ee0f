import pytest

from studio.book.project import Project, Settings
from studio.book.shelf import Shelf
from tts.errors import BookError


def test_projects_have_names_that_nobody_guesses(tmp_path):
    shelf = Shelf(tmp_path / "books")
    assert shelf.names() == ()
    first, second = shelf.vacant("Der Große Fluß: 一"), shelf.vacant("../../x")
    assert first.parent == second.parent == shelf.folder
    assert first.name.startswith("Der-Große-Fluß-一-")
    for folder in (first, second):
        Project.create(folder, Settings())
    assert set(shelf.names()) == {first.name, second.name}
    assert shelf.project(first.name).folder == first
    shelf.remove(first.name)
    assert shelf.names() == (second.name,)
    assert not first.exists()


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "/etc", ".hidden", "nobody"])
def test_names_lead_nowhere_else(tmp_path, name):
    shelf = Shelf(tmp_path)
    with pytest.raises(BookError, match="no such book"):
        shelf.project(name)
    with pytest.raises(BookError, match="no such book"):
        shelf.remove(name)
