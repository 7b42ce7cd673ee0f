import numpy as np
import pytest

from studio import ffmpeg
from studio.dubbing.mux import Muxing, check_container, mux, three_letters
from tests.studio.dubbing.conftest import tone
from tts.audio import write
from tts.errors import DubError, MediaError


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Silence with a tone from 2 to 3 s."""
    path = tmp_path_factory.mktemp("sound") / "mix.wav"
    write(
        path,
        np.concatenate([np.zeros(48_000, np.float32), tone(900, 1), np.zeros(48_000, np.float32)]),
        24_000,
    )
    return path


@pytest.mark.parametrize(("ending", "language"), [("mkv", "fre"), ("mp4", "fra"), ("mov", "fra")])
def test_the_dub_is_the_first_sound_with_its_language(film, sound, tmp_path, ending, language):
    out = tmp_path / f"out.{ending}"
    mux(film, sound, out, Muxing("fr-fr"))
    media = ffmpeg.probe(out)
    dub, original = media.of("audio")
    assert dub.tags["language"] == language
    assert original.tags["language"] in ("ger", "deu")
    assert len(media.of("video")) == 1
    assert "AI-generated" in media.tags["comment"]
    assert media.tags["title"] == "A film"
    heard = np.concatenate(list(ffmpeg.decode(out, 24_000, from_start=True)))[:, 0]
    begins = np.flatnonzero(np.abs(heard) > 0.05)[0] / 24_000
    assert begins == pytest.approx(2.0, abs=0.003)


def test_lossless_in_matroska(film, sound, tmp_path):
    mux(film, sound, tmp_path / "out.mkv", Muxing("de", keep=False))
    assert len(ffmpeg.probe(tmp_path / "out.mkv").of("audio")) == 1
    there = np.concatenate(list(ffmpeg.decode(tmp_path / "out.mkv", 24_000)))
    here = np.concatenate(list(ffmpeg.decode(sound, 24_000)))
    assert np.array_equal(there, here)


@pytest.mark.parametrize("ending", ["mkv", "mp4"])
def test_subtitles_go_in(film, sound, tmp_path, ending):
    words = tmp_path / "words.srt"
    words.write_text("1\n00:00:02,000 --> 00:00:03,000\nHello.\n", encoding="utf-8")
    mux(film, sound, tmp_path / f"out.{ending}", Muxing("en-us", subtitles=words))
    (stream,) = ffmpeg.probe(tmp_path / f"out.{ending}").of("subtitle")
    assert stream.tags["language"] == "eng"


def test_webm(sound, tmp_path):
    film = tmp_path / "film.webm"
    ffmpeg.run(
        ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", "-c:v", "libvpx", ffmpeg.url(film)]
    )
    mux(film, sound, tmp_path / "out.webm", Muxing("en"))
    assert [stream.codec for stream in ffmpeg.probe(tmp_path / "out.webm").streams] == ["vp8", "opus"]


def test_what_cannot_be_muxed(film, sound, tmp_path):
    with pytest.raises(DubError, match=r"cannot write a film as '.avi'; valid: .mp4"):
        check_container(tmp_path / "a.avi")
    with pytest.raises(MediaError, match="has no picture"):
        mux(sound, sound, tmp_path / "out.mkv", Muxing("de"))
    with pytest.raises(DubError, match="no language"):
        mux(film, sound, tmp_path / "out.mkv", Muxing("klingonese"))
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize(
    ("language", "terms"),
    [("en-us", ("eng", "eng")), ("cmn", ("zho", "chi")), ("de", ("deu", "ger")), ("yue", ("yue", "yue"))],
)
def test_codes_of_three_letters(language, terms):
    assert (three_letters(language), three_letters(language, terminology=False)) == terms
