"""EPUBs made in memory, good and bad."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>t</title><style>p {{}}</style></head><body{attributes}>{body}</body></html>"""


def page(body: str, attributes: str = "") -> str:
    return PAGE.format(body=body, attributes=attributes)


def opf(items: str, spine: str, metadata: str = "", guide: str = "") -> str:
    return f"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>The House</dc:title><dc:language>en</dc:language>{metadata}</metadata>
<manifest>{items}</manifest><spine>{spine}</spine>{guide}</package>"""


Make = Callable[..., Path]


@pytest.fixture
def epub(tmp_path: Path) -> Make:
    """Write an EPUB of pages, {name: body}, with whatever else, and return its path.

    nav: body of a navigation page. files: name in the archive → text or bytes, None = leave out.
    """

    def make(
        pages: Mapping[str, str],
        nav: str = "",
        metadata: str = "",
        guide: str = "",
        files: Mapping[str, str | bytes | None] | None = None,
        items: str = "",
    ) -> Path:
        listed = "".join(
            f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>'
            for n, name in enumerate(pages)
        )
        spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
        if nav:
            listed += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        held: dict[str, str | bytes | None] = {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/content.opf": opf(listed + items, spine, metadata, guide),
            **{
                f"OEBPS/{name}": body if body.startswith("<?xml") else page(body)
                for name, body in pages.items()
            },
        }
        if nav:
            held["OEBPS/nav.xhtml"] = page(nav)
        held |= files or {}
        path = tmp_path / "book.epub"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in held.items():
                if content is not None:
                    archive.writestr(name, content)
        return path

    return make


def toc(*entries: tuple[str, str]) -> str:
    """A table of contents of (title, href)."""
    listed = "".join(f'<li><a href="{href}">{title}</a></li>' for title, href in entries)
    return f'<nav epub:type="toc"><ol>{listed}</ol></nav>'
