"""A dub of the studio as a job: what has a take is not spoken again."""

from __future__ import annotations

import io
import json
import os

import pytest

from studio.dubbing.project import Shelf
from studio.jobs.dub_render import KIND
from studio.jobs.job import JobError
from studio.jobs.kinds import Workspace, kinds
from tts.errors import DubError

SRT = "1\n00:00:00,200 --> 00:00:01,200\nANNA: Hello.\n\n2\n00:00:01,500 --> 00:00:02,500\nBEN: Yes.\n"


class Counting:
    """An engine that counts what it speaks."""

    def __init__(self, engine):
        self._engine, self.spoken = engine, []

    def __getattr__(self, name):
        return getattr(self._engine, name)

    def speak_batch(self, requests):
        requests = list(requests)
        self.spoken += [request.text for request in requests]
        return self._engine.speak_batch(requests)


@pytest.fixture
def name(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAMATIS_DUBS", str(tmp_path / "dubs"))
    return Shelf.default().new("talk.srt", io.BytesIO(SRT.encode()))


@pytest.fixture
def done(tmp_path, name, tiny_engine, tiny_pack, monkeypatch):
    """Does the job in a workspace of its own; returns the files by name, and what was spoken."""
    monkeypatch.setenv("DRAMATIS_PACK", str(tiny_pack))
    attempts = iter(range(9))

    def render():
        folder = tmp_path / f"work{next(attempts)}"
        workspace = Workspace(folder / "kept", folder / "out")
        workspace.kept.mkdir(parents=True)
        workspace.out.mkdir()
        engine, shares = Counting(tiny_engine), []
        result = KIND.run({"dub": name}, workspace, lambda share, _: shares.append(share), engine)
        assert shares == sorted(shares)
        return {path.name: path for path in result.files}, engine.spoken

    return render


def test_it_is_one_of_the_kinds_of_the_studio_alone():
    assert kinds()["dub-render"] is KIND
    assert KIND.shelf


def test_only_what_has_changed_is_spoken_again(name, done):
    files, spoken = done()
    assert set(spoken) == {"Hello.", "Yes."}
    report = json.loads(files["report.json"].read_text(encoding="utf-8"))
    assert [cue["text"] for cue in report["cues"]] == ["Hello.", "Yes."]
    assert {"track.wav", "subtitles.srt", "stems.zip"} <= set(files)
    shelf = Shelf.default()
    project = shelf.project(name)
    shelf.write(name, project.changed(2, "No, no.", "", project.cast["BEN"]))
    files, spoken = done()
    assert set(spoken) == {"No, no."}
    again, spoken = done()
    assert not spoken
    assert again["track.wav"].read_bytes() == files["track.wav"].read_bytes()


@pytest.mark.parametrize("payload", [{}, {"dub": 3}, {"dub": "x", "more": 1}, {"film": "x"}])
def test_a_payload_that_is_none_is_refused(payload, name):
    with pytest.raises(JobError, match="dub alone"):
        KIND.check(payload)


def test_a_dub_that_is_gone_is_told(name):
    KIND.check({"dub": name})
    Shelf.default().remove(name)
    for gone in (name, os.sep, "../x"):
        with pytest.raises(DubError, match="no such dub"):
            KIND.check({"dub": gone})
