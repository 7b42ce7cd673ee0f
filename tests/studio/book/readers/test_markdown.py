"""Markdown, with its block of metadata."""

from __future__ import annotations

from pathlib import Path

from studio.book.readers import Asides, read

BOOK = """---
title: The House
author:
  - Ann Lee
  - name: Bo Li
lang: en-GB
---

# Dedication

For you.

# Chapter One

“Come in,” said *Matty*.[^1] It was 5 * 3 and snake_case_name.
She waited.

1. first
2. second

* * *

A name | another

| a | b |
|---|---|
| 1 | 2 |

# Chapter Two

## A section

Text with `code`.

    indented code

[^1]: A note about **Matty**.
"""


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "book.md"
    path.write_text(BOOK, encoding="utf-8")
    found = read(path)
    assert (found.title, found.authors, found.language) == ("The House", ("Ann Lee", "Bo Li"), "en-GB")
    assert [(c.title, c.included) for c in found.chapters] == [
        ("Dedication", False), ("Chapter One", True), ("Chapter Two: A section", True),
    ]  # fmt: skip
    assert found.chapters[1].text == (
        "Chapter One\n\n“Come in,” said Matty. It was 5 * 3 and snake_case_name. She waited.\n\n"
        "1. first\n\n2. second\n\n* * *\n\nA name | another\n\na, b\n\n1, 2"
    )
    assert found.chapters[2].text == "Chapter Two\n\nA section\n\nText with code."
    assert "1 footnote left out" in found.notes
    assert "Note: A note about Matty." in read(path, Asides(footnotes=True)).chapters[1].text


def test_without_metadata_the_file_names_it(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("Just <b>one</b> paragraph.", encoding="utf-8")
    found = read(path)
    assert (found.title, found.language) == ("story", "en")
    assert found.chapters[0].text == "Just one paragraph."
    assert found.chapters[0].included
