"""EPUBs: chapters, front and back matter, what is left aside."""

from __future__ import annotations

import pytest

from studio.book.document import Document
from studio.book.readers import Asides, read
from tests.studio.book.readers.conftest import Make, page, toc

PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def titles(document: Document) -> list[tuple[str, str, bool]]:
    return [(chapter.title, chapter.role, chapter.included) for chapter in document.chapters]


def test_chapters_are_those_of_the_contents(epub: Make) -> None:
    found = read(
        epub(
            {
                "title.xhtml": "<h1>The House</h1><p>by Ann Lee</p>",
                "copy.xhtml": "<p>Copyright © 2020 Ann Lee. All rights reserved. ISBN 978-0</p>",
                "ch1.xhtml": "<h1>One</h1><p>It was late.</p>",
                "ch1b.xhtml": "<p>It grew later.</p>",
                "ch2.xhtml": "<h1>Two</h1><p>It was <i>early</i>.</p>",
                "about.xhtml": "<h1>About the Author</h1><p>Ann lives.</p>",
            },
            nav=toc(("One", "ch1.xhtml"), ("Two", "ch2.xhtml#top")),
            metadata='<dc:creator id="a">Ann Lee</dc:creator><dc:creator opf:role="ill">Bo</dc:creator>'
            '<meta refines="#a" property="role">aut</meta>',
        )
    )
    assert (found.title, found.authors, found.language) == ("The House", ("Ann Lee",), "en")
    assert titles(found) == [
        ("The House", "front", False),
        ("", "front", False),
        ("One", "body", True),
        ("Two", "body", True),
        ("About the Author", "back", False),
    ]
    assert found.chapters[2].text == "One\n\nIt was late.\n\nIt grew later."
    assert found.chapters[3].text == "Two\n\nIt was early."
    assert found.chapters[1].reason == "copyright page, by what it says"
    assert found.chapters[3].source == "OEBPS/ch2.xhtml"


def test_several_chapters_in_one_file(epub: Make) -> None:
    body = """<h2 id="a">One</h2><p>First.</p><a id="b"></a><h2>Two</h2><p>Second.</p>
    <section id="c"><p>Third.</p></section>"""
    found = read(
        epub(
            {"all.xhtml": body},
            nav=toc(("One", "all.xhtml#a"), ("Two", "all.xhtml#b"), ("Three", "all.xhtml#c")),
        )
    )
    assert [chapter.text for chapter in found.chapters] == ["One\n\nFirst.", "Two\n\nSecond.", "Third."]


def test_sections_of_a_chapter_are_none_and_chapters_of_a_part_are(epub: Make) -> None:
    nav = """<nav epub:type="toc"><ol>
    <li><a href="p1.xhtml">Part One</a><ol><li><a href="c1.xhtml">The Start</a>
    <ol><li><a href="c1.xhtml#s">A section</a></li></ol></li></ol></li>
    <li><a href="c2.xhtml">The End</a></li></ol></nav>"""
    pages = {
        "p1.xhtml": "<h1>Part One</h1>",
        "c1.xhtml": '<h2>The Start</h2><p>A.</p><h3 id="s">A section</h3><p>B.</p>',
        "c2.xhtml": "<h2>The End</h2><p>C.</p>",
    }
    assert [c.title for c in read(epub(pages, nav=nav)).chapters] == ["Part One", "The Start", "The End"]


def test_an_epub_2_has_ncx_and_guide(epub: Make) -> None:
    ncx = """<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "ncx-2005-1.dtd">
    <ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
    <navPoint id="a"><navLabel><text>One</text></navLabel><content src="c1.xhtml"/></navPoint>
    <navPoint id="b"><navLabel><text>Two</text></navLabel><content src="c2.xhtml"/></navPoint>
    </navMap></ncx>"""
    found = read(
        epub(
            {"d.xhtml": "<p>For you.</p>", "c1.xhtml": "<p>First.</p>", "c2.xhtml": "<p>Second.</p>"},
            items='<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
            '<item id="c" href="cover.png" media-type="image/png"/>',
            metadata='<meta name="cover" content="c"/>',
            guide='<guide><reference type="dedication" href="d.xhtml"/></guide>',
            files={"OEBPS/toc.ncx": ncx, "OEBPS/cover.png": PIXEL},
        )
    )
    assert titles(found) == [("", "front", False), ("One", "body", True), ("Two", "body", True)]
    assert found.chapters[0].reason == "dedication, by its mark in the file"
    assert found.cover == PIXEL


def test_without_contents_headings_part_chapters(epub: Make) -> None:
    found = read(epub({"a.xhtml": "<h1>One</h1><p>A.</p>", "b.xhtml": "<h1>Two</h1><p>B.</p>"}))
    assert [chapter.title for chapter in found.chapters] == ["One", "Two"]
    assert any("no table of contents" in note for note in found.notes)
    plain = read(epub({"a.xhtml": "<p>A.</p>", "b.xhtml": "<p>B.</p>"}))
    assert [chapter.text for chapter in plain.chapters] == ["A.", "B."]


def test_marks_of_the_file_tell_what_a_page_is(epub: Make) -> None:
    pages = {
        "a.xhtml": page("<p>Thanks to all.</p>", ' epub:type="acknowledgments"'),
        "b.xhtml": page("<h1>Index</h1><p>In the middle.</p>", ' epub:type="chapter"'),
        "c.xhtml": "<h1>Notes</h1><p>Between chapters.</p>",
        "d.xhtml": "<h1>Last</h1><p>The end.</p>",
        "e.xhtml": page('<section epub:type="glossary"><h1>Words</h1><p>Word: a word.</p></section>'),
    }
    entries = [(name[0].upper(), name) for name in pages]
    found = read(epub(pages, nav=toc(*entries)))
    assert [(c.role, c.included) for c in found.chapters] == [
        ("front", False), ("body", True), ("body", True), ("body", True), ("back", False),
    ]  # fmt: skip


NOTES = """<h1>One</h1>
<p>A word<a epub:type="noteref" href="#n1">1</a>, another<sup><a href="notes.xhtml#n2">*</a></sup> <a
class="footnote-ref" href="notes.xhtml#n3">[3]</a>.</p>
<p>Then 10<sup>th</sup>, <a href="http://x.org">a link</a>.</p>
<aside epub:type="footnote" id="n1"><p><a href="#r">1</a> The first note.</p></aside>"""
ENDNOTES = """<h1>Notes</h1><p id="n2"><a href="c1.xhtml#r2">*</a> The second.</p>
<ol><li id="n3"><p>The third,</p><p>in two paragraphs. <a href="c1.xhtml#r3">↩</a></p></li></ol>"""


def test_footnotes_are_left_out_and_told(epub: Make) -> None:
    found = read(
        epub(
            {"c1.xhtml": NOTES, "notes.xhtml": ENDNOTES},
            nav=toc(("One", "c1.xhtml"), ("Notes", "notes.xhtml")),
        )
    )
    assert found.chapters[0].text == "One\n\nA word, another.\n\nThen 10th, a link."
    assert "3 footnotes left out" in found.notes


def test_footnotes_are_read_after_their_paragraph(epub: Make) -> None:
    path = epub(
        {"c1.xhtml": NOTES, "notes.xhtml": ENDNOTES}, nav=toc(("One", "c1.xhtml"), ("Notes", "notes.xhtml"))
    )
    found = read(path, Asides(footnotes=True))
    assert found.chapters[0].text == (
        "One\n\nA word, another.\n\nNote: The first note.\n\nNote: The second.\n\nNote: The third,\n\n"
        "in two paragraphs.\n\nThen 10th, a link."
    )


def test_a_page_that_is_not_well_formed_loses_no_text(epub: Make) -> None:
    body = """<?xml version='1.0'?><html><body><p>One &nbsp; two<br>three &copy; &amp;lt; <b>four</p>
    <p>five</body></html>"""
    found = read(epub({"a.xhtml": body}))
    assert found.chapters[0].text == "One \xa0 two\nthree © &lt; four\n\nfive"
    assert any("not well-formed" in note for note in found.notes)


def test_what_the_spine_names_wrongly_is_told(epub: Make) -> None:
    path = epub(
        {"a.xhtml": "<p>Text.</p>", "b.xhtml": "<p>More.</p>"},
        files={"OEBPS/b.xhtml": None},
    )
    found = read(path)
    assert [chapter.text for chapter in found.chapters] == ["Text."]
    assert any("b.xhtml" in note and "missing" in note for note in found.notes)


@pytest.mark.parametrize("language", ["", "und", "not a language!"])
def test_a_language_that_is_not_told_is_guessed(epub: Make, language: str) -> None:
    path = epub(
        {"a.xhtml": "<p>雪下了一夜。</p>"},
        files={"OEBPS/content.opf": None},
    )
    assert path
    from tests.studio.book.readers.conftest import opf

    package = opf('<item id="p" href="a.xhtml" media-type="application/xhtml+xml"/>', '<itemref idref="p"/>')
    changed = package.replace("<dc:language>en</dc:language>", f"<dc:language>{language}</dc:language>")
    found = read(epub({"a.xhtml": "<p>雪下了一夜。</p>"}, files={"OEBPS/content.opf": changed}))
    assert found.language == "zh"
    assert any("taken for zh" in note for note in found.notes)
