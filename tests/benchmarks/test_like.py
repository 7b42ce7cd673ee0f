"""The arithmetic of the imitation benchmark, with recordings whose melody is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.like import cases, praat_melody, understood
from tts.request import PhoneTiming
from tts.style.recording import Recording, hear

pytest.importorskip("parselmouth")

RATE = 24_000


def hum(semitones, pitch=150.0):
    """A buzz on a contour: semitones against the pitch, one value a sample."""
    phase = 2 * np.pi * np.cumsum(pitch * 2 ** (np.asarray(semitones) / 12)) / RATE
    return (0.1 * sum(np.cos(k * phase + k) / k for k in range(1, 12))).astype(np.float32)


def test_cases_are_the_same_in_every_run_and_mix_speakers_with_personas():
    texts = [f"Sentence {number}." for number in range(32)]
    first, again = cases(texts), cases(texts)
    assert first == again
    assert all(case.plain.text != case.line.text for case in first)
    assert all(case.plain.style.emotions == {} for case in first)
    assert len({case.persona for case in first}) == 8
    assert len({(case.line.voice, case.persona) for case in first}) > 20


def test_praat_hears_the_melody_of_a_hum():
    times = np.arange(2 * RATE) / RATE
    wave = hum(3 * np.sin(2 * np.pi * times))
    found = praat_melody(wave, RATE, [PhoneTiming("a", 0.0, 1.0), PhoneTiming("o", 1.0, 2.0)])
    values = np.array(found.semitones)
    wanted = 3 * np.sin(2 * np.pi * np.arange(len(values)) / 93.75)
    known = np.isfinite(values)
    assert known.mean() > 0.9
    assert np.median(np.abs(values[known] - wanted[known])) < 0.15


def test_understood_compares_known_numbers_with_derived_ones():
    texts = [f"Sentence {number}." for number in range(12)]
    found = cases(texts)
    spreads = [case.line.style.effective(case.line.identity.liveliness)["range"] + 2.3 for case in found]
    waves = [hum(s * np.sqrt(2) * np.sin(2 * np.pi * np.arange(2 * RATE) / RATE)) for s in spreads]
    heard = [hear(Recording("hum", wave)) for wave in waves]
    rows = {row["quantity"]: row for row in understood(found, heard)}
    assert set(rows) == {"range", "tilt"}  # nothing else can be known without text and neutral
    assert rows["range"]["r"] > 0.95
    assert rows["range"]["slope"] == pytest.approx(1, abs=0.15)
