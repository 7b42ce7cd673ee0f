"""A small film with sound, made by ffmpeg; lines that are placed without an engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from studio import ffmpeg
from studio.dubbing.cue import Cue
from studio.dubbing.fit import Placed, fitted
from studio.dubbing.pacing import Line, Paced
from studio.dubbing.slots import slots
from studio.dubbing.takes import Takes
from tts.request import SAMPLE_RATE, SpeechRequest, Take

Making = Callable[..., tuple[list[Placed], Takes]]


class Tones:
    """An engine whose takes are a second of a tone, of the frequency that the text names."""

    def speak_batch(self, requests):
        return [Take(tone(float(request.text), 1.0), SAMPLE_RATE) for request in requests]


def tone(hertz: float, seconds: float, rate: int = SAMPLE_RATE) -> np.ndarray:
    return (0.2 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


@pytest.fixture
def laid(tmp_path: Path) -> Making:
    """Lines (start, end, hertz, speaker) of a second each, placed in their slots."""
    takes = Takes(tmp_path / "takes", "tones")

    def make(*lines: tuple[float, float, float, str], end: float = 100.0) -> tuple[list[Placed], Takes]:
        cues = [Cue(n, n - 1, n, a, b, str(hertz), who) for n, (a, b, hertz, who) in enumerate(lines, 1)]
        requests = [SpeechRequest(cue.text) for cue in cues]
        spoken = takes.speak(Tones(), requests)
        of = {cue.number: take for cue, take in zip(cues, spoken, strict=True)}
        made = [
            Paced(Line(slot, SpeechRequest(slot.cue.text), "p"), of[slot.cue.number], 1.0, 1.0, 1)
            for slot in slots(cues, end)
        ]
        return list(fitted(made)), takes

    return make


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of picture with a stereo tone, tagged as German, and a chapter."""
    path = tmp_path_factory.mktemp("film") / "film.mkv"
    ffmpeg.run(
        [
            "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=6",
            "-f", "lavfi", "-i", "sine=frequency=180:sample_rate=48000:duration=6",
            "-c:v", "mpeg4", "-c:a", "aac", "-ac", "2", "-metadata:s:a:0", "language=ger",
            "-metadata", "title=A film", ffmpeg.url(path),
        ]
    )  # fmt: skip
    return path
