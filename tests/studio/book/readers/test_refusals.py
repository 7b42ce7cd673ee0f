"""What is refused, and that the sentence says why and what to do."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from studio.book.readers import read
from tests.studio.book.readers.conftest import CONTAINER, Make, opf, page
from tts.errors import BookError

LAUGHS = '<!DOCTYPE h [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>'
GOOD = {"a.xhtml": "<p>Text.</p>"}


def encryption(algorithm: str) -> str:
    return f"""<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{algorithm}"/>
    <CipherData><CipherReference URI="OEBPS/a.xhtml"/></CipherData></EncryptedData></encryption>"""


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"META-INF/rights.xml": "<rights/>"}, "locked by Adobe's DRM; give a copy without"),
        ({"META-INF/sinf.xml": "<sinf/>"}, "locked by Apple's DRM"),
        ({"META-INF/license.lcpl": "{}"}, "locked by Readium LCP DRM"),
        (
            {"META-INF/encryption.xml": encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")},
            "parts of it are encrypted",
        ),
        ({"META-INF/container.xml": None}, "no EPUB: META-INF/container.xml is missing"),
        ({"META-INF/container.xml": "<container/>"}, "names no package"),
        ({"META-INF/container.xml": CONTAINER.replace("OEBPS/content.opf", "../../x")}, "lies outside of it"),
        ({"OEBPS/content.opf": "<package>"}, "content.opf is no well-formed XML"),
        ({"OEBPS/content.opf": opf("", "")}, "lists no page of text"),
        (
            {
                "OEBPS/content.opf": opf(
                    '<item id="p" href="../../../etc/passwd" media-type="text/html"/>', ""
                )
            },
            "lies outside of it",
        ),
        ({"../evil.txt": "x"}, r"called '\.\./evil\.txt', which leads out of it"),
        ({"/etc/passwd": "x"}, "leads out of it"),
        ({"C:/windows": "x"}, "leads out of it"),
        ({"OEBPS/big.bin": b"\0" * 30_000_000}, "unpacks to 29 MiB from 28 KiB, as only a zip bomb does"),
        (
            {
                "OEBPS/a.xhtml": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html>&x;</html>'
            },
            "declares entities of its own",
        ),
        (
            {"OEBPS/a.xhtml": LAUGHS.encode("utf-16")},
            "declares entities of its own",
        ),
        ({"OEBPS/a.xhtml": page("<div>" * 300 + "deep" + "</div>" * 300)}, "nests more than 200 elements"),
        ({"OEBPS/a.xhtml": page("<p> </p>")}, "there is no text in it; a book of pictures"),
    ],
)
def test_an_epub_is_refused(epub: Make, files: dict[str, str | bytes | None], message: str) -> None:
    with pytest.raises(BookError, match=message) as refusal:
        read(epub(GOOD, files=files))
    assert str(refusal.value).startswith("book.epub: ")


def test_fonts_may_be_obfuscated(epub: Make) -> None:
    files = {"META-INF/encryption.xml": encryption("http://www.idpf.org/2008/embedding")}
    assert read(epub(GOOD, files=files)).chapters[0].text == "Text."


def test_a_broken_zip(epub: Make) -> None:
    path = epub(GOOD)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BookError, match="the zip archive is broken; get the file again"):
        read(path)
    at = whole.index(b"OEBPS/a.xhtml") + len("OEBPS/a.xhtml") + 10
    path.write_bytes(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])
    with pytest.raises(BookError, match=r"'OEBPS/a\.xhtml' in it is damaged"):
        read(path)


def test_a_file_that_lies_about_its_size(epub: Make) -> None:
    """The sizes of the directory are believed only as far as the bytes go."""
    path = epub({"a.xhtml": "<p>" + "Text. " * 2000 + "</p>"})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"OEBPS/a.xhtml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", data, at + 24, 10)  # the uncompressed size
    path.write_bytes(bytes(data))
    with pytest.raises(BookError, match="is damaged"):
        read(path)


def test_two_files_of_one_name(epub: Make) -> None:
    path = epub(GOOD)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("OEBPS/a.xhtml", page("<p>Other.</p>"))
    with pytest.raises(BookError, match=r"two files in it are called 'OEBPS/a\.xhtml'"):
        read(path)


def test_too_many_files(epub: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.book.readers.archive.MOST_FILES", 20)
    assert read(epub(GOOD))
    with pytest.raises(BookError, match="it holds 24 files; a book has at most 20"):
        read(epub(GOOD, files={f"f{n}": "" for n in range(20)}))


def test_a_password(epub: Make) -> None:
    path = epub(GOOD)
    data = bytearray(path.read_bytes())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(BookError, match="locked by a password"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.epub", b"%PDF-1.4 ...", r"ends in \.epub but holds PDF; name it \.pdf"),
        ("a.epub", b"just text", r"ends in \.epub but is none"),
        ("a.pdf", b"<html><p>x</p></html>", r"ends in \.pdf but holds HTML; name it \.html"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"an old Word file; save it as \.docx"),
        ("a.txt", b"{\\rtf1 hello}", r"an RTF file; save it as \.docx"),
        ("a.mobi", b"\0" * 60 + b"BOOKMOBI", r"a Kindle book \(MOBI\); convert it to EPUB"),
        ("a.xyz", b"text", r"files that end in \.xyz are not known; give one of \.epub"),
        ("a", b"text", "files that end in nothing are not known"),
        ("a.txt", b"", "it is empty"),
        ("a.txt", b"  \n ", "there is no text in it"),
        ("a.txt", b"abc\0\0\0def", "bytes that no text has"),
        ("a.txt", bytes(range(256)) * 40, "bytes that no text has"),
        ("a.txt", b"\xff\xfea\0b\0\0\xd8", "begins as utf-16-le text but is none"),
        ("a.md", b"---\ntitle: [x\n---\ntext", "the block of metadata at its top is not YAML"),
        ("a.md", b"---\n- x\n---\ntext", "must hold 'title: "),
        ("a.html", b"<html></html>", "there is no text in it"),
        ("a.docx", b"PK\x03\x04rubbish", "the zip archive is broken"),
        ("a.pdf", b"%PDF-1.4\nrubbish", "the PDF is broken"),
    ],
)
def test_other_files(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BookError, match=message):
        read(tmp_path / name)


def test_a_zip_that_is_no_book(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(BookError, match="a zip archive but no EPUB or DOCX; unpack it"):
        read(tmp_path / "a.epub")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BookError, match=r"No such file or directory; check the path"):
        read(tmp_path / "none.epub")
    with pytest.raises(BookError, match="it is a folder"):
        read(tmp_path)
