"""The text of a PDF, as far as it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.book.readers import read
from tts.errors import BookError

pytest.importorskip("pypdf")

PROSE = (
    "It was the best of times, it was the worst of times, it was",
    "the age of wisdom, it was the age of foolish-",
    "ness, and the foolishness went on and on and on for ever.",
)  # fmt: skip


def pdf(path: Path, pages: list[list[tuple[int, int, str]]], outline: bool = False) -> Path:
    """A PDF of pages of (x, y, text) lines in Helvetica, with a bookmark a page."""
    objects: list[str] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    marks = 4 + 2 * len(pages)
    extra = f" /Outlines {marks} 0 R" if outline else ""
    objects.append(f"<< /Type /Catalog /Pages 2 0 R{extra} >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        drawn = "".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
    if outline:
        count = len(pages)
        objects.append(
            f"<< /Type /Outlines /First {marks + 1} 0 R /Last {marks + count} 0 R /Count {count} >>"
        )
        for number in range(count):
            links = f" /Next {marks + number + 2} 0 R" if number + 1 < count else ""
            to = f"/Parent {marks} 0 R /Dest [{4 + 2 * number} 0 R /Fit]{links}"
            objects.append(f"<< /Title (Part {number + 1} of it) {to} >>")
    data, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    path.write_text(data + end + trailer, encoding="latin-1")
    return path


def chapter(number: int) -> list[tuple[int, int, str]]:
    lines = [(40, 570, "THE BOOK OF TIMES"), (40, 530, f"Chapter {number + 1}"), (200, 30, f"{number + 1}")]
    for paragraph in range(3):
        top = 500 - 45 * paragraph
        prose = (*PROSE[:2], PROSE[2].replace("for ever", f"to page {'abcd'[number]}"))
        lines += [(52 if at == 0 else 40, top - 13 * at, text) for at, text in enumerate(prose)]
    return lines


WHOLE = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, "
    "it was the age of foolishness, and the foolishness went on and on and on for ever."
)


@pytest.mark.parametrize("outline", [False, True])
def test_a_book(tmp_path: Path, outline: bool) -> None:
    found = read(pdf(tmp_path / "book.pdf", [chapter(n) for n in (0, 1, 2, 3)], outline))
    titles = [f"Part {n + 1} of it" if outline else f"Chapter {n + 1}" for n in (0, 1, 2, 3)]
    assert [c.title for c in found.chapters] == titles
    assert found.chapters[1].text == "\n\n".join(["Chapter 2", *[WHOLE.replace("for ever", "to page b")] * 3])
    assert any("edge of a page" in note for note in found.notes)
    assert any("guessed" in note for note in found.notes)


def test_scanned_pages_are_told(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "book.pdf", [chapter(1), [], chapter(2)]))
    assert any("1 page" in note and "text recognition" in note for note in found.notes)
    with pytest.raises(BookError, match="no text in it"):
        read(pdf(tmp_path / "empty.pdf", [[], []]))


def test_a_locked_pdf(tmp_path: Path) -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=pdf(tmp_path / "open.pdf", [chapter(1)]))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "book.pdf")
    with pytest.raises(BookError, match="locked by a password"):
        read(tmp_path / "book.pdf")
