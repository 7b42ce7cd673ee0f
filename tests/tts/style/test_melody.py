"""Melodies are tied to phones: they survive other timings, and only the same words take them."""

from __future__ import annotations

import numpy as np
import pytest

from tts.errors import StyleError
from tts.request import PhoneTiming
from tts.style.measure import FRAMES_PER_SECOND
from tts.style.melody import agreement, melody, steady


def phones(lengths, symbols="_hɛl_oʊ_"):
    ends = np.cumsum(lengths)
    return tuple(
        PhoneTiming(symbol, float(end - length), float(end))
        for symbol, length, end in zip(symbols, lengths, ends, strict=False)
    )


def track(timed, hertz):
    """Pitch by a function of the place in the sounding phones (0, 1, 2 …); pauses are unvoiced."""
    frames = np.zeros(int(timed[-1].end * FRAMES_PER_SECOND) + 1)
    sounds = [phone for phone in timed if phone.symbol != "_"]
    for number, phone in enumerate(sounds):
        for frame in range(len(frames)):
            second = frame / FRAMES_PER_SECOND
            if phone.start <= second < phone.end:
                frames[frame] = hertz(number + (second - phone.start) / (phone.end - phone.start))
    return frames


def rising(place):
    return 120 * 2 ** (place / 12)


HERE = phones([0.1, 0.2, 0.1, 0.3, 0.15, 0.2, 0.1, 0.1])
THERE = phones([0.3, 0.1, 0.3, 0.1, 0.05, 0.3, 0.2, 0.2])


def test_a_melody_counts_from_its_own_mean():
    found = melody(track(HERE, rising), HERE)
    values = np.array(found.semitones)
    assert np.nanmean(values) == pytest.approx(0, abs=0.05)
    assert np.nanmax(values) - np.nanmin(values) == pytest.approx(5, abs=0.3)
    assert np.isnan(values[: int(0.1 * FRAMES_PER_SECOND)]).all()
    assert found.sounds == ("h", "ɛ", "l", "o", "ʊ")


def test_a_melody_is_laid_over_other_timings():
    contour = melody(track(HERE, rising), HERE).on(THERE, shift=3.0)
    times, semitones = np.array(contour).T
    assert (np.diff(times) > 0).all()
    sounds = [phone for phone in THERE if phone.symbol != "_"]
    assert times[0] > sounds[0].start
    assert times[-1] < sounds[-1].end
    own = melody(track(THERE, rising), THERE)
    wanted = np.interp(times * FRAMES_PER_SECOND, np.arange(len(own.semitones)), own.semitones)
    # The same rise phone by phone; only the means differ, since other phones are long.
    difference = semitones - wanted
    assert np.nanstd(difference) < 0.15
    assert abs(np.nanmean(difference) - 3.0) < 1.0
    assert agreement(melody(track(HERE, rising), HERE), own)[0] > 0.99


def test_unvoiced_sounds_are_bridged():
    pitch = track(HERE, rising)
    pitch[int(0.3 * FRAMES_PER_SECOND) : int(0.42 * FRAMES_PER_SECOND)] = 0
    values = np.array(melody(pitch, HERE).on(HERE))[:, 1]
    assert np.isfinite(values).all()
    assert (np.diff(values) > -0.05).all()


def test_one_wrong_frame_is_smoothed_away():
    pitch = track(HERE, rising)
    pitch[20] *= 2
    assert np.nanmax(melody(pitch, HERE).semitones) < 4


def test_leaps_to_another_octave_become_unvoiced():
    pitch = np.tile(rising(np.linspace(0, 6, 100)), 3).astype(np.float32)
    assert (steady(pitch) == pitch).all()
    wrong = pitch.copy()
    wrong[40:55] /= 2
    wrong[150:153] *= 2
    wrong[200:210] = 0
    found = steady(wrong)
    assert not found[40:55].any()
    assert not found[150:153].any()
    untouched = np.r_[0:40, 55:150, 153:300]
    assert (found[untouched] == wrong[untouched]).all()
    assert not steady(np.zeros(50)).any()


def test_other_words_are_refused():
    found = melody(track(HERE, rising), HERE)
    other = phones([0.1] * 7, "_hɛlpi_")
    with pytest.raises(StyleError, match="belongs to other words"):
        found.on(other)
    with pytest.raises(StyleError, match="other words"):
        agreement(found, melody(track(other[:4], rising), other[:4]))


def test_what_is_not_voiced_has_no_melody():
    assert melody(np.zeros(200), HERE) is None
    r, apart = agreement(*[melody(track(HERE[:3], rising), HERE[:3])] * 2)
    assert np.isnan(r)
    assert np.isnan(apart)
