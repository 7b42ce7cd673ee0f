"""Which chapters are the book, and which front and back matter: by what the file calls them, their titles,
and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.book.document import Chapter

FRONT = {
    "cover": "cover",
    "titlepage": "title page",
    "halftitlepage": "half title",
    "copyright-page": "copyright page",
    "imprint": "imprint",
    "dedication": "dedication",
    "toc": "table of contents",
    "loi": "list of illustrations",
    "lot": "list of tables",
    "frontmatter": "front matter",
    "foreword": "foreword",
    "preface": "preface",
    "acknowledgments": "acknowledgements",
    "other-credits": "credits",
    "contributors": "contributors",
    "seriespage": "series page",
}
BACK = {
    "index": "index",
    "bibliography": "bibliography",
    "glossary": "glossary",
    "endnotes": "notes",
    "footnotes": "notes",
    "rearnotes": "notes",
    "appendix": "appendix",
    "colophon": "colophon",
    "afterword": "afterword",
    "backmatter": "back matter",
    "acknowledgments": "acknowledgements",
    "contributors": "contributors",
    "copyright-page": "copyright page",
    "imprint": "imprint",
    "other-credits": "credits",
    "errata": "errata",
    "advertisement": "advertisement",
    "about": "about the author",
}
BODY = frozenset("bodymatter chapter part prologue epilogue introduction epigraph conclusion volume".split())
"""What the EPUB structural vocabulary calls the parts of a book → what people do."""

_TITLES: tuple[tuple[str, str], ...] = (
    ("cover", r"(?:front )?cover|封面"),
    ("titlepage", r"title ?page|half ?title(?: page)?|书名页|扉页"),
    ("copyright-page", r"copyright(?: page| notice| information)?|legal notice|版权(?:页|信息|声明)?"),
    ("imprint", r"imprint"),
    ("dedication", r"dedication|献词|题献"),
    ("toc", r"(?:table of )?contents|目录|目次|目錄"),
    ("loi", r"(?:list of )?(?:illustrations|figures|maps|plates)|插图目录"),
    ("lot", r"list of tables"),
    ("foreword", r"foreword(?: by .+)?|(?:代|推荐)?序言?|推荐序.*"),
    ("preface", r"preface(?: to .+)?|前言|自序|出版说明"),
    ("acknowledgments", r"acknowledge?ments?|(?:thanks|thank you)|致谢|鸣谢"),
    ("seriespage", r"(?:also|other (?:books|titles)|books|novels) (?:by|in this series)\b.*|praise for .+"),
    ("index", r"(?:general |subject )?index(?: of .+)?|索引"),
    ("bibliography", r"(?:select(?:ed)? )?bibliography|references|works cited|sources|further reading"
                     r"|参考文献|参考书目"),
    ("glossary", r"glossary(?: of .+)?|词汇表|术语表"),
    ("endnotes", r"(?:end|foot)?notes|注释|註釋|尾注"),
    ("appendix", r"appendi(?:x|ces)\b.*|附录.*|附錄.*"),
    ("colophon", r"colophon"),
    ("afterword", r"afterword(?: by .+)?|author['’]s note|后记|後記|跋"),
    ("about", r"about the (?:author|editor|translator|publisher)s?|作者简介|关于作者|作者介绍"),
    ("advertisement", r"newsletter|advertisements?|coming soon|sneak (?:peek|preview).*|an excerpt from .+"),
    ("prologue", r"prolog(?:ue)?\b.*|楔子.*|序幕|序章|引子"),
    ("epilogue", r"epilog(?:ue)?\b.*|尾声|终章"),
    ("introduction", r"introduction\b.*|引言|导言|绪论"),
    ("chapter", r"(?:chapter|part|book|volume|act|scene|canto|letter|stave|kapitel|chapitre|cap[ií]tulo)\b.*"
                r"|第[\d零〇一二三四五六七八九十百千两]+[章节回卷部篇集幕].*|[ivxlcdm]+\.?|\d+\.?"),
)  # fmt: skip
_COPYRIGHT = re.compile(
    r"©|\(c\) ?\d{4}|copyright|all rights reserved|\bISBN\b|版权所有|project gutenberg(?:-tm)? licen[cs]e",
    re.I,
)
_SHORT_PAGE = 120  # words of a page without a heading of its own that can be a title page
_GENERAL = ("frontmatter", "backmatter", "bodymatter", "part", "volume")
_WORD = re.compile(r"[\u3400-\u9fff]|\w+")


@dataclass(frozen=True)
class Segment:
    """A stretch of a book before it is known what it is.

    types: what the file calls it, in the EPUB vocabulary. headed: whether its title is a heading or stands in
    the table of contents.
    """

    title: str
    text: str
    types: frozenset[str] = frozenset()
    source: str = ""
    headed: bool = True


def chapters(segments: Sequence[Segment]) -> tuple[Chapter, ...]:
    """Every segment as a chapter with its role; front and back matter is left out, and why.

    Only what stands before the first or after the last chapter of the body can be front or back matter:
    "Notes" between two chapters is a chapter. Where nothing else is left, everything is read.
    """
    kinds = [_kind(segment) for segment in segments]
    first = next((at for at, kind in enumerate(kinds) if _is_body(kind[0])), None)
    headed = (at for at, kind in enumerate(kinds) if kind[0] in BODY or (not kind[0] and segments[at].headed))
    named = next(headed, first)
    if first is None or named is None:
        return tuple(Chapter(s.title, s.text, source=s.source, reason="all there is") for s in segments)
    for at in range(first, named):
        if not kinds[at][0] and not segments[at].headed and _words(segments[at].text) < _SHORT_PAGE:
            kinds[at] = ("titlepage", "a short page before the first chapter")
    body = [at for at, kind in enumerate(kinds) if _is_body(kind[0])]
    found = []
    for at, (segment, (kind, why)) in enumerate(zip(segments, kinds, strict=True)):
        role = "front" if at < body[0] else "back" if at > body[-1] else "body"
        label = (FRONT | BACK if role == "front" else BACK | FRONT).get(kind, "")
        reason = f"{label}, by {why}" if label and role != "body" else why
        found.append(Chapter(segment.title, segment.text, role, role == "body", segment.source, reason))
    return tuple(found)


def is_matter(segment: Segment) -> bool:
    """Whether a segment says by itself that it is front or back matter."""
    return not _is_body(_kind(segment)[0])


def _is_body(kind: str) -> bool:
    return not kind or kind in BODY


def _kind(segment: Segment) -> tuple[str, str]:
    """What a segment is, in the EPUB vocabulary, empty when nothing tells; and what tells it."""
    types = {name.removeprefix("doc-") for name in segment.types}
    known = [name for name in (*FRONT, *BACK, *BODY) if name in types]
    if specific := [name for name in known if name not in _GENERAL]:
        return specific[0], "its mark in the file"
    title = " ".join(segment.title.split()).strip(" .:*_").lower()
    for kind, pattern in _TITLES:
        if title and re.fullmatch(pattern, title):
            return kind, "its title"
    words = _words(segment.text)
    if words < 4 * _SHORT_PAGE and len(_COPYRIGHT.findall(segment.text)) > 1:
        return "copyright-page", "what it says"
    if known:
        return known[0], "its mark in the file"
    return "", ""


def _words(text: str) -> int:
    return len(_WORD.findall(text))
