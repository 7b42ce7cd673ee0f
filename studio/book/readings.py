"""What was read of a book before, so that planning it again costs little more than reading its script.

    PROJECT/readings.json    requests → addresses, lengths, and the lexicon's entries that decided something

Nothing is lost with the file: what it does not know is read again. It knows nothing any more once the
lexicon, the voice pack, espeak or the code that reads is another one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import studio.book
import tts.text
from studio.book.plan import Reckoned, Voice
from studio.book.takes import write_durably
from tts.request import SpeechRequest
from tts.text.lexicon import Lexicon
from tts.text.phonemize import releases

_READING = ("plan.py", "takes.py", "readings.py")
"""Files of this package that an address depends on, besides all of `tts.text`."""

_OWN = ("text", "seed")  # what each line has to itself; the rest is shared by many


class Readings:
    """See the module. What is not asked for until `save` is forgotten."""

    def __init__(self, path: Path, lexicon: Lexicon, voice: Voice) -> None:
        """What the file knows of this lexicon and voice; nothing where there is none, or it is damaged."""
        self._path = path
        told = (lexicon.entries, *vars(voice).values(), releases(), _code())
        self._context = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()
        self._before = self._read()
        self._used: dict[str, list[Any]] = {}
        self._shared: dict[tuple[object, ...], str] = {}

    def get(self, request: SpeechRequest) -> Reckoned | None:
        """What is known of a request, None = nothing."""
        name = self._name(request)
        if name not in self._used:
            if name not in self._before:
                return None
            self._used[name] = self._before[name]
        key, seconds, phones, entries = self._used[name]
        lexicon = Lexicon(tuple((word, said) for word, said in entries)) if entries else None
        return Reckoned(key, seconds, phones, lexicon)

    def __setitem__(self, request: SpeechRequest, found: Reckoned) -> None:
        entries = list(found.lexicon.entries) if found.lexicon else None
        self._used[self._name(request)] = [found.key, found.seconds, found.phones, entries]

    def save(self) -> None:
        """Keep what was asked for, if that is anything else than the file holds.

        Where nothing can be written, or another process writes at this moment, it is read again next time.
        """
        if self._used != self._before:
            data = {"context": self._context, "readings": self._used}
            with contextlib.suppress(OSError):
                write_durably(self._path, json.dumps(data, separators=(",", ":")).encode("ascii"))
            self._before = dict(self._used)

    def _name(self, request: SpeechRequest) -> str:
        shared = tuple(getattr(request, f.name) for f in fields(request) if f.name not in _OWN)
        if shared not in self._shared:
            self._shared[shared] = hashlib.sha256(repr(shared).encode("utf-8", "surrogatepass")).hexdigest()
        said = f"{self._shared[shared]} {request.seed} {request.text}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _read(self) -> dict[str, list[Any]]:
        try:
            data = json.loads(self._path.read_bytes())
            return dict(data["readings"]) if data["context"] == self._context else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}


def _code() -> str:
    """Hash of the code that reads."""
    here = Path(studio.book.__path__[0])
    files = [*sorted(Path(tts.text.__path__[0]).rglob("*.py")), *(here / name for name in _READING)]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
