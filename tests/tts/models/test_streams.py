"""Frames ↔ integer streams."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.models import streams as module
from tts.models.gpt import DWELL, PITCHES
from tts.models.spectrogram import FRAMES_PER_SECOND
from tts.models.streams import (
    BRIDGE,
    encode_prosody,
    frame_levels,
    frame_phones,
    frame_pitch,
    frame_places,
    frame_starts,
    pad_frames,
    phone_starts,
    pointers,
    step_contour,
    stream_arrays,
)

lengths = st.lists(st.floats(0.001, 0.5), min_size=1, max_size=40)


def encoded(starts, frames, f0=None, energy=None):
    flat = np.zeros(frames, np.float32)
    return encode_prosody(starts, flat if f0 is None else f0, flat if energy is None else energy, 120.0, 2.0)


@given(lengths)
def test_every_phone_has_a_frame_and_keeps_its_time(seconds):
    ends = np.cumsum(seconds)
    frames = pad_frames(max(len(ends), round(ends[-1] * FRAMES_PER_SECOND)))
    starts = frame_starts(ends.tolist(), frames)
    assert starts[0] == 0
    assert (np.diff(starts) >= 1).all()
    assert starts[-1] < frames
    if min(seconds) > 2 / FRAMES_PER_SECOND:  # then no phone had to be moved
        assert np.abs(starts[1:] / FRAMES_PER_SECOND - ends[:-1]).max(initial=0) <= 0.51 / FRAMES_PER_SECOND


def test_more_phones_than_frames_do_not_fit():
    with pytest.raises(ValueError, match="5 phones do not fit into 4 frames"):
        frame_starts([0.1, 0.2, 0.3, 0.4, 0.5], 4)


@given(lengths)
def test_advance_tells_the_starts_again(seconds):
    ends = np.cumsum(seconds)
    frames = pad_frames(max(len(ends), round(ends[-1] * FRAMES_PER_SECOND)))
    starts = frame_starts(ends.tolist(), frames)
    advance = encoded(starts, frames).advance
    assert phone_starts(advance).tolist() == starts.tolist()
    phone = frame_phones(advance)
    assert phone.tolist() == (np.searchsorted(starts, np.arange(frames), side="right") - 1).tolist()
    at, dwell = pointers(advance)
    assert (at[0], dwell[0]) == (-1, 0)
    for step in range(1, len(advance)):
        before = 4 * step - 1
        assert at[step] == phone[before]
        assert dwell[step] == min(before - starts[phone[before]] + 1, DWELL)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_places_run_from_0_to_1_in_each_phone(counts):
    phone = np.repeat(np.arange(len(counts)), counts)
    place = frame_places(phone)
    for index, count in enumerate(counts):
        inside = place[phone == index]
        assert inside[:, 0].tolist() == pytest.approx([k / max(count - 1, 1) for k in range(count)])
        assert inside[:, 1].tolist() == pytest.approx([k / 16 for k in range(count)])
        assert inside[:, 2].tolist() == pytest.approx([(count - 1 - k) / 16 for k in range(count)])


@given(
    st.lists(st.one_of(st.just(0.0), st.floats(80, 180)), min_size=1, max_size=30),
    st.floats(80, 300), st.floats(1.0, 6.0),
)  # fmt: skip
def test_pitch_survives_the_streams(steps, mean, spread):
    f0 = np.repeat(np.asarray(steps, np.float32), 4)
    prosody = encode_prosody(np.array([0]), f0, np.zeros(len(f0), np.float32), mean, spread)
    assert ((prosody.pitch == 0) == (np.asarray(steps) == 0)).all()
    decoded, voiced = frame_pitch(prosody.pitch, prosody.voicing, mean, spread)
    assert (voiced == (f0 > 0)).all()
    asked = 12 * np.log2(np.maximum(f0, 1) / mean)
    for step in np.flatnonzero(prosody.pitch):
        if abs(asked[4 * step]) > 3.9 * spread:
            continue
        centre = decoded[4 * step + 1 : 4 * step + 3]
        around = decoded[max(4 * step - 3, 0) : 4 * step + 7]
        assert around.min() <= centre.mean() <= around.max()
        own = (prosody.pitch[step] - PITCHES // 2) / 12 * spread
        assert own == pytest.approx(asked[4 * step], abs=spread / 24 + 1e-3)


def test_a_melody_is_linear_between_steps_and_held_in_long_gaps():
    pitch = np.zeros(30, np.int64)
    pitch[[3, 5, 20]] = PITCHES // 2 + np.array([12, 24, 36])
    f0, _ = frame_pitch(pitch, np.where(pitch > 0, 15, 0), 100.0, 1.0)
    semitones = 12 * np.log2(f0 / 100)
    assert semitones[:12].tolist() == pytest.approx([0] * 12, abs=1e-4)
    assert semitones[[13, 14, 17, 18]].tolist() == pytest.approx(
        [1, 1 + 0.5 / 8, 1 + 3.5 / 8, 1 + 4.5 / 8], abs=0.07
    )
    assert semitones[22:80].tolist() == pytest.approx([2] * 58, abs=1e-4)
    assert semitones[80:].tolist() == pytest.approx([3] * 40, abs=1e-4)


@given(st.lists(st.integers(0, PITCHES - 1), min_size=2 * BRIDGE, max_size=60), st.data())
def test_pitch_of_a_frame_needs_no_step_beyond_the_bridge(pitch, data):
    """A stream renders frames before the rest is decoded."""
    pitch = np.asarray(pitch, np.int64)
    known = data.draw(st.integers(BRIDGE + 1, len(pitch)))
    voicing = np.where(pitch > 0, 15, 0)
    whole, _ = frame_pitch(pitch, voicing, 120.0, 2.0)
    part, _ = frame_pitch(pitch[:known], voicing[:known], 120.0, 2.0)
    settled = 4 * (known - BRIDGE) + 1  # one more, since samples lead to the next frame
    assert part[:settled].tolist() == whole[:settled].tolist()


@given(st.lists(st.floats(-54, 20), min_size=2, max_size=20))
def test_energy_keeps_its_level_within_a_step(levels):
    energy = np.repeat(np.asarray(levels, np.float32), 4)
    frames = frame_levels(encoded(np.array([0]), len(energy), energy=energy).energy)
    assert frames.shape == energy.shape
    middle = frames.reshape(-1, 4)[:, 1:3].mean(1) * 20
    assert middle[0] == pytest.approx(levels[0], abs=1 + 0.13 * abs(levels[1] - levels[0]) + 0.5)
    assert frames.min() * 20 >= min(levels) - 1.01
    assert frames.max() * 20 <= max(levels) + 1.01


def test_arrays_know_the_neighbours_and_share_their_length():
    starts = np.array([0, 3, 9])
    prosody = encoded(starts, 16)
    arrays = stream_arrays(
        prosody.advance, prosody.voicing, prosody.pitch, prosody.energy,
        np.array([1, 20, 3]), np.array([0, 4, 0]), np.array([0, 1, 1]),
        np.array([120.0, 240.0]), np.array([2.0, 3.0]),
    )  # fmt: skip
    assert {len(values) for values in arrays.values()} == {16}
    assert arrays["phone"].tolist() == [1] * 3 + [20] * 6 + [3] * 7
    assert arrays["before"].tolist() == [0] * 3 + [1] * 6 + [20] * 7
    assert arrays["after"].tolist() == [20] * 3 + [3] * 6 + [0] * 7
    assert arrays["accent"].tolist() == [0] * 3 + [4] * 6 + [0] * 7
    assert arrays["manner"].tolist() == [0] * 3 + [1] * 13
    assert (
        arrays["f0"].tolist() == [120.0] * 4 + [240.0] * 12
    )  # a step has the pitch of its third frame's phone


def test_a_contour_has_values_between_its_ends():
    step = 4 / FRAMES_PER_SECOND
    drawn = step_contour(((4 * step, -2.0), (8 * step, 2.0)))
    assert len(drawn) == 8
    assert np.isnan(drawn[:4]).all()
    assert drawn[4:].tolist() == pytest.approx([-1.625, -0.625, 0.375, 1.375], abs=1e-5)
    assert len(step_contour(())) == 0


@given(
    st.lists(st.floats(80, 300), min_size=8, max_size=8),
    st.lists(st.floats(1.0, 4.0), min_size=2, max_size=2),
)
def test_pitch_survives_a_change_of_manner(values, spreads):
    """Asked means and spreads may differ from phone to phone."""
    f0 = np.repeat(np.asarray(values, np.float32), 4)
    mean, spread = np.array([120.0, 220.0], np.float32), np.asarray(spreads, np.float32)
    starts, manner = np.array([0, 16]), np.array([0, 1])
    prosody = encode_prosody(starts, f0, np.zeros(32, np.float32), mean, spread)
    arrays = stream_arrays(
        prosody.advance, prosody.voicing, prosody.pitch, prosody.energy, np.array([20, 21]), np.zeros(2, int),
        manner, mean, spread,
    )  # fmt: skip
    for step, value in enumerate(values):
        which = int(step >= 4)
        if abs(12 * np.log2(value / mean[which])) < 3.9 * spread[which]:
            heard = (prosody.pitch[step] - PITCHES // 2) / 12 * spread[which]
            assert heard == pytest.approx(12 * np.log2(value / mean[which]), abs=spreads[which] / 24 + 1e-3)
    assert arrays["f0"].min() >= min(*values, 55) * 0.9


def test_silence_is_the_floor():
    assert module.frame_energy(module.silent_frame()[None])[0] < -55
