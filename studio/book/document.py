"""A book as it was imported: chapters of plain text, and what was left aside."""

from __future__ import annotations

from dataclasses import dataclass

from tts.errors import BookError

ROLES = ("front", "body", "back")
"""Front matter (title page, contents), the book itself, back matter (notes, index)."""

SCENE = "* * *"
"""What a break between scenes is written as when the file marks it by a rule or a gap."""


@dataclass(frozen=True)
class Chapter:
    """One chapter.

    title: as the table of contents or the heading has it; may be empty. text: exactly the imported text,
    paragraphs parted by an empty line, without white space at its ends; never changed from here on.
    role: one of `ROLES`. included: whether it is read. source: its place in the file. reason: why it is in
    or out, for people.

    Raises BookError when the role is unknown or the text has white space at its ends.
    """

    title: str
    text: str
    role: str = "body"
    included: bool = True
    source: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise BookError(f"a chapter's role must be one of {', '.join(ROLES)}, not {self.role!r}")
        if self.text != self.text.strip():
            raise BookError(f"the text of the chapter {self.title!r} has white space at its ends; strip it")


@dataclass(frozen=True)
class Document:
    """A book: title, authors, language (BCP 47, such as en or zh-CN), chapters in order, cover (an image
    file's bytes, JPEG, PNG, GIF or WebP) and notes: what was left aside on import and why."""

    title: str
    authors: tuple[str, ...]
    language: str
    chapters: tuple[Chapter, ...]
    cover: bytes | None = None
    notes: tuple[str, ...] = ()
