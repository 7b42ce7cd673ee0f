"""`say --like`, `measure --as-style` and the words that direct a line, with the tiny random voice pack."""

import json

import numpy as np
import pytest
import soundfile
from typer.testing import CliRunner

from studio.cli import app
from tts.pack import VoicePack

TEXT = "Come over here, my friend."


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def say(tiny_pack, tmp_path):
    def spoken(*arguments):
        out = tmp_path / "out.wav"
        return run("say", "--pack", tiny_pack, "-o", out, *arguments)

    return spoken


@pytest.fixture
def recording(tmp_path):
    """Two seconds of a buzz with a lively pitch."""
    times = np.arange(48_000) / 24_000
    phase = np.cumsum(150 * 2 ** (4 * np.sin(2 * np.pi * times) / 12)) / 24_000 * 2 * np.pi
    wave = 0.1 * sum(np.cos(k * phase + k) / k for k in range(1, 16))
    path = tmp_path / "like this.wav"
    soundfile.write(path, wave, 24_000)
    return path


# Like a recording


def test_a_recording_of_the_same_words_gives_its_melody(say, recording):
    result = say(TEXT, "--like", recording, "--like-text", TEXT, "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert "on the melody of the recording" in data["receipt"]["notes"][-1]
    assert "pitch and loudness are left to the persona" in result.stderr
    assert "the timing inside words" in result.stderr
    assert "auto_direct" not in data


def test_a_recording_is_tried_as_the_text_itself(say, recording, monkeypatch):
    result = say(TEXT, "--like", recording)
    assert result.exit_code == 0, result.output
    assert "like this.wav sounds like the text" in result.stderr
    monkeypatch.setattr("tts.corpus.annotate.POOREST", 0.1)  # no recording sounds like any text
    result = say(TEXT, "--like", recording)
    assert result.exit_code == 0, result.output
    assert "sounds like the text" not in result.stderr
    assert "rate and melody are left to the persona" in result.stderr
    result = say(TEXT, "--like", recording, "--like-text", TEXT)
    assert result.exit_code == 2
    assert "does not sound like its text" in result.stderr


def test_other_words_keep_their_own_melody(say, recording):
    result = say("Something else.", "--like", recording, "--like-text", TEXT)
    assert result.exit_code == 0, result.output
    assert "the text is not what the recording speaks" in result.stderr


def test_a_bad_recording_is_found_before_anything_is_loaded(say, tmp_path, monkeypatch):
    monkeypatch.setattr(VoicePack, "from_pretrained", None)
    soundfile.write(tmp_path / "silent.wav", np.zeros(24_000), 24_000)
    result = say(TEXT, "--like", tmp_path / "silent.wav")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "silent.wav is silent" in result.stderr
    result = say(TEXT, "--like-text", "Hello.")
    assert result.exit_code == 2
    assert "give the recording with --like" in result.stderr


# As a style


def test_measure_as_style(recording, tiny_pack):
    result = run("measure", recording, "--as-style", "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert set(data) == {"file", "style", "measured", "notes"}
    assert data["style"]["range"] > 0
    assert data["style"]["rate"] is None
    assert data["style"]["pitch"] is None
    against = run("measure", recording, "--as-style", "--neutral", recording, "--json")
    assert json.loads(against.stdout)["style"]["pitch"] == pytest.approx(0, abs=1e-6)
    timed = run("measure", recording, "--as-style", "--text", TEXT, "--pack", tiny_pack)
    assert timed.exit_code == 0, timed.output
    assert [line.split()[0] for line in timed.stdout.splitlines()][:2] == ["range", "rate"]
    assert "note: pitch and loudness" in timed.stderr
    assert run("measure", recording, "--text", TEXT).exit_code == 2


# The words direct


def test_the_words_direct_unless_told_otherwise(say, tmp_path):
    text = '"Come here," he whispered.'
    result = say(text, "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    (span,) = data["auto_direct"]["spans"]
    assert text[span["start"] : span["end"]] == '"Come here,"'
    assert span["style"]["whisper"] is True
    assert data["auto_direct"]["evidence"][0]["quote"] == "whispered"
    assert "directed by the words: 'whispered' (whisper); --no-auto-direct leaves them alone" in result.stderr
    directed = (tmp_path / "out.wav").read_bytes()
    for arguments in (["--no-auto-direct"], ["--style", "neutral"]):
        result = say(text, "--json", *arguments)
        assert result.exit_code == 0, result.output
        assert "auto_direct" not in json.loads(result.stdout)
        assert "directed by the words" not in result.stderr
        assert (tmp_path / "out.wav").read_bytes() != directed


def test_plain_words_direct_nothing(say):
    result = say("The meeting is at three.", "--json")
    assert result.exit_code == 0, result.output
    assert "auto_direct" not in json.loads(result.stdout)
    assert "directed by" not in result.stderr


def test_an_intensity_by_hand_is_that_of_the_words_too(say):
    result = say("I hate you!", "--intensity", 2)
    assert result.exit_code == 0, result.output
    assert "intensity changes nothing" not in result.stderr
