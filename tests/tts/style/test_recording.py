"""Style from a recording: what is measured becomes numbers, what cannot be known stays unset and is said."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from tts.errors import RequestError, StyleError
from tts.pack import VoicePack
from tts.request import SAMPLE_RATE
from tts.style.recording import OtherWordsError, Recording, hear, read_recording


def voice(pitch=140.0, spread=2.0, seconds=2.0, level=-22.0, slope=-8.0, rate=SAMPLE_RATE, tempo=1.0):
    """A buzz in "syllables" whose pitch swings by `spread` semitones (standard deviation)."""
    times = np.arange(int(seconds * rate)) / rate
    contour = pitch * 2 ** (spread * np.sqrt(2) * np.sin(2 * np.pi * 0.9 * tempo * times) / 12)
    phase = 2 * np.pi * np.cumsum(contour) / rate
    wave = sum(10 ** (slope * np.log2(k) / 20) * np.cos(k * phase + k) for k in range(1, int(3800 / pitch)))
    wave = wave * (0.35 + 0.65 * (np.sin(2 * np.pi * 3.1 * tempo * times) > -0.6))
    return (wave / np.sqrt(np.mean(wave**2)) * 10 ** (level / 20)).astype(np.float32)


def heard(neutral=None, **changes):
    plain = None if neutral is None else Recording("plain.wav", voice(**neutral))
    return hear(Recording("line.wav", voice(**changes)), plain)


# Without a neutral recording


def test_a_voice_is_not_taken_for_a_style():
    low, high = heard(pitch=110), heard(pitch=230)
    assert low.style.pitch is None
    assert low.style.loudness is None
    assert low.style.emotions == {}
    assert abs(low.style.range - high.style.range) < 0.3
    assert any("without a neutral recording" in note for note in low.notes)
    assert any("need the text" in note for note in low.notes)
    assert low.style.rate is None
    assert low.melody is None


def test_range_is_taken_over():
    flat, lively = heard(spread=0.8).style.range, heard(spread=4.0).style.range
    assert flat < -1
    assert 1 < lively < 3
    assert lively - flat == pytest.approx(3.2, abs=0.5)


def test_effort_is_taken_over_in_part():
    dark, bright = heard(slope=-14).style.tilt, heard(slope=-4).style.tilt
    assert dark < 0 < bright < 5


def test_a_number_beyond_its_range_is_limited_and_said():
    wide = heard(spread=9.5, pitch=160)
    assert wide.style.range == 6.0
    assert any(note.startswith("range") and "limited to +6" in note for note in wide.notes)


def test_hardly_voiced_speech_is_a_whisper():
    noise = np.random.default_rng(0).normal(0, 0.05, 2 * SAMPLE_RATE).astype(np.float32)
    found = hear(Recording("whisper.wav", noise))
    assert found.style.whisper
    assert found.style.range is None
    assert found.style.tilt is None
    assert any("whisper" in note for note in found.notes)


# Against a neutral recording


def test_a_neutral_recording_tells_pitch_loudness_and_effort():
    found = heard({}, pitch=140 * 2 ** (4 / 12), spread=3.0, level=-17, slope=-5).style
    assert found.pitch == pytest.approx(4, abs=0.2)
    assert found.range == pytest.approx(1, abs=0.2)
    assert found.loudness == pytest.approx(5, abs=0.5)
    assert found.tilt > 2
    assert not heard({}).notes[0].startswith("pitch and loudness")


def test_nothing_changes_against_itself():
    same = heard({}).style
    for name in ("pitch", "range", "loudness", "tilt"):
        assert getattr(same, name) == pytest.approx(0, abs=1e-6)


# With the text


@pytest.fixture(scope="module")
def pack(tiny_pack):
    return VoicePack.from_pretrained(tiny_pack)


TEXT = "Hello there, my old friend."


def test_a_text_gives_rate_melody_and_pauses(pack):
    found = hear(Recording("line.wav", voice(), TEXT), pack=pack)
    assert found.style.rate is not None
    assert found.measured.rate > 0
    assert found.melody is not None
    assert found.melody.sounds[:4] == ("h", "ə", "l", "oʊ")[: len(found.melody.sounds[:4])]
    assert found.melody.phones[-1].end == pytest.approx(2.0, abs=0.02)
    assert any("timing inside words" in note for note in found.notes)
    assert all(0.05 <= pause.seconds <= 0.45 and TEXT[pause.at].isalpha() for pause in found.breaks)


def test_half_the_time_is_twice_the_rate(pack):
    slow = hear(Recording("slow.wav", voice(seconds=3.0), TEXT), pack=pack).style.rate
    fast = hear(Recording("fast.wav", voice(seconds=1.5), TEXT), pack=pack).style.rate
    assert fast > slow


def test_a_rate_against_a_neutral_text_is_a_ratio(pack):
    one = Recording("line.wav", voice(), TEXT)
    assert hear(one, one, pack).style.rate == pytest.approx(0, abs=1e-6)


def test_several_sentences_have_no_melody(pack):
    found = hear(Recording("two.wav", voice(seconds=3.0), "Come in. Sit down."), pack=pack)
    assert found.melody is None
    assert found.breaks == ()
    assert any("2 sentences" in note for note in found.notes)
    assert found.style.rate is not None


def test_the_text_must_be_what_is_spoken(pack, monkeypatch):
    with pytest.raises(StyleError, match="voice pack"):
        hear(Recording("line.wav", voice(), TEXT))
    with pytest.raises(OtherWordsError, match=r"line\.wav lasts 0\.4 s, too short for its text"):
        hear(Recording("line.wav", voice(seconds=0.4), TEXT * 5), pack=pack)
    monkeypatch.setattr("tts.corpus.annotate.POOREST", 0.1)
    with pytest.raises(OtherWordsError, match="does not sound like its text"):
        hear(Recording("line.wav", voice(), TEXT), pack=pack)


# Files


def save(path, samples, rate=SAMPLE_RATE, **options):
    soundfile.write(path, samples, rate, **options)
    return path


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (16000, 2), (44100, 2), (48000, 1), (96000, 3)])
def test_any_rate_and_channels(tmp_path, rate, channels):
    samples = voice(rate=rate, seconds=1.0)
    found = read_recording(save(tmp_path / "a.wav", np.stack([samples] * channels, 1), rate))
    assert found.name == "a.wav"
    assert found.seconds == pytest.approx(1.0, abs=0.01)
    assert hear(found).measured.pitch == pytest.approx(140, rel=0.05)


def test_a_recording_that_cannot_be_used_says_why(tmp_path):
    def refuses(match, samples, kind=StyleError, name="a.wav", rate=SAMPLE_RATE):
        with pytest.raises(kind, match=match):
            read_recording(save(tmp_path / name, samples, rate))

    refuses("a.wav is silent", np.zeros(SAMPLE_RATE))
    refuses("a.wav is silent", np.random.default_rng(0).normal(0, 1e-5, SAMPLE_RATE))
    refuses(r"holds 0\.20 s of speech; give at least 0\.3 s", voice(seconds=0.2))
    padded = np.concatenate([np.zeros(SAMPLE_RATE), voice(seconds=0.2), np.zeros(SAMPLE_RATE)])
    refuses(r"holds 0\.2\d s of speech", padded)
    refuses("lasts 61 s; cut out at most 60 s", np.zeros(61 * 8000), rate=8000)
    refuses(r"is clipped in \d", np.clip(voice(level=3.0), -1, 1))
    refuses(r"is clipped in \d", 0.5 * np.clip(voice(level=3.0), -1, 1))
    (tmp_path / "b.wav").write_text("this is not sound")
    with pytest.raises(RequestError, match=r"b\.wav cannot be read as audio"):
        read_recording(tmp_path / "b.wav")
    with pytest.raises(RequestError, match="there is no file"):
        read_recording(tmp_path / "c.wav")


def test_loud_clean_speech_and_hum_are_not_called_clipped(tmp_path):
    loud = voice(level=-10)
    read_recording(save(tmp_path / "loud.wav", loud / np.abs(loud).max()))
    hum = 0.6 * np.sin(2 * np.pi * 100 * np.arange(SAMPLE_RATE) / SAMPLE_RATE)
    read_recording(save(tmp_path / "hum.wav", hum))
