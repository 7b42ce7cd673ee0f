from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from studio.book.coverage import Verdict
from studio.book.executors import BATCH, Job, Outcome, Spoken
from studio.book.inventory import Inventory
from studio.book.project import Project
from studio.book.render import Progress, render
from studio.book.script import ScriptChapter, ScriptLine

GOOD = Verdict(1.0)
BAD = Verdict(50.0, reasons=("what is heard fits badly",))


@dataclass
class Scripted:
    """An executor that speaks nothing: `becomes` says what becomes of a job."""

    becomes: Callable[[Job], Verdict | Exception | None] = lambda job: GOOD
    name: str = "inline"
    workers: int = 2
    together: int = BATCH
    batches: list[tuple[Job, ...]] = field(default_factory=list)
    closed: bool = False
    _waiting: list[tuple[Job, ...]] = field(default_factory=list)

    def submit(self, batch):
        self.batches.append(batch)
        self._waiting.append(batch)

    def finished(self, timeout):
        batch = self._waiting.pop(0)
        became = [self.becomes(job) for job in batch]
        if None in became:
            return [Outcome(batch, error="the worker ended", lost=True)]
        for each in became:
            if isinstance(each, KeyboardInterrupt):
                raise each
            if isinstance(each, Exception):
                return [Outcome(batch, error=str(each))]
        return [
            Outcome(
                batch,
                tuple(
                    Spoken(job, job.key.encode(), b"{}", 2.0, verdict, 0.1)
                    for job, verdict in zip(batch, became, strict=True)
                ),
            )
        ]

    def close(self):
        self.closed = True


@pytest.fixture
def project(rendered_book, tmp_path):
    """The book of `rendered_book`, with nothing rendered."""
    ignore = shutil.ignore_patterns("book.sqlite*", "takes", ".renderers")
    return Project(shutil.copytree(rendered_book, tmp_path / "book", ignore=ignore))


def look(project) -> Inventory:
    return project.inventory()


def failing(text: str, seeds: int):
    """Fails the first so many takes of a line, in whatever batch they are."""

    def becomes(job):
        mine = job.request.text == text and (seeds > 1 or job.key == job.line)
        return ValueError(f"cannot say {text!r}") if mine else GOOD

    return becomes


def test_every_line_is_spoken_once_and_kept(project):
    told: list[Progress] = []
    executor = Scripted()
    done = render(project, executor, watch=told.append)
    inventory = look(project)
    assert inventory.missing == ()
    assert executor.closed
    spoken = [job.key for batch in executor.batches for job in batch]
    assert len(spoken) == len(set(spoken)) == done.takes == len({ln.key for ln in inventory.lines if ln.key})
    assert (done.seconds, told[-1].lines, told[-1].expected) == (2.0 * done.takes, done.takes, 0)
    assert told[0].speed is None
    assert told[-1].remaining == 0
    lengths = [[len(job.request.text) for job in batch] for batch in executor.batches]
    assert all(len(batch) <= BATCH for batch in lengths)
    assert max(lengths[0]) <= min(lengths[-1]) + 5  # lines of similar length go together
    with project.store() as store:
        (past,) = store.renders()
        assert (past.lines, past.seconds, past.executor) == (done.takes, done.seconds, "inline")
    again = Scripted()
    assert render(project, again).takes == 0
    assert again.batches == []


def test_a_line_that_fails_is_tried_alone_and_with_another_seed_then_marked(project):
    text = "The letter came at noon."
    executor = Scripted(failing(text, seeds=2))
    render(project, executor)
    inventory = look(project)
    ((line, error),) = inventory.failed
    assert (line.line.text, error) == (text, f"cannot say {text!r}")
    assert [other.line.text for other in inventory.missing] == [text]
    tried = [batch for batch in executor.batches if any(job.request.text == text for job in batch)]
    assert [len(batch) > 1 for batch in tried] == [True, False, False]
    assert tried[1][0].key == line.key
    assert tried[2][0].key != line.key
    assert render(project, Scripted()).takes == 1  # the next render tries again
    assert look(project).failed == ()


def test_another_seed_may_do(project):
    text = "The letter came at noon."
    render(project, Scripted(failing(text, seeds=1)))
    inventory = look(project)
    line = next(line for line in inventory.lines if line.line.text == text)
    take = inventory.delivered(line)
    assert take is not None
    assert take.key != line.key
    assert inventory.failed == ()


@pytest.mark.parametrize("second", [GOOD, replace(BAD, deficit=20.0), replace(BAD, deficit=90.0)])
def test_a_suspect_take_is_spoken_once_more_and_the_better_one_delivered(project, second):
    text = "The letter came at noon."

    def becomes(job):
        if job.request.text != text:
            return GOOD
        return BAD if job.key == job.line else second

    executor = Scripted(becomes)
    render(project, executor)
    inventory = look(project)
    line = next(line for line in inventory.lines if line.line.text == text)
    take = inventory.delivered(line)
    assert take is not None
    assert (take.key == line.key) == (second.deficit == 90.0)
    assert sum(job.request.text == text for batch in executor.batches for job in batch) == 2
    assert [suspect.place for suspect, _ in inventory.suspects] == ([] if second is GOOD else [line.place])
    assert render(project, Scripted()).takes == 0


def test_the_work_of_a_worker_that_ends_goes_to_another(project):
    lost = []

    def becomes(job):
        if len(lost) < 1:
            lost.append(job)
            return None
        return GOOD

    render(project, Scripted(becomes))
    assert look(project).missing == ()
    deadly = Scripted(lambda job: None if job.request.text == "she said." else GOOD)
    shutil.rmtree(project.folder / "takes")
    render(project, deadly)
    ((line, error),) = look(project).failed
    assert (line.line.text, error) == ("she said.", "the worker ended")


def test_an_interrupted_render_goes_on_where_it_was(project):
    count = []

    def becomes(job):
        count.append(job)
        return KeyboardInterrupt() if len(count) == 6 else GOOD

    executor = Scripted(becomes, workers=8)  # small batches
    with pytest.raises(KeyboardInterrupt):
        render(project, executor)
    assert executor.closed
    inventory = look(project)
    kept = set(inventory.takes)
    assert kept
    assert inventory.missing
    assert {state.state for state in inventory.states.values()} == {"done", "open"}
    executor = Scripted()
    render(project, executor)
    assert look(project).missing == ()
    assert kept.isdisjoint(job.key for batch in executor.batches for job in batch)


def test_takes_whose_files_are_gone_are_spoken_again(project):
    render(project, Scripted())
    path = next((project.folder / "takes").glob("*/*.flac"))
    path.unlink()
    assert [line.key for line in look(project).missing] == [path.stem]
    assert render(project, Scripted()).takes == 1
    assert path.exists()


def test_only_the_chapters_that_are_asked_for(project):
    render(project, Scripted(), chapters={2})
    assert {line.chapter for line in look(project).missing} == {1, 3, 4}


def test_a_line_that_cannot_be_asked_for_is_told_and_the_book_goes_on(project):
    script = project.script()
    lines = (*script.chapters[1].lines, ScriptLine("Rain.", direction="x" * 3000))
    project.write_script(replace(script, chapters=(ScriptChapter("One", lines),)))
    render(project, Scripted())
    ((line, error),) = look(project).failed
    assert line.line.text == "Rain."
    assert "2000" in error
    assert look(project).missing == ()


def files(project):
    return {path.name: path.read_bytes() for path in sorted((project.folder / "takes").glob("*/*"))}


RENDER = """
import sys
from pathlib import Path
from studio.book.executors import Inline
from studio.book.project import Project
from studio.book.render import render
project = Project.open(Path(sys.argv[1]))
done = render(project, Inline(project.pack, project.voice().pack, together=2),
              watch=lambda p: print(p.lines, flush=True))
print("takes", done.takes, flush=True)
"""


def started(project):
    command = [sys.executable, "-c", RENDER, str(project.folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_share_the_work_and_one_does_the_rest_when_the_other_is_killed(project, rendered_book):
    doomed, survivor = started(project), started(project)
    assert doomed.stdout is not None
    assert survivor.stdout is not None
    with doomed, survivor:
        for row in doomed.stdout:
            if row.startswith("takes") or int(row) >= 4:
                break
        os.kill(doomed.pid, signal.SIGKILL)
        left = survivor.stdout.read().split()
    assert doomed.returncode == -signal.SIGKILL
    assert survivor.returncode == 0
    inventory = look(project)
    assert inventory.missing == ()
    assert 0 < int(left[-1]) <= len(inventory.takes)
    assert files(project) == files(Project(rendered_book))
    assert render(project, Scripted()).takes == 0


def test_the_facts_beside_a_take_are_those_of_its_request(rendered_book):
    project = Project(rendered_book)
    inventory = look(project)
    line = next(line for line in inventory.lines if line.line.speaker == "Ann")
    take = inventory.delivered(line)
    assert take is not None
    stored = project.takes.take(take.key)
    data = json.loads(stored.path.with_name(stored.path.name + ".json").read_text())
    assert data["persona"]["id"] == "sunny-youth"
    assert stored.saved.request == replace(line.request, seed=take.seed)
    assert stored.saved.pack == project.voice().pack
