"""Reference recordings: how somebody speaks, kept with the consent of who is heard, and never their voice.

A recording is measured once, in a process of its own that may neither run long nor take the server with it;
what is kept beside the file is its style. Nothing else of it is used.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sql

from studio.store import Row, Store, new_id, references
from studio.uploads import RECORDINGS, UploadError, sniffed
from tts.errors import RequestError, StyleError
from tts.style.space import Style

_PATIENCE = 120.0  # s
_CONSENT = (20, 1000)  # characters of a statement
_LARGEST = 32 << 20  # bytes


@dataclass(frozen=True)
class Reference:
    """A recording. measured: as of `tts.corpus.manifest.Measured`. notes: on what could not be known.

    consent: {"statement", "speaker", "given_at"}.
    """

    id: str
    name: str
    measured: Mapping[str, Any]
    style: Mapping[str, Any]
    notes: tuple[str, ...]
    consent: Mapping[str, Any]
    created: float


@dataclass(frozen=True)
class References:
    """The recordings of a store. pack: the voice pack whose aligner hears the rate, None = ours."""

    store: Store
    pack: str | None = None

    def add(
        self,
        file_name: str,
        content: IO[bytes],
        statement: str,
        speaker: str,
        name: str | None = None,
        text: str | None = None,
        owner: str = "",
    ) -> Reference:
        """Measure and keep a recording.

        statement: in which the speaker, named in `speaker`, agrees to this use. text: what is said, for the
        rate and the pauses. Raises RequestError without consent, UploadError for what is no recording,
        StyleError for one that cannot be measured.
        """
        low, high = _CONSENT
        if not low <= len(statement.strip()) <= high or not statement.isprintable():
            raise RequestError(
                f"consent must be a statement of {low}–{high} characters in which the speaker agrees that "
                "the way they speak may be followed"
            )
        if not 1 <= len(speaker.strip()) <= 80 or not speaker.isprintable():
            raise RequestError("speaker must name who is heard and agrees, in 1–80 characters")
        title = (name or Path(file_name).stem or "recording").strip()[:80]
        if not title.isprintable():
            raise RequestError("the name must be printable text")
        id = new_id("ref")
        path = self.store.path("references", id)
        try:
            self._write(path, content)
            if sniffed(path, file_name) not in RECORDINGS:
                raise UploadError("a reference recording must be wav, flac, ogg or mp3")
            heard = measured(path, text, self.pack)
            now = time.time()
            consent = {"statement": statement.strip(), "speaker": speaker.strip(), "given_at": now}
            row = {
                "id": id, "owner": owner, "name": title, "consent": consent, "created": now, **heard,
            }  # fmt: skip
            self.store.change(sql.insert(references).values(**row))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return self.get(id, owner)

    def get(self, id: str, owner: str = "") -> Reference:
        """The recording of this id or name. Raises UploadError (404) when the owner has none such."""
        mine = references.c.owner == owner
        query = sql.select(references).where(mine, sql.or_(references.c.id == id, references.c.name == id))
        rows = self.store.rows(query.order_by(references.c.created.desc()).limit(1))
        if not rows:
            raise UploadError("there is no such reference recording; POST /v1/references keeps one", 404)
        return _reference(rows[0])

    def listed(self, owner: str = "") -> tuple[Reference, ...]:
        """The owner's recordings, newest first."""
        query = sql.select(references).where(references.c.owner == owner)
        return tuple(map(_reference, self.store.rows(query.order_by(references.c.created.desc()))))

    def remove(self, id: str, owner: str = "") -> None:
        """Forget a recording, its consent with it. Raises UploadError (404) when there is none."""
        gone = sql.delete(references).where(references.c.id == id, references.c.owner == owner)
        if not self.store.change(gone):
            raise UploadError("there is no such reference recording", 404)
        self.store.path("references", id).unlink(missing_ok=True)

    def style_for(self, owner: str) -> Callable[[str], Style]:
        """What gives the style of one of the owner's recordings by its id or name."""

        def style(id: str) -> Style:
            return Style.from_dict(self.get(id, owner).style)

        return style

    def _write(self, path: Path, content: IO[bytes]) -> None:
        with path.open("wb") as file:
            left = _LARGEST
            while block := content.read(1 << 20):
                left -= len(block)
                if left < 0:
                    raise UploadError(f"a reference recording has at most {_LARGEST >> 20} MiB", 413)
                file.write(block)


def measured(path: Path, text: str | None, pack: str | None) -> dict[str, Any]:
    """{"style", "measured", "notes"} of a recording. Raises StyleError when it cannot be measured."""
    command = [sys.executable, "-m", "studio.cli", "measure", str(path), "--as-style", "--json"]
    command += [f"--text={text}"] if text else []
    command += [f"--pack={pack}"] if pack else []
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise StyleError(f"the recording could not be measured within {_PATIENCE:g} s") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it is damaged"]
        reason = told[-1].removeprefix("error: ").replace(str(path), "the recording")
        raise StyleError(reason.replace(path.name, "the recording"))
    data = json.loads(done.stdout)
    return {key: data[key] for key in ("style", "measured", "notes")}


def _reference(row: Row) -> Reference:
    values = row._mapping
    known = {name: values[name] for name in Reference.__dataclass_fields__}
    return Reference(**{**known, "notes": tuple(values["notes"])})
