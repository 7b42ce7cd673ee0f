import io

import numpy as np
import pytest
import soundfile

from tts import audio
from tts.errors import RequestError

RATE = 24_000
tone = (0.5 * np.sin(2 * np.pi * 220 * np.arange(RATE) / RATE)).astype(np.float32)


@pytest.mark.parametrize(("ending", "snr"), [("wav", 70), ("flac", 70), ("mp3", 20), ("ogg", 15)])
def test_round_trip(tmp_path, ending, snr):
    path = tmp_path / f"tone.{ending}"
    audio.write(path, tone, RATE)
    samples, rate = audio.read(path)
    assert (rate, samples.dtype, samples.ndim) == (RATE, np.float32, 1)
    assert abs(len(samples) - RATE) < 2400  # MP3 pads
    spectrum = np.abs(np.fft.rfft(samples[4800:19200]))
    assert np.argmax(spectrum) == pytest.approx(220 * 14400 / RATE, abs=1)
    if ending in ("wav", "flac"):
        assert 20 * np.log10(np.std(tone) / np.std(samples - tone)) > snr
    assert list(tmp_path.iterdir()) == [path]


def test_writing_in_pieces_equals_writing_at_once(tmp_path):
    audio.write(tmp_path / "once.wav", tone, RATE)
    with audio.open_writer(tmp_path / "pieces.wav", RATE) as writer:
        for start in range(0, RATE, 1000):
            writer.write(tone[start : start + 1000])
    assert (tmp_path / "once.wav").read_bytes() == (tmp_path / "pieces.wav").read_bytes()


@pytest.mark.parametrize("format", list(audio.FORMATS))
def test_encode(format):
    data = audio.encode(tone, RATE, format)
    assert soundfile.info(io.BytesIO(data)).samplerate in (RATE, 48_000)  # Opus always decodes at 48 kHz


def test_a_failure_keeps_the_earlier_file(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"earlier")
    with pytest.raises(ValueError, match="NaN"):
        audio.write(path, np.full(3, np.nan, np.float32), RATE)
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_loud_samples_are_clipped_not_wrapped(tmp_path):
    audio.write(tmp_path / "a.wav", np.array([2.0, -2.0], np.float32), RATE)
    samples, _ = audio.read(tmp_path / "a.wav")
    assert samples[0] > 0.99
    assert samples[1] < -0.99


def test_resample_keeps_length_and_pitch(tmp_path):
    assert audio.resample(tone, RATE, RATE) is tone
    out = audio.resample(tone, RATE, 16_000)
    assert len(out) == 16_000
    assert np.argmax(np.abs(np.fft.rfft(out))) == 220
    audio.write(tmp_path / "a.wav", tone, RATE)
    assert len(audio.read(tmp_path / "a.wav", 48_000)[0]) == 48_000


def test_stereo_is_averaged(tmp_path):
    soundfile.write(tmp_path / "a.wav", np.stack([tone, -tone], 1), RATE)
    assert np.abs(audio.read(tmp_path / "a.wav")[0]).max() < 1e-3


def test_errors_name_the_fix(tmp_path):
    with pytest.raises(RequestError, match="wav, flac, mp3, ogg, opus"):
        audio.write(tmp_path / "a.aiff", tone, RATE)
    with pytest.raises(RequestError, match="does not exist"):
        audio.write(tmp_path / "no" / "a.wav", tone, RATE)
    with pytest.raises(RequestError, match="44100"):
        audio.write(tmp_path / "a.opus", tone, 44_100)
    with pytest.raises(RequestError, match="no file"):
        audio.read(tmp_path / "a.wav")
    (tmp_path / "a.wav").write_bytes(b"not audio")
    with pytest.raises(RequestError, match="cannot be read"):
        audio.read(tmp_path / "a.wav")
    with pytest.raises(RequestError, match="above 0"):
        audio.resample(tone, RATE, 0)


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / ".a.wav.partial").mkdir()  # as root, permissions alone would not stop the writer
    with pytest.raises(RequestError, match="cannot write in"):
        audio.write(tmp_path / "a.wav", tone, RATE)
