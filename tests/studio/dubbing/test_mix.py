import numpy as np
import pytest
import soundfile

from studio import ffmpeg
from studio.dubbing.mix import RATE, Ducking, curve, mix
from studio.dubbing.track import write_track
from tests.studio.dubbing.conftest import tone
from tts.errors import DubError, MediaError

SPEECH = [(1.0, 2.0), (4.0, 5.0)]


def level(samples, hertz, start, end):
    """dB of a frequency between two seconds of (T, C), channels averaged."""
    part = samples[round(start * RATE) : round(end * RATE)].mean(axis=1)
    time = np.arange(len(part)) / RATE
    window = np.hanning(len(part))
    found = np.abs(np.sum(part * window * np.exp(-2j * np.pi * hertz * time))) / window.sum() * 2
    return 20 * np.log10(found + 1e-9)


@pytest.fixture
def track(laid, tmp_path):
    placed, takes = laid((1.0, 2.0, 700, "A"), (4.0, 5.0, 700, "A"))
    write_track(tmp_path / "track.wav", placed, takes, 6)
    return tmp_path / "track.wav"


def sound(path, samples):
    soundfile.write(path, samples, RATE)
    return path


def test_the_original_gives_way_to_speech_and_comes_back(track, tmp_path):
    original = np.stack([tone(200, 6, RATE)] * 2, axis=1)
    mixed = mix(sound(tmp_path / "o.wav", original), track, tmp_path / "m.wav", SPEECH)
    samples, rate = soundfile.read(tmp_path / "m.wav")
    assert (rate, samples.shape) == (RATE, (6 * RATE, 2))
    assert (mixed.channels, mixed.seconds) == (2, 6)
    before = level(samples, 200, 0.2, 0.7)
    assert before == pytest.approx(-14, abs=0.2)
    assert level(samples, 200, 1.2, 1.8) == pytest.approx(before - 15, abs=0.2)
    assert level(samples, 200, 3.0, 3.6) == pytest.approx(before, abs=0.2)
    assert level(samples, 700, 1.2, 1.8) == pytest.approx(-14 + mixed.gain, abs=0.3)
    assert level(samples, 700, 3.0, 3.6) < -80


def test_the_dub_gets_the_loudness_of_the_original(track, tmp_path):
    loud = np.stack([tone(700, 6, RATE)] * 2, axis=1)
    same = mix(sound(tmp_path / "o.wav", loud), track, tmp_path / "m.wav", SPEECH)
    assert same.gain == pytest.approx(0, abs=0.5)
    soft = mix(sound(tmp_path / "p.wav", loud / 2), track, tmp_path / "n.wav", SPEECH)
    assert soft.gain == pytest.approx(-6, abs=0.5)
    silent = mix(sound(tmp_path / "q.wav", loud * 0), track, tmp_path / "r.wav", SPEECH)
    assert silent.dub + silent.gain == pytest.approx(-23, abs=0.1)


def test_speech_stands_at_its_sample(tmp_path):
    click = np.zeros(3 * 24_000, np.float32)
    click[24_000 + 1234] = 0.5
    soundfile.write(tmp_path / "t.wav", click, 24_000)
    mix(
        sound(tmp_path / "o.wav", np.zeros((3 * RATE, 1))),
        tmp_path / "t.wav",
        tmp_path / "m.wav",
        [(1.0, 1.2)],
    )
    samples, _ = soundfile.read(tmp_path / "m.wav")
    assert np.argmax(np.abs(samples)) == 2 * (24_000 + 1234)


def test_dialogue_goes_into_the_middle_of_surround_sound(track, tmp_path):
    surround = np.zeros((6 * RATE, 6))
    surround[:, 0] = tone(200, 6, RATE)
    mixed = mix(sound(tmp_path / "o.wav", surround), track, tmp_path / "m.wav", SPEECH)
    samples, _ = soundfile.read(tmp_path / "m.wav")
    assert mixed.channels == 6
    said = [np.abs(samples[RATE : 2 * RATE, channel]).max() > 0.05 for channel in range(6)]
    assert said == [False, False, True, False, False, False] or said == [
        True,
        False,
        True,
        False,
        False,
        False,
    ]
    assert level(samples[:, 2:3], 700, 1.2, 1.8) > -30
    assert level(samples[:, 1:2], 700, 1.2, 1.8) < -80


def test_no_peak_is_above_the_ceiling_and_a_longer_track_is_heard_whole(track, tmp_path):
    loud = np.clip(5 * tone(200, 3, RATE), -1, 1)[:, None]
    mixed = mix(sound(tmp_path / "o.wav", loud), track, tmp_path / "m.wav", SPEECH, Ducking(depth=0))
    samples, _ = soundfile.read(tmp_path / "m.wav", always_2d=True)
    assert np.abs(samples).max() <= 10 ** (-1.4 / 20)
    assert mixed.seconds == pytest.approx(6)
    assert level(samples, 700, 4.2, 4.8) > -40


def test_sound_that_begins_later_than_the_picture_stays_in_place(tmp_path, track, film):
    late = tmp_path / "late.mkv"
    source = ffmpeg.url(film)
    streams = ["-map", "0:v", "-map", "1:a", "-c", "copy"]
    ffmpeg.run(["-i", source, "-itsoffset", "1.5", "-i", source, *streams, ffmpeg.url(late)])
    mix(late, track, tmp_path / "m.wav", [])
    samples, _ = soundfile.read(tmp_path / "m.wav")
    assert level(samples, 180, 0.1, 0.9) < -80
    assert level(samples, 180, 2.2, 3.5) > -40


def test_gaps_that_are_short_stay_down():
    times, gains = curve([(1, 2), (2.5, 3), (8, 9), (0.05, 0.5)], Ducking(20))
    assert list(zip(times, gains, strict=True)) == [
        (0, 0), (0, 0), (0.05, -20), (3, -20), (3.5, 0), (7.8, 0), (8, -20), (9, -20), (9.5, 0),
    ]  # fmt: skip
    assert curve([], Ducking())[1].tolist() == [0]


def test_what_cannot_be_mixed(track, tmp_path):
    ffmpeg.run(
        ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", ffmpeg.url(tmp_path / "mute.mkv")]
    )
    with pytest.raises(MediaError, match="has no sound"):
        mix(tmp_path / "mute.mkv", track, tmp_path / "m.wav", SPEECH)
    with pytest.raises(DubError):
        Ducking(depth=200)
    with pytest.raises(DubError):
        Ducking(hold=-1)
    assert not (tmp_path / "m.wav").exists()
