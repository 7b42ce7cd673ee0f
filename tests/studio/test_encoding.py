"""Files made piece by piece are what ffmpeg and libsndfile understand, and say what they are."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from studio.encoding import MEDIA_TYPES, encode, encoder, file_encoder
from studio.ffmpeg import decode, probe
from studio.provenance import DIGITAL_SOURCE_TYPE, Origin
from tts.errors import MediaError, RequestError

RATE = 24_000
ORIGIN = Origin("old-pirate")
ENDINGS = {name: "ogg" if name == "opus" else name for name in MEDIA_TYPES}


@pytest.fixture(scope="module")
def samples() -> np.ndarray:
    """Two seconds of a swelling tone."""
    time = np.arange(2 * RATE) / RATE
    return (0.4 * np.sin(2 * np.pi * 220 * time) * (1 - np.cos(2 * np.pi * time)) / 2).astype(np.float32)


def streamed(format: str, samples: np.ndarray) -> list[bytes]:
    made = encoder(format, RATE, ORIGIN)
    pieces = [made.feed(samples[start : start + 2400]) for start in range(0, len(samples), 2400)]
    return [*pieces, made.finish()]


def heard(content: bytes, format: str, folder: Path) -> np.ndarray:
    path = folder / f"audio.{ENDINGS[format]}"
    path.write_bytes(content)
    if format == "pcm":
        return np.frombuffer(content, "<i2").astype(np.float32) / 32767
    return np.concatenate(list(decode(path, RATE)))[:, 0]


@pytest.mark.parametrize("format", MEDIA_TYPES)
def test_a_stream_decodes_to_what_was_fed(format, samples, tmp_path):
    audio = heard(b"".join(streamed(format, samples)), format, tmp_path)
    assert len(samples) <= len(audio) <= len(samples) + 0.2 * RATE
    # Where a coder delays the sound, the two are laid over each other first.
    best = max(float(np.corrcoef(audio[lag : lag + RATE], samples[:RATE])[0, 1]) for lag in range(0, 2400, 3))
    assert best > 0.9


@pytest.mark.parametrize("format", [name for name in MEDIA_TYPES if name != "aac"])
def test_bytes_come_while_it_is_being_fed(format, samples):
    sizes = np.cumsum([len(piece) for piece in streamed(format, samples)])
    assert sizes[3] > 800  # .4 s: more than the head of any format
    assert (np.diff(sizes) > 0).sum() >= 9


def test_aac_comes_while_it_is_being_fed(samples):
    made = encoder("aac", RATE, ORIGIN)
    early = made.feed(samples)
    for _ in range(200):
        early += made.feed(samples[:240])
        if len(early) > 4000:
            break
    rest = made.finish()
    assert len(early) > 4000
    assert rest


@pytest.mark.parametrize("format", [name for name in MEDIA_TYPES if name != "pcm"])
def test_every_file_says_that_it_is_generated(format, samples, tmp_path):
    content = b"".join(streamed(format, samples))
    path = tmp_path / f"audio.{ENDINGS[format]}"
    path.write_bytes(content)
    media = probe(path)
    tags = {**media.tags, **media.of("audio")[0].tags}
    assert "AI-generated speech in the synthetic voice old-pirate" in tags["comment"]
    assert DIGITAL_SOURCE_TYPE in tags["comment"]
    assert b"trainedAlgorithmicMedia" in content[:4096]


@pytest.mark.parametrize("format", ["wav", "mp3"])
def test_files_with_room_for_it_hold_an_xmp_packet(format, samples):
    content = encode(samples, RATE, format, ORIGIN)
    start = content.index(b"<?xpacket begin")
    packet = content[start : content.index(b'<?xpacket end="r"?>') + 19]
    assert b"Iptc4xmpExt:DigitalSourceType>" + DIGITAL_SOURCE_TYPE.encode() in packet
    from defusedxml.ElementTree import fromstring

    fromstring(packet.decode().removeprefix("\ufeff"))


def test_a_wav_whose_length_is_known_is_exact(samples):
    content = encode(samples, RATE, "wav", ORIGIN)
    assert int.from_bytes(content[4:8], "little") == len(content) - 8
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getnframes(), file.getframerate(), file.getnchannels()) == (len(samples), RATE, 1)
    assert soundfile.info(io.BytesIO(content)).frames == len(samples)


@pytest.mark.parametrize("format", ["wav", "flac", "mp3", "opus"])
def test_a_whole_file_states_its_length(samples, format, tmp_path):
    path = tmp_path / f"audio.{ENDINGS[format]}"
    with path.open("w+b") as file, file_encoder(file, format, RATE, ORIGIN) as made:
        for start in range(0, len(samples), 5000):
            made.feed(samples[start : start + 5000])
    assert made.length == len(samples)
    for content in (path.read_bytes(), encode(samples, RATE, format, ORIGIN)):
        assert soundfile.info(io.BytesIO(content)).frames == pytest.approx(len(samples), abs=2400)
        assert len(soundfile.read(io.BytesIO(content))[0]) == pytest.approx(len(samples), abs=2400)
    assert "AI-generated" in str(probe(path))


def test_a_file_that_fails_leaves_no_process_behind(samples, tmp_path):
    with (
        pytest.raises(ValueError, match="NaN"),
        (tmp_path / "a.aac").open("w+b") as file,
        file_encoder(file, "aac", RATE, ORIGIN) as made,
    ):
        made.feed(np.full(10, np.nan, np.float32))


def test_a_wav_of_unknown_length_can_be_read_to_its_end(samples):
    content = b"".join(streamed("wav", samples))
    audio, rate = soundfile.read(io.BytesIO(content), dtype="float32")
    assert (len(audio), rate) == (len(samples), RATE)


def test_what_is_left_early_leaves_nothing_behind(samples):
    for format in MEDIA_TYPES:
        made = encoder(format, RATE, ORIGIN)
        made.feed(samples[:2400])
        made.abandon()
        made.abandon()


def test_other_formats_and_broken_audio_are_refused(samples):
    with pytest.raises(RequestError, match="valid: mp3, opus, aac, flac, wav, pcm"):
        encoder("exe", RATE, ORIGIN)
    for format in MEDIA_TYPES:
        made = encoder(format, RATE, ORIGIN)
        with pytest.raises(ValueError, match="NaN"):
            made.feed(np.full(10, np.nan, np.float32))
        made.abandon()


def test_without_ffmpeg_aac_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(__import__("sys").modules, "imageio_ffmpeg", None)
    with pytest.raises(MediaError, match="install it"):
        encoder("aac", RATE, ORIGIN)


def test_an_encoder_that_fails_is_told(monkeypatch, samples, tmp_path):
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\necho out of paper >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    made = encoder("aac", RATE, ORIGIN)
    made._process.wait()  # type: ignore[attr-defined]
    with pytest.raises(MediaError, match="out of paper"):
        made.feed(samples)
