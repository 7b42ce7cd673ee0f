"""DOCX, written by python-docx."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from studio.book.readers import Asides, read

docx = pytest.importorskip("docx")


def test_docx(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "The House", "Ann Lee; Bo Li"
    made.core_properties.language = "en-US"
    made.add_heading("The House", 0)
    made.add_paragraph("A novel")
    made.add_heading("Chapter One", 1)
    first = made.add_paragraph("It was ")
    first.add_run("late").italic = True
    first.add_run(".\nShe\twaited.")
    made.add_paragraph("* * *")
    made.add_paragraph("Item", style="List Number")
    table = made.add_table(2, 2)
    for at, text in enumerate("abcd"):
        table.cell(at // 2, at % 2).text = text
    made.add_heading("Chapter Two", 1)
    made.add_heading("The Storm", 2)
    made.add_paragraph("Rain.")
    path = tmp_path / "book.docx"
    made.save(path)
    found = read(path)
    assert (found.title, found.authors, found.language) == ("The House", ("Ann Lee", "Bo Li"), "en-US")
    assert [(c.title, c.included) for c in found.chapters] == [
        ("The House", False), ("Chapter One", True), ("Chapter Two: The Storm", True),
    ]  # fmt: skip
    assert (
        found.chapters[1].text == "Chapter One\n\nIt was late.\nShe waited.\n\n* * *\n\nItem\n\na, b\n\nc, d"
    )
    assert "1 table read row by row" in found.notes


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
BODY = f"""<w:document {W} {WP}><w:body>
<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>
<w:ins><w:r><w:t xml:space="preserve"> added</w:t></w:r></w:ins>
<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>
<w:p><w:r><w:drawing><wp:docPr id="1" name="p" descr="A red door"/></w:drawing></w:r></w:p>
<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink></w:p>
</w:body></w:document>"""
FOOTNOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_notes_changes_and_pictures(tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", BODY)
        archive.writestr("word/footnotes.xml", FOOTNOTES)
    found = read(path)
    assert found.chapters[0].text == "Kept added.\n\nA link"
    assert "1 footnote left out" in found.notes
    assert "image not read: A red door" in found.notes
    read_all = read(path, Asides(footnotes=True, images=True))
    assert read_all.chapters[0].text == "Kept added.\n\nNote: The note.\n\nA red door\n\nA link"
