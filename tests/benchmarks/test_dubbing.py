from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks import dubbing
from studio.dubbing.cast import assigned
from studio.dubbing.takes import Spoken
from tts.request import SpeechRequest, Take, WordTiming


def test_slots_stand_wall_to_wall_and_spread_over_the_paces():
    made = dubbing.cues(["One."] * 13, [2.0] * 13, ["A", "B"])
    assert all(one.end == other.start for one, other in pairwise(made))
    paces = sorted((cue.end - cue.start) / 2 for cue in made)
    assert paces[0] == pytest.approx(0.75)
    assert paces[6] == pytest.approx(1.05)
    assert paces[-1] == pytest.approx(1.35)
    assert {cue.speaker for cue in made} == {"A", "B"}


def test_words_that_no_take_speaks_are_counted():
    words = (WordTiming("Hello", 0, 1, 0, 5), WordTiming("friend", 1, 2, 10, 16))
    take = Spoken("k", SpeechRequest("Hello, my friend."), 24_000, 10, 0, 10, words)
    assert dubbing.lost(take) == 1
    assert dubbing.lost(replace(take, words=words[:1])) == 2
    assert dubbing.lost(replace(take, skipped=("my",), words=())) == 4


def test_real_lines_are_fitted_and_counted(tiny_engine, tmp_path):
    cast = assigned(["A=butler", "B=witch"])
    free, placed = dubbing.run(["Hello there.", "Who is it?", "Me."], cast, tiny_engine, tmp_path, "tiny")
    found = dubbing.fit(placed)
    assert (found.lines, len(free)) == (3, 3)
    assert found.mean <= found.p99 <= found.largest
    assert 1 <= found.tries <= 10
    words = dubbing.heard("free", [line.spoken for line in free], tiny_engine)
    assert (words.words, words.lost) == (6, 0)
    with pytest.raises(ValueError, match="no line to measure"):
        dubbing.fit([])


def test_the_performance_of_an_original_is_compared(tmp_path):
    class Teacher:
        """Speaks tones, as loud as asked."""

        def speak_batch(self, requests):
            return [Take(self.tone(request.style), 24_000) for request in requests]

        def tone(self, style):
            time = np.arange(24_000) / 24_000
            phase = 2 * np.pi * np.cumsum(150 * 2 ** ((style.pitch + np.sin(9 * time)) / 12)) / 24_000
            wave = sum(np.sin(n * phase) / n for n in range(1, 9))
            return (0.05 * 10 ** (style.loudness / 20) * wave).astype(np.float32)

    rows = dubbing.performed(["Hello there, my friend."] * 15, Teacher(), tmp_path, -60.0)
    found = {row["quantity"]: row for row in rows}
    assert found["pitch"]["r"] > 0.95
    assert found["loudness"]["slope"] == pytest.approx(1, abs=0.1)
    assert found["range"]["utterances"] == 15
