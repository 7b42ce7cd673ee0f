from __future__ import annotations

import json
from dataclasses import replace

import pytest

import personas
from studio.book import plan, readings
from studio.book.plan import Voice
from studio.book.readings import Readings
from studio.book.script import Script, ScriptChapter, ScriptLine
from tts.text.lexicon import Lexicon
from tts.text.symbols import PHONES

VOICE = Voice("a" * 64, (0.08,) * len(PHONES))
KARROW = Lexicon.of({"Karrow": "/kæɹoʊ/"})
LINES = (
    ScriptLine("The gates of Karrow stood open.", " "),
    ScriptLine("“Come in,”", " ", "Ann", "whispering"),
    ScriptLine("…", " "),
    ScriptLine("Nobody came.", ""),
)


@pytest.fixture
def read(monkeypatch):
    """The texts that were read, in order."""
    texts = []

    def noted(text, *arguments):
        texts.append(text)
        return reading(text, *arguments)

    reading = plan.reading
    monkeypatch.setattr(plan, "reading", noted)
    return texts


def planned(path, lines=LINES, lexicon=KARROW, voice=VOICE, narrator="butler"):
    cast = {"narrator": narrator, "Ann": "sunny-youth"}
    kept = Readings(path, lexicon, voice)
    script = Script("Karrow", (), "en", (ScriptChapter("One", tuple(lines)),))
    found = tuple(plan.lines(script, lambda name: personas.persona(cast[name]), lexicon, voice, kept))
    kept.save()
    return found


def test_what_was_read_is_not_read_again_and_says_the_same(tmp_path, read):
    first = planned(tmp_path / "readings.json")
    assert len(read) == 4
    assert planned(tmp_path / "readings.json") == first
    assert len(read) == 4
    assert first[0].request.lexicon == KARROW
    assert first[3].request.lexicon is None
    assert first[2].request is None


def test_after_an_edit_only_what_is_new_is_read(tmp_path, read):
    path = tmp_path / "readings.json"
    planned(path)
    read.clear()
    edited = planned(path, (*LINES[:3], replace(LINES[3], text="Somebody came.")))
    assert read == ["Somebody came."]
    assert edited[3].key
    read.clear()
    planned(path, narrator="witch")
    assert read == [LINES[0].text, LINES[2].text, LINES[3].text]  # another voice has other addresses


def test_another_lexicon_voice_or_code_knows_nothing(tmp_path, read, monkeypatch):
    path = tmp_path / "readings.json"
    planned(path)
    for change in ({"lexicon": Lexicon()}, {"voice": replace(VOICE, pack="b" * 64)}):
        read.clear()
        planned(path, **change)
        assert len(read) == 4
    planned(path)
    monkeypatch.setattr(readings, "_code", lambda: "other")
    read.clear()
    planned(path)
    assert len(read) == 4


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"context": 1}', b"\xff\xfe", b'{"readings": []}'])
def test_a_damaged_file_is_made_again(tmp_path, read, content):
    path = tmp_path / "readings.json"
    path.write_bytes(content)
    planned(path)
    assert len(read) == 4
    assert len(json.loads(path.read_bytes())["readings"]) == 4


def test_what_no_line_asks_any_more_is_forgotten(tmp_path):
    path = tmp_path / "readings.json"
    planned(path)
    planned(path, LINES[:1])
    assert len(json.loads(path.read_bytes())["readings"]) == 1
    before = path.stat().st_mtime_ns
    planned(path, LINES[:1])
    assert path.stat().st_mtime_ns == before


def test_a_place_where_nothing_can_be_written_is_no_trouble(tmp_path, read):
    path = tmp_path / "readings.json"
    path.mkdir()
    assert planned(path) == planned(path)
    assert len(read) == 8
