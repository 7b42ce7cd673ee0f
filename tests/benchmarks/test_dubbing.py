from dataclasses import replace
from itertools import pairwise

import pytest

from benchmarks import dubbing
from studio.dubbing.cast import assigned
from studio.dubbing.takes import Spoken
from tts.request import SpeechRequest, WordTiming


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
    assert 1 <= found.tries <= 7
    words = dubbing.heard("free", [line.spoken for line in free], tiny_engine)
    assert (words.words, words.lost) == (6, 0)
    with pytest.raises(ValueError, match="no line to measure"):
        dubbing.fit([])
