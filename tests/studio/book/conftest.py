"""A short chapter, spoken by the tiny pack into take files as a project has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studio.book.pieces import Piece, PieceLine
from studio.book.script import ScriptLine

if TYPE_CHECKING:
    from tts.engine import NativeEngine

LINES = (
    ScriptLine("One", "\n\n", boundary="paragraph", kind="heading"),
    ScriptLine("The letter came at noon.", " "),
    ScriptLine("“Who sent it,", "” ", "Ann", kind="speech", boundary="none"),
    ScriptLine("she asked, and nobody answered her.", "\n\n", boundary="paragraph"),
    ScriptLine("…", "\n\n* * *\n\n", boundary="scene"),
    ScriptLine("Later they read it: “All is well”, it said.", "", boundary="end"),
)


@pytest.fixture(scope="session")
def piece(tiny_engine: NativeEngine, tmp_path_factory: pytest.TempPathFactory) -> Piece:
    """The chapter, complete."""
    from personas import find
    from studio import take as takes
    from tts.audio import write
    from tts.request import SpeechRequest

    folder = tmp_path_factory.mktemp("takes")
    found = []
    for number, line in enumerate(LINES):
        persona = find("sunny-youth" if line.speaker == "Ann" else "narrator-warm-female")
        path: Path | None = None
        if any(char.isalnum() for char in line.text):
            request = SpeechRequest(line.text, persona.identity, seed=number)
            take = tiny_engine.speak(request)
            path = folder / f"{number:064x}.flac"
            write(path, take.samples, take.sample_rate)
            takes.save(takes.SavedTake.of(path, "tiny", persona, request, take, take.seconds), path)
        found.append(PieceLine(line, persona.id, path))
    return Piece("One", 0, 0, tuple(found))
