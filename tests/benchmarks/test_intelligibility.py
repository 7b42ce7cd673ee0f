"""Figures of a benchmark add up; nothing here needs a voice pack."""

from __future__ import annotations

import json

import numpy as np
import pytest

from benchmarks.coverage import Extent, check
from benchmarks.intelligibility import Heard, summarise
from benchmarks.material import Line, base_voices, scene
from benchmarks.phonemes import PhonemeErrors, rate
from benchmarks.quality import Quality, mean
from benchmarks.recogniser import compare
from benchmarks.report import publish
from benchmarks.speakers import Spoken, uncovered
from tts.request import Take, WordTiming
from tts.style.emotions import EMOTION_IDS

pytest.importorskip("jiwer")


def heard(said, expected=1.0, seconds=1.0):
    line = Line("one two three four five", base_voices()["rms"])
    spoken = Spoken(np.zeros(int(24000 * seconds), np.float32), 24000, ("w",) * 10, 0.1)
    return Heard(
        line, spoken, compare(line.text, said), Quality(3, 3, 4, 3.5), PhonemeErrors(10, 1, 0, 0), expected
    )


def test_summary_counts_skips_repeats_and_runaways():
    figures = summarise(
        [
            heard("one two three four five"),
            heard("one", seconds=0.3),
            heard("one two three four one two three four five", seconds=2.5),
        ]
    )
    assert figures["lines"] == 3
    assert figures["WER %"] == pytest.approx(100 * 8 / 15)
    assert (figures["skips"], figures["repeats"], figures["runaways"], figures["cut off"]) == (1, 1, 1, 1)
    assert figures["PER %"] == pytest.approx(10)
    assert figures["DNSMOS"] == 3
    assert figures["RTF"] == pytest.approx(0.3 / 3.8)


def test_words_out_of_order_or_missing_are_uncovered():
    samples = np.zeros(24000, np.float32)
    words = [WordTiming("one", 0.0, 0.3, 0, 3), WordTiming("two", 0.3, 0.6, 4, 7)]
    assert uncovered("one, two", Take(samples, words=(words[0], WordTiming("two", 0.3, 0.6, 5, 8)))) == 0
    assert uncovered("one two six", Take(samples, words=tuple(words))) == 3
    assert uncovered("one two", Take(samples, words=tuple(reversed(words)))) == 3
    assert uncovered("one", Take(samples, words=(WordTiming("one", 0.2, 0.2, 0, 3),))) == 3


def test_coverage_tells_runaways_from_lines_cut_off():
    found = check([Extent(20, 2.0, 0), Extent(2, 5.0, 0), Extent(40, 0.3, 3)])
    assert (found.runaways, found.cut_off, found.incomplete, found.uncovered) == (1, 1, 1, 3)
    with pytest.raises(ValueError, match="at least one"):
        check([])


def test_scenes_use_every_voice_and_emotion():
    lines = scene([f"line {n}." for n in range(40)])
    assert {line.group for line in lines} == {"neutral", "personas", "emotions"}
    assert {line.voice for line in lines if line.group == "neutral"} == set(base_voices())
    emotions = {name for line in lines for name in line.style.emotions}
    assert emotions == set(EMOTION_IDS[1:])
    assert [line.lead for line in lines[:1]] == ["rms"]


def test_means_and_rates_need_something_to_count():
    assert mean([Quality(1, 2, 3, 4), Quality(3, 4, 5, 4)]) == Quality(2, 3, 4, 4)
    with pytest.raises(ValueError, match="at least one"):
        mean([])
    with pytest.raises(ValueError, match="at least one"):
        rate([])


def test_reports_are_json_and_a_table(tmp_path, capsys):
    path = publish("sample", [{"speaker": "model", "WER %": 12.3456}, {"speaker": "teacher"}], tmp_path, n=2)
    data = json.loads(path.read_text())
    assert data["rows"][0]["WER %"] == 12.3456
    assert data["n"] == 2
    assert "12.3" in capsys.readouterr().out
