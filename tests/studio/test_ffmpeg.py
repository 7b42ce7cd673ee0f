"""ffmpeg runs, feeds, decodes and describes real files; faults are one sentence; no process stays behind."""

from __future__ import annotations

import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from studio import ffmpeg
from tts.audio import write
from tts.errors import MediaError


def tone(seconds: float, rate: int = 24_000) -> np.ndarray:
    return (0.25 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """A stereo M4A file of two seconds with tags, a language and two chapters."""
    marks = tmp_path / "marks.txt"
    marks.write_text(
        ";FFMETADATA1\ntitle=A book\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1200\ntitle=One\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1200\nEND=2000\ntitle=Two: more\n",
        encoding="utf-8",
    )
    path = tmp_path / "tagged.m4a"
    wave = ["-f", "lavfi", "-i", "sine=f=300:d=2:r=44100"]
    options = ["-map_metadata", "1", "-map_chapters", "1", "-ac", "2", "-metadata:s:a:0", "language=deu"]
    ffmpeg.run([*wave, "-i", ffmpeg.url(marks), *options, ffmpeg.url(path)])
    return path


def test_run_feeds_piece_by_piece_and_returns_the_output():
    samples = tone(2)
    pieces = (part.tobytes() for part in np.array_split(samples, 7))
    raw = ffmpeg.pcm(24_000)
    heard = np.frombuffer(ffmpeg.run([*raw, "-i", "-", *raw, "-"], feed=pieces), "<f4")
    np.testing.assert_array_equal(heard, samples)


def test_a_failing_feed_ends_ffmpeg_and_is_passed_on(tmp_path):
    def broken() -> Iterator[bytes]:
        yield tone(1).tobytes()
        raise KeyError("the take is gone")

    with pytest.raises(KeyError, match="the take is gone"):
        ffmpeg.run([*ffmpeg.pcm(24_000), "-i", "-", ffmpeg.url(tmp_path / "a.wav")], feed=broken())


def test_ffmpeg_may_stop_listening_early():
    endless = (tone(1).tobytes() for _ in range(10_000))
    raw = ffmpeg.pcm(24_000)
    heard = ffmpeg.run([*raw, "-i", "-", "-t", "0.5", *raw, "-"], feed=endless)
    assert len(heard) == 12_000 * 4


def test_an_error_repeats_the_words_of_ffmpeg(tmp_path):
    with pytest.raises(MediaError, match=r"(?s)ffmpeg failed: .*No such filter"):
        ffmpeg.run(["-f", "lavfi", "-i", "nonsense", ffmpeg.url(tmp_path / "a.wav")])
    with pytest.raises(MediaError, match="No such file"):
        ffmpeg.log(["-i", ffmpeg.url(tmp_path / "missing.wav"), "-f", "null", "-"])


@pytest.mark.parametrize("name", ["-y.wav", "concat:a|b.wav", "a 'b' $HOME;ls.wav", "http:x.wav"])
def test_a_name_is_only_a_name(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    ffmpeg.run([*ffmpeg.pcm(24_000), "-i", "-", ffmpeg.url(name)], feed=[tone(0.2).tobytes()])
    assert Path(name).is_file()
    assert ffmpeg.probe(name).seconds == pytest.approx(0.2)


@pytest.mark.parametrize("with_ffprobe", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{ts}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile other.ts\n",
        "fLaC<?xml?><MPD profiles='urn:mpeg:dash:profile:isoff-on-demand:2011'><BaseURL>{ts}</BaseURL></MPD>",
    ],
)
def test_no_file_leads_to_another(tmp_path, text, with_ffprobe):
    """A playlist in the place of a film names other files of this machine, and addresses."""
    other = tmp_path / "other.ts"
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc=d=0.5:s=64x48", "-c:v", "mpeg1video", ffmpeg.url(other)])
    assert ffmpeg.probe(other).of("video")
    film = tmp_path / "film.mkv"
    film.write_text(text.format(ts=ffmpeg.url(other)))
    look = ffmpeg.probe if with_ffprobe else ffmpeg._described
    with pytest.raises(MediaError, match="no media file"):
        look(film)


def test_decode_gives_blocks_of_the_rate_and_channels_asked(tmp_path):
    path = tmp_path / "tone.wav"
    write(path, tone(6), 24_000)
    blocks = list(ffmpeg.decode(path, 48_000, channels=2))
    assert len(blocks) > 1
    whole = np.concatenate(blocks)
    assert whole.shape == (288_000, 2)
    assert whole.dtype == np.float32
    assert np.abs(whole).max() == pytest.approx(0.25 / np.sqrt(2), abs=0.01)


def test_decoding_can_be_given_up(tmp_path, monkeypatch):
    path = tmp_path / "tone.wav"
    write(path, tone(30), 24_000)
    started: list[subprocess.Popen[bytes]] = []
    start = ffmpeg._start
    monkeypatch.setattr(
        ffmpeg, "_start", lambda *args, **more: started.append(start(*args, **more)) or started[0]
    )
    blocks = ffmpeg.decode(path, 24_000)
    next(blocks)
    assert started[0].returncode is None
    blocks.close()
    assert started[0].returncode is not None


@pytest.mark.parametrize("fault", ["missing", "text", "silent"])
def test_what_is_no_audio_cannot_be_decoded(tmp_path, fault):
    path = tmp_path / "a.bin"
    if fault == "text":
        path.write_text("no audio at all\n" * 20)
    elif fault == "silent":
        path = tmp_path / "a.mkv"
        ffmpeg.run(["-f", "lavfi", "-i", "testsrc=d=0.2:s=64x64", ffmpeg.url(path)])
    with pytest.raises(MediaError):
        list(ffmpeg.decode(path, 24_000))


@pytest.mark.parametrize("with_ffprobe", [True, False])
def test_probe_tells_the_same_with_ffprobe_and_without(tagged, monkeypatch, with_ffprobe):
    if not with_ffprobe:
        which = ffmpeg.shutil.which
        monkeypatch.setattr(ffmpeg.shutil, "which", lambda name: None if name == "ffprobe" else which(name))
    media = ffmpeg.probe(tagged)
    assert media.seconds == pytest.approx(2, abs=0.05)
    (stream,) = media.of("audio")
    assert (stream.codec, stream.sample_rate, stream.channels) == ("aac", 44_100, 2)
    assert stream.tags["language"] == "deu"
    assert media.tags["title"] == "A book"
    assert [mark.title for mark in media.chapters] == ["One", "Two: more"]
    assert [mark.start for mark in media.chapters] == pytest.approx([0, 1.2])
    with pytest.raises(MediaError, match="no media file"):
        ffmpeg.probe(__file__)
    with pytest.raises(MediaError, match="there is no file"):
        ffmpeg.probe("missing.mp3")


def test_pictures_are_described_too(tmp_path, monkeypatch):
    path = tmp_path / "a.mkv"
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc=d=0.2:s=64x48", ffmpeg.url(path)])
    probed = ffmpeg.probe(path).of("video")[0]
    described = ffmpeg._described(path).of("video")[0]
    assert (probed.width, probed.height) == (described.width, described.height) == (64, 48)


def test_without_ffmpeg_one_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(ffmpeg.shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MediaError, match=r"pip install 'dramatis\[media\]'"):
        ffmpeg.executable()


def test_the_wheel_serves_where_the_system_has_none(monkeypatch):
    monkeypatch.setattr(ffmpeg.shutil, "which", lambda name: None)
    wheel = types.SimpleNamespace(get_ffmpeg_exe=lambda: "/wheel/ffmpeg")
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", wheel)
    assert ffmpeg.executable() == Path("/wheel/ffmpeg")
