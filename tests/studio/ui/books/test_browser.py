"""A book in a real browser: uploaded, rendered with the tab closed meanwhile, heard, exported, taken home."""

import json
import subprocess
import zipfile

import pytest

from benchmarks.browser import visitor

PAGES = {
    "one": "<h1>One</h1><p>The river rose in the night.</p><p>“Who is there?” said Matty.</p>",
    "two": "<h1>Two</h1><p>They went home in the morning. The mill stood still.</p>",
}


@pytest.fixture
def epub(tmp_path):
    """A short EPUB of two chapters."""
    path = tmp_path / "mill.epub"
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    items = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in PAGES)
    spine = "".join(f'<itemref idref="{name}"/>' for name in PAGES)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Mill</dc:title>'
        '<dc:creator>Ann Author</dc:creator><dc:language>en</dc:language><dc:identifier id="id">x'
        f"</dc:identifier></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr("META-INF/container.xml", container)
        file.writestr("book.opf", package)
        for name, body in PAGES.items():
            page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{name}</title></head>'
            file.writestr(f"{name}.xhtml", f"{page}<body>{body}</body></html>")
    return path


def go(user, step):
    user.page.locator(".st-key-books-at-step button", has_text=step).click()
    user.idle()


def test_a_book_becomes_an_m4b_though_the_tab_is_closed(server, browser, epub, tmp_path):
    ours = visitor(browser, server.url)
    ours.visit("Audiobook")
    ours.page.locator("input[type=file]").set_input_files(epub)
    ours.page.get_by_role("heading", name="The Mill").wait_for()
    ours.idle()
    go(ours, "Render")
    ours.press("books.render")
    ours.page.locator("[class*='st-key-job-job_']").first.wait_for()
    ours.page.context.close()  # the tab is closed while it is being spoken
    again = visitor(browser, server.url)
    again.visit("Audiobook")
    again.page.locator("[class*='st-key-open-'] button:visible").click()
    again.idle()
    go(again, "Render")
    again.page.get_by_text("Every line is spoken.").wait_for()
    again.idle()
    go(again, "Listen")
    again.press("books.on")
    again.page.locator(".follow .said").first.wait_for()  # words are marked as they are heard
    go(again, "Export")
    again.press("books.export")
    again.page.locator("[class*='st-key-file-']").first.wait_for()
    again.idle()
    file = tmp_path / "mill.m4b"
    with again.page.expect_download() as started:
        again.page.locator("[class*='st-key-file-'] button:visible").click()
    started.value.save_as(file)
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", str(file)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert [each["tags"]["title"] for each in told["chapters"]][1:3] == ["One", "Two"]
    assert float(told["format"]["duration"]) > 5
    again.visit("Jobs")
    assert again.page.locator("[class*='st-key-job-job_']", has_text="mill").count() == 3
    assert not ours.complaints + again.complaints
    assert not server.faults()


def test_a_bad_upload_is_refused_with_the_reason(server, browser, tmp_path):
    bad = tmp_path / "bad.epub"
    bad.write_bytes(b"PK\x03\x04 and no more")
    user = visitor(browser, server.url)
    user.visit("Audiobook")
    user.page.locator("input[type=file]").set_input_files(bad)
    user.page.get_by_text("damaged").first.wait_for()
    user.idle()
    assert not user.complaints
    assert not server.faults()
