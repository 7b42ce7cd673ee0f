"""The recogniser's arithmetic, and that it hears a voice at all."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.recogniser import compare, normalise, recognise, total

pytest.importorskip("jiwer")


def test_both_sides_are_normalised():
    assert normalise("It’s 1,200 – “five” % o'clock, well-known!") == tuple(
        "it's one thousand two hundred five percent o'clock well known".split()
    )
    assert compare("Well-known; it's 3.", "well known it's three").errors == 0


def test_errors_are_counted_by_kind_and_in_runs():
    found = compare("the cat sat on the old mat", "the dog sat mat mat")
    assert (found.substitutions, found.deletions, found.insertions) == (2, 2, 0)
    assert compare("one two three four five", "one five").deletion_run == 3
    assert compare("one two", "one two one two one two").insertion_run == 4
    assert compare("one two", "").deletion_run == 2
    with pytest.raises(ValueError, match="no word"):
        compare("...", "one")


def test_totals_weigh_by_words_and_carry_an_interval():
    errors = total([compare("a b c d", "a b c d")] * 30 + [compare("a b", "x b")] * 10)
    assert errors.words == 140
    assert errors.rate == pytest.approx(100 * 10 / 140)
    assert errors.low < errors.rate < errors.high
    assert errors.substitutions == errors.rate
    with pytest.raises(ValueError, match="at least one"):
        total([])


def test_silence_is_heard_as_nothing():
    pytest.importorskip("pocketsphinx")
    found = recognise([(np.zeros(24000, np.float32), 24000, "hello there")], workers=1)
    assert found[0].deletions == 2 or found[0].heard
