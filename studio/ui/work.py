"""Long work: handed in to the job store, done by a worker process that the studio starts for it."""

from __future__ import annotations

import atexit
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import streamlit as st

from studio.jobs.crew import Crew, worker_command
from studio.jobs.desk import Desk
from studio.jobs.job import ENDED, Job
from studio.settings import default_pack
from studio.store import Store, default_folder
from studio.uploads import Uploads

_PATIENCE = 4.0  # s that a worker may take to give its job back when the studio ends
_SHOWN = 200  # jobs


@dataclass(frozen=True)
class Work:
    """The jobs of this machine's store, shared by all sessions, which see the same ones."""

    desk: Desk
    uploads: Uploads

    def begin(self, kind: str, payload: Mapping[str, Any]) -> Job:
        """Hand a job in, and see that somebody does it. Raises a DramatisError when it cannot be done."""
        job, _ = self.desk.submit(kind, payload)
        keep_going(self)
        return job

    def upload(self, name: str, content: IO[bytes]) -> str:
        """Keep a file for a job; returns its id. Raises UploadError for what is hostile or not understood."""
        return self.uploads.add(name, content).id

    def jobs(self) -> tuple[Job, ...]:
        """The latest jobs, newest first."""
        return self.desk.listed(limit=_SHOWN)

    def of(self, **payload: object) -> tuple[Job, ...]:
        """The latest jobs whose payload has these values, newest first."""
        return tuple(
            job
            for job in self.jobs()
            if all(job.payload.get(name) == value for name, value in payload.items())
        )

    def cancel(self, **payload: object) -> None:
        """End the jobs whose payload has these values and that are still to be done."""
        for job in self.of(**payload):
            if is_open(job):
                self.desk.cancel(job.id)


def work() -> Work:
    """The work of the store that is in use; what is still to be done there is gone on with."""
    found = _work(str(default_folder()))
    keep_going(found)
    return found


def keep_going(found: Work) -> None:
    """Start a worker process, unless there is nothing to do or it runs already."""
    if any(job.state in ("queued", "running") for job in found.jobs()):
        _crew(str(default_folder()), default_pack())


def is_open(job: Job) -> bool:
    """Whether a job is still to be done."""
    return job.state not in ENDED


@st.cache_resource(show_spinner=False)
def _work(folder: str) -> Work:
    store = Store.open(Path(folder))
    return Work(Desk(store), Uploads(store))


@st.cache_resource(show_spinner=False)
def _crew(folder: str, pack: str | None) -> Crew:
    """One worker of this process, which ends with it, however that ends."""
    options = ["--store", folder, "--parent", str(os.getpid()), *(["--pack", pack] if pack else [])]
    crew = Crew(worker_command(*options), 1)
    atexit.register(crew.dismiss, _PATIENCE)
    return crew
