"""Whole dubs, by the tiny pack, of a film made by ffmpeg."""

import json
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from studio import ffmpeg
from studio.dubbing.cast import assigned
from studio.dubbing.dub import Dubbing, dub, planned
from studio.dubbing.sheet import read_sheet
from studio.dubbing.subtitles import read
from tts.errors import DubError, EngineError

SRT = """1
00:00:00,500 --> 00:00:01,500
ANNA: <i>Hello there.</i>

2
00:00:02,000 --> 00:00:03,000
BEN: Who is it?

3
00:00:03,500 --> 00:00:04,000
[door slams]

4
00:00:04,500 --> 00:00:04,500
ANNA: Me.
"""


@pytest.fixture
def subtitles(tmp_path):
    path = tmp_path / "film.srt"
    path.write_text(SRT, encoding="utf-8")
    return path


def asked(subtitles, tmp_path, **others):
    cast = assigned(["Anna=witch", "Ben=butler"])
    return Dubbing(subtitles, tmp_path / "out", cast=cast, auto_direct=False, **others)


class Silent:
    """An engine that must not be asked."""

    def speak_batch(self, requests):
        raise EngineError("nothing should be spoken")


def test_a_film_is_dubbed(tiny_engine, subtitles, tmp_path, film):
    doing = []
    wanted = asked(subtitles, tmp_path, source=film, subtitled=True, perform=True)
    done = dub(wanted, tiny_engine, tiny_engine.pack.hash, lambda what, share: doing.append(what))
    out = tmp_path / "out"
    assert {str(path.relative_to(out)) for path in done.files} == {
        "film.dub.mkv", "mix.wav", "track.wav", "stems/Anna.wav", "stems/Ben.wav", "subtitles.srt",
        "report.html", "report.json", "cast.yaml",
    }  # fmt: skip
    assert all(path.is_file() for path in done.files)
    track, rate = soundfile.read(out / "track.wav")
    stems = [soundfile.read(out / "stems" / name)[0] for name in ("Anna.wav", "Ben.wav")]
    assert len(track) == len(stems[0]) == round(ffmpeg.probe(film).seconds * rate)
    assert np.abs(track - stems[0] - stems[1]).max() <= 2 / 32768
    heard = np.flatnonzero(track) / rate
    assert heard[0] == pytest.approx(0.5, abs=0.02)
    for start, end in ((0, 0.45), (1.6, 1.9), (3.2, 4.4)):
        assert not ((heard > start) & (heard < end)).any()
    media = ffmpeg.probe(out / "film.dub.mkv")
    assert [stream.tags["language"] for stream in media.of("audio")] == ["eng", "ger"]
    assert len(media.of("subtitle")) == 1
    report = json.loads((out / "report.json").read_text())
    assert [cue["state"] for cue in report["cues"]][2] == "not spoken"
    assert {part["speaker"]: part["persona"] for part in report["cast"]} == {"Anna": "witch", "Ben": "butler"}
    assert report["mix"]["channels"] == 2
    shown = read((out / "subtitles.srt").read_text(), "srt").entries
    assert shown[0].text == "ANNA: <i>Hello there.</i>"
    assert shown[3].end > shown[3].start
    assert {"listening", "speaking", "mixing", "writing the film"} <= set(doing)


def test_takes_are_kept_and_nothing_is_overwritten_unasked(tiny_engine, subtitles, tmp_path):
    wanted = asked(subtitles, tmp_path)
    first = dub(wanted, tiny_engine, tiny_engine.pack.hash)
    track = (tmp_path / "out" / "track.wav").read_bytes()
    with pytest.raises(DubError, match=r"track.wav is there already"):
        dub(wanted, tiny_engine, tiny_engine.pack.hash)
    again = dub(replace(wanted, replace=True), Silent(), tiny_engine.pack.hash)
    assert again.report == first.report
    assert (tmp_path / "out" / "track.wav").read_bytes() == track
    subtitles.write_text(SRT.replace("Who is it?", "Who are you?"), encoding="utf-8")
    with pytest.raises(EngineError):
        dub(replace(wanted, replace=True), Silent(), tiny_engine.pack.hash)
    subtitles.write_text(SRT.replace("00:00:02,000", "00:00:02,100").replace("00:00:03,000", "00:00:03,100"))
    moved = dub(replace(wanted, replace=True), Silent(), tiny_engine.pack.hash)
    assert moved.report.cues[1].heard_start == pytest.approx(first.report.cues[1].heard_start + 0.1)


def test_a_cue_sheet_without_a_film(tiny_engine, tmp_path):
    sheet = tmp_path / "cues.csv"
    sheet.write_text(
        "start,duration,speaker,text,direction\n0,1,Anna,Hello.,sad\n2,,Anna,Bye.,\n", encoding="utf-8"
    )
    done = dub(asked(sheet, tmp_path), tiny_engine, tiny_engine.pack.hash)
    assert [path.name for path in done.files][:2] == ["track.wav", "Anna.wav"]
    assert done.report.cues[0].direction == "sad"
    assert done.report.seconds == pytest.approx(done.report.cues[1].heard_end)
    assert read((tmp_path / "out" / "subtitles.srt").read_text(), "srt").entries[1].text == "Bye."
    assert read_sheet(sheet.read_text(), "csv").entries[1].end is None


def test_a_line_that_cannot_be_spoken_is_told_and_the_rest_is_dubbed(tiny_engine, subtitles, tmp_path):
    subtitles.write_text(SRT.replace("Who is it?", "안녕"), encoding="utf-8")
    done = dub(asked(subtitles, tmp_path), tiny_engine, tiny_engine.pack.hash)
    states = [cue.state for cue in done.report.cues]
    assert not done.report.good
    assert (states[0] != "failed", states[1]) == (True, "failed")
    assert "nothing to speak" in done.report.cues[1].notes[-1]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"subtitles": "film.txt"}, "cannot read 'film.txt'; valid: srt, vtt, ass, ssa, csv, json"),
        ({"subtitles": "none.srt"}, "there is no file"),
        ({"perform": True}, "give the film, or its sound"),
        ({"out": "film.srt"}, "is a file; choose a folder"),
        ({"encoding": "klingon"}, "unknown encoding"),
        ({"without": ("Sign",)}, "no subtitle has the style 'Sign'"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_spoken(subtitles, tmp_path, change, says):
    (tmp_path / "film.txt").write_text("")
    paths = {key: tmp_path / value for key, value in change.items() if key in ("subtitles", "out")}
    with pytest.raises(DubError, match=says):
        planned(replace(asked(subtitles, tmp_path), **{**change, **paths}))


def test_cues_after_the_end_of_the_film_and_errors_with_the_files_name(subtitles, tmp_path, film):
    subtitles.write_text(SRT.replace("00:00:04,500", "00:01:04,500"), encoding="utf-8")
    with pytest.raises(DubError, match=r"line 14: cue 4 begins after the end of the film \(6"):
        planned(asked(subtitles, tmp_path, source=film))
    subtitles.write_text(SRT.replace("Who is it?", "Who? " * 3000), encoding="utf-8")
    with pytest.raises(DubError, match=r"line 6: a cue of 14999 characters is too long"):
        planned(asked(subtitles, tmp_path))
    subtitles.write_text("1\n00:00:0x,500 --> 00:00:01,500\nHi.\n", encoding="utf-8")
    with pytest.raises(DubError, match=r"film.srt: line 2: .* is no line of times"):
        planned(asked(subtitles, tmp_path))


def test_who_says_nothing_and_who_is_missing(subtitles, tmp_path):
    found = planned(replace(asked(subtitles, tmp_path), cast=assigned(["Zoe=giant", "Ben=butler"])))
    assert "'Zoe' is in the cast and says nothing" in found.notes
    assert set(found.cast.roles) == {"ANNA", "Ben"}
    assert found.cast.role("Anna").persona.gender == "female"
