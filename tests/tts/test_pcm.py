import io
import struct

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from tts.errors import EngineError
from tts.pcm import Pcm

SOUND = (0.5 * np.sin(np.arange(4800) / 7)).astype(np.float32)


def wav(rate=24_000, channels=1, subtype="PCM_16"):
    memory = io.BytesIO()
    samples = np.repeat(SOUND[:, None], channels, axis=1)
    soundfile.write(memory, samples, rate, format="WAV", subtype=subtype)
    return memory.getvalue()


def read(data, format, size=1000):
    pcm = Pcm(format)
    pieces = [pcm.read(data[at : at + size]) for at in range(0, len(data), size)]
    return np.concatenate([*pieces, pcm.end()])


@given(st.integers(1, 3000))
def test_raw_samples_in_pieces_of_any_size(size):
    data = (SOUND * 32767).astype("<i2").tobytes()
    assert np.allclose(read(data, "pcm", size), SOUND, atol=1e-4)


@pytest.mark.parametrize("size", [1, 7, 44, 1000, 100_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_wav_is_read_while_it_comes(size, channels):
    assert np.allclose(read(wav(channels=channels), "wav", size), SOUND, atol=1e-4)
    pcm = Pcm("wav")
    assert len(pcm.read(wav(channels=channels)[:4000])) > 900


def test_wav_of_unknown_length_and_with_chunks_around():
    data = wav()
    head, audio = data[:36], data[44:]
    extra = struct.pack("<4sI", b"LIST", 4) + b"INFO"
    for size in (0, 0xFFFFFFFF):
        streamed = head + extra + struct.pack("<4sI", b"data", size) + audio
        assert np.allclose(read(streamed, "wav"), SOUND, atol=1e-4)
    behind = head + struct.pack("<4sI", b"data", len(audio)) + audio + extra
    assert np.allclose(read(behind, "wav"), SOUND, atol=1e-4)


@pytest.mark.parametrize("rate", [16_000, 48_000])
def test_other_rates_become_ours(rate):
    made = read(wav(rate=rate), "wav")
    assert len(made) == pytest.approx(len(SOUND) * 24_000 / rate, abs=2)


@pytest.mark.parametrize("subtype", ["FLOAT", "PCM_24"])
def test_other_wav_is_read_at_the_end(subtype):
    assert np.allclose(read(wav(subtype=subtype), "wav"), SOUND, atol=1e-4)


def test_another_format_than_asked_is_read_if_it_can_be():
    memory = io.BytesIO()
    soundfile.write(memory, SOUND, 24_000, format="FLAC")
    assert np.allclose(read(memory.getvalue(), "wav"), SOUND, atol=1e-4)
    with pytest.raises(EngineError, match="no audio that can be read"):
        read(b"<html>not found</html>", "wav")


def test_nothing_is_nothing():
    assert len(read(b"", "wav")) == len(read(b"", "pcm")) == 0
