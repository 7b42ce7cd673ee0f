from __future__ import annotations

import pytest

from studio.book.project import Project, Settings, check_vacant
from tts.errors import BookError


def test_a_project_keeps_what_is_given_and_never_overwrites(tmp_path):
    source = tmp_path / "book.txt"
    source.write_text("Once.")
    folder = tmp_path / "book"
    settings = Settings(pauses={"scene": 3.0}, verify=True)
    project = Project.create(folder, settings, source)
    assert (folder / "source" / "book.txt").read_text() == "Once."
    assert Project.open(folder).settings() == Settings("book.txt", pauses={"scene": 3.0}, verify=True)
    assert project.cover() is None
    project.write_cover(b"\x89PNG and so on")
    assert project.cover() == folder / "cover.png"
    with pytest.raises(BookError, match="choose another folder"):
        Project.create(folder, settings)
    with pytest.raises(BookError, match="choose another folder"):
        check_vacant(source)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("version: 2", "reads 1"),
        ("verify: true", "reads 1"),
        ("version: 1\nspeed: 2", "unknown key 'speed'"),
        ("version: 1\nverify: maybe", "verify cannot be"),
        ("version: 1\npauses: 3", "pauses cannot be"),
        ("- 1", "must map names"),
        ("a: [", "is not YAML"),
        ("version: 1\npack: 3", "pack cannot be"),
    ],
)
def test_wrong_settings_are_refused_by_name(tmp_path, text, told):
    (tmp_path / "project.yaml").write_text(text)
    with pytest.raises(BookError, match=told):
        Project.open(tmp_path)


def test_what_is_missing_or_unreadable_is_told(tmp_path):
    with pytest.raises(BookError, match="dramatis book new"):
        Project.open(tmp_path)
    project = Project.create(tmp_path / "p", Settings())
    with pytest.raises(BookError, match=r"script\.txt is missing"):
        project.script()
    (tmp_path / "p" / "script.txt").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(BookError, match="UTF-8"):
        project.script()


def test_a_rendered_project_delivers_its_lines_in_order(rendered_book):
    project = Project.open(rendered_book)
    inventory = project.inventory()
    delivered = list(project.delivered(inventory, 1))
    assert [d.line for d in delivered] == list(project.script().chapters[1].lines)
    assert [d.take is None for d in delivered] == [False, False, False, False, True, False]
    assert not any(d.missing for d in delivered)  # "…" has nothing to speak
    assert inventory.missing == ()
    assert list(project.delivered(inventory, 0)) == []  # it is not read
