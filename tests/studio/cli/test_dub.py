import json

import pytest
from typer.testing import CliRunner

from studio.cli import app
from studio.dubbing.cast import read_cast

SRT = "1\n00:00:00,500 --> 00:00:01,500\nANNA: Hello.\n\n2\n00:00:02,000 --> 00:00:03,000\nWho is it?\n"


@pytest.fixture
def dub(tiny_pack, tmp_path):
    (tmp_path / "film.srt").write_text(SRT, encoding="utf-8")

    def run(*arguments, pack=True):
        base = ["dub", str(tmp_path / "film.srt"), "-o", str(tmp_path / "out")]
        return CliRunner().invoke(
            app, [*base, *(["--pack", str(tiny_pack)] if pack else []), *map(str, arguments)]
        )

    return run


def test_results_as_json_and_as_text(dub, tmp_path):
    result = dub("--json", "--as", "Anna=witch", "--no-auto-direct")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert {part["speaker"]: part["persona"] for part in data["cast"]} == {
        "Anna": "witch",
        "narrator": "narrator-warm-female",
    }
    assert data["good"]
    assert (tmp_path / "out" / "track.wav").is_file()
    assert read_cast((tmp_path / "out" / "cast.yaml").read_text()).role("Anna").persona.id == "witch"
    again = dub("--cast", tmp_path / "out" / "cast.yaml", "--no-auto-direct", "--replace")
    assert again.exit_code == 0, again.output
    assert "track.wav" in again.stdout
    refused = dub()
    assert refused.exit_code == 2
    assert "is there already" in refused.stderr


def test_a_line_that_does_not_fit_is_exit_code_1(dub, tmp_path):
    text = SRT.replace("00:00:01,500\nANNA: Hello.", "00:00:00,600\nANNA: " + "Hello there. " * 4)
    (tmp_path / "film.srt").write_text(text, encoding="utf-8")
    result = dub("--borrow", "0")
    assert result.exit_code == 1, result.output
    assert "line 2: too long" in result.stderr
    assert "needs at least" in result.stderr
    assert (tmp_path / "out" / "report.html").is_file()


def test_the_plan_speaks_nothing(dub, tmp_path):
    result = dub("--plan", pack=False)
    assert result.exit_code == 0, result.output
    assert "ANNA: " in result.stdout
    assert "Who is it?" in result.stdout
    data = json.loads(dub("--plan", "--json", pack=False).stdout)
    assert [cue["speaker"] for cue in data["cues"]] == ["ANNA", "narrator"]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as", "witch"], "such as Anna=teenage-girl"),
        (["--cast", "/none.yaml"], "cannot read the cast"),
        (["--fastest", "3"], "times their natural length"),
        (["--stretch", "1.2", "1.3"], "stretch limits"),
        (["--duck", "-3"], "turned down by"),
        (["--engine", "espeak"], "unknown engine 'espeak'"),
        (["--video", "/none.mp4"], "there is no file /none.mp4"),
    ],
)
def test_bad_usage_is_exit_code_2(dub, tmp_path, arguments, says):
    result = dub(*arguments)
    assert result.exit_code == 2, result.output
    assert says in result.stderr
    assert not (tmp_path / "out").exists()
