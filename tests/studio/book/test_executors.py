from __future__ import annotations

import os
import signal
import time

import numpy as np
import pytest

from studio.book.executors import Inline, Job, Processes, Speaker
from studio.book.project import Project
from tts.errors import BookError


@pytest.fixture(scope="module")
def jobs(rendered_book) -> tuple[Job, ...]:
    lines = {line.key: line for line in Project(rendered_book).lines() if line.request}
    return tuple(Job(line.key, line.key, line.persona, line.request) for line in lines.values())


@pytest.fixture(scope="module")
def asked(rendered_book) -> tuple[str, str]:
    project = Project(rendered_book)
    return str(project.pack), project.voice().pack


def collected(executor, count):
    outcomes = []
    while len(outcomes) < count:
        outcomes += executor.finished(5.0)
    return outcomes


def stored(rendered_book, job):
    return Project(rendered_book).takes.take(job.key).path.read_bytes()


def test_inline_speaks_what_it_is_given_when_it_is_waited_for(jobs, asked, rendered_book):
    executor = Inline(*asked)
    assert executor.finished(0.0) == []
    executor.submit(jobs[:1])
    executor.submit(jobs[1:3])
    one, two = collected(executor, 2)
    assert (len(one.spoken), len(two.spoken)) == (1, 2)
    spoken = two.spoken[0]
    assert spoken.audio == stored(rendered_book, jobs[1])
    assert spoken.cost > 0
    record = spoken.record(5.0)
    assert (record.key, record.size, record.made) == (jobs[1].key, len(spoken.audio), 5.0)
    executor.submit(jobs[:1])
    executor.close()
    assert executor.finished(0.0) == []


def test_another_pack_than_the_planned_one_is_refused(asked):
    with pytest.raises(BookError, match="use the same pack everywhere"):
        Speaker.load(asked[0], "f" * 64)


def test_what_goes_wrong_is_told_not_raised(jobs, tiny_engine):
    class Broken:
        pack = tiny_engine.pack

        def speak_batch(self, requests):
            raise MemoryError("no room")

    outcome = Speaker(Broken(), judge=None, fingerprint="").outcome(jobs[:2])  # type: ignore[arg-type]
    assert "no room" in outcome.error
    assert outcome.batch == jobs[:2]
    assert not outcome.lost


def test_worker_processes_give_the_same_takes_and_a_killed_one_is_replaced(jobs, asked, rendered_book):
    before = dict(os.environ)
    executor = Processes(*asked, workers=2)
    try:
        batches = [jobs[n : n + 2] for n in range(0, len(jobs), 2)]
        for batch in batches:
            executor.submit(batch)
        assert len(executor._crew) == 2
        while not any(worker.batch for worker in executor._crew):
            assert executor.finished(0.2) == []
        victim = next(worker for worker in executor._crew if worker.batch)
        os.kill(victim.process.pid or 0, signal.SIGKILL)
        outcomes = collected(executor, len(batches))
        (lost,) = [outcome for outcome in outcomes if outcome.lost]
        assert lost.batch == victim.batch
        executor.submit(lost.batch)
        outcomes = [each for each in outcomes if not each.lost] + collected(executor, 1)
    finally:
        executor.close()
    spoken = [take for outcome in outcomes for take in outcome.spoken]
    assert sorted(take.job.key for take in spoken) == sorted(job.key for job in jobs)
    assert all(take.audio == stored(rendered_book, take.job) for take in spoken)
    assert dict(os.environ) == before


def test_workers_that_cannot_begin_end_the_render(jobs, asked):
    executor = Processes(asked[0], "f" * 64, workers=1)
    try:
        executor.submit(jobs[:1])
        with pytest.raises(BookError, match="use the same pack everywhere"):
            collected(executor, 1)
    finally:
        executor.close()


def test_a_take_and_its_facts_agree(jobs, asked):
    executor = Inline(*asked)
    executor.submit(jobs[:1])
    ((take,),) = (outcome.spoken for outcome in collected(executor, 1))
    assert take.audio.startswith(b"fLaC")
    assert np.isclose(take.seconds, take.record(time.time()).seconds)
    assert take.verdict.deficit is None  # an untrained aligner is no judge
