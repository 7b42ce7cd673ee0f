"""Plain text as people type it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.book.document import Document
from studio.book.readers import read

GUTENBERG = """The Project Gutenberg eBook of The Long Road

Title: The Long Road
Author: Ann Lee and Bo Li
Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE LONG ROAD ***

THE LONG ROAD

by Ann Lee

CONTENTS

  CHAPTER I. The Start
  CHAPTER II. The Middle
  CHAPTER III. The End

CHAPTER I.
The Start

It was a dark and _stormy_ night; the rain fell in torrents--except at
occasional intervals, when it was checked by a violent gust of wind which
swept up the streets, and the well-
known lamps flickered in the dark.

“Who is there?” asked the boy. Nobody gave him an answer, and so he went
back to his bed.

    The wind doth blow
    And we shall have snow
    And what will the robin do then

       *       *       *       *       *

And so the night went on and on, with rain and with wind and with all of
the other noises that a house can make.

CHAPTER II.
The Middle

It was the best of times, it was the worst of times, it was the age of
wisdom, it was the age of foolishness.



After three empty lines there was another scene, in which things went on
as they had before, and so on and so forth.

*** END OF THE PROJECT GUTENBERG EBOOK THE LONG ROAD ***

Updated editions will replace the previous one.
"""


def book(folder: Path, text: str | bytes, name: str = "book.txt") -> Document:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def test_project_gutenberg(tmp_path: Path) -> None:
    found = book(tmp_path, GUTENBERG)
    assert (found.title, found.authors, found.language) == ("The Long Road", ("Ann Lee", "Bo Li"), "en")
    assert [(c.title, c.role, c.included) for c in found.chapters] == [
        ("Project Gutenberg header", "front", False),
        ("", "front", False),
        ("CONTENTS", "front", False),
        ("CHAPTER I. The Start", "body", True),
        ("CHAPTER II. The Middle", "body", True),
        ("Project Gutenberg licence", "back", False),
    ]
    one, two = (found.chapters[at].text.split("\n\n") for at in (3, 4))
    assert one[0] == "CHAPTER I.\nThe Start"
    assert one[1].startswith(
        "It was a dark and stormy night; the rain fell in torrents--except at occasional"
    )
    assert "the well-known lamps" in one[1]
    assert one[2].endswith("so he went back to his bed.")
    assert one[3] == "The wind doth blow\nAnd we shall have snow\nAnd what will the robin do then"
    assert one[4] == "* * * * *"
    assert two[2] == "* * *"
    assert any("underscores" in note for note in found.notes)


CHINESE = """《雪夜》
作者：王某

第一章 归来

　　雪下了一夜。老王推开门。
　　“你怎么来了？”老王问。

第二章 离开
　　第二天早上，太阳出来了。
　　李明走了。
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_chinese_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = (
        CHINESE
        if encoding != "big5"
        else CHINESE.translate(str.maketrans("归来开门么问离阳", "歸來開門麼問離陽"))
    )
    found = book(tmp_path, text.encode(encoding, "ignore"))
    assert found.language == "zh"
    assert [c.included for c in found.chapters] == [False, True, True]
    assert found.title == "雪夜"
    assert len(found.chapters[1].text.split("\n\n")) == 3
    assert found.chapters[2].text.endswith("李明走了。")


def test_lines_that_are_paragraphs_stay_so(tmp_path: Path) -> None:
    found = book(
        tmp_path, "Chapter 1\nOne line, one paragraph.\nAnother.\n\nChapter 2\r\nAnd a last one.\r\n"
    )
    assert [c.text for c in found.chapters] == [
        "Chapter 1\n\nOne line, one paragraph.\n\nAnother.", "Chapter 2\n\nAnd a last one.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "Chapter 12",
        "CHAPTER XII.",
        "Chapter One: The Storm",
        "PROLOGUE",
        "XII.",
        "12",
        "第十二回 大雪",
        "Part Two",
        "序章",
    ],
)
def test_headings(tmp_path: Path, heading: str) -> None:
    found = book(tmp_path, f"{heading}\n\nSome text there is here.\n\n{heading}\n\nSome more of it.\n")
    assert [c.title for c in found.chapters] == [heading, heading]


@pytest.mark.parametrize(
    "line", ["Chapter 12 was long.", "I.e. not a heading", "Part of me,", "12 men came", "Index finger"]
)
def test_no_headings(tmp_path: Path, line: str) -> None:
    assert len(book(tmp_path, f"{line}\n\nSome text.\n\n{line}\n\nMore.\n").chapters) == 1


ordinary = st.text(st.sampled_from("abc xyz.,“”\"'-—é雪\n"), max_size=200)


@given(ordinary | st.text(max_size=80))
def test_no_letter_is_lost(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever the layout, the letters are those of the file, in order."""
    from studio.book.readers import BookError

    path = tmp_path_factory.getbasetemp() / "any.txt"
    data = text.replace("_", "").encode("utf-8", "ignore")
    path.write_bytes(data)

    def letters(of: str) -> str:
        return "".join(char for char in of if char.isalnum())

    try:
        found = read(path)
    except BookError:
        return
    assert letters("".join(c.text for c in found.chapters)) == letters(data.decode())
