"""Markdown → documents: CommonMark with tables, footnotes and a block of metadata, through HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.book.document import Document
from studio.book.readers.block import Asides
from studio.book.readers.encoding import decode
from studio.book.readers.html import document
from studio.book.readers.tree import html_tree
from tts.errors import BookError


def read(path: Path, asides: Asides) -> Document:
    """Read a Markdown file; chapters begin at its headings, title and author stand in its YAML block."""
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.footnote import footnote_plugin
        from mdit_py_plugins.front_matter import front_matter_plugin
    except ImportError:
        raise BookError("reading Markdown needs markdown-it-py; run pip install 'dramatis[book]'") from None
    source, encoding = decode(path.read_bytes())
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin)
    tokens = parser.parse(source.replace("\r\n", "\n").replace("\r", "\n"))
    about = next((token.content for token in tokens if token.type == "front_matter"), "")
    page = parser.renderer.render(tokens, parser.options, {})
    fields = _metadata(about)
    read = document(
        html_tree(f"<html><body>{page}</body></html>", path.name), path.name, asides, fields["title"]
    )
    notes = read.notes if encoding == "utf-8" else (*read.notes, f"the text was read as {encoding}")
    return replace(read, authors=fields["authors"], language=fields["language"], notes=notes)


def _metadata(about: str) -> dict[str, Any]:
    import yaml

    try:
        data = yaml.safe_load(about) or {}
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise BookError(f"the block of metadata at its top is not YAML ({told}); mend it") from None
    if not isinstance(data, Mapping):
        raise BookError("the block of metadata at its top must hold 'title: …' and the like; mend it")
    authors = data.get("author", data.get("authors", data.get("creator", ())))
    listed = authors if isinstance(authors, (list, tuple)) else [authors] if authors else []
    named = [each.get("name", each.get("text", "")) if isinstance(each, Mapping) else each for each in listed]
    return {
        "title": " ".join(str(data.get("title") or "").split()),
        "authors": tuple(str(each).strip() for each in named if str(each).strip()),
        "language": str(data.get("lang") or data.get("language") or ""),
    }
