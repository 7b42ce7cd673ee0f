"""A book in one job: uploaded, spoken, mastered and fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.ffmpeg import probe
from studio.jobs.audiobook import KIND, check
from studio.jobs.kinds import Stopped, Workspace
from studio.settings import PACK_VARIABLE
from tts.errors import DramatisError

BOOK = "# The Lamp\n\nThe lamp went out.\n\n“Who is there?” said Ada.\n\n# The House\n\nNobody answered.\n"


@pytest.fixture
def workspace(tmp_path: Path, tiny_pack: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv(PACK_VARIABLE, str(tiny_pack))
    made = Workspace(tmp_path / "kept", tmp_path / "out")
    made.kept.mkdir()
    made.out.mkdir()
    (tmp_path / "upload").write_text(BOOK, encoding="utf-8")
    return made


def test_a_book_is_spoken_and_goes_on_after_a_stop(workspace, tmp_path):
    payload = {"source": str(tmp_path / "upload"), "name": "../lamp.md", "format": "m4b"}
    told: list[tuple[float, str]] = []

    def stop(share: float, doing: str) -> None:
        told.append((share, doing))
        if doing.startswith("mastering") or "reading the takes" in doing:
            raise Stopped("pause")

    with pytest.raises(Stopped):
        KIND.run(payload, workspace, stop, None)
    takes = {path: path.stat().st_mtime_ns for path in (workspace.kept / "project").rglob("*.flac")}
    assert takes
    result = KIND.run(payload, workspace, lambda share, doing: None, None)
    assert {path: path.stat().st_mtime_ns for path in takes} == takes  # nothing was spoken twice
    assert result.facts["failed"] == 0
    (file,) = result.files
    assert file.parent == workspace.out
    media = probe(file)
    assert {"The Lamp", "The House"} <= {chapter.title for chapter in media.chapters}
    assert "AI-generated" in " ".join(media.tags.values())
    assert all(path.resolve().is_relative_to(tmp_path) for path in tmp_path.rglob("lamp.md"))


@pytest.mark.parametrize(
    ("change", "said"),
    [({"narrator": "nobody"}, "unknown persona"), ({"format": "exe"}, "format"), ({"colour": 1}, "colour")],
)
def test_what_cannot_be_done_is_refused_when_it_is_handed_in(change, said):
    with pytest.raises(DramatisError, match=said):
        check({"source": "file_1", "name": "a.epub", **change})
