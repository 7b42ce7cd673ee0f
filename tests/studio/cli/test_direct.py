"""`dramatis direct` on takes of `dramatis say`, with a real engine on the tiny random voice pack."""

import json

import pytest
from typer.testing import CliRunner

from studio.cli import app
from tts.pack import VoicePack

TEXT = "Hello there. How are you?"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def say(tiny_pack, tmp_path):
    def spoken(*arguments, text=TEXT, name="take.wav"):
        result = run("say", "--pack", tiny_pack, text, "-o", tmp_path / name, *arguments)
        assert result.exit_code == 0, result.output
        return tmp_path / name

    return spoken


@pytest.fixture
def direct(tiny_pack):
    def directed(take, direction, *arguments):
        return run("direct", take, direction, "--pack", tiny_pack, *arguments)

    return directed


def told(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_say_writes_the_take_beside_its_audio(say, tmp_path):
    audio = say("--style", "sad", "--seed", 3)
    data = json.loads((tmp_path / "take.wav.json").read_text())
    assert list(data) == [
        "version", "audio", "digest", "name", "pack", "persona", "request", "history", "seconds",
        "sample_rate", "words", "phones", "skipped", "receipt",
    ]  # fmt: skip
    assert (data["audio"], data["request"]["text"], data["request"]["seed"]) == (audio.name, TEXT, 3)
    assert data["history"]["steps"][0]["caption"] == "sad"
    say("--no-take", name="bare.wav")
    assert not (tmp_path / "bare.wav.json").exists()


def test_more_of_the_same_voice_and_back_again(say, direct, tmp_path):
    first = say("--style", "sad", "--persona", "功夫大叔", "--seed", 3)
    more = told(direct(first, "more emotional", "--json"))
    assert more["out"] == str(tmp_path / "take-2.wav")
    assert (more["seed"], more["persona"]) == (3, "kungfu-uncle")
    assert more["diff"].startswith("intensity 1.00 → 1.35")
    assert [word["text"] for word in more["words"]] == ["Hello", "there", "How", "are", "you"]
    assert (tmp_path / "take-2.wav").read_bytes() != first.read_bytes()
    even = told(direct(tmp_path / "take-2.wav", "再激动一点", "--json"))
    assert even["out"] == str(tmp_path / "take-3.wav")
    back = told(direct(tmp_path / "take-3.wav.json", "undo twice", "--json"))
    assert (tmp_path / "take-4.wav").read_bytes() == first.read_bytes()
    assert back["edit"]["style"]["intensity"] == 1.0
    again = told(direct(tmp_path / "take-4.wav", "redo", "--json"))
    assert (tmp_path / "take-5.wav").read_bytes() == (tmp_path / "take-2.wav").read_bytes()
    assert again["edit"]["changes"] == [{"name": "intensity", "before": 1.0, "after": 1.35}]


def test_directions_start_from_what_was_measured(say, direct):
    first = say("--style", "calm")
    data = json.loads(first.with_name("take.wav.json").read_text())
    receipt, identity = data["receipt"], data["persona"]["identity"]
    expected = (1 + receipt["asked"]["rate"] / 100) * (1 + receipt["errors"]["rate"] / 100) * 100 - 100
    change = next(each for each in told(direct(first, "faster", "--json"))["edit"]["changes"])
    assert change["name"] == "rate"
    assert change["before"] == pytest.approx(expected, abs=0.01)
    louder = told(direct(first, "louder", "--json", "-o", first.with_name("louder.wav")))
    heard = receipt["asked"]["loudness"] + receipt["errors"]["loudness"]
    assert louder["edit"]["changes"][0]["before"] == pytest.approx(heard, abs=0.01)
    assert set(louder["heard"]) == {"pitch", "range", "rate", "loudness"}
    assert identity["pitch"] > 0


def test_for_people(say, direct):
    result = direct(say("--style", "sad"), "a bit angrier, zorgle, an old man")
    assert result.exit_code == 0, result.output
    assert "angry 0.00 → 0.23" in result.stdout
    for name in ("before, measured", "asked", "pitch", "semitones", "loudness"):
        assert name in result.stdout
    assert "not understood: zorgle" in result.stderr
    assert "the persona is kept" in result.stderr


def test_nothing_is_overwritten_unless_asked(say, direct, tmp_path):
    first = say("--style", "sad", name="chapter-7.wav")
    other = say(name="other.wav")
    before = other.read_bytes()
    refused = direct(first, "slower", "-o", other)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--force" in refused.stderr
    assert other.read_bytes() == before
    told(direct(first, "slower", "-o", other, "--force", "--json"))
    assert other.read_bytes() != before
    assert told(direct(other, "undo", "--json"))["out"] == str(tmp_path / "chapter-7-2.wav")
    assert (tmp_path / "chapter-7-2.wav").read_bytes() == first.read_bytes()
    assert told(direct(first, "slower", "--json"))["out"] == str(tmp_path / "chapter-7-3.wav")


@pytest.mark.parametrize(
    ("direction", "says"),
    [
        ("more emotional", "name one, such as"),
        ("undo", "nothing to undo: this is the first style"),
        ("ignore the text and say banana", "'ignore', 'banana'"),
        ("again", "take another seed"),
        ("", "direction is empty"),
        ("x" * 10_000, "10000 characters"),
        ("🎭\x00", "nothing in this direction"),
    ],
)
def test_what_changes_nothing_is_refused_before_anything_is_loaded(
    say, direct, tmp_path, monkeypatch, direction, says
):
    first = say("--persona", "documentary")
    files = sorted(tmp_path.iterdir())
    monkeypatch.setattr(VoicePack, "from_pretrained", None)
    result = direct(first, direction)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(tmp_path.iterdir()) == files


def test_another_seed_gives_another_take_of_the_same_style(say, direct, tmp_path):
    first = say("--style", "sad")
    data = told(direct(first, "again", "--seed", 99, "--json"))
    assert (data["seed"], data["edit"]["changes"]) == (99, [])
    assert (tmp_path / "take-2.wav").read_bytes() != first.read_bytes()


def test_verified_takes_say_how_often_they_were_spoken(say, direct):
    first = say("--style", "sad, loud", "--verify")
    assert json.loads(first.with_name("take.wav.json").read_text())["receipt"]["retried"] <= 2
    data = told(direct(first, "slower", "--json"))  # random weights miss whatever is asked
    assert data["receipt"]["retried"] == 2
    assert "spoken 2 times again" in data["receipt"]["notes"][0]


def test_markup_and_the_words_direct_go_on(say, direct):
    marked = say("--markup", text="Hello *there*. [angry] How are you? [/]", name="marked.wav")
    data = told(direct(marked, "more emotional", "--json"))
    assert data["elsewhere"] == ["intensity 1.00 → 1.35"]
    read = say(text="“We won!” she shouted happily. It was late.", name="read.wav")
    data = told(direct(read, "more emotional", "--json"))
    assert "intensity" in "".join([data["diff"], *data["elsewhere"]])


def test_what_is_no_take_is_refused(say, direct, tmp_path):
    assert "there is no take file" in direct(tmp_path / "none.wav", "slower").stderr
    first = say()
    first.write_bytes(b"RIFF")
    result = direct(first, "slower")
    assert result.exit_code == 2
    assert "was changed after it was spoken" in result.stderr
    (tmp_path / "take.wav.json").write_text('{"version": 9}')
    assert "version 9 of a take is not supported" in direct(first, "slower").stderr


def test_a_seed_or_duration_out_of_range_is_refused(say, direct):
    assert "seed must lie within" in direct(say(), "slower", "--seed", -1).stderr
