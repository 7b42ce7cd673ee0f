"""Where workers take jobs and hand them back.

A worker holds a job by a lease that it keeps renewing; when it dies, the lease runs out and another takes the
job. Every attempt has a number, and only the latest may change the job, so that a worker that was thought
dead cannot hand in what another has done: each job ends once.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from studio.jobs.job import ENDED, Job
from studio.store import Store, jobs, previews, uploads

FRUITLESS = 5
"""Attempts without progress, each ended by the worker's death, after which a job is given up."""

_ORPHAN = 86_400.0  # s after which a folder that no row knows is removed


class Bench:
    """The jobs of a store, as workers see them.

    lease: s for which a job is held without a sign of life. keep: s that results are kept.
    """

    def __init__(self, store: Store, lease: float = 15.0, keep: float = 7 * 86_400.0) -> None:
        self.store, self.lease, self._keep = store, lease, keep

    def claim(self, holder: str) -> Job | None:
        """Take the job whose turn it is: of the owner who has fewest running, the oldest. None: no work."""
        now = time.time()
        self._settle_abandoned(now)
        running = jobs.alias()
        busy = (
            sql.select(sql.func.count())
            .where(running.c.owner == jobs.c.owner, running.c.state == "running", running.c.lease >= now)
            .scalar_subquery()
        )
        free = sql.or_(jobs.c.state == "queued", sql.and_(jobs.c.state == "running", jobs.c.lease < now))
        query = sql.select(jobs.c.id, jobs.c.attempt).where(free).order_by(busy, jobs.c.created, jobs.c.id)
        for id, attempt in self.store.rows(query.limit(5)):
            values = {
                "state": "running", "holder": holder, "attempt": attempt + 1, "lease": now + self.lease,
                "started": sql.func.coalesce(jobs.c.started, now), "fruitless": jobs.c.fruitless + 1,
                "revision": jobs.c.revision + 1,
            }  # fmt: skip
            ours = sql.update(jobs).where(jobs.c.id == id, jobs.c.attempt == attempt, free)
            if self.store.change(ours.values(values)):
                return Job.of(self.store.rows(sql.select(jobs).where(jobs.c.id == id))[0])
        return None

    def beat(self, job: Job, progress: float, doing: str) -> str:
        """A sign of life; returns what is wished: "", "pause", "cancel", or "lost" when it is not ours."""
        further = sql.case((jobs.c.progress < progress, 0), else_=jobs.c.fruitless)
        values = {
            "lease": time.time() + self.lease, "progress": progress, "doing": doing[:200],
            "fruitless": further, "revision": jobs.c.revision + 1,
        }  # fmt: skip
        if not self._change(job, values):
            return "lost"
        return str(self.store.rows(sql.select(jobs.c.wish).where(jobs.c.id == job.id))[0].wish)

    def finish(self, job: Job, result: dict[str, Any]) -> bool:
        """Hand in the results; False when the job is ours no more."""
        values = {"state": "done", "progress": 1.0, "doing": "", "result": result, "error": None}
        return self._end(job, values)

    def fail(self, job: Job, error: str) -> bool:
        """Give a job up, with a sentence that says why; False when it is ours no more."""
        return self._end(job, {"state": "failed", "error": error})

    def give_back(self, job: Job, state: str) -> bool:
        """Leave a job as "queued" or "paused", or end it as "cancelled"; False when it is ours no more."""
        if state in ENDED:
            return self._end(job, {"state": state})
        values = {"state": state, "wish": "", "holder": None, "lease": None, "fruitless": 0}
        return self._change(job, {**values, "revision": jobs.c.revision + 1})

    def home(self, job: Job) -> Path:
        """The job's folder."""
        return self.store.path("jobs", job.id)

    def sweep(self) -> None:
        """Remove what nobody may ask for any more: expired jobs, uploads and voices on offer."""
        now = time.time()
        expired = sql.select(jobs.c.id).where(jobs.c.state.in_(ENDED), jobs.c.expires < now)
        for (id,) in self.store.rows(expired):
            self.store.change(sql.delete(jobs).where(jobs.c.id == id))
            shutil.rmtree(self.store.path("jobs", id), ignore_errors=True)
        for (id,) in self.store.rows(sql.select(uploads.c.id).where(uploads.c.expires < now)):
            self.store.change(sql.delete(uploads).where(uploads.c.id == id))
            with contextlib.suppress(OSError):
                self.store.path("files", id).unlink(missing_ok=True)
        self.store.change(sql.delete(previews).where(previews.c.expires < now))
        self._remove_orphans(now)

    def _change(self, job: Job, values: dict[str, Any]) -> bool:
        ours = (jobs.c.id == job.id, jobs.c.attempt == job.attempt, jobs.c.state == "running")
        return bool(self.store.change(sql.update(jobs).where(*ours).values(values)))

    def _end(self, job: Job, values: dict[str, Any]) -> bool:
        now = time.time()
        fixed = {"wish": "", "holder": None, "lease": None, "ended": now, "expires": now + self._keep}
        if not self._change(job, {**values, **fixed, "revision": jobs.c.revision + 1}):
            return False
        self._tidy(job)
        return True

    def _tidy(self, job: Job) -> None:
        """Remove what only the work needed; a failed job keeps it, since it may be resumed."""
        ended = self.store.rows(sql.select(jobs.c.state).where(jobs.c.id == job.id))[0].state
        for folder in self.home(job).iterdir():
            if ended == "failed" or folder.name == f"out-{job.attempt}":
                continue
            shutil.rmtree(folder, ignore_errors=True)

    def _settle_abandoned(self, now: float) -> None:
        """Do for dead workers what they were asked: pause, cancel, or give up a job that kills them."""
        abandoned = (jobs.c.state == "running", jobs.c.lease < now)
        free = {"holder": None, "lease": None, "wish": "", "revision": jobs.c.revision + 1}
        ended = {"ended": now, "expires": now + self._keep}
        why = f"the worker died {FRUITLESS} times over it without getting any further"
        self.store.change(
            sql.update(jobs).where(*abandoned, jobs.c.wish == "pause").values(state="paused", **free),
            sql.update(jobs)
            .where(*abandoned, jobs.c.wish == "cancel")
            .values(state="cancelled", **ended, **free),
            sql.update(jobs)
            .where(*abandoned, jobs.c.fruitless >= FRUITLESS)
            .values(state="failed", error=why, **ended, **free),
        )

    def _remove_orphans(self, now: float) -> None:
        """What a server left that died before it told the database, and AllTalk's files of yesterday."""
        for each in (self.store.folder / "said").glob("*"):
            if now - each.stat().st_mtime > _ORPHAN:
                shutil.rmtree(each, ignore_errors=True)
        for kind, table in (("jobs", jobs), ("files", uploads)):
            known = {row.id for row in self.store.rows(sql.select(table.c.id))}
            home = self.store.folder / kind
            for each in home.iterdir() if home.is_dir() else ():
                if each.name in known or now - each.stat().st_mtime < _ORPHAN:
                    continue
                shutil.rmtree(each, ignore_errors=True)
                if each.is_file():
                    each.unlink(missing_ok=True)
