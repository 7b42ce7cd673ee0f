"""The lines that the reading director is judged on are well formed, and what they show is held."""

from __future__ import annotations

import pytest

from benchmarks.autodirector import LINES, cases, score


@pytest.mark.parametrize("language", ["en", "zh"])
def test_material(language):
    lines = cases(LINES / f"autodirector_test_{language}.txt")
    assert len(lines) >= 120
    assert sum(not case.directed for case in lines) >= 40
    assert len({case.text for case in lines}) == len(lines)
    assert not {case.text for case in lines} & {
        c.text for c in cases(LINES / f"autodirector_dev_{language}.txt")
    }


def test_braces_mark_places_and_labels_are_read(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text('# a comment\nHe said: {"Go!"} => angry/sad shout quiet/whisper\nPlain. => -\n', "utf-8")
    first, second = cases(path)
    assert first.text == 'He said: "Go!"'
    assert first.places == ((9, 14),)
    assert first.emotions == ("angry", "sad")
    assert first.deliveries == (("shout",), ("quiet", "whisper"))
    assert not second.directed
    path.write_text("no label\n", "utf-8")
    with pytest.raises(ValueError, match=r"lines\.txt:1: a line must read TEXT => LABEL"):
        cases(path)


def test_misses_and_false_finds_count(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text('{"Go,"} he snapped. => sad\n{"Go,"} he said. => angry shout\nWe won! => -\n', "utf-8")
    figures, wrong = score(cases(path), "en")
    assert figures["direction precision"] == 0.5
    assert figures["direction recall"] == 0.5
    assert figures["emotion precision"] == 0.0
    assert figures["delivery recall"] == 0.0
    assert figures["plain left alone"] == 0.0
    assert len(wrong) == 3


@pytest.mark.parametrize("language", ["en", "zh"])
def test_precision_goes_before_recall(language):
    figures, wrong = score(cases(LINES / f"autodirector_test_{language}.txt"), language)
    assert figures["direction precision"] >= 0.97, wrong
    assert figures["emotion precision"] >= 0.95, wrong
    assert figures["direction recall"] >= 0.9, wrong
