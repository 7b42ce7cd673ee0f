"""EPUB 3 with media overlays: the book's text, in which each line lights up while it is heard.

Formats: EPUB 3.2 (W3C Community Group), Media Overlays 3.2, SMIL 3.0. Audio is AAC in MP4 containers, a core
media type. The chapters are the script's: what was read, word for word.
"""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from studio.book.codings import AAC
from studio.book.export.m4b import AacChapter, offsets, write_m4a
from studio.book.export.tags import BookTags, Cover
from studio.book.script import NARRATOR, ScriptLine

_STAMP = (1980, 1, 1, 0, 0, 0)  # the zip format's first moment: the same book gives the same bytes
_ACTIVE = "-epub-media-overlay-active"
_CSS = f"""body {{ margin: 5%; line-height: 1.5; }}
h1, h2 {{ text-align: center; line-height: 1.2; margin: 1.5em 0; }}
p {{ margin: 0; text-indent: 1.4em; }}
h1 + p, h2 + p, hr + p {{ text-indent: 0; }}
hr {{ border: 0; text-align: center; margin: 1.5em 0; }}
hr::before {{ content: "* * *"; }}
.{_ACTIVE} {{ background-color: #ffe9a8; color: #1a1a1a; }}
"""


@dataclass(frozen=True)
class ReadAloud:
    """A chapter to be read along. lines: in order. places: start and end of each line's take, s from the
    chapter's beginning, equal where it has none. audio: its sound."""

    title: str
    lines: Sequence[ScriptLine]
    places: Sequence[tuple[float, float]]
    audio: AacChapter


@dataclass
class _Contents:
    """What the package document lists, gathered while the chapters are written."""

    manifest: list[str] = field(default_factory=list)
    spine: list[str] = field(default_factory=list)
    durations: list[str] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0


def write_readalong(
    chapters: Iterable[ReadAloud],
    tags: BookTags,
    cover: Cover | None,
    modified: str,
    path: Path,
) -> None:
    """Write the book; the file appears whole or not at all.

    modified: when the book was last changed, as 2024-01-31T12:00:00Z. Raises MediaError when ffmpeg fails.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        with zipfile.ZipFile(partial, "w") as book:
            _put(book, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            _put(book, "META-INF/container.xml", _CONTAINER)
            _put(book, "EPUB/style.css", _CSS)
            contents = _Contents()
            if cover:
                _cover(book, contents, cover, tags)
            for number, chapter in enumerate(chapters, 1):
                _chapter(book, contents, chapter, number, tags.language, path.parent)
            _put(book, "EPUB/nav.xhtml", _nav(contents, tags))
            _put(book, "EPUB/package.opf", _package(contents, tags, modified))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _put(book: zipfile.ZipFile, name: str, content: str | bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    book.writestr(entry, content.encode("utf-8") if isinstance(content, str) else content)


def _cover(book: zipfile.ZipFile, contents: _Contents, cover: Cover, tags: BookTags) -> None:
    name = f"cover{cover.suffix}"
    _put(book, f"EPUB/{name}", cover.data, zipfile.ZIP_STORED)
    picture = f'<img src="{name}" alt={quoteattr(_xml(tags.title))} style="max-width: 100%"/>'
    _put(book, "EPUB/cover.xhtml", _page(tags.title, picture, tags.language, "cover"))
    contents.manifest += [
        f'<item id="cover-image" href="{name}" media-type="{cover.media_type}" properties="cover-image"/>',
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
    ]
    contents.spine.append('<itemref idref="cover"/>')


def _chapter(
    book: zipfile.ZipFile,
    contents: _Contents,
    chapter: ReadAloud,
    number: int,
    language: str,
    folder: Path,
) -> None:
    name = f"c{number:04d}"
    title = chapter.title or f"{number}"
    page = _page(title, _body(chapter, title), language, "chapter")
    _put(book, f"EPUB/{name}.xhtml", page)
    seconds = offsets([chapter.audio.samples])[0] + chapter.audio.samples / AAC.rate
    _put(book, f"EPUB/{name}.smil", _overlay(chapter, name, seconds))
    audio = folder / f".{name}.m4a"
    try:
        write_m4a(chapter.audio, audio)
        entry = zipfile.ZipInfo(f"EPUB/audio/{name}.m4a", _STAMP)
        entry.external_attr = 0o644 << 16
        with book.open(entry, "w") as inside, audio.open("rb") as outside:
            while block := outside.read(1 << 20):
                inside.write(block)
    finally:
        audio.unlink(missing_ok=True)
    contents.manifest += [
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"'
        f' media-overlay="{name}-overlay"/>',
        f'<item id="{name}-overlay" href="{name}.smil" media-type="application/smil+xml"/>',
        f'<item id="{name}-audio" href="audio/{name}.m4a" media-type="audio/mp4"/>',
    ]
    contents.spine.append(f'<itemref idref="{name}"/>')
    clock = _clock(seconds)
    contents.durations.append(f'<meta property="media:duration" refines="#{name}-overlay">{clock}</meta>')
    contents.points.append((f"{name}.xhtml", title))
    contents.seconds += seconds


def _body(chapter: ReadAloud, title: str) -> str:
    """The chapter's text: headings, paragraphs, breaks of scenes, each line in an element of its own."""
    rows: list[str] = []
    if chapter.lines and chapter.lines[0].kind != "heading":
        rows.append(f"<h1>{_text(title)}</h1>")
    paragraph: list[str] = []
    tag = "p"
    for number, line in enumerate(chapter.lines):
        if not paragraph:
            tag = ("h2" if number else "h1") if line.kind == "heading" else "p"
        voice = "" if line.speaker == NARRATOR else f" title={quoteattr(_xml(line.speaker))}"
        paragraph.append(f'<span id="l{number + 1}"{voice}>{_text(line.text)}</span>')
        between = line.after.split("\n\n")
        if len(between) == 1 and number + 1 < len(chapter.lines):
            paragraph.append("<br/>" if "\n" in line.after else _text(line.after))
            continue
        rows.append(f"<{tag}>{''.join(paragraph)}</{tag}>")
        paragraph = []
        if line.boundary == "scene":
            rows.append("<hr/>")
    return "\n".join(rows)


def _overlay(chapter: ReadAloud, name: str, seconds: float) -> str:
    """Which line is heard when. A line's clip lasts until the next one begins, so that pauses are heard."""
    delay = offsets([chapter.audio.samples])[0]
    spoken = [(number, start + delay) for number, (start, end) in enumerate(chapter.places, 1) if end > start]
    begins = [0.0, *(start for _, start in spoken[1:])]
    ends = [*begins[1:], seconds]
    rows = [
        f'<par id="p{number}"><text src="{name}.xhtml#l{number}"/>'
        f'<audio src="audio/{name}.m4a" clipBegin="{_clock(begin)}" clipEnd="{_clock(end)}"/></par>'
        for (number, _), begin, end in zip(spoken, begins, ends, strict=True)
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0">\n<body>\n'
        + "\n".join(rows)
        + "\n</body>\n</smil>\n"
    )


def _page(title: str, body: str, language: str, kind: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f" lang={quoteattr(language)} xml:lang={quoteattr(language)}>\n"
        f"<head><title>{_text(title)}</title>"
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f'<body epub:type="{kind}">\n{body}\n</body>\n</html>\n'
    )


def _nav(contents: _Contents, tags: BookTags) -> str:
    points = "\n".join(f'<li><a href="{href}">{_text(title)}</a></li>' for href, title in contents.points)
    body = f'<nav epub:type="toc" id="toc">\n<h1>{_text(tags.title)}</h1>\n<ol>\n{points}\n</ol>\n</nav>'
    return _page(tags.title, body, tags.language, "frontmatter")


def _package(contents: _Contents, tags: BookTags, modified: str) -> str:
    said = "\n".join([tags.title, *tags.authors, *(title for _, title in contents.points), modified])
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"dramatis:{said}".encode("utf-8", "replace").decode())
    facts = [
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>',
        f"<dc:title>{_text(tags.title) or '-'}</dc:title>",
        f"<dc:language>{_text(tags.language) or 'und'}</dc:language>",
        *(f"<dc:creator>{_text(author)}</dc:creator>" for author in tags.authors),
        f"<dc:description>{_text(tags.origin.comment)}</dc:description>",
        f'<meta property="dcterms:modified">{modified}</meta>',
        f'<meta property="media:duration">{_clock(contents.seconds)}</meta>',
        *contents.durations,
        *(f'<meta property="media:narrator">{_text(name)}</meta>' for name in tags.narrators),
        f'<meta property="media:active-class">{_ACTIVE}</meta>',
        *(f'<meta property="schema:accessMode">{mode}</meta>' for mode in ("textual", "auditory")),
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityFeature">synchronizedAudioText</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
        '<meta property="schema:accessibilitySummary">Text with synchronised synthetic speech.</meta>',
    ]
    if any('id="cover-image"' in item for item in contents.manifest):
        facts.append('<meta name="cover" content="cover-image"/>')
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="css" href="style.css" media-type="text/css"/>',
        *contents.manifest,
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
            f' prefix="schema: http://schema.org/" xml:lang={quoteattr(tags.language)}>',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *facts,
            "</metadata>",
            "<manifest>",
            *items,
            "</manifest>",
            "<spine>",
            *contents.spine,
            "</spine>",
            "</package>",
            "",
        ]
    )


_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def _xml(text: str) -> str:
    """A text as XML can hold it: characters that it forbids become U+FFFD."""
    return re.sub(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def _text(text: str) -> str:
    return escape(_xml(text))


def _clock(seconds: float) -> str:
    return f"{seconds:.3f}s"
