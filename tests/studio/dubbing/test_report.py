import json

import pytest

from studio.dubbing.cast import read_cast
from studio.dubbing.cue import Cue
from studio.dubbing.page import page
from studio.dubbing.report import Report, parts, reported

CAST = read_cast("A: butler\nB: witch\n")


@pytest.fixture
def report(laid):
    placed, _ = laid((0.0, 1.0, 300, "A"), (2.0, 2.9, 400, "B"), (3.0, 3.5, 500, "A"), end=3.5)
    cues = [line.slot.cue for line in placed]
    silent = Cue(4, 3, 4, 3.6, 4.0, "", "B", asides=("[<door> slams]",))
    reports = reported([*cues, silent], placed, CAST)
    return Report("film.srt", "de", "f" * 64, 65.0, reports, parts(reports), notes=("a <b>note</b>",))


def test_every_cue_is_told_with_what_was_asked_and_achieved(report):
    fits, stretched, too_long, silent = report.cues
    assert [cue.state for cue in report.cues] == ["fits", "stretched", "too long", "not spoken"]
    assert fits.error_ms == pytest.approx(1000 * (fits.spoken - fits.asked))
    assert stretched.stretch == pytest.approx(stretched.spoken / 0.9)
    assert stretched.heard_end == pytest.approx(2.9)
    assert too_long.shortest == pytest.approx(too_long.spoken / 1.3)
    assert too_long.over == pytest.approx(
        too_long.heard_end - too_long.heard_start - 0.5 - too_long.borrowed_before
    )
    assert (silent.spoken, silent.asides) == (None, ("[<door> slams]",))
    assert not report.good
    assert [(part.speaker, part.cues) for part in report.parts] == [("A", 2), ("B", 1)]


def test_it_is_json_with_rounded_numbers(report):
    data = json.loads(json.dumps(report.to_dict()))
    assert data["counts"] == {
        "fits": 1, "stretched": 1, "borrowed": 0, "too long": 1, "failed": 0, "not spoken": 1,
    }  # fmt: skip
    assert data["figures"]["spoken"] == 3
    assert data["figures"]["unstretched"] == pytest.approx(1 / 3, abs=1e-4)
    assert data["cues"][1]["heard_end"] == 2.9
    assert data["mix"] is None


def test_the_page_is_whole_and_safe(report):
    made = page(report)
    assert made.startswith("<!DOCTYPE html>")
    assert made.count("<svg") == 1
    assert "needs at least" in made
    assert "[&lt;door&gt; slams]" in made
    assert "a &lt;b&gt;note&lt;/b&gt;" in made
    assert "<script" not in made
    assert 'dir="auto"' in made
    from defusedxml import ElementTree

    ElementTree.fromstring(made.split("<body>")[1].split("</body>")[0].join(["<body>", "</body>"]))


def test_a_dub_of_nothing_but_silence(laid):
    report = Report("a.srt", "en", "", 1.0, (), ())
    assert report.good
    assert report.figures()["mean_error_ms"] is None
    assert "every cue fits" in page(report)
