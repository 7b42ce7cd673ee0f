import numpy as np
import pytest
import soundfile

from studio import ffmpeg
from studio.dubbing.track import Clip, Tape, clips, stem_names, write_track
from tts.audio import open_writer
from tts.request import SAMPLE_RATE


def heard(path):
    samples, rate = soundfile.read(path, dtype="float32")
    assert rate == SAMPLE_RATE
    return samples


def test_lines_begin_at_their_sample(laid, tmp_path):
    placed, takes = laid((1.0, 2.0, 300, "A"), (2.50004, 3.50004, 500, "B"))
    write_track(tmp_path / "t.wav", placed, takes, seconds=5)
    samples = heard(tmp_path / "t.wav")
    assert len(samples) == 5 * SAMPLE_RATE
    one, other = clips(placed, takes)
    assert (one.start, other.start) == (24_000, 60_001)
    rest = samples.copy()
    for clip in (one, other):
        here = rest[clip.start : clip.start + len(clip.samples)]
        assert np.abs(here - clip.samples).max() < 1 / 16000
        here[:] = 0
    assert not rest.any()


def test_a_stretched_line_fills_its_slot_to_the_sample(laid, tmp_path):
    placed, takes = laid((1.0, 1.9, 300, "A"), end=1.9)
    (clip,) = clips(placed, takes)
    assert placed[0].state == "stretched"
    assert len(clip.samples) == round(0.9 * SAMPLE_RATE)


def test_stems_add_up_to_the_track(laid, tmp_path):
    placed, takes = laid((0.0, 1.0, 300, "A"), (0.5, 1.5, 500, "B"), (1.5, 2.5, 400, "A"))
    write_track(tmp_path / "t.wav", placed, takes, 3)
    for speaker in "AB":
        write_track(tmp_path / f"{speaker}.wav", placed, takes, 3, speaker)
    whole, one, other = (heard(tmp_path / f"{name}.wav") for name in ("t", "A", "B"))
    assert len(whole) == len(one) == len(other)
    assert np.abs(whole - one - other).max() <= 2 / 32768
    assert not other[: SAMPLE_RATE // 2].any()


def test_a_track_tells_its_origin_and_is_read_by_others(laid, tmp_path):
    placed, takes = laid((0.0, 1.0, 300, "A"))
    write_track(tmp_path / "t.wav", placed, takes, 2)
    media = ffmpeg.probe(tmp_path / "t.wav")
    assert media.seconds == pytest.approx(2.0)
    assert "AI-generated" in media.tags["comment"]
    assert sum(map(len, ffmpeg.decode(tmp_path / "t.wav", SAMPLE_RATE))) == 2 * SAMPLE_RATE


def test_clips_of_any_overlap(tmp_path):
    ones = np.ones(100, np.float32) / 4
    with open_writer(tmp_path / "t.wav", SAMPLE_RATE) as writer:
        tape = Tape(writer)
        for start, length in ((10, 100), (10, 20), (50, 100), (400, 10)):
            tape.lay(Clip(start, ones[:length], "A"))
        tape.end(450)
    samples = heard(tmp_path / "t.wav")
    assert len(samples) == 450
    found = {
        at: round(float(samples[at]) * 4) for at in (9, 10, 29, 30, 50, 109, 110, 149, 150, 399, 409, 410)
    }
    assert found == {
        9: 0, 10: 2, 29: 2, 30: 1, 50: 2, 109: 2, 110: 1, 149: 1, 150: 0, 399: 0, 409: 1, 410: 0,
    }  # fmt: skip


def test_nothing_is_cut_at_the_end(laid, tmp_path):
    placed, takes = laid((1.0, 1.2, 300, "A"), end=1.2)
    write_track(tmp_path / "t.wav", placed, takes, 1.2)
    assert len(heard(tmp_path / "t.wav")) == round(placed[0].end * SAMPLE_RATE)


def test_stems_have_names_that_a_file_may_have():
    assert stem_names(["Anna", "ANNA", "../etc/passwd", "安娜", "***", "a" * 99]) == {
        "Anna": "Anna.wav",
        "ANNA": "ANNA-2.wav",
        "../etc/passwd": "etc-passwd.wav",
        "安娜": "安娜.wav",
        "***": "speaker.wav",
        "a" * 99: "a" * 60 + ".wav",
    }
