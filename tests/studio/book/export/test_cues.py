"""Cues hold every word of a line in its place, are short enough to read, and never overlap."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.book.assembly import Placed, Timeline
from studio.book.export.cues import LONGEST, WIDE_WIDTH, WIDTH, cues, stretched
from studio.book.script import ScriptLine
from studio.book.takes import Delivered
from tts.request import SAMPLE_RATE, Take, WordTiming


def words_of(text: str, pace: float = 14.0) -> tuple[WordTiming, ...]:
    """Words as an engine times them, so many characters a second; marks belong to no word."""
    found, place = [], 0
    for word in text.split():
        start = text.index(word, place)
        place = start + len(word)
        inner = word.strip('“”".,;:!?()—…')
        if inner:
            first = start + word.index(inner)
            found.append(
                WordTiming(inner, first / pace, (first + len(inner)) / pace, first, first + len(inner))
            )
    return tuple(found)


def placed(
    text: str, start: float = 0.75, words: tuple[WordTiming, ...] | None = None, **more: str
) -> Placed:
    timed = words_of(text) if words is None else words
    seconds = timed[-1].end + 0.1 if timed else 0.5
    take = Take(np.zeros(round(seconds * SAMPLE_RATE), np.float32), words=timed)
    at = round(start * SAMPLE_RATE)
    return Placed(0, Delivered(ScriptLine(text, **more), take), at, at + len(take.samples))


def timeline(*lines: Placed) -> Timeline:
    return Timeline("One", lines, lines[-1].end + 2 * SAMPLE_RATE)


LONG = (
    "It was a long evening, and the rain, which had begun at noon, went on falling on the roofs of the town; "
    "nobody went out, and nobody came in. “Shall we wait (all of us) until the morning?” asked the old man — "
    "but there was no answer, none at all, from the others who sat around the fire and looked into it."
)


def test_short_lines_are_one_cue():
    (cue,) = cues(timeline(placed("The letter came at noon.")))
    assert cue.texts == ("The letter came at noon.",)
    assert cue.start == pytest.approx(0.75)
    assert cue.speaker == ""


def test_long_lines_are_cut_where_they_may_be():
    found = cues(timeline(placed(LONG, speaker="Ann")))
    assert " ".join(text for cue in found for text in cue.texts) == LONG
    assert all(len(cue.texts) <= 2 for cue in found)
    assert all(len(text) <= WIDTH for cue in found for text in cue.texts)
    assert all(cue.end - cue.start <= LONGEST + 0.5 for cue in found)
    ends = [cue.texts[-1][-1] for cue in found]
    assert sum(end in ",;.?”—" for end in ends) >= len(ends) // 2
    assert {cue.speaker for cue in found} == {"Ann"}


@given(
    st.lists(
        st.text(st.characters(categories=("Lu", "Ll", "Po", "Ps", "Pe")), min_size=1, max_size=30),
        min_size=1,
        max_size=60,
    )
)
@settings(max_examples=60)
def test_nothing_is_lost_and_nothing_overlaps(words):
    text = " ".join(words)
    line = placed(text, words=words_of(text))
    found = cues(timeline(line, Placed(1, line.delivered, line.end, 2 * line.end - line.start)), shift=100.0)
    if not line.words:
        return
    half = [text for cue in found[: len(found) // 2] for text in cue.texts]
    assert " ".join(" ".join(half).split()) == text
    assert all(cue.start < cue.end for cue in found)
    assert all(before.end <= after.start + 1e-9 for before, after in pairwise(found))
    assert found[0].start >= 100


def test_marks_go_with_their_words():
    text = "“Come,” he said (softly)."
    assert [stretch.text for stretch in stretched(text, words_of(text))] == [
        "“Come,” ",
        "he ",
        "said ",
        "(softly).",
    ]


def test_chinese_has_narrower_rows_and_no_blanks():
    text = (
        "他慢慢地走到窗前，看着外面的雨。“你终于来了，”她轻声地说，“我们等了你整整一个下午，谁也没有离开。”"
    )
    letters = [place for place, char in enumerate(text) if char.isalnum()]
    words = tuple(WordTiming(text[at], at * 0.2, at * 0.2 + 0.18, at, at + 1) for at in letters)
    found = cues(timeline(placed(text, words=words)))
    assert "".join(row for cue in found for row in cue.texts) == text
    assert all(len(row) <= WIDE_WIDTH for cue in found for row in cue.texts)


def test_a_missing_line_stands_in_brackets_and_a_silent_one_has_no_cue():
    mark = Placed(0, Delivered(ScriptLine("He is gone."), None, missing=True), 0, SAMPLE_RATE)
    silent = Placed(1, Delivered(ScriptLine("…"), None), SAMPLE_RATE, SAMPLE_RATE)
    (cue,) = cues(timeline(mark, silent))
    assert cue.texts == ("[He is gone.]",)
    assert cue.end - cue.start == pytest.approx(1, abs=0.3)
