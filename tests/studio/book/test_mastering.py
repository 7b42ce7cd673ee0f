"""Chapters come out of the encoder as loud as their preset asks, by ffmpeg's own measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from studio import ffmpeg
from studio.book import mastering
from studio.book.codings import AAC, CODINGS, FLAC, MP3, RATE, WAV, encode
from studio.book.mastering import delivered_length, master, resampled
from studio.book.presets import ACX, PRESETS
from tts.audio import write
from tts.errors import BookError
from tts.request import SAMPLE_RATE


def speech(seconds: float = 8.0, level: float = 0.05, spikes: float = 0.0, seed: int = 3) -> np.ndarray:
    """Syllables of noise with pauses, head and tail; spikes: height of single loud moments."""
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = np.convolve(rng.normal(size=len(t)), np.hanning(15), mode="same")
    wave *= np.clip(np.sin(2 * np.pi * 2.5 * t), 0, 1) * (np.sin(2 * np.pi * 0.3 * t) > -0.6)
    wave *= level / np.sqrt(np.mean(wave**2))
    for place in rng.uniform(1, seconds - 3, 12):
        at = int(place * SAMPLE_RATE)
        wave[at : at + 40] += spikes * np.hanning(40)
    wave[(t < 0.75) | (t > seconds - 2.5)] = 0
    return wave.astype(np.float32)


def blocks(samples: np.ndarray) -> Iterator[np.ndarray]:
    yield from np.array_split(samples, 5)


@pytest.mark.parametrize(("preset", "coding"), [("acx", MP3), ("podcast", MP3), ("m4b", AAC), ("acx", FLAC)])
def test_a_chapter_passes_its_preset(tmp_path, preset, coding):
    path = tmp_path / f"a{coding.suffix}"
    made = master(blocks(speech()), PRESETS[preset], -68.0, coding, path)
    assert made.faults == ()
    told = ffmpeg.log(["-i", ffmpeg.url(path), "-af", "astats,ebur128=framelog=verbose", "-f", "null", "-"])
    rms = float(re.findall(r"RMS level dB: (\S+)", told)[-1])
    loud = float(re.findall(r"I: +(\S+) LUFS", told)[-1])
    assert made.measured.rms == pytest.approx(rms, abs=0.01)
    assert made.measured.integrated == loud
    assert {"acx": rms, "podcast": loud, "m4b": loud}[preset] == pytest.approx(
        PRESETS[preset].target, abs=0.9
    )
    assert list(tmp_path.iterdir()) == [path]  # nothing else stays behind


def test_speech_with_high_peaks_is_limited_until_it_passes(tmp_path):
    spiky = speech(level=0.03, spikes=0.9)
    made = master(blocks(spiky), ACX, -68.0, MP3, tmp_path / "a.mp3")
    assert made.faults == ()
    assert made.measured.peak <= -3.0
    assert made.gain + 20 * np.log10(np.abs(spiky).max()) > 3  # it had something to do


def test_what_the_encoder_moves_is_corrected(tmp_path):
    tight = replace(ACX, ceiling=0.0)  # so that the first round must fail
    made = master(blocks(speech(level=0.03, spikes=0.9)), tight, -50.0, MP3, tmp_path / "a.mp3")
    assert made.rounds > 1
    assert made.faults == ()
    assert made.ceiling < -2.5
    assert made.room < -50


def test_what_cannot_pass_fails_with_its_numbers(tmp_path):
    short = speech()[round(0.75 * SAMPLE_RATE) :]  # no room tone at the head
    made = master(blocks(short), ACX, -68.0, MP3, tmp_path / "a.mp3")
    assert made.faults == ("room tone at the head is 0.05 s, allowed is 0.5 to 1 s",)
    assert made.rounds == 1  # another round would not help


def test_silence_cannot_be_mastered(tmp_path):
    with pytest.raises(BookError, match="silent"):
        master([np.zeros(SAMPLE_RATE, np.float32)], ACX, -68.0, MP3, tmp_path / "a.mp3")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", CODINGS)
def test_the_same_sound_gives_the_same_bytes(tmp_path, name):
    coding = CODINGS[name]
    paths = [tmp_path / f"{side}{coding.suffix}" for side in "ab"]
    for path in paths:
        encode(blocks(speech(5)), coding, path)
    first, second = (path.read_bytes() for path in paths)
    assert first == second


def test_pauses_hold_room_tone_and_never_digital_silence(tmp_path):
    path = tmp_path / "a.mp3"
    made = master(blocks(speech()), ACX, -68.0, MP3, path)
    decoded = np.concatenate(list(ffmpeg.decode(path, RATE)))[:, 0]
    for part in (decoded[RATE // 10 : RATE // 2], decoded[-2 * RATE : -RATE // 10]):
        assert 20 * np.log10(np.sqrt(np.mean(part**2))) == pytest.approx(-68, abs=2.5)
        windows = np.abs(part[: len(part) // 441 * 441].reshape(-1, 441)).max(axis=1)
        assert (windows > 0).all()
    assert made.measured.head == pytest.approx(0.75, abs=0.15)
    assert made.measured.tail == pytest.approx(2.5, abs=0.3)


def test_resampling_has_no_seams_and_an_exact_length(tmp_path):
    import soxr

    samples = speech(5)[:-77]
    streamed = np.concatenate(list(resampled(blocks(samples), RATE)))
    assert len(streamed) == delivered_length(len(samples), RATE)
    whole = soxr.resample(samples, SAMPLE_RATE, RATE)
    length = min(len(whole), len(streamed))
    np.testing.assert_allclose(streamed[:length], whole[:length], atol=1e-6)


def test_the_curve_follows_the_sound(tmp_path):
    samples = speech(10)
    samples[: 5 * SAMPLE_RATE] *= 0.1
    path = tmp_path / "a.wav"
    write(path, samples, SAMPLE_RATE)
    _, curve = mastering.measure(path, SAMPLE_RATE)
    assert curve.step == 0.5
    assert len(curve.loudest) == len(curve.short_term) == pytest.approx(20, abs=2)
    assert max(curve.loudest[:8]) < max(curve.loudest[11:]) - 15


def test_wav_has_24_bits(tmp_path):
    master(blocks(speech(5)), ACX, -68.0, WAV, tmp_path / "a.wav")
    (stream,) = ffmpeg.probe(tmp_path / "a.wav").of("audio")
    assert (stream.codec, stream.sample_rate, stream.channels) == ("pcm_s24le", RATE, 1)
