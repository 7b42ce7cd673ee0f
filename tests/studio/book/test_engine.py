from __future__ import annotations

from pathlib import Path

import pytest

from studio.book.engine import limits, options_of, section_of
from studio.book.project import Project, Settings
from studio.book.script import Script, ScriptChapter, ScriptLine
from studio.engines import EngineOptions, fingerprint
from tts.errors import BookError
from tts.text.lexicon import Lexicon

SERVER = {"kind": "openai", "base_url": "http://127.0.0.1:8000/v1", "model": "tts-1"}


def test_a_section_and_back(tmp_path):
    section = {**SERVER, "voices": {"butler": "onyx"}, "api_key_file": "key.txt"}
    options = options_of(section, tmp_path)
    assert options == EngineOptions(
        "openai",
        base_url=SERVER["base_url"],
        model="tts-1",
        voices={"butler": "onyx"},
        api_key_file=tmp_path / "key.txt",
    )
    again = section_of(options, {"butler": "onyx"})
    assert options_of(again, Path("/elsewhere")) == options
    assert options_of({"kind": "native"}, tmp_path) == EngineOptions()


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ({**SERVER, "api_key": "sk-1"}, r"unknown key 'api_key'.*stands in a file, named by api_key_file"),
        ({**SERVER, "speed": 2}, "unknown key 'speed'; valid: kind, base_url, model"),
        ({"model": "m"}, "kind cannot be None; valid: native, openai"),
        ({"kind": "openai"}, "name the server's model"),
        ({"kind": "native", "model": "m"}, "model is of a server"),
        ({**SERVER, "base_url": "file:///etc/passwd"}, "no address of a server"),
        ({**SERVER, "voices": ["onyx"]}, "voices must map personas to voices"),
        ({**SERVER, "voices": {"butler": 3}}, "voices must map personas to voices"),
        ({**SERVER, "voice": 3}, "voice must be a text, not 3"),
        ({**SERVER, "parallel": "many"}, "parallel must be a whole number"),
        ({**SERVER, "parallel": 1000}, "parallel must lie within 1–64"),
    ],
)
def test_what_is_wrong_in_a_section_is_named(section, says):
    with pytest.raises(BookError, match=says):
        options_of(section, Path())
    with pytest.raises(BookError, match=says):
        Settings.from_dict({"version": 1, "engine": section})


@pytest.mark.parametrize("key", ["pack", "verify"])
def test_what_is_of_our_own_engine_is_refused_beside_a_server(key):
    with pytest.raises(BookError, match=f"{key} is of our own engine"):
        Settings.from_dict({"version": 1, "engine": SERVER, key: "x" if key == "pack" else True})


def test_the_environment_is_asked_last(tmp_path, tiny_pack, monkeypatch):
    monkeypatch.setenv("DRAMATIS_ENGINE", "openai")
    monkeypatch.setenv("DRAMATIS_MODEL", "of the environment")
    monkeypatch.setenv("DRAMATIS_BASE_URL", "http://127.0.0.1:1/v1")
    plain = Project.create(tmp_path / "plain", Settings())
    assert plain.engine.model == "of the environment"
    assert plain.pack is None
    own = Project.create(tmp_path / "own", Settings(engine={"kind": "native"}))
    assert own.engine.kind == "native"
    packed = Project.create(tmp_path / "packed", Settings(pack=str(tiny_pack)))
    assert packed.engine == EngineOptions(pack=str(tiny_pack))
    served = Project.create(tmp_path / "served", Settings(engine=SERVER))
    assert Project.open(served.folder).engine.model == "tts-1"


def test_takes_depend_on_the_server_and_on_the_voice_that_was_given(tmp_path, rendered_book):
    from personas import persona

    book = Project(rendered_book)

    def voice(**more):
        made = Project.create(tmp_path / f"{len(list(tmp_path.iterdir()))}", Settings(engine=SERVER | more))
        made.write_cast(book.cast())
        return made.voice()

    ann, teller = persona("sunny-youth"), persona("narrator-warm-female")
    first = voice()
    assert first.pack == fingerprint(options_of(SERVER, tmp_path)) == voice(parallel=2).pack
    assert len({first.pack, voice(model="m").pack, voice(base_url="http://b/v1").pack}) == 3
    assert voice(voice="onyx").pack != first.pack
    given = voice(voices={"sunny-youth": "nova"})
    assert given.of(teller) == first.of(teller)
    assert given.of(ann) != first.of(ann)
    with pytest.raises(ValueError, match="voices: unknown persona 'nobody'"):
        voice(voices={"nobody": "nova"})


def test_what_a_server_cannot_do_is_told(tmp_path):
    text = "Karrow and Ysolde met; Karrow’s hand shook, and Hale left."
    chapters = (
        ScriptChapter("One", (ScriptLine(text),)),
        ScriptChapter("Index", (ScriptLine("Left."),), included=False),
    )
    script = Script("A book", (), "en", chapters)
    lexicon = Lexicon.of({"Karrow": "/kæˈroʊ/", "Ysolde": "ih zold", "Left": "/lɛft/", "Rood": "/ruːd/"})
    options = options_of(SERVER, tmp_path)
    checked, ipa = limits(options, script, lexicon)
    assert "tts-1 at 127.0.0.1:8000" in checked
    assert "not whether they say their text" in checked
    assert "says in its own way: Karrow, Karrow’s; a respelling" in ipa
    assert len(limits(options, script, lexicon.respellings())) == 1
    assert limits(EngineOptions(), script, lexicon) == ()
