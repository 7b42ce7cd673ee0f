"""What is asked of a rendering is measured in it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tts.corpus.manifest import Measured
from tts.corpus.teachers import SAMPLE_RATE
from tts.corpus.transform import Rendering, same_phones, transform
from tts.corpus.world import Frames
from tts.style.delivery import Delivery
from tts.style.identity import Identity
from tts.style.measure import measure, track_pitch
from tts.text.symbols import Phone

pytest.importorskip("pyworld", reason="pip install dramatis[corpus]")

HABIT = Identity(pitch=120.0, liveliness=2.3)
_SOUNDS = "_ m ɑ l eɪ s i n oʊ , w ʌ z ɹ aɪ m u .".split()


def voice(scale: float = 1.0) -> Frames:
    """WORLD frames of an invented speaker: formants over a moving melody, and noise in the s."""
    from tts.corpus.world import BINS, FREQUENCIES

    phones, ends, clock = [], [], 0.0
    for index, symbol in enumerate(_SOUNDS):
        clock += scale * (0.06 if index in (0, len(_SOUNDS) - 1) else 0.2 if symbol == "," else 0.14)
        phone = Phone(symbol, 0, index // 3)
        if phone.is_pause:
            phone = Phone(symbol)
        elif phone.is_vowel:
            phone = Phone(symbol, 1, index // 3)
        phones.append(phone)
        ends.append(clock)
    times = np.arange(0, clock, 128 / SAMPLE_RATE)
    at = np.minimum(np.searchsorted(ends, times, side="right"), len(phones) - 1)
    voiced = np.array([not (phones[i].is_pause or phones[i].symbol in "sz") for i in at])
    f0 = np.where(voiced, 120 * 2 ** (3.2 * np.sin(2 * np.pi * 1.1 * times) / 12), 0.0)
    envelope = np.full((len(times), BINS), -9.0) - FREQUENCIES[None] / 1500
    for index in range(len(phones)):
        for formant in (400 + 60 * (index % 5), 1300 + 150 * (index % 4), 2600):
            envelope[at == index] += 3.0 * np.exp(-(((FREQUENCIES - formant) / 300) ** 2))
    envelope[[phones[i].is_pause for i in at]] -= 14
    aperiodicity = np.where(voiced[:, None], 0.02 + 0.3 * FREQUENCIES[None] / 12_000, 1.0)
    return Frames(f0, envelope, aperiodicity, tuple(phones), tuple(ends))


@pytest.fixture(scope="module")
def frames() -> Frames:
    return voice()


def rendered(
    frames: Frames, identity: Identity = HABIT, emphasised=frozenset(), seed=0, **asked
) -> Rendering:
    random = np.random.default_rng(seed)
    return transform([("rms", frames)], identity, Delivery(**asked), random, frozenset(emphasised))


def heard(made: Rendering) -> Measured:
    return measure(made.samples, SAMPLE_RATE, phones=made.phones, ends=made.ends)


@pytest.fixture(scope="module")
def plain(frames) -> Measured:
    return heard(rendered(frames))


def test_a_rendering_is_whole(frames):
    made = rendered(frames)
    assert made.samples.dtype == np.float32
    assert np.abs(made.samples).max() <= 0.98
    assert made.ends[-1] == pytest.approx(len(made.samples) / SAMPLE_RATE, abs=0.001)
    assert abs(len(made.f0) - len(made.samples) / 256) <= 1
    track = track_pitch(made.samples, SAMPLE_RATE)[: len(made.f0)]
    both = (track > 0) & (made.f0[: len(track)] > 0)
    assert both.mean() > 0.5
    assert np.median(np.abs(12 * np.log2(track[both] / made.f0[: len(track)][both]))) < 0.3


def test_the_same_seed_renders_the_same(frames):
    asked = {"roughness": 0.8, "tremor": 0.5}
    assert np.array_equal(rendered(frames, **asked).samples, rendered(frames, **asked).samples)
    assert not np.array_equal(rendered(frames, **asked).samples, rendered(frames, seed=1, **asked).samples)


@pytest.mark.parametrize("semitones", [-6.0, 0.0, 5.0])
@pytest.mark.parametrize("habit", [90.0, 190.0])
def test_pitch(frames, habit, semitones):
    found = heard(rendered(frames, Identity(pitch=habit), pitch=semitones)).pitch
    assert 12 * math.log2(found / habit) == pytest.approx(semitones, abs=0.5)


@pytest.mark.parametrize("octaves", [-1.0, -0.5, 0.5])
def test_range(frames, plain, octaves):
    assert math.log2(heard(rendered(frames, range=octaves)).range / plain.range) == pytest.approx(
        octaves, abs=0.2
    )


@pytest.mark.parametrize("octaves", [-0.6, 0.5])
def test_rate(frames, plain, octaves):
    assert math.log2(heard(rendered(frames, rate=octaves)).rate / plain.rate) == pytest.approx(
        octaves, abs=0.1
    )


@pytest.mark.parametrize("decibels", [-10.0, 6.0])
def test_loudness(frames, plain, decibels):
    found = heard(rendered(frames, loudness=decibels)).loudness - plain.loudness
    assert found == pytest.approx(decibels, abs=0.3)


def test_pauses(frames, plain):
    assert heard(rendered(frames, pauses=1.0)).pauses > 1.5 * plain.pauses
    assert heard(rendered(frames, pauses=-1.0)).pauses < 0.7 * plain.pauses


def test_tilt(frames, plain):
    soft, pressed = (heard(rendered(frames, tilt=decibels)).tilt for decibels in (-6.0, 6.0))
    assert soft > plain.tilt + 1.5  # high = dark
    assert pressed < plain.tilt - 1.5


def test_breath_and_roughness(frames, plain):
    assert heard(rendered(frames, breath=0.9)).breath < plain.breath - 3
    assert heard(rendered(frames, roughness=1.0)).breath < plain.breath - 2


def test_whisper_has_no_voice(frames):
    made = rendered(frames, whisper=1.0)
    assert (made.f0 == 0).all()
    assert heard(made).voiced < 0.1


def test_tremor_is_a_wave_of_some_hertz_on_the_pitch(frames):
    calm, trembling = (rendered(frames, tremor=value).f0 for value in (0.0, 1.0))
    voiced = (calm > 0) & (trembling > 0)
    moved = np.where(voiced, 12 * np.log2(np.maximum(trembling, 1) / np.maximum(calm, 1)), 0.0)
    spectrum = np.abs(np.fft.rfft(moved - moved[voiced].mean() * voiced))
    hertz = np.fft.rfftfreq(len(moved), 256 / SAMPLE_RATE)
    assert 3.5 < hertz[int(spectrum[hertz > 1].argmax()) + int((hertz <= 1).sum())] < 7.5
    assert 0.4 < moved[voiced].std() < 0.9


def test_the_end_rises_or_falls(frames):
    flat, up, down = (rendered(frames, final=semitones).f0 for semitones in (0.0, 6.0, -4.0))
    last = np.flatnonzero(flat)[-4:]
    first = np.flatnonzero(flat)[:20]

    def rise(f0):
        return 12 * math.log2(f0[last].mean() / f0[first].mean())

    assert rise(up) - rise(flat) == pytest.approx(6, abs=1.2)
    assert rise(down) - rise(flat) == pytest.approx(-4, abs=1.2)


def test_an_emphasised_word_is_longer_and_higher(frames):
    word = 2
    plainly, stressed = rendered(frames), rendered(frames, emphasised={word})
    assert {phone.word for phone in stressed.phones if phone.emphasis} == {word}
    index = next(i for i, p in enumerate(stressed.phones) if p.word == word and p.is_vowel)

    def part(made):
        a, b = made.ends[index - 1], made.ends[index]
        f0 = made.f0[int(a * 93.75) : int(b * 93.75)]
        return b - a, np.exp(np.log(f0[f0 > 0]).mean())

    (length, pitch), (longer, higher) = part(plainly), part(stressed)
    assert longer == pytest.approx(1.25 * length)
    assert 12 * math.log2(higher / pitch) > 1.2


def test_a_shorter_tract_moves_the_formants_up(frames):
    def centre(identity):
        samples = rendered(frames, identity).samples
        power = np.abs(np.fft.rfft(samples)) ** 2
        hertz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
        return (power * hertz)[hertz < 5000].sum() / power[hertz < 5000].sum()

    assert (
        centre(Identity(tract=1.25))
        > 1.08 * centre(Identity(tract=1.0))
        > 1.08 * centre(Identity(tract=0.85))
    )


def test_two_speakers_blend_in_time(frames):
    slower = voice(scale=1.5)
    assert same_phones(frames, slower)
    identity = Identity(mix=(0.5, 0.5, 0.0, 0.0))
    made = transform([("rms", frames), ("awb", slower)], identity, Delivery(), np.random.default_rng(0))
    assert made.ends[-1] == pytest.approx(1.25 * frames.ends[-1], rel=0.01)
    other = Frames(frames.f0, frames.envelope, frames.aperiodicity, frames.phones[:-1], frames.ends[:-1])
    assert not same_phones(frames, other)
