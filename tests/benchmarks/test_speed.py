"""Timing of an engine that takes a known time."""

from __future__ import annotations

import time

import numpy as np
import pytest

from benchmarks.material import Line
from benchmarks.speed import long_text, time_lines
from tts.request import AudioChunk, WordTiming
from tts.style.identity import Identity


class Clockwork:
    """Streams each word as 0.1 s of audio after 2 ms."""

    def stream(self, request):
        position = 0
        for index, word in enumerate(request.text.split()):
            time.sleep(0.002)
            timing = WordTiming(word, index / 10, index / 10 + 0.1, position, position + len(word))
            position += len(word) + 1
            yield AudioChunk(np.zeros(2400, np.float32), index / 10, words=(timing,))


def test_times_are_those_of_the_stream():
    speed = time_lines(Clockwork(), [Line("one two three four five", Identity())] * 4)
    assert speed.seconds == pytest.approx(2.0)
    assert 2 <= speed.first_p50 < 500
    assert 0.02 <= speed.rtf < 2
    with pytest.raises(ValueError, match="at least one"):
        time_lines(Clockwork(), [])


def test_a_long_text_is_measured_as_it_streams():
    found = long_text(Clockwork(), "word " * 50, Line("-", Identity()))
    assert found.words == 50
    assert found.seconds == pytest.approx(5.0)
    assert 0 <= found.growth < 50
