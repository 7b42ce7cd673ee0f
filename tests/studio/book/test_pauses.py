"""Pauses follow punctuation, paragraphs, scenes, headings and turns; settings are read with suspicion."""

from __future__ import annotations

import pytest

from studio.book.pauses import Pauses
from studio.book.script import ScriptLine
from tts.errors import BookError

PAUSES = Pauses()


def line(text: str, boundary: str = "none", **more: str) -> ScriptLine:
    return ScriptLine(text, boundary=boundary, **more)


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("he said", PAUSES.none),
        ("“Come here,”", PAUSES.comma),
        ("“Come here —”", PAUSES.clause),
        ("One thing:", PAUSES.clause),
        ("Well …", PAUSES.clause),
        ("他说：", PAUSES.clause),
        ("他来了，", PAUSES.comma),
    ],
)
def test_within_a_sentence_the_mark_decides(text, pause):
    assert PAUSES.after(line(text), line("and so on.")) == pause


def test_longer_breaks_are_longer():
    following = line("Next.", "sentence")
    pauses = [
        PAUSES.after(line("One.", kind), following) for kind in ("none", "sentence", "paragraph", "scene")
    ]
    assert pauses == sorted(pauses)
    assert len(set(pauses)) == 4
    assert PAUSES.after(line("One", "paragraph", kind="heading"), following) == PAUSES.heading


def test_another_speaker_waits_a_little_longer_and_the_end_has_a_tail():
    first, same = line("“No.”", "sentence", speaker="Ann"), line("“Go.”", speaker="Ann")
    assert PAUSES.after(first, line("He went.")) == PAUSES.after(first, same) + PAUSES.turn
    assert PAUSES.after(first, None) == PAUSES.tail


def test_settings_name_what_is_wrong():
    assert Pauses.from_dict({"scene": 3}).scene == 3
    with pytest.raises(BookError, match="unknown pause 'scenes'; valid: none, comma"):
        Pauses.from_dict({"scenes": 3})
    for wrong in (-1, 11, "long", None, True, float("nan")):
        with pytest.raises(BookError, match="the pause 'scene' must lie within"):
            Pauses.from_dict({"scene": wrong})
