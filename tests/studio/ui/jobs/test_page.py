"""The Jobs page on a real job store."""

import time

import pytest

from studio.jobs.job import Job
from studio.store import Store, jobs
from studio.ui.jobs.row import duration, progress
from studio.ui.words import Words
from tests.studio.ui.conftest import press, shown

TEXT = {"input": "A long text.", "voice": "grandmother"}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """The desk of an empty store that nobody works on."""
    from studio.ui import work

    monkeypatch.setenv("DRAMATIS_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(work, "_crew", lambda folder, pack: None)
    return work.work().desk


def changed(tmp_path, id, **values):
    """A job as a worker would have left it."""
    import sqlalchemy as sql

    store = Store.open(tmp_path / "store")
    store.change(sql.update(jobs).where(jobs.c.id == id).values(**values))
    store.close()


def test_an_empty_page_says_what_to_do(opened, desk):
    assert "Nothing is being done" in shown(opened(page="jobs").info)
    assert "没有任务" in shown(opened("zh", "jobs").info)


def test_jobs_are_shown_steered_and_explained(opened, desk, tmp_path):
    job, _ = desk.submit("speech", TEXT)
    at = opened(page="jobs")
    assert "Long text" in shown(at.markdown)
    press(at, f"pause-{job.id}")
    assert desk.get(job.id).state == "paused"
    press(at, f"resume-{job.id}")
    assert desk.get(job.id).state == "queued"
    changed(tmp_path, job.id, state="failed", error="the disk is full; make room, and resume the job")
    at.run()
    assert "make room" in shown(at.error)
    press(at, f"resume-{job.id}")
    press(at, f"cancel-{job.id}")
    assert desk.get(job.id).state == "cancelled"
    assert not [each for each in at.button if each.key.endswith(job.id)]


def test_results_are_offered_for_download(opened, desk, tmp_path):
    job, _ = desk.submit("speech", TEXT)
    out = tmp_path / "store" / "jobs" / job.id / "out-1"
    out.mkdir(parents=True)
    (out / "speech.mp3").write_bytes(b"ID3")
    file = {"name": "speech.mp3", "bytes": 3, "media_type": "audio/mpeg"}
    changed(tmp_path, job.id, state="done", result={"files": [file], "attempt": 1, "seconds": 90.0})
    at = opened(page="jobs")
    (button,) = [each.proto for each in at.get("download_button")]
    assert "speech" in button.label
    assert "2 min" in shown(at.caption)


def test_progress_in_words():
    base = dict.fromkeys(Job.__dataclass_fields__) | {"wish": "", "attempt": 1}
    values = {"state": "running", "progress": 0.25, "started": time.time() - 30, "doing": "speaking"}
    words = Words("en")
    assert progress(Job(**{**base, **values}), words) in ("90 s to go", "2 min to go")
    told = {**values, "doing": "12 of 40 lines, 4.2 × real time, 300 s to go"}
    assert progress(Job(**{**base, **told}), words) == "12 of 40 lines · 4.2 × real time · 5 min to go"
    assert progress(Job(**{**base, **told}), Words("zh")) == "12 / 40 句 · 实时的 4.2 倍 · 还需 5 分钟"
    assert duration(11_000, words) == "3 h 03 min"
