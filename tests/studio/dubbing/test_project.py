"""A dub on the shelf: made of uploads, changed cue by cue, told and deleted."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from studio.dubbing.project import FILE, Options, Project, Shelf
from studio.dubbing.sheet import read_sheet
from tts.errors import DramatisError, DubError, PersonaError

SRT = """1
00:00:00,200 --> 00:00:01,200
ANNA: Hello.

2
00:00:01,500 --> 00:00:02,500
BEN: [whispering] Who is it?

3
00:00:03,000 --> 00:00:04,000
[door slams]
"""


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAMATIS_DUBS", str(tmp_path / "dubs"))
    return Shelf.default()


@pytest.fixture
def name(shelf):
    return shelf.new("The talk.srt", io.BytesIO(SRT.encode()))


def test_a_dub_is_made_of_subtitles(shelf, name):
    assert shelf.names() == (name,)
    assert name.startswith("The-talk-")
    found = shelf.project(name)
    assert (found.title, found.source, found.pictured, found.seconds) == ("The talk", "", False, None)
    assert [cue.text for cue in found.spoken] == ["Hello.", "Who is it?"]
    assert found.spoken[1].direction == "whispering"
    assert set(found.cast) == {"ANNA", "BEN"}
    assert found.end == 4.0
    assert found.options == Options()


def test_a_film_gives_length_and_picture(shelf, film):
    name = shelf.new("talk.srt", io.BytesIO(SRT.encode()), (film.name, io.BytesIO(film.read_bytes())))
    found = shelf.project(name)
    assert found.pictured
    assert found.end == pytest.approx(6, abs=0.2)
    assert (shelf.path(name) / found.source).read_bytes() == film.read_bytes()


def test_what_is_no_dub_leaves_nothing_behind(shelf):
    for content, film in ((b"\x00\x01", None), (SRT.encode(), ("film.mkv", io.BytesIO(b"no film")))):
        with pytest.raises(DramatisError) as refused:
            shelf.new("talk.srt", io.BytesIO(content), film)
        assert str(shelf.folder) not in str(refused.value)
    assert not list(shelf.folder.iterdir())


def test_changes_are_kept_and_speakers_that_say_nothing_go(shelf, name):
    found = shelf.project(name).recast("ANNA", "witch")
    found = found.changed(2, "  Who is\nthere?  ", " ", found.cast["BEN"])
    shelf.write(name, found)
    again = shelf.project(name)
    assert again == found
    assert (again.cue(2).text, again.cue(2).direction) == ("Who is there?", None)
    assert again.cast["ANNA"] == "witch"
    other = again.changed(1, "Hello.", "happy", "villain")
    assert other.cue(1).speaker == "ANNA (villain)"
    assert "ANNA" not in other.cast
    back = other.changed(1, "Hello.", "happy", "witch")
    assert back.cast[back.cue(1).speaker] == "witch"
    with pytest.raises(DubError, match="needs a word"):
        found.changed(1, " … ", "", "witch")
    with pytest.raises(DubError, match="no cue 9"):
        found.cue(9)


def test_the_sheet_says_what_the_cues_do(shelf, name):
    entries = read_sheet(shelf.project(name).sheet(), "json").entries
    assert [entry.start for entry in entries] == [0.2, 1.5, 3.0]
    assert "door slams" in entries[2].text


def test_what_is_asked_of_a_dub(shelf, name, tmp_path):
    found = replace(shelf.project(name), options=Options(keep=False, auto_direct=False)).recast(
        "BEN", "witch"
    )
    asked = found.dubbing(shelf.path(name), tmp_path / "cues.json", tmp_path / "out")
    assert (asked.keep, asked.auto_direct, asked.source, asked.replace) == (False, False, None, True)
    assert asked.cast.roles["BEN"].persona.id == "witch"
    with pytest.raises(PersonaError):
        found.recast("BEN", "nobody").dubbing(shelf.path(name), tmp_path / "c", tmp_path / "out")


def test_the_one_that_was_changed_last_comes_first(shelf, name):
    second = shelf.new("b.srt", io.BytesIO(SRT.encode()))
    assert shelf.names()[0] == second
    shelf.write(name, shelf.project(name))
    assert shelf.names() == (name, second)
    assert shelf.changed(name) >= shelf.changed(second)


def test_a_dub_is_deleted_and_a_damaged_one_is_told(shelf, name):
    project = shelf.project(name)
    file = shelf.path(name) / FILE
    data = json.loads(file.read_text(encoding="utf-8"))
    for text in ("{", json.dumps({**data, "options": {"loud": True}}), json.dumps({"title": "x"})):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(DubError, match="damaged"):
            shelf.project(name)
    shelf.remove(name)
    assert shelf.names() == ()
    assert not list(shelf.folder.iterdir())
    for act in (lambda: shelf.remove(name), lambda: shelf.write(name, project), lambda: shelf.project(name)):
        with pytest.raises(DubError, match="no such dub"):
            act()


def test_any_text_of_a_cue_survives(shelf, name):
    found = shelf.project(name)
    cue = replace(found.cues[0], text="“Zoë\u2028says” \U0001f3ac \udce9")
    shelf.write(name, replace(found, cues=(cue, *found.cues[1:])))
    assert isinstance(shelf.project(name), Project)
    assert shelf.project(name).cues[0].text == cue.text
