"""Credits are proposed in the book's language, and become chapters that shift no other."""

from __future__ import annotations

import pytest

from studio.book.credits import credited, proposed, reading_order
from studio.book.script import Script, ScriptChapter, ScriptLine, parse, write
from tts.errors import BookError

SCRIPT = Script(
    "The Harbour",
    ("Ann Author",),
    "en-GB",
    (
        ScriptChapter("Title page", (ScriptLine("The Harbour"),), included=False),
        ScriptChapter("One", (ScriptLine("The letter came."),)),
    ),
)


def test_english_and_chinese_words():
    english = proposed("The Harbour", ["Ann Author"], ["Warm narrator"], "en-GB")
    assert english["opening"].splitlines() == [
        "The Harbour.",
        "Written by Ann Author.",
        "Read by Warm narrator.",
        "The voices in this recording are synthetic.",
    ]
    assert english["closing"].startswith("This has been The Harbour.\n")
    assert "作者：李白。" in proposed("诗", ["李白"], [], "zh-CN")["opening"]
    assert proposed("Hafen!", ["Anna"], ["x"], "de")["opening"] == "Hafen!\nAnna."
    assert "Written by" not in proposed("Beowulf", [], [], "en")["opening"]


def test_they_become_two_chapters_behind_the_others():
    texts = proposed(SCRIPT.title, SCRIPT.authors, ["Nora"], SCRIPT.language)
    whole = credited(SCRIPT, texts)
    assert whole.chapters[:2] == SCRIPT.chapters
    opening, closing = whole.chapters[2:]
    assert (opening.title, closing.title) == ("Opening credits", "Closing credits")
    assert [line.text for line in opening.lines] == texts["opening"].splitlines()
    assert opening.lines[-1].boundary == "end"
    assert reading_order(whole, texts) == (2, 1, 3)
    assert parse(write(whole)) == whole  # they are lines like any others


def test_without_texts_nothing_changes():
    assert credited(SCRIPT, {}) is SCRIPT
    assert reading_order(SCRIPT, {}) == (1,)
    only = credited(SCRIPT, {"opening": "", "closing": "The end."})
    assert reading_order(only, {"opening": "", "closing": "The end."}) == (1, 3)


def test_wrong_settings_are_told():
    with pytest.raises(BookError, match="unknown credits 'start'; valid: opening, closing"):
        credited(SCRIPT, {"start": "x"})
    with pytest.raises(BookError, match="the opening credits must be a text, not 3"):
        credited(SCRIPT, {"opening": 3})
