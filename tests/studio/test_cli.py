import json
import subprocess
import sys
import time

import numpy as np
import pytest
from typer.testing import CliRunner

from personas import load, persona, preset_ids
from studio.cli import app
from tts import audio
from tts.style.space import Style

RATE = 24_000


def run(*arguments, **options):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


def refused(*arguments, **options):
    """stderr of a command that must fail as bad input: one sentence, no traceback, nothing on stdout."""
    result = run(*arguments, **options)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def test_help_is_fast_and_imports_nothing_heavy():
    code = (
        "import sys; from studio.cli import app; from typer.testing import CliRunner; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0; "
        "sys.exit(any(name in sys.modules for name in ('torch', 'numpy', 'matplotlib', 'yaml')))"
    )
    started = time.perf_counter()
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert time.perf_counter() - started < 5  # a busy machine; 0.2 s on an idle one


@pytest.mark.parametrize(
    "command", ["say", "direct", "studio", "explain", "measure", "personas", "pack", "corpus", "train"]
)
def test_every_command_has_help(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_explain_json():
    result = run("explain", "以高兴中透露悲伤的方式", "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data == {
        "caption": "以高兴中透露悲伤的方式",
        "language": "zh",
        "style": Style({"happy": 0.7, "sad": 0.3}).to_dict(),
        "persona": {"gender": None, "age": None, "role": None, "accent": None},
        "not_understood": [],
        "guessed": [],
        "conflicts": [],
    }


@pytest.mark.parametrize(
    ("caption", "key", "value"),
    [
        ("pitch up 3 semitones", "pitch", 3),
        ("wider pitch range by 2 semitones", "range", 2),
        ("20 % slower", "rate", -20),
        ("6 dB louder", "loudness", 6),
        ("whisper", "whisper", True),
        ("don't whisper", "whisper", False),
        ("calm", "whisper", None),
        ("very sad", "intensity", 1.4),
    ],
)
def test_explain_tells_numbers_in_their_units_and_null_where_unset(caption, key, value):
    assert json.loads(run("explain", caption, "--json").stdout)["style"][key] == value


def test_explain_tells_who_speaks_and_what_is_wrong():
    data = json.loads(run("explain", "an old man, zorgle, whisper and shout", "--json").stdout)
    assert (data["persona"]["gender"], data["persona"]["age"]) == ("male", 74)
    assert data["not_understood"] == ["zorgle"]
    assert "exclude each other" in data["conflicts"][0]


def test_explain_for_people():
    result = run("explain", "an old man, very sad, 20 % slower, zorgle")
    assert result.exit_code == 0
    for piece in ("sad", "1.40", "-20 %", "male", "74"):
        assert piece in result.stdout
    assert "not understood: zorgle" in result.stderr
    assert "nothing in this caption" in run("explain", "zorgle").stdout
    assert "empty" in refused("explain", "  ")


def test_personas_list_and_show(tmp_path):
    listed = run("personas", "list")
    assert all(name in listed.stdout for name in preset_ids())
    data = json.loads(run("personas", "list", "--json").stdout)
    assert [each["id"] for each in data["personas"]] == list(preset_ids())
    file = tmp_path / "copy.yaml"
    file.write_text(run("personas", "show", "老年太后").stdout, encoding="utf-8")
    assert load(file) == persona("empress-dowager")
    assert json.loads(run("personas", "show", file, "--json").stdout)["id"] == "empress-dowager"
    assert "did you mean 'villain'" in refused("personas", "show", "vilain")


def test_measure(tmp_path):
    time_axis = np.arange(RATE) / RATE
    buzz = sum(np.sin(2 * np.pi * 140 * k * time_axis) / k for k in range(1, 12)).astype(np.float32) * 0.2
    file = tmp_path / "buzz.wav"
    audio.write(file, buzz, RATE)
    data = json.loads(run("measure", file, "--json").stdout)
    assert data["pitch"] == pytest.approx(140, rel=0.01)
    assert data["seconds"] == 1
    assert "Hz" in run("measure", file).stdout
    assert "no file" in refused("measure", tmp_path / "none.wav")
    (tmp_path / "text.wav").write_text("no audio")
    assert "cannot be read" in refused("measure", tmp_path / "text.wav")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "either a text or a file"),
        (("Hi.", "-f", "x.txt"), "either a text or a file"),
        (("-f", "none.txt"), "no file none.txt"),
        (("  ",), "text is empty"),
        (("Hi.", "--persona", "nobody"), "unknown persona 'nobody'"),
        (("Hi.", "--persona", "none.yaml"), "no persona file"),
        (("Hi.", "--style", ""), "caption is empty"),
        (("Hi.", "--intensity", "3"), "intensity must be a number within 0–2"),
        (("Hi.", "--speed", "9"), "speed must lie within"),
        (("Hi.", "--speed", "2", "--duration", "3"), "give one of them"),
        (("Hi.", "-o", "x.aiff"), "wav, flac, mp3, ogg, opus"),
        (("Hi.", "-o", "none/x.wav"), "does not exist"),
        (("Hi.", "--plot", "x.jpg"), "ending must be png"),
    ],
)
def test_say_refuses_bad_input_before_anything_is_loaded(arguments, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert says in refused("say", *arguments)
    assert list(tmp_path.iterdir()) == []


def test_say_refuses_text_of_another_encoding(tmp_path):
    (tmp_path / "latin.txt").write_bytes("café".encode("latin-1"))
    assert "not UTF-8" in refused("say", "-f", tmp_path / "latin.txt")


def test_usage_errors_exit_with_2():
    assert run("say", "--nonsense").exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("say", "Hi.", "--speed", "fast").exit_code == 2


def test_corpus_import_and_caption(tmp_path):
    source, corpus = tmp_path / "source", tmp_path / "corpus"
    (source / "wavs").mkdir(parents=True)
    audio.write(source / "wavs" / "a.wav", np.full(RATE, 0.1, np.float32), RATE)
    (source / "metadata.csv").write_text("a|Hello there.|Hello there.\n", encoding="utf-8")
    result = run("corpus", "import", source, corpus)
    assert result.exit_code == 0, result.output
    assert "1 utterances" in result.stdout
    assert "ljspeech" in result.stdout
    result = run("corpus", "caption", corpus)
    assert "0 utterances captioned" in result.stdout
    assert "vctk" in refused("corpus", "import", source, corpus, "--layout", "cassette")


def test_corpus_caption_needs_a_corpus(tmp_path):
    assert "manifest.jsonl" in refused("corpus", "caption", tmp_path)


def test_pack_info_needs_a_pack(tmp_path):
    assert "voice pack" in refused("pack", "info", tmp_path)


def test_the_recipe_of_training_takes_its_own_options(tmp_path):
    assert "--scale" in run("train", "recipe", "--help").stdout
    assert "valid stages: features, aligner" in refused(
        "train", "recipe", "--run", tmp_path / "run", "nonsense"
    )
    assert "dramatis corpus build" in refused(
        "train", "recipe", "--corpus", tmp_path, "--run", tmp_path / "run"
    )
