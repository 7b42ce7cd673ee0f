"""A dub as a job: uploads without endings in, a film, stems and a report out; continued after a stop."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from studio import ffmpeg
from studio.jobs.dub import KIND, check
from studio.jobs.job import JobError
from studio.jobs.kinds import Stopped, Workspace, kinds
from tts.errors import DramatisError, EngineError

SRT = "1\n00:00:00,200 --> 00:00:01,200\nANNA: Hello.\n\n2\n00:00:01,500 --> 00:00:02,500\nWho is it?\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "kept", tmp_path / "out")
    made.kept.mkdir()
    made.out.mkdir()
    return made


@pytest.fixture
def payload(tmp_path: Path) -> dict:
    """As a worker gives it: paths of uploads, which have no endings."""
    (tmp_path / "u1").write_text(SRT, encoding="utf-8")
    picture = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=3"]
    sound = ["-f", "lavfi", "-i", "sine=frequency=200:duration=3", "-c:v", "mpeg4", "-f", "matroska"]
    ffmpeg.run([*picture, *sound, ffmpeg.url(tmp_path / "u2")])
    return {
        "subtitles": str(tmp_path / "u1"),
        "source": str(tmp_path / "u2"),
        "container": "mkv",
        "name": "../A film",
        "cast": {"Anna": "witch"},
        "auto_direct": False,
    }


def quiet(share: float, doing: str) -> None:
    pass


def test_it_is_one_of_the_kinds():
    assert kinds()["dub"] is KIND
    assert KIND.uploads == ("subtitles", "source")


def test_a_film_is_dubbed_and_stems_are_packed(tiny_engine, workspace, payload):
    shares = []
    result = KIND.run(payload, workspace, lambda share, doing: shares.append(share), tiny_engine)
    assert [path.name for path in result.files] == [
        "A film.dub.mkv", "mix.wav", "track.wav", "subtitles.srt", "report.html", "report.json", "cast.yaml",
        "stems.zip",
    ]  # fmt: skip
    assert all(path.parent == workspace.out and path.is_file() for path in result.files)
    assert set(zipfile.ZipFile(workspace.out / "stems.zip").namelist()) == {"Anna.wav", "narrator.wav"}
    assert shares == sorted(shares)
    assert result.facts["seconds"] == pytest.approx(3, abs=0.1)
    assert json.dumps(result.facts)


def test_it_goes_on_from_its_takes(tiny_engine, workspace, payload):
    def stop(share: float, doing: str) -> None:
        if doing == "mixing":
            raise Stopped("pause")

    with pytest.raises(Stopped):
        KIND.run(payload, workspace, stop, tiny_engine)

    class Silent:
        def speak_batch(self, requests):
            raise EngineError("nothing is left to speak")

    assert KIND.run(payload, workspace, quiet, Silent()).files[0].is_file()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("colour", "red", "payload.colour"),
        ("subtitles", 7, "payload.subtitles"),
        ("format", "txt", "payload.format"),
        ("cast", {"Anna": "/etc/passwd.yaml"}, "unknown persona"),
        ("cast", {"Anna": 3}, "payload.cast.Anna"),
        ("fastest", 3.0, "natural length"),
        ("limits", [0.9, 1.5, 1.2], "stretch limits"),
        ("duck", "loud", "payload.duck"),
    ],
)
def test_what_is_wrong_is_told_when_it_is_handed_in(field, value, says):
    with pytest.raises(DramatisError, match=says) as error:
        check({"subtitles": "u1", field: value})
    assert isinstance(error.value, JobError) or not says.startswith("payload")
