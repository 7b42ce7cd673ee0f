"""SRT and VTT files are as their readers want them; ffmpeg reads both back."""

from __future__ import annotations

import re

import pytest

from studio import ffmpeg
from studio.book.export.cues import Cue, Stretch, cues
from studio.book.export.subtitles import srt, vtt
from studio.book.export.tags import BookTags
from studio.book.pauses import Pauses

CUES = (
    Cue(((Stretch("Fish & ", 1.0, 1.4), Stretch("<chips>.", 1.5, 2.0)),), 1.0, 2.25, "Ann <b>"),
    Cue(
        ((Stretch("One ", 3661.5, 3661.9),), (Stretch("two.", 3662.0, 3662.4),)),
        3661.5,
        3662.9996,
        "",
    ),
)


def test_srt():
    assert "".join(srt(CUES)) == (
        "1\n00:00:01,000 --> 00:00:02,250\nFish & <chips>.\n\n2\n01:01:01,500 --> 01:01:03,000\nOne\ntwo.\n\n"
    )


def test_vtt_tells_the_speaker_and_that_the_voice_is_synthetic():
    text = "".join(vtt(CUES, BookTags("A --> B", language="en-GB")))
    assert text.startswith("WEBVTT - A → B\nLanguage: en-GB\n\nNOTE AI-generated")
    assert "<v Ann &lt;b&gt;>Fish &amp; &lt;chips&gt;.\n" in text
    assert "01:01:01.500 --> 01:01:03.000\nOne\ntwo.\n" in text


def test_vtt_can_time_every_word():
    text = "".join(vtt(CUES, BookTags("A"), words=True))
    assert "Fish &amp; <00:00:01.500>&lt;chips&gt;." in text
    assert "One\n<01:01:02.000>two." in text


@pytest.mark.parametrize("format", ["srt", "vtt"])
def test_ffmpeg_reads_them(tmp_path, piece, format):
    found = cues(piece.timeline(Pauses()), shift=10)
    path = tmp_path / f"a.{format}"
    rows = srt(found) if format == "srt" else vtt(found, BookTags("A"), words=True)
    path.write_text("".join(rows), encoding="utf-8")
    read = ffmpeg.run(["-i", ffmpeg.url(path), "-f", "srt", "-"]).decode()
    assert read.count("-->") == len(found)
    said = re.sub(r"<[^>]*>|\d+\n\S+ --> \S+\n", " ", read)
    assert " ".join(said.split()) == " ".join(row for cue in found for row in cue.texts)
