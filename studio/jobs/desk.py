"""Where clients hand jobs in, look at them and steer them; every owner sees their own alone."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from studio.jobs.job import ENDED, STATES, Job, JobError
from studio.jobs.kinds import Kind, kinds
from studio.store import Store, jobs, new_id, uploads

_OPEN = ("queued", "running", "paused")


class Desk:
    """The jobs of a store, as clients see them.

    keep: s that the results of an ended job are kept. room: jobs of one owner that may be under way.
    """

    def __init__(
        self,
        store: Store,
        keep: float = 7 * 86_400.0,
        known: Mapping[str, Kind] | None = None,
        room: int = 1000,
    ) -> None:
        self._store, self._keep, self._room = store, keep, room
        self.kinds = dict(kinds() if known is None else known)

    def submit(
        self, kind: str, payload: Mapping[str, Any], owner: str = "", idempotency: str | None = None
    ) -> tuple[Job, bool]:
        """Accept a job; from now on it will be done or fail with a reason, whatever happens to the server.

        idempotency: a name that the owner gives; the job that was handed in under it before is returned, and
        False. Raises JobError for an unknown kind, a payload that cannot be done (any DramatisError), the
        same name for another payload (409), a kind that is not for owners with keys (403), or too many jobs
        (429).
        """
        if kind not in self.kinds:
            raise JobError(f"unknown kind {kind[:40]!r}; valid: {', '.join(self.kinds)}", param="kind")
        if idempotency is not None and not (0 < len(idempotency) <= 255 and idempotency.isprintable()):
            raise JobError("an idempotency key has 1 to 255 printable characters", param="Idempotency-Key")
        digest = _digest(kind, payload)
        if idempotency is not None and (found := self._before(owner, idempotency, digest)):
            return found, False
        asked = self.kinds[kind]
        if asked.shelf and owner:
            raise JobError(f"the kind {kind!r} is for the studio on its own machine", 403, "kind")
        self._check_room(owner)
        sources = self._sources(asked, payload, owner)
        asked.check(payload)
        id = new_id("job")
        home = self._store.path("jobs", id)
        try:
            self._take_in(home, sources)
            row = {
                "id": id, "kind": kind, "owner": owner, "payload": dict(payload), "digest": digest,
                "idempotency": idempotency, "state": "queued", "created": time.time(),
            }  # fmt: skip
            self._store.change(sql.insert(jobs).values(**row))
        except sql.exc.IntegrityError:  # the same request came twice at the same moment
            shutil.rmtree(home, ignore_errors=True)
            assert idempotency is not None
            found = self._before(owner, idempotency, digest)
            assert found is not None
            return found, False
        except BaseException:
            shutil.rmtree(home, ignore_errors=True)
            raise
        return self.get(id, owner), True

    def get(self, id: str, owner: str = "") -> Job:
        """The job of this id. Raises JobError (404) when the owner has none such."""
        rows = self._store.rows(sql.select(jobs).where(jobs.c.id == id, jobs.c.owner == owner))
        if not rows:
            raise JobError("there is no such job, or its time is over", 404, "id")
        return Job.of(rows[0])

    def listed(self, owner: str = "", limit: int = 50, state: str | None = None) -> tuple[Job, ...]:
        """The owner's latest jobs, newest first. Raises JobError for an unknown state."""
        query = sql.select(jobs).where(jobs.c.owner == owner)
        if state is not None:
            if state not in STATES:
                raise JobError(f"unknown status {state[:20]!r}; valid: {', '.join(STATES)}", param="status")
            query = query.where(jobs.c.state == state)
        rows = self._store.rows(query.order_by(jobs.c.created.desc(), jobs.c.id).limit(limit))
        return tuple(map(Job.of, rows))

    def revision(self, id: str) -> int | None:
        """Of a job, which rises whenever it changes; None when it is gone."""
        rows = self._store.rows(sql.select(jobs.c.revision).where(jobs.c.id == id))
        return rows[0].revision if rows else None

    def pause(self, id: str, owner: str = "") -> Job:
        """Stop a job until it is resumed; what it has done stays. Raises JobError (404; 409 once ended)."""
        return self._steer(id, owner, "pause", ("queued",), "paused")

    def cancel(self, id: str, owner: str = "") -> Job:
        """End a job for good. Raises JobError as `pause`."""
        return self._steer(id, owner, "cancel", ("queued", "paused"), "cancelled")

    def resume(self, id: str, owner: str = "") -> Job:
        """Go on with a job that was paused or failed. Raises JobError as `pause`."""
        job = self.get(id, owner)
        revived = {"state": "queued", "wish": "", "error": None, "ended": None, "expires": None}
        where = (jobs.c.id == id, jobs.c.state.in_(("paused", "failed")))
        values = {**revived, "fruitless": 0, "revision": jobs.c.revision + 1}
        if self._store.change(sql.update(jobs).where(*where).values(values)):
            return self.get(id, owner)
        if job.wish == "pause":
            kept = (jobs.c.id == id, jobs.c.wish == "pause")
            self._store.change(sql.update(jobs).where(*kept).values(wish="", revision=jobs.c.revision + 1))
            return self.get(id, owner)
        if job.state in ("queued", "running"):
            return job
        raise JobError(f"the job is {job.state}; hand it in again", 409)

    def files(self, job: Job) -> dict[str, Path]:
        """The results of a job by name. Raises JobError (409) unless it is done."""
        if job.result is None:
            raise JobError(f"the job is {job.state}; its results come when it is done", 409)
        out = self._store.path("jobs", job.id) / f"out-{job.result['attempt']}"
        return {str(each["name"]): out / str(each["name"]) for each in job.result["files"]}

    def counts(self) -> dict[str, int]:
        """State → number of jobs."""
        query = sql.select(jobs.c.state, sql.func.count()).group_by(jobs.c.state)
        return dict.fromkeys(STATES, 0) | {row[0]: row[1] for row in self._store.rows(query)}

    def _check_room(self, owner: str) -> None:
        query = sql.select(sql.func.count()).where(jobs.c.owner == owner, jobs.c.state.in_(_OPEN))
        if self._store.rows(query)[0][0] >= self._room:
            raise JobError(f"{self._room} jobs of yours are under way; wait until one has ended", 429)

    def _before(self, owner: str, idempotency: str, digest: str) -> Job | None:
        query = sql.select(jobs).where(jobs.c.owner == owner, jobs.c.idempotency == idempotency)
        rows = self._store.rows(query)
        if not rows:
            return None
        if rows[0].digest != digest:
            raise JobError("this idempotency key was used for another job; choose another", 409)
        return Job.of(rows[0])

    def _steer(self, id: str, owner: str, wish: str, at_once: Sequence[str], state: str) -> Job:
        job = self.get(id, owner)
        now = time.time()
        ends = {"ended": now, "expires": now + self._keep} if state in ENDED else {}
        waiting = sql.update(jobs).where(jobs.c.id == id, jobs.c.state.in_(at_once))
        values = {"state": state, "wish": "", "revision": jobs.c.revision + 1, **ends}
        if self._store.change(waiting.values(values)):
            return self.get(id, owner)
        running = sql.update(jobs).where(jobs.c.id == id, jobs.c.state == "running")
        if self._store.change(running.values(wish=wish, revision=jobs.c.revision + 1)):
            return self.get(id, owner)
        job = self.get(id, owner)
        if job.state == state:
            return job
        raise JobError(f"the job is {job.state} already", 409)

    def _sources(self, kind: Kind, payload: Mapping[str, Any], owner: str) -> dict[str, Path]:
        """Field → the uploaded file that it names."""
        found = {}
        for name in kind.uploads:
            id = payload.get(name)
            if id is None and name not in kind.required:
                continue
            query = sql.select(uploads.c.id).where(uploads.c.id == id, uploads.c.owner == owner)
            if not isinstance(id, str) or not self._store.rows(query):
                raise JobError(f"{name} must be the id of a file uploaded to /v1/files", param=name)
            found[name] = self._store.path("files", id)
        return found

    def _take_in(self, home: Path, sources: Mapping[str, Path]) -> None:
        """Keep the job's own hold on its files, however long it waits."""
        (home / "inputs").mkdir(parents=True)
        for name, source in sources.items():
            target = home / "inputs" / name
            try:
                os.link(source, target)
            except OSError:  # another file system, or one without links
                shutil.copyfile(source, target)


def _digest(kind: str, payload: Mapping[str, Any]) -> str:
    text = json.dumps([kind, payload], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
