"""Our own server as the other engine: the official client, the whole way."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from typer.testing import CliRunner

from personas import persona
from studio.cli import app
from studio.engines import (
    VARIABLES,
    EngineOptions,
    default_engine,
    engine_for_anybody,
    engine_from,
    fingerprint,
    in_variables,
)
from studio.request import direct
from tests.studio.api.conftest import Running, running
from tts.errors import EngineError, RequestError
from tts.request import SpeechRequest, Take


@pytest.fixture(scope="module")
def server(tiny_engine, tmp_path_factory):
    import personas
    from studio.api.settings import ServerSettings
    from studio.store import Store

    folder = tmp_path_factory.mktemp("engines")
    opened = Store.open(folder / "store")
    store = Store(opened.folder, opened.database, personas.Store(folder / "voices"))
    with running(tiny_engine, store, ServerSettings()) as served:
        yield served
    opened.close()


def options(server: Running, **others) -> EngineOptions:
    return EngineOptions("openai", base_url=f"{server.url}/v1", model="dramatis", **others)


def test_personas_are_found_among_the_voices_of_our_server(server):
    chosen = engine_from(options(server), [persona("butler"), persona("witch")])
    assert chosen.voices == {"butler": "butler", "witch": "witch"}
    assert (chosen.exact, len(chosen.fingerprint)) == (False, 64)
    requests = [
        direct(persona(name), "happy").request("Good evening, my friends.") for name in ("butler", "witch")
    ]
    takes = chosen.engine.speak_batch(requests)
    assert all(take.seconds > 0.1 and take.sample_rate == 24_000 for take in takes)
    assert takes[0].receipt.measured["pitch"] >= 0
    streamed = Take.from_chunks(chosen.engine.stream(requests[0]))
    assert streamed.seconds > 0.1


def test_the_words_reach_the_models_of_the_server(server, tiny_engine):
    """What our server speaks for us is what it would speak for a caption and a voice that it is given."""
    chosen = engine_from(options(server), [persona("butler")])
    request = direct(persona("butler"), "extremely angry").request("Out of my house!")
    far = chosen.engine.speak(request)
    near = tiny_engine.speak(request)
    assert far.seconds == pytest.approx(near.seconds, abs=0.6)


def test_voices_can_be_given(server, tmp_path):
    (tmp_path / "voices.yaml").write_text("butler: witch\n")
    chosen = engine_from(options(server, voices=tmp_path / "voices.yaml"), [persona("butler")])
    assert chosen.voices == {"butler": "witch"}
    assert engine_from(options(server, voice="giant"), [persona("butler")]).voices == {"butler": "giant"}
    with pytest.raises(RequestError, match=r"no voice 'nobody' for butler; valid: "):
        engine_from(options(server, voice="nobody"), [persona("butler")])
    (tmp_path / "bad.yaml").write_text("- butler\n")
    with pytest.raises(RequestError, match="a line such as 'butler: onyx'"):
        engine_from(options(server, voices=tmp_path / "bad.yaml"), [persona("butler")])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": "espeak"}, "unknown engine 'espeak'; valid: native, openai"),
        ({"base_url": "http://a/v1"}, "--base-url is of a server; add --engine openai"),
        ({"kind": "openai", "model": "m", "pack": "x"}, "--pack is of our own engine"),
        ({"kind": "openai"}, "--model"),
    ],
)
def test_options_that_contradict_each_other(given, says):
    with pytest.raises(RequestError, match=says):
        EngineOptions(**given)


def test_our_own_engine(tiny_pack, tiny_engine):
    chosen = engine_from(EngineOptions(pack=str(tiny_pack)), [persona("butler")])
    assert (chosen.fingerprint, chosen.exact, chosen.voices) == (tiny_engine.pack.hash, True, None)


def test_whoever_speaks_gets_the_nearest_voice(server):
    chosen = engine_for_anybody(options(server))
    assert (chosen.exact, chosen.fingerprint) == (False, fingerprint(options(server)))
    child = persona("little-boy").identity
    stranger = replace(child, pitch=child.pitch * 1.01)
    for identity in (persona("butler").identity, stranger):
        assert chosen.engine.speak(SpeechRequest("Good evening.", identity)).seconds > 0.1
    assert chosen.engine._asked(SpeechRequest("Hello.", stranger)).voice == "little-boy"
    nobody = engine_for_anybody(options(server, voice="nobody"))
    with pytest.raises(RequestError, match="has no voice 'nobody'; valid: "):
        nobody.engine.speak(SpeechRequest("Hello.", stranger))


def test_the_environment_names_the_engine_of_books_and_pages(tmp_path, monkeypatch):
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DRAMATIS_PACK", "mine")
    assert default_engine() == EngineOptions(pack="mine")
    told = EngineOptions(
        "openai",
        base_url="http://a/v1",
        model="m",
        voice="nova",
        api_key_file=tmp_path / "k",
        voices=tmp_path / "v",
    )
    for variable, value in in_variables(told).items():
        monkeypatch.setenv(variable, value)
    assert default_engine() == told
    monkeypatch.setenv("DRAMATIS_ENGINE", "espeak")
    with pytest.raises(RequestError, match="unknown engine 'espeak'; valid: native, openai"):
        default_engine()


def test_the_readme_shows_the_official_client(server, tmp_path, monkeypatch):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```py\n(.*?)```", readme, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(block.replace("http://127.0.0.1:8000", server.url), "README.md", "exec"), {})
    assert soundfile.info(tmp_path / "butler.mp3").duration > 0.1


def say(server, *arguments):
    base = [
        "say",
        "Good evening.",
        "--engine",
        "openai",
        "--base-url",
        f"{server.url}/v1",
        "--model",
        "dramatis",
    ]
    return CliRunner().invoke(app, [*base, *map(str, arguments)])


def test_say_speaks_by_a_server(server, tmp_path):
    out = tmp_path / "a.wav"
    result = say(server, "--persona", "butler", "--style", "sad", "-o", out)
    assert result.exit_code == 0, result.output
    assert soundfile.info(out).duration > 0.1
    assert "butler is spoken by the voice 'butler'" in result.stderr
    assert "tells no times of words" in result.stderr
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("refused", [["--seed", "3"], ["--duration", "2"], ["--verify"], ["--like", "x.wav"]])
def test_say_refuses_what_a_server_cannot_do(server, tmp_path, refused):
    result = say(server, "-o", tmp_path / "a.wav", *refused)
    assert result.exit_code == 2, result.output
    assert "error: " in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_a_failure(tmp_path, server):
    gone = Running("http://127.0.0.1:1", server.store, None)
    with pytest.raises(EngineError, match="cannot be reached"):
        engine_from(options(gone), [persona("butler")])


def test_dub_speaks_by_a_server(server, tmp_path):
    words = tmp_path / "film.srt"
    words.write_text("1\n00:00:00,500 --> 00:00:01,500\nANNA: [sad] Good evening.\n", encoding="utf-8")
    base = ["dub", str(words), "-o", str(tmp_path / "out"), "--as", "Anna=witch", "--json"]
    result = CliRunner().invoke(
        app, [*base, "--engine", "openai", "--base-url", f"{server.url}/v1", "--model", "dramatis"]
    )
    assert result.exit_code in (0, 1), result.output  # how long an untrained voice speaks is chance
    assert "witch is spoken by the voice 'witch'" in result.stderr
    (cue,) = json.loads(result.stdout)["cues"]
    assert cue["direction"] == "sad"
    assert cue["spoken"] > 0
    assert cue["tries"] <= 2
    track, rate = soundfile.read(tmp_path / "out" / "track.wav")
    assert np.flatnonzero(track)[0] / rate == pytest.approx(cue["heard_start"], abs=0.02)
