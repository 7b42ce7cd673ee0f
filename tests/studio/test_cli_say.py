"""`dramatis say` and the demo with a real engine on the tiny random voice pack."""

import json

import pytest
import soundfile
from typer.testing import CliRunner

from studio import demo
from studio.cli import app

TEXT = "Hello there. How are you?"


def say(pack, *arguments, **options):
    return CliRunner().invoke(app, ["say", "--pack", str(pack), *map(str, arguments)], **options)


@pytest.mark.parametrize("ending", ["wav", "flac", "mp3", "ogg"])
def test_json_and_file_agree(tiny_pack, tmp_path, ending):
    out = tmp_path / f"a.{ending}"
    result = say(tiny_pack, TEXT, "-o", out, "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert set(data) == {
        "out", "seconds", "sample_rate", "seed", "persona", "words", "phones", "skipped", "receipt",
    }  # fmt: skip
    assert (data["out"], data["persona"], data["sample_rate"]) == (str(out), "narrator-warm-female", 24_000)
    assert [word["text"].strip(".?") for word in data["words"]] == ["Hello", "there", "How", "are", "you"]
    assert soundfile.info(out).duration == pytest.approx(data["seconds"], abs=0.15)
    ends = [word["end"] for word in data["words"]]
    assert ends == sorted(ends)
    assert ends[-1] <= data["seconds"] + 1e-6


def test_the_seed_decides_the_take(tiny_pack, tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        assert say(tiny_pack, TEXT, "--seed", seed, "-o", tmp_path / f"{name}.wav").exit_code == 0
    a, b, c = ((tmp_path / f"{name}.wav").read_bytes() for name in "abc")
    assert a == b
    assert a != c


def test_text_comes_from_a_file_or_stdin(tiny_pack, tmp_path):
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    assert say(tiny_pack, "-f", tmp_path / "t.txt", "-o", tmp_path / "a.wav").exit_code == 0
    assert say(tiny_pack, "-f", "-", "-o", tmp_path / "b.wav", input=TEXT).exit_code == 0
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_style_persona_duration_and_plot(tiny_pack, tmp_path):
    result = say(
        tiny_pack, TEXT, "--persona", "功夫大叔", "--style", "very happy, zorgle, a woman",
        "--intensity", 1.5, "--duration", 3, "-o", tmp_path / "a.wav", "--plot", tmp_path / "a.png", "--json",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["seconds"] == pytest.approx(3, abs=0.05)
    assert "not understood: zorgle" in result.stderr
    assert "kungfu-uncle is male" in result.stderr
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_markup_directs_parts_of_the_text(tiny_pack, tmp_path):
    source = "Hello *there*. [whispering] How [pause 300 ms] are [you|/ju/][/]?"
    result = say(tiny_pack, source, "--markup", "-o", tmp_path / "a.wav", "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert data["text"] == "Hello there.  How  are you?"
    assert [word["text"].strip(".?") for word in data["words"]] == ["Hello", "there", "How", "are", "you"]
    for word in data["words"]:
        assert data["text"][word["char_start"] : word["char_end"]].strip(".?") == word["text"].strip(".?")


def test_ssml_directs_parts_of_the_text(tiny_pack, tmp_path):
    source = (
        "<speak xml:lang='en-GB'>Hello <prosody rate='slow'>you</prosody><break/><mark name='a'/> two</speak>"
    )
    (tmp_path / "a.ssml").write_text(source, encoding="utf-8")
    result = say(tiny_pack, "-f", tmp_path / "a.ssml", "--ssml", "-o", tmp_path / "a.wav", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["text"] == "Hello you two"
    assert "note: line 1, column 73: <mark> is left out" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a [foo] b [/]", "--markup"], "error: line 1, column 3 (character 2): nothing of 'foo'"),
        (["<speak>&x;</speak>", "--ssml"], "error: line 1, column 8 (character 7): undefined entity"),
        (["<speak>a</speak>", "--ssml", "--markup"], "one of them"),
        (["<speak xml:lang='de'>a</speak>", "--ssml", "--language", "en-us"], "the document is in de"),
    ],
)
def test_wrong_markup_is_refused(tiny_pack, tmp_path, arguments, message):
    result = say(tiny_pack, *arguments, "-o", tmp_path / "a.wav")
    assert result.exit_code == 2
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_markup_is_read_only_where_asked(tiny_pack, tmp_path):
    result = say(tiny_pack, "see [1] and a[i]", "-o", tmp_path / "a.wav", "--json")
    assert result.exit_code == 0, result.output
    assert [word["text"] for word in json.loads(result.stdout)["words"]] == ["see", "1", "and", "a", "i"]


def test_what_cannot_be_spoken_is_refused(tiny_pack, tmp_path):
    result = say(tiny_pack, "...", "-o", tmp_path / "a.wav")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert list(tmp_path.iterdir()) == []


def test_demo_speaks_the_scene(tiny_pack, tmp_path, capsys):
    demo.main(tmp_path, tiny_pack)
    expected = {"scene.wav", "scene.png", *(f"line-{n}.wav" for n in range(1, len(demo.SCENE) + 1))}
    assert {path.name for path in tmp_path.iterdir()} == expected
    assert "real-time factor" in capsys.readouterr().out
