"""Measuring: known tones come back as known numbers, and an independent instrument (Praat) agrees."""

from __future__ import annotations

import time

import numpy as np
import pytest

from tts.errors import StyleError
from tts.style.measure import FRAMES_PER_SECOND, SILENT_LEVEL, measure, track_pitch
from tts.text.symbols import Phone

RATE = 24000


def tone(pitch, seconds=1.0, slope=-6.0, level=-20.0, rate=RATE):
    """Harmonics of a pitch (one number, or one a sample) falling by `slope` dB an octave, at `level` dBFS."""
    pitch = np.broadcast_to(np.asarray(pitch, float), int(seconds * rate))
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    wave = np.zeros(len(pitch))
    for number in range(1, int(5500 / pitch.max()) + 1):
        wave += 10 ** (slope * np.log2(number) / 20) * np.cos(number * phase + number)
    return (wave / np.sqrt(np.mean(wave**2)) * 10 ** (level / 20)).astype(np.float32)


def cents(found, wanted):
    return np.median(np.abs(1200 * np.log2(found / wanted)))


@pytest.mark.parametrize("pitch", [55, 80, 120, 210, 350, 440, 580])
def test_steady_tones_are_tracked_within_three_cents(pitch):
    found = track_pitch(tone(pitch), RATE)
    assert len(found) == int(FRAMES_PER_SECOND) + 1
    assert (found[3:-3] > 0).all()
    assert cents(found[3:-3], pitch) < 3


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000])
def test_any_sample_rate(rate):
    found = track_pitch(tone(150, rate=rate), rate)
    assert cents(found[3:-3], 150) < 3
    assert abs(len(found) - (int(FRAMES_PER_SECOND) + 1)) <= 1


def test_vibrato_is_followed_and_its_range_measured():
    times = np.arange(2 * RATE) / RATE
    pitch = 200 * 2 ** (1.5 / 12 * np.sin(2 * np.pi * 4 * times))
    wave = tone(pitch, 2.0)
    found = track_pitch(wave, RATE)
    wanted = pitch[np.minimum((np.arange(len(found)) * RATE / FRAMES_PER_SECOND).astype(int), len(pitch) - 1)]
    assert cents(found[5:-5], wanted[5:-5]) < 15
    heard = measure(wave, RATE)
    assert heard.pitch == pytest.approx(200, rel=0.01)
    assert heard.range == pytest.approx(1.5 / np.sqrt(2), abs=0.1)


def test_noise_and_silence_are_unvoiced():
    noise = np.random.default_rng(0).normal(0, 0.1, RATE).astype(np.float32)
    assert (track_pitch(noise, RATE) > 0).mean() < 0.05
    assert not track_pitch(np.zeros(RATE, np.float32), RATE).any()
    halves = np.concatenate([tone(140), noise])
    voiced = track_pitch(halves, RATE) > 0
    assert voiced[3:91].all()
    assert voiced[97:].mean() < 0.08
    assert measure(halves, RATE).voiced == pytest.approx(0.5, abs=0.06)


def test_tones_in_noise_keep_their_pitch_and_lose_harmonicity():
    clean, noise = tone(130), np.random.default_rng(1).normal(0, 1, RATE).astype(np.float32)
    heard = [measure(clean + noise * gain, RATE) for gain in (0.001, 0.01, 0.03)]
    assert heard[0].breath > heard[1].breath > heard[2].breath
    assert all(m.pitch == pytest.approx(130, rel=0.02) for m in heard)
    # Half of white noise at 24 kHz lies below 6 kHz, where harmonicity is measured.
    assert heard[1].breath == pytest.approx(20 + 3, abs=1)


def test_loudness_and_tilt_follow_level_and_slope():
    assert measure(tone(120, level=-23), RATE).loudness == pytest.approx(-23, abs=0.3)
    louder = measure(2 * tone(120), RATE).loudness - measure(tone(120), RATE).loudness
    assert louder == pytest.approx(6.02, abs=0.05)
    dark, bright = measure(tone(120, slope=-12), RATE), measure(tone(120, slope=-3), RATE)
    assert dark.tilt > bright.tilt + 10
    assert dark.tilt == pytest.approx(measure(0.1 * tone(120, slope=-12), RATE).tilt, abs=0.1)


def test_pauses_without_alignment_count_between_sounds_only():
    gap = np.zeros(int(0.5 * RATE), np.float32)
    heard = measure(np.concatenate([gap, tone(120), gap, tone(120), gap]), RATE)
    assert heard.pauses == pytest.approx(0.2, abs=0.02)
    assert heard.loudness == pytest.approx(-20, abs=0.3)
    assert measure(tone(120), RATE).pauses == 0
    assert heard.rate == 0


def test_rate_and_pauses_with_alignment():
    spoken = Phone("h", word=0), Phone("aɪ", 1, 0), Phone("u", 1, 1)
    phones = [Phone("_"), *spoken[:2], Phone(","), Phone("_"), spoken[2], Phone("_")]
    ends = [0.2, 0.3, 0.5, 0.52, 0.7, 1.0, 1.2]
    heard = measure(tone(120, 1.2), RATE, phones=phones, ends=ends)
    assert heard.rate == pytest.approx(3 / 0.6)
    assert heard.pauses == pytest.approx(0.2 / 0.8)
    assert measure(tone(120), RATE, phones=[Phone("_")], ends=[1.0]).rate == 0
    with pytest.raises(StyleError, match="as many"):
        measure(tone(120), RATE, phones=phones, ends=ends[:-1])
    with pytest.raises(StyleError, match="rise"):
        measure(tone(120), RATE, phones=phones, ends=ends[::-1])


def test_a_given_pitch_track_is_trusted():
    wave = tone(150)
    track = np.full(94, 150.0)
    track[40:] = 0
    heard = measure(wave, RATE, f0=track)
    assert heard.pitch == pytest.approx(150)
    assert heard.voiced == pytest.approx(40 / 94, abs=0.01)
    assert measure(wave, RATE, f0=track[:92]).pitch == pytest.approx(150)
    assert measure(wave, RATE, f0=np.zeros(94)).pitch == 0
    with pytest.raises(StyleError, match="94"):
        measure(wave, RATE, f0=track[:50])
    with pytest.raises(StyleError, match="Hz"):
        measure(wave, RATE, f0=-track)


def test_silence_and_scraps_are_measured_without_fuss():
    silent = measure(np.zeros(RATE, np.float32), RATE)
    assert silent.loudness == SILENT_LEVEL
    assert silent.pitch == silent.tilt == silent.voiced == 0
    for length in (1, 7, 100, 600):
        heard = measure(tone(120)[:length], RATE)
        assert np.isfinite(list(vars(heard).values())).all()
    clipped = measure(np.clip(20 * tone(120), -1, 1), RATE)
    assert clipped.pitch == pytest.approx(120, rel=0.01)


@pytest.mark.parametrize(
    ("samples", "rate", "message"),
    [
        (np.zeros((2, 100), np.float32), RATE, "one-dimensional"),
        (np.zeros(0, np.float32), RATE, "no samples"),
        (np.zeros(100, np.int16), RATE, "int16"),
        (np.full(100, np.nan, np.float32), RATE, "NaN"),
        (np.zeros(100, np.float32), 4000, "8000"),
    ],
)
def test_bad_input_names_the_fix(samples, rate, message):
    with pytest.raises(StyleError, match=message):
        measure(samples, rate)


def test_same_samples_same_numbers_and_not_slowly():
    wave = np.concatenate([tone(np.linspace(100, 200, RATE)), tone(90)] * 5)
    measure(wave, RATE)
    started = time.process_time()
    first = measure(wave, RATE)
    seconds = time.process_time() - started
    assert measure(wave, RATE) == first
    assert seconds / (len(wave) / RATE) < 0.1  # about .008 on an idle core


def test_praat_hears_the_same():
    """A gliding, decaying, noisy voice with a gap, measured by parselmouth and by us."""
    parselmouth = pytest.importorskip("parselmouth")
    random = np.random.default_rng(2)
    parts = []
    for low, high in ((90, 140), (180, 120), (210, 320)):
        wave = tone(np.geomspace(low, high, RATE), slope=-9) * np.hanning(RATE) ** 0.3
        parts += [wave + random.normal(0, 0.002, RATE), random.normal(0, 0.002, RATE // 4)]
    samples = np.concatenate(parts).astype(np.float32)
    found = track_pitch(samples, RATE)
    sound = parselmouth.Sound(samples.astype(float), RATE)
    praat = sound.to_pitch_ac(time_step=0.01, pitch_floor=60, pitch_ceiling=600)
    wanted = np.nan_to_num([praat.get_value_at_time(i / FRAMES_PER_SECOND) for i in range(len(found))])
    both = (found > 0) & (wanted > 0)
    assert cents(found[both], wanted[both]) < 5
    assert ((found > 0) != (wanted > 0)).mean() < 0.05
    heard = measure(samples, RATE)
    assert heard.pitch == pytest.approx(np.exp(np.log(wanted[wanted > 0]).mean()), rel=0.02)
    low = sound.resample(12000)  # ours looks at the band below 6 kHz
    harmonicity = low.to_harmonicity_cc().values
    assert heard.breath == pytest.approx(harmonicity[harmonicity > 0].mean(), abs=1.5)
