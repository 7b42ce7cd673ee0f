"""The script's file: any text comes back exactly, and a mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.book.script import (
    BOUNDARIES,
    KINDS,
    NARRATOR,
    Script,
    ScriptChapter,
    ScriptLine,
    boundary,
    parse,
    write,
)
from tts.errors import BookError

EXAMPLE = """dramatis script 1
title: The House
author: Ann Lee
author: Bo Li
language: en

-- Copyright

narrator: All rights reserved.

== Chapter One

narrator <heading>: Chapter One

narrator: The door creaked.
Matty [whispering *1.2] {0.95 “said Matty”}: “Come in,”
narrator: said Matty.

Tom {0.6 takes turns}: “No.”

~ * * *

narrator: Morning came.
"""

ODD = st.text(st.sampled_from(list("a.\\|:[]{}<>*~=- \t\n\r\x0b\u2028\u3000\xa0\ufeffé“”「」。1\ud800")))
stripped = (st.text(max_size=12) | ODD).map(str.strip)
filled = stripped.filter(bool)

lines = st.builds(
    ScriptLine,
    text=filled,
    after=st.sampled_from(["", " ", "\n", "\n\n", "\n\n* * *\n\n", "\n\n\n", " \n\n… \n\n"]) | ODD,
    speaker=st.just(NARRATOR) | filled,
    direction=st.none() | filled,
    intensity=st.none() | st.floats(0, 2),
    boundary=st.sampled_from(BOUNDARIES),
    kind=st.sampled_from(KINDS),
    confidence=st.floats(0, 1),
    evidence=stripped,
)
titles = st.text(max_size=8) | ODD
chapters = st.builds(
    ScriptChapter, title=titles, lines=st.lists(lines, max_size=4).map(tuple), included=st.booleans()
)
scripts = st.builds(
    Script,
    title=titles,
    authors=st.lists(titles, max_size=2).map(tuple),
    language=st.sampled_from(["en", "zh-CN", ""]),
    chapters=st.lists(chapters, max_size=3).map(tuple),
)


@given(scripts)
def test_any_script_comes_back(script: Script) -> None:
    written = write(script)
    assert parse(written) == script
    assert write(parse(written)) == written
    assert parse(written.replace("\n", "\r\n")) == script


@given(scripts)
def test_a_file_holds_it(tmp_path_factory: pytest.TempPathFactory, script: Script) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "script.txt"
    path.write_text(write(script), encoding="utf-8")
    assert parse(path.read_text(encoding="utf-8")) == script


def test_the_file_reads_well() -> None:
    script = parse(EXAMPLE)
    assert write(script) == EXAMPLE
    assert script.authors == ("Ann Lee", "Bo Li")
    assert [chapter.included for chapter in script.chapters] == [False, True]
    assert script.speakers == (NARRATOR, "Matty", "Tom")
    one = script.chapters[1]
    assert one.text == (
        "Chapter One\n\nThe door creaked. “Come in,” said Matty.\n\n“No.”\n\n* * *\n\nMorning came."
    )
    assert [line.boundary for line in one.lines] == [
        "paragraph", "sentence", "none", "paragraph", "scene", "end",
    ]  # fmt: skip
    matty = one.lines[2]
    assert (matty.direction, matty.intensity, matty.confidence) == ("whispering", 1.2, 0.95)
    assert matty.kind == "speech"


def test_chinese_needs_no_marks() -> None:
    line = [
        ScriptLine("“你来了。”", "", "老王", kind="speech", boundary="sentence"),
        ScriptLine("他说。", "", boundary="end"),
    ]
    script = Script("书", (), "zh", (ScriptChapter("一", tuple(line)),))
    assert "老王: “你来了。”\nnarrator: 他说。\n" in write(script)
    assert parse(write(script)).chapters[0].text == "“你来了。”他说。"


@pytest.mark.parametrize(
    ("text", "after", "follows"),
    [
        ("He said,", " ", "none"),
        ("He said.", " ", "sentence"),
        ("“He said.”", " 😀 ", "sentence"),
        ("Yes", "\n\n", "paragraph"),
        ("Yes", "\n\n“…”\n\n", "paragraph"),
        ("Yes", "\n\n* * *\n\n", "scene"),
        ("Yes", "\n\n#\n\n", "scene"),
    ],
)
def test_boundary(text: str, after: str, follows: str) -> None:
    assert boundary(text, after) == follows
    assert boundary(text, after, last=True) == "end"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("dramatis script 1", "Title", "line 1 of the script: a script begins with"),
        ("language: en", "language: en\nlanguage: zh", "line 6 of the script: language is given twice"),
        ("language: en", "year: 1900", "line 5 of the script: before the first chapter only title"),
        ("narrator: said Matty.", "said Matty.", "line 17 of the script: 'said Matty.' is no line"),
        ("narrator: said Matty.", "narrator:", "line 17 of the script: there is no text after the colon"),
        ("<heading>", "<headline>", "line 13 of the script: <headline> is not known; use one of <heading>"),
        ("*1.2", "*2.5", "line 16 of the script: an intensity must lie within 0–2"),
        ("{0.6 takes turns}", "{6}", "line 19 of the script: a confidence must lie within 0–1"),
        ("{0.6 takes turns}", "{0.6} {x}", "line 19 of the script: the evidence is given twice"),
        ("~ * * *", "~", "line 21 of the script: '~' needs"),
        ("Morning came.", "Morning \\u came.", "line 23 of the script: \\\\u stands for no character"),
        ("Morning came.", "Morning\\u{ffffff}", "line 23 of the script: '.*' stands for no character"),
        ("Tom {0.6 takes turns}:", ":", "line 19 of the script: a line needs a speaker"),
        ("-- Copyright\n", "-- Copyright\n\n~ * * *\n", "line 9 of the script: a break of scenes stands"),
    ],
)
def test_mistakes_are_told_with_their_line(old: str, new: str, message: str) -> None:
    assert old in EXAMPLE
    with pytest.raises(BookError, match=message):
        parse(EXAMPLE.replace(old, new, 1))


def test_by_hand() -> None:
    """What a person leaves out or writes freely is understood."""
    script = parse(
        "dramatis script 1\n== One\nTom[sad *1]{a guess} : Hello: you.   \n\n\nnarrator []: He left.\\| \n"
    )
    tom, narrator = script.chapters[0].lines
    assert (tom.text, tom.after, tom.direction, tom.intensity) == ("Hello: you.", "\n\n", "sad", 1.0)
    assert (tom.confidence, tom.evidence) == (1.0, "a guess")
    assert (narrator.direction, narrator.after) == (None, "")
