"""Documents become scripts, and not a character changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.book.document import Chapter, Document
from studio.book.script import Script, ScriptLine, parse, write
from studio.book.scripting import LONGEST, check, script
from tts.errors import BookError

STORY = """Chapter One

The door creaked. “Come in,” whispered Matty. “Sit down! Mr. Hale is late.”

“…”

“I won’t,” said Tom.

* * *

Roses are red,
violets are blue."""


def document(*texts: str, title: str = "Chapter One", language: str = "en") -> Document:
    return Document("T", ("A",), language, tuple(Chapter(title, text) for text in texts))


def made(*texts: str, language: str = "en") -> Script:
    return script(document(*texts, language=language))


def test_lines() -> None:
    lines = made(STORY).chapters[0].lines
    assert [(line.text, line.speaker, line.kind, line.boundary) for line in lines] == [
        ("Chapter One", "narrator", "heading", "paragraph"),
        ("The door creaked.", "narrator", "narration", "sentence"),
        ("“Come in,”", "Matty", "speech", "none"),
        ("whispered Matty.", "narrator", "narration", "sentence"),
        ("“Sit down! Mr. Hale is late.”", "Matty", "speech", "paragraph"),
        ("“I won’t,”", "Tom", "speech", "none"),
        ("said Tom.", "narrator", "narration", "scene"),
        ("Roses are red,\nviolets are blue.", "narrator", "narration", "end"),
    ]
    assert lines[4].after == "\n\n“…”\n\n"
    assert lines[6].after == "\n\n* * *\n\n"
    assert lines[2].direction == "whisper"
    assert "“whispered”" in lines[2].evidence
    assert lines[5].direction is None
    assert lines[2].confidence > 0.9


def test_long_speech_and_narration_are_parted() -> None:
    sentence = "This is a sentence of exactly eight words. "
    lines = made(f"“{sentence * 20}End,” said Tom.\n\n{'word ' * 200}.").chapters[0].lines
    speech = [line for line in lines if line.kind == "speech"]
    assert len(speech) > 2
    assert all(len(line.text.split()) <= LONGEST for line in lines)
    assert {line.speaker for line in speech} == {"Tom"}


def test_chinese() -> None:
    lines = made("雪下了一夜。老王推开门。“你怎么来了？”老王小声问。", language="zh").chapters[0].lines
    assert [line.text for line in lines] == ["雪下了一夜。", "老王推开门。", "“你怎么来了？”", "老王小声问。"]
    assert lines[2].speaker == "老王"
    assert lines[2].direction


def test_what_is_left_out_is_in_the_script() -> None:
    whole = document(STORY, "Copyright 2020. “All rights,” said Tom.")
    left_out = replace(whole, chapters=(whole.chapters[0], replace(whole.chapters[1], included=False)))
    found = script(left_out)
    assert [chapter.included for chapter in found.chapters] == [True, False]
    assert found.chapters[1].text == whole.chapters[1].text


def test_a_language_we_cannot_read_is_scripted_plainly() -> None:
    lines = made("„Kommen Sie herein“, sagte Anna. „Bitte!“", language="de").chapters[0].lines
    assert "".join(line.text + line.after for line in lines) == "„Kommen Sie herein“, sagte Anna. „Bitte!“"
    assert all(line.direction is None and line.speaker == "narrator" for line in lines)
    assert [line.kind for line in lines] == ["narration", "speech"]


def test_a_script_that_differs_is_a_fault() -> None:
    whole = document(STORY)
    found = script(whole)
    chapter = found.chapters[0]
    lines = (replace(chapter.lines[0], text="Chapter Two"), *chapter.lines[1:])
    changed = replace(found, chapters=(replace(chapter, lines=lines),))
    with pytest.raises(BookError, match="differs from the text at character 8, near 'Chapter One"):
        check(whole, changed)
    check(whole, found)


marks = "ab C.,!?—-\n“”‘’\"'「」*…我说：。"


@settings(max_examples=60)
@given(
    st.lists(
        (st.text(st.sampled_from(marks), max_size=80) | st.text(max_size=40)).map(str.strip), max_size=3
    ),
    st.sampled_from(["en", "zh", "fr", "xx"]),
)
def test_no_character_changes(texts: list[str], language: str) -> None:
    whole = document(*texts, language=language)
    found = script(whole)
    assert [chapter.text for chapter in found.chapters] == texts
    assert parse(write(found)) == found
    for chapter in found.chapters:
        assert all(isinstance(line, ScriptLine) for line in chapter.lines)
        assert not chapter.lines or chapter.lines[-1].boundary == "end"
