"""What of a book is read and what is left out, and why; and the same with other choices."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.book.document import Document
from studio.book.script import Script, ScriptChapter
from tts.errors import BookError

UNCERTAIN = 0.7
"""A speaker below this confidence wants to be looked at."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+(?:['’-][^\W_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_RATES = (155.0, 250.0)  # words of English, characters of Chinese a minute, as read aloud
_LONGEST = 120.0  # minutes of one file of an audiobook
_OPENING = 60  # characters that are shown of a chapter


@dataclass(frozen=True)
class Part:
    """A chapter before anything is rendered.

    number: from 1. role, reason: as `document.Chapter` has them, empty where the imported file is missing.
    words: Chinese characters count as words. minutes: of audio, roughly. speech: lines that somebody says;
    uncertain: those of them whose speaker is less certain than `UNCERTAIN`. opening: its first words.
    """

    number: int
    title: str
    included: bool
    role: str
    reason: str
    words: int
    minutes: float
    speech: int
    uncertain: int
    opening: str


@dataclass(frozen=True)
class Preflight:
    """parts: every chapter. notes: what was left aside on import, and what should be looked at."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...]

    @property
    def minutes(self) -> float:
        """Of all that is read, roughly."""
        return sum(part.minutes for part in self.parts if part.included)


def preflight(script: Script, document: Document | None = None) -> Preflight:
    """Look over a book. document: as imported, where the file is at hand."""
    alike = document is not None and [c.title for c in document.chapters] == [
        c.title for c in script.chapters
    ]
    found = []
    for at, chapter in enumerate(script.chapters):
        part = _part(at + 1, chapter)
        if document is not None and alike:
            imported = document.chapters[at]
            part = replace(part, role=imported.role, reason=imported.reason)
        found.append(part)
    notes = document.notes if document is not None else ()
    return Preflight(tuple(found), (*notes, *_warnings(found, script.language)))


def choose(script: Script, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> Script:
    """The script with chapters taken in or left out, by number, by a range of numbers (3-5) or by title.

    Raises BookError when a chapter is not known or both taken in and left out, or nothing would remain.
    """
    taken = {at for name in include for at in _places(script, name)}
    left = {at for name in exclude for at in _places(script, name)}
    if both := taken & left:
        titles = ", ".join(repr(script.chapters[at].title) for at in sorted(both))
        raise BookError(f"{titles} cannot be both included and excluded; name it once")
    chapters = tuple(
        replace(chapter, included=(chapter.included or at in taken) and at not in left)
        for at, chapter in enumerate(script.chapters)
    )
    if not any(chapter.included for chapter in chapters):
        raise BookError("no chapter would be left to read; include one of them")
    return replace(script, chapters=chapters)


def _places(script: Script, name: str) -> list[int]:
    """The chapters that a number, a range or a title means, from 0."""
    count = len(script.chapters)
    if found := re.fullmatch(r"\s*(\d+)(?:\s*-\s*(\d+))?\s*", name):
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= count:
            raise BookError(f"there is no chapter {name}; chapters are numbered 1–{count}")
        return list(range(first - 1, last))
    titles = [" ".join(chapter.title.split()).casefold() for chapter in script.chapters]
    wanted = " ".join(name.split()).casefold()
    if exact := [at for at, title in enumerate(titles) if title == wanted]:
        return exact
    near = difflib.get_close_matches(wanted, [title for title in titles if title], n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise BookError(f"there is no chapter {name!r}{hint}; name one by its number, 1–{count}, or its title")


def _part(number: int, chapter: ScriptChapter) -> Part:
    text = chapter.text
    words = len(_WORD.findall(text))
    han = len(_HAN.findall(text))
    speech = [line for line in chapter.lines if line.kind == "speech"]
    return Part(
        number=number,
        title=chapter.title,
        included=chapter.included,
        role="",
        reason="",
        words=words,
        minutes=round((words - han) / _RATES[0] + han / _RATES[1], 2),
        speech=len(speech),
        uncertain=sum(line.confidence < UNCERTAIN for line in speech),
        opening=_opening(chapter),
    )


def _opening(chapter: ScriptChapter) -> str:
    told = [line.text for line in chapter.lines if line.kind != "heading"] or [chapter.title]
    plain = " ".join(" ".join(told[:4]).split())
    return plain if len(plain) <= _OPENING else plain[:_OPENING].rstrip() + "…"


def _warnings(parts: Sequence[Part], language: str) -> list[str]:
    told = []
    if language.lower().replace("_", "-").split("-")[0] not in ("en", "zh", "cmn", "yue"):
        told.append(f"who speaks cannot be told in {language}: the narrator says everything; edit script.txt")
    read = [part for part in parts if part.included]
    for part in read:
        if part.minutes > _LONGEST:
            told.append(
                f"chapter {part.number} takes about {part.minutes:.0f} minutes; it will be parted into files"
            )
    speech, uncertain = sum(part.speech for part in read), sum(part.uncertain for part in read)
    if uncertain:
        told.append(
            f"of {speech} lines of speech {uncertain} have an uncertain speaker: look at the numbers below "
            f"{UNCERTAIN:g} in the braces of script.txt"
        )
    return told
