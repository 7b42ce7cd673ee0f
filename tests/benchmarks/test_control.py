"""Praat hears what was made, and the arithmetic of asked against measured."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.control import (
    agreement,
    asks,
    contour_error,
    contour_pitch,
    duration_accuracy,
    forced_contours,
    hear,
    pitch_control,
)
from benchmarks.material import Line
from benchmarks.speakers import Spoken
from tts.style.identity import Identity

pytest.importorskip("parselmouth")

RATE = 24000


def hum(contour):
    """A buzz that follows the pitch contour (Hz, one value a sample)."""
    phase = 2 * np.pi * np.cumsum(contour) / RATE
    return (0.1 * sum(np.cos(k * phase) / k for k in range(1, 12))).astype(np.float32)


def test_mean_and_spread_are_heard():
    semitones = 2 * np.sin(2 * np.pi * 2 * np.arange(2 * RATE) / RATE)
    heard = hear(hum(180 * 2 ** (semitones / 12)), RATE)
    assert heard.pitch == pytest.approx(180, rel=0.01)
    assert heard.range == pytest.approx(np.sqrt(2), abs=0.1)
    assert np.isnan(hear(np.zeros(RATE, np.float32), RATE).pitch)
    assert np.isnan(hear(np.zeros(10, np.float32), RATE).pitch)


def test_agreement_is_centred_on_voices():
    asked = [0, 1, 2, 10, 11, 12]
    voices = ["low"] * 3 + ["high"] * 3
    exact = agreement(asked, [5, 6, 7, 5, 6, 7], voices)
    assert exact.r == pytest.approx(1)
    assert exact.slope == pytest.approx(1)
    assert agreement(asked, [0, 0.5, 1, 10, 10.5, 11], voices).slope == pytest.approx(0.5)
    assert agreement([*asked, 5], [5, 6, 7, 5, 6, 7, float("nan")], [*voices, "low"]).utterances == 6
    with pytest.raises(ValueError, match="at least three"):
        agreement([1, 2], [1, 2], ["a", "a"])


def test_a_speaker_that_obeys_scores_one():
    def obedient(line: Line) -> Spoken:
        delivery, _ = line.style.delivery(line.identity.liveliness)
        spread = line.identity.liveliness * 2**delivery.range
        wave = spread * np.sqrt(2) * np.sin(2 * np.pi * 2 * np.arange(RATE) / RATE)
        mean = line.identity.pitch * 2 ** (delivery.pitch / 12)
        return Spoken(hum(mean * 2 ** (wave / 12)), RATE, (), 0.0)

    found = pitch_control(asks(["One.", "Two."] * 8), obedient)
    assert found["pitch"].r > 0.99
    assert found["pitch"].slope == pytest.approx(1, abs=0.03)
    assert found["range"].r > 0.95


def test_contours_are_compared_in_log_pitch():
    times = np.arange(RATE) / RATE

    def contour(time):
        return 150 + 40 * time

    assert contour_error(hum(contour(times)), RATE, contour) < 0.005
    assert contour_error(hum(1.05 * contour(times)), RATE, contour) == pytest.approx(np.log(1.05), abs=0.005)
    assert np.isnan(contour_error(np.zeros(RATE, np.float32), RATE, contour))


def test_forced_contours_start_from_the_free_length():
    line = Line("One.", Identity(pitch=150))

    def obedient(_, contour):
        times = np.arange(2 * RATE) / RATE
        points = contour or ((0.0, 0.0),)
        return Spoken(hum(np.array([contour_pitch(points, 150, time) for time in times])), RATE, (), 0.0)

    def deaf(line, _):
        return obedient(line, ())

    assert contour_pitch(((1.0, 0.0), (2.0, 12.0)), 100, 1.5) == pytest.approx(100 * np.sqrt(2))
    assert max(forced_contours([line] * 2, obedient)) < 0.02
    assert min(forced_contours([line] * 2, deaf)) > 0.05


def test_durations_met_by_silence_show():
    line = Line("One.", Identity())

    def lazy(_, seconds):
        samples = hum(np.full(RATE, 120.0))
        extra = 0 if seconds is None else round(seconds * RATE) - RATE
        return Spoken(np.pad(samples, (0, max(0, extra))), RATE, (), 0.0)

    found = duration_accuracy([line] * 5, lazy, low=1.0, high=1.4)
    assert found.mean < 0.001
    assert found.edge == pytest.approx(0.2, abs=0.01)
