import numpy as np
import pytest
import soundfile

from studio.dubbing.cue import Cue
from studio.dubbing.performance import performance, style_of
from studio.dubbing.slots import slots
from tests.studio.dubbing.conftest import tone
from tts.errors import MediaError
from tts.request import SAMPLE_RATE


def voice(pitch, seconds=1.0, spread=1.5, level=0.1, seed=0):
    """Something like speech: syllables of harmonics, whose pitch moves by `spread` semitones."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    rng = np.random.default_rng(seed)
    moves = np.interp(time, np.linspace(0, seconds, 9), rng.standard_normal(9)) * spread
    phase = 2 * np.pi * np.cumsum(pitch * 2 ** (moves / 12)) / SAMPLE_RATE
    wave = sum(np.sin(n * phase) / n**1.5 for n in range(1, 20))
    return (level * wave * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time)) ** 2).astype(np.float32)


def original(path, *lines):
    """A recording with a second a line, and the slots of the lines: (speaker, samples)."""
    cues = [Cue(n + 1, n, n + 1, 2.0 * n, 2.0 * n + 1, "Hello.", who) for n, (who, _) in enumerate(lines)]
    samples = np.concatenate([np.pad(each, (0, SAMPLE_RATE)) for _, each in lines])
    soundfile.write(path, samples, SAMPLE_RATE)
    return path, slots(cues)


def test_lines_are_heard_against_the_speakers_usual_ones(tmp_path):
    usual = [("A", voice(120, seed=n)) for n in range(4)]
    source, made = original(
        tmp_path / "o.wav", *usual, ("A", voice(160, seed=9, level=0.2)), ("A", voice(100, seed=8))
    )
    told = []
    found = performance(source, made, told.append)
    assert set(found.styles) == {1, 2, 3, 4, 5, 6}
    high, low = found.styles[5], found.styles[6]
    assert high.pitch == pytest.approx(12 * np.log2(160 / 120), abs=1)
    assert high.loudness == pytest.approx(6, abs=1)
    assert low.pitch == pytest.approx(12 * np.log2(100 / 120), abs=1.5)
    assert abs(low.loudness) < 1
    assert all(abs(found.styles[n].pitch) < 1.5 for n in (1, 2, 3, 4))
    assert all(
        style.rate is None and style.pauses is None and not style.emotions for style in found.styles.values()
    )
    assert told[-1] == 1


def test_each_speaker_has_a_usual_of_his_own(tmp_path):
    lines = [(who, voice(pitch, seed=n)) for n in range(3) for who, pitch in (("A", 110), ("B", 220))]
    source, made = original(tmp_path / "o.wav", *lines)
    found = performance(source, made)
    assert all(abs(style.pitch) < 1.5 for style in found.styles.values())
    assert not found.notes


def test_what_is_taken_over_is_limited():
    usual = voice(100, 2, level=0.01)
    style = style_of(voice(390, level=0.3), usual)
    assert style.pitch == 6
    assert style.loudness == 8


def test_noise_is_no_whisper_unless_it_is_soft():
    noise = 0.1 * np.random.default_rng(0).standard_normal(SAMPLE_RATE).astype(np.float32)
    usual = voice(150, 2)
    assert style_of(noise, usual).whisper is None
    assert style_of(noise).whisper is None
    assert style_of(0.05 * noise, usual).whisper is True


def test_few_cues_and_silence_are_told(tmp_path):
    silence = np.zeros(SAMPLE_RATE, np.float32)
    source, made = original(tmp_path / "o.wav", ("A", voice(150)), ("B", silence))
    found = performance(source, made)
    assert set(found.styles) == {1}
    assert found.styles[1].pitch is None
    assert found.styles[1].range is not None
    assert found.notes == (
        "A speaks in fewer than 3 cues: pitch and loudness stay usual",
        "nobody can be heard in the original of cues 2",
    )


def test_open_and_very_short_cues_have_no_performance(tmp_path):
    soundfile.write(tmp_path / "o.wav", tone(150, 3), SAMPLE_RATE)
    made = slots([Cue(1, 0, 1, 0, None, "Hi."), Cue(2, 1, 2, 1, 1.1, "Hi.")])
    assert performance(tmp_path / "o.wav", made).styles == {}


def test_a_source_without_sound(tmp_path):
    from studio import ffmpeg

    ffmpeg.run(
        ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", ffmpeg.url(tmp_path / "mute.mkv")]
    )
    with pytest.raises(MediaError, match="has no sound"):
        performance(tmp_path / "mute.mkv", slots([Cue(1, 0, 1, 0, 1, "Hi.")]))
